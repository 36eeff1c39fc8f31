//! A document found, and the orders in which documents are listed.

use std::cmp::Ordering;

use tantivy::DocAddress;

use crate::message::Sort;

/// A document found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FoundDocument {
    pub(crate) at: DocAddress,
    pub(crate) score: f32,
    /// Its place among those that come before all others; [`FoundDocument::NOT_FIRST`] for these.
    pub(super) first: u32,
    /// Whether it has the words themselves and not only synonyms.
    pub(super) exact: bool,
    /// [`corpus::PartialDate::sort_key`]; 0 without a date.
    pub(crate) date: u32,
    /// When there was last something new about it.
    pub(super) news: u32,
    /// Breaks ties the same way however the index was built.
    pub(super) tie: u32,
}

impl FoundDocument {
    /// The place of documents that are not among the first.
    pub(super) const NOT_FIRST: u32 = u32::MAX;

    /// This document with the score of another one.
    pub(super) fn ranked_like(self, other: &FoundDocument) -> FoundDocument {
        FoundDocument { score: other.score, first: other.first, exact: other.exact, ..self }
    }

    /// The order of two documents in a list.
    pub(super) fn order(&self, other: &FoundDocument, sort: Sort) -> Ordering {
        let score = other.score.total_cmp(&self.score);
        let newest = other.date.cmp(&self.date);
        // Undated documents come last in either direction.
        let oldest = self.date.wrapping_sub(1).cmp(&other.date.wrapping_sub(1));
        let order = match sort {
            Sort::Relevance => {
                let first = self.first.cmp(&other.first);
                first.then(other.exact.cmp(&self.exact)).then(score).then(newest)
            }
            Sort::Date => newest.then(score),
            Sort::DateAsc => oldest.then(score),
            Sort::Seen => other.news.cmp(&self.news).then(newest),
        };
        order.then(self.tie.cmp(&other.tie))
    }
}

/// Brings the first `count` by an order to the front, in no order among themselves.
pub(super) fn select<T>(
    all: &mut [T],
    count: usize,
    order: impl Fn(&T, &T) -> Ordering,
) -> &mut [T] {
    let count = count.min(all.len());
    if count > 0 && count < all.len() {
        all.select_nth_unstable_by(count - 1, order);
    }
    &mut all[..count]
}
