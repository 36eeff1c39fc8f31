//! The documents of the library that a query names by title.

use std::collections::BTreeMap;
use std::ops::Range;

use corpus::PartialDate;
use corpus::naming::{Name, Nearness, of_words};
use tantivy::DocAddress;

use super::having;
use super::precedence::{self, Ordered, Wanted};
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

/// The documents that a query names, by the part of it that is nearest to a title, of several the
/// longest.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn find(
    snapshot: &Snapshot,
    query: &str,
    today: PartialDate,
) -> Result<Option<FoundTitle>> {
    let whole = candidates(query).into_iter().map(|candidate| (0, query, candidate));
    // What the query language says of a title: 标题:刑法.
    let after_field = titles_named(query).into_iter();
    let after_field = after_field.flat_map(|(start, text)| {
        candidates(text).into_iter().map(move |candidate| (start, text, candidate))
    });
    let mut nearest: Option<(Distance, FoundTitle)> = None;
    for (start, text, Candidate { place, year }) in whole.chain(after_field) {
        let words: String = text.chars().skip(place.start).take(place.len()).collect();
        let found = lookup(snapshot, &of_words(&words, &snapshot.gazetteer))?;
        let wanted = Wanted { query, words: &words, year, today };
        let Some(named) = precedence::order(snapshot, found, &wanted)? else { continue };
        let place = start + place.start..start + place.end;
        let is_nearer = nearest.as_ref().is_none_or(|(before, _)| named.distance < *before);
        if is_nearer && !excludes(query, &place, &named.title) {
            let Ordered { title: value, documents, distance } = named;
            nearest = Some((distance, FoundTitle { place, value, documents }));
        }
        if nearest.as_ref().is_some_and(|(distance, _)| *distance == 0) {
            break;
        }
    }
    Ok(nearest.map(|(_, found)| found))
}

/// Whether a minus excludes something, and belongs to no title.
fn excludes(query: &str, place: &Range<usize>, title: &str) -> bool {
    let chars: Vec<char> = query.chars().collect();
    let is_operator = |at: &usize| {
        matches!(chars[*at], '-' | '－' | '−')
            && at.checked_sub(1).is_none_or(|before| chars[before].is_whitespace())
    };
    let mut operators = (0..chars.len()).filter(is_operator);
    let belongs = |at: usize| place.contains(&at) && title.contains(chars[at]);
    !query.trim().starts_with(title.trim()) && operators.any(|at| !belongs(at))
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
    use Nearness::{Bare, Loose, Printed, Short, Whole};
    match (asked, own) {
        (Whole, Whole) | (Bare, Bare) => Some(0),
        (Whole, _) | (_, Whole) | (Loose | Printed, _) => None,
        (Bare, Short) | (Short, Bare) => Some(1),
        (Short, Short) => Some(2),
        (Bare, Loose) => Some(3),
        (Short, Loose) => Some(4),
        (Bare, Printed) => Some(5),
        (Short, Printed) => Some(6),
    }
}
