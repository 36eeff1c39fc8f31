//! The documents of the library that a query names by title.

use std::collections::BTreeMap;
use std::ops::Range;

use corpus::PartialDate;
use corpus::naming::{Name, Nearness, of_words};
use tantivy::DocAddress;

use super::having;
use super::precedence::{self, Wanted};
use super::trimming::{Candidate, candidates};
use crate::error::Result;
use crate::question::titles_named;
use crate::snapshot::Snapshot;

/// A title that a query consists of.
pub(super) struct FoundTitle {
    /// Where it stands in the query, in characters.
    pub(super) place: Range<usize>,
    /// The title of the best document.
    pub(super) value: String,
    /// The documents, the best first.
    pub(super) documents: Vec<DocAddress>,
}

/// How near the words of a query are to a document's title; 0 is the title itself.
pub(super) type Distance = u8;

/// The documents that a query names, by the longest part of it that names any.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn find(
    snapshot: &Snapshot,
    query: &str,
    today: PartialDate,
) -> Result<Option<FoundTitle>> {
    // What the query language says of a title: 标题:刑法.
    let (start, text) = titles_named(query).unwrap_or((0, query));
    for Candidate { place, year } in candidates(text) {
        let words: String = text.chars().skip(place.start).take(place.len()).collect();
        let found = lookup(snapshot, &of_words(&words, &snapshot.gazetteer))?;
        let wanted = Wanted { words: &words, year, today };
        let Some(named) = precedence::order(snapshot, found, &wanted)? else { continue };
        if syntax_only(query, &words, &named.title) {
            continue;
        }
        return Ok(Some(FoundTitle {
            place: start + place.start..start + place.end,
            value: named.title,
            documents: named.documents,
        }));
    }
    Ok(None)
}

/// Whether operators of the query language may be meant, and not a title that has their signs.
fn syntax_only(query: &str, words: &str, title: &str) -> bool {
    let has_minus = |sign| query.starts_with(sign) || query.contains(&format!(" {sign}"));
    let excludes = ['-', '－', '−'].into_iter().any(has_minus) || query.contains("NOT ");
    excludes && words.trim() != title.trim() && query.trim() != title.trim()
}

/// The documents that go by any of some names, each with its distance, of the nearest.
fn lookup(snapshot: &Snapshot, names: &[Name]) -> Result<BTreeMap<DocAddress, Distance>> {
    let mut found = BTreeMap::new();
    for asked in names {
        for nearness in Nearness::ALL {
            let Some(distance) = distance(asked.nearness, nearness) else { continue };
            let term = Name { nearness, key: asked.key.clone() }.term();
            for at in having(snapshot, snapshot.fields().names, &term)? {
                let nearest = found.entry(at).or_insert(distance);
                *nearest = distance.min(*nearest);
            }
        }
    }
    Ok(found)
}

/// How far words of one nearness are from a name of another; `None` where they do not compare.
fn distance(asked: Nearness, own: Nearness) -> Option<Distance> {
    use Nearness::{Bare, Printed, Short, Whole};
    match (asked, own) {
        (Whole, Whole) | (Bare, Bare) => Some(0),
        (Whole, _) | (_, Whole) | (Printed, _) => None,
        (Bare, Short) | (Short, Bare) => Some(1),
        (Short, Short) => Some(2),
        (Bare, Printed) => Some(3),
        (Short, Printed) => Some(4),
    }
}
