//! The document that a person means by its id, its 发文字号 in any spelling, or its title.

use std::collections::BTreeSet;

use corpus::PartialDate;
use corpus::document::Document;
use corpus::fold;
use corpus::naming::{Name, Nearness};
use tantivy::DocAddress;

use super::{numbers, titles};
use crate::error::Result;
use crate::message::DocumentEntry;
use crate::snapshot::Snapshot;

/// The most documents that are offered.
const MOST_OFFERED: usize = 5;

/// What one names.
enum Meant {
    One(DocAddress),
    /// Several, or none but such as are called like it.
    Perhaps(Vec<DocAddress>),
}

/// The one document that is meant: by its id, else by its number, else by its whole title.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn address(snapshot: &Snapshot, given: &str) -> Result<Option<DocAddress>> {
    Ok(match meant(snapshot, given)? {
        Meant::One(at) => Some(at),
        Meant::Perhaps(_) => None,
    })
}

/// The documents that may be meant where [`address`] finds not one, the best first.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn candidates(snapshot: &Snapshot, given: &str) -> Result<Vec<DocumentEntry>> {
    let Meant::Perhaps(found) = meant(snapshot, given)? else { return Ok(Vec::new()) };
    let heads = found.into_iter().take(MOST_OFFERED).map(|at| snapshot.load_head(at));
    heads.map(|head| Ok(DocumentEntry::of(&head?))).collect()
}

fn meant(snapshot: &Snapshot, given: &str) -> Result<Meant> {
    if let Some(at) = snapshot.address(given)? {
        return Ok(Meant::One(at));
    }
    for found in [numbered(snapshot, given)?, titled(snapshot, given)?] {
        match found.as_slice() {
            [] => {}
            [one] => return Ok(Meant::One(*one)),
            _ => return Ok(Meant::Perhaps(found)),
        }
    }
    let called = titles::find(snapshot, given, PartialDate::today())?;
    Ok(Meant::Perhaps(called.map(|called| called.documents).unwrap_or_default()))
}

/// The documents of the one number that a text is.
fn numbered(snapshot: &Snapshot, given: &str) -> Result<Vec<DocAddress>> {
    // A number is written without white space; a title may name one and go on.
    let bare: String = given.chars().filter(|c| !c.is_whitespace()).collect();
    let length = bare.chars().count();
    let whole = numbers::find(snapshot, &bare);
    let whole = whole.into_iter().filter(|named| named.end.0 - named.start.0 == length);
    let mut found = BTreeSet::new();
    for number in whole.flat_map(|named| named.numbers) {
        found.extend(snapshot.having(snapshot.fields().number, &number)?);
    }
    Ok(found.into_iter().collect())
}

/// The documents whose title it is, but for punctuation, newest first.
fn titled(snapshot: &Snapshot, given: &str) -> Result<Vec<DocAddress>> {
    let key = fold::key(given);
    let name = Name { nearness: Nearness::Whole, key: key.clone() };
    let mut found: Vec<(DocAddress, Document)> = Vec::new();
    for at in snapshot.having(snapshot.fields().names, &name.term())? {
        let head = snapshot.load_head(at)?;
        if fold::key(&head.title) == key {
            found.push((at, head));
        }
    }
    found.sort_by_key(|(_, head)| std::cmp::Reverse(head.date.map_or(0, PartialDate::sort_key)));
    Ok(found.into_iter().map(|(at, _)| at).collect())
}
