//! A list of hits in which the versions of one document are one.

use std::collections::HashMap;

use super::FoundDocument;
use crate::message::Sort;
use crate::snapshot::VersionGroups;

/// Leaves one of each group: the newest of those found, in the place of the best; in the order
/// of oldest first the oldest.
pub(super) fn collapse(
    versions: &VersionGroups,
    found: Vec<FoundDocument>,
    sort: Sort,
) -> Vec<FoundDocument> {
    let mut list: Vec<FoundDocument> = Vec::with_capacity(found.len());
    let mut places: HashMap<usize, usize> = HashMap::new();
    for next in found {
        match versions.number(next.at) {
            None => list.push(next),
            Some(number) => match places.get(&number) {
                Some(&place) => list[place] = one(list[place], next, sort),
                None => {
                    places.insert(number, list.len());
                    list.push(next);
                }
            },
        }
    }
    list
}

/// Of two versions the one to list.
fn one(a: FoundDocument, b: FoundDocument, sort: Sort) -> FoundDocument {
    match sort {
        Sort::DateAsc | Sort::Deadline => std::cmp::min_by(a, b, |a, b| a.order(b, sort)),
        Sort::Relevance | Sort::Date | Sort::Seen => {
            let best = std::cmp::min_by(a, b, |a, b| a.order(b, Sort::Relevance));
            // The version that is named is the one that is wanted.
            if sort == Sort::Relevance && best.first != FoundDocument::NOT_FIRST {
                return best;
            }
            let newest = std::cmp::min_by(a, b, |a, b| a.order(b, Sort::Date));
            newest.ranked_like(&best)
        }
    }
}
