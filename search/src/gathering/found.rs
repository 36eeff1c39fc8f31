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
    /// Its place by the last day of applying, the first the smallest: [`by_deadline`].
    pub(super) deadline: u32,
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
            Sort::Deadline => self.deadline.cmp(&other.deadline).then(newest).then(score),
        };
        order.then(self.tie.cmp(&other.tie))
    }
}

/// The place of a last day of applying among others on a day, both as
/// [`corpus::PartialDate::last_day`] codes them: the nearest to come first, then the latest that is
/// over, then none, which is 0.
pub(super) fn by_deadline(deadline: u32, today: u32) -> u32 {
    match deadline {
        0 => u32::MAX,
        day if day >= today => day - today,
        day => u32::MAX - 1 - day,
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

#[cfg(test)]
mod tests {
    use super::by_deadline;

    #[test]
    fn what_is_to_come_is_first() {
        let days = [20240531, 20240601, 20251231, 20240530, 20231201, 0];
        let places: Vec<u32> = days.iter().map(|&day| by_deadline(day, 20240531)).collect();
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
    }
}
