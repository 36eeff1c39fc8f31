//! The documents of the library that a query names by title.

use std::collections::BTreeSet;
use std::ops::Range;

use corpus::PartialDate;
use corpus::naming::{Name, of_words};
use tantivy::DocAddress;

use super::precedence::{self, Distance, Ordered, Wanted};
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
        let names = of_words(&words, &snapshot.gazetteer);
        let found = lookup(snapshot, &names)?;
        let wanted = Wanted { query, words: &words, names: &names, year, today };
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

/// The documents that may go by any of some names: by their terms, which are hashes.
fn lookup(snapshot: &Snapshot, names: &[Name]) -> Result<BTreeSet<DocAddress>> {
    let mut found = BTreeSet::new();
    let terms: BTreeSet<String> = names.iter().map(Name::term).collect();
    for term in terms {
        found.extend(snapshot.having(snapshot.fields().names, &term)?);
    }
    Ok(found)
}
