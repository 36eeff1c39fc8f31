//! Gathering a result in one pass over the matching documents: the total, the
//! facet counts, and the best documents in the order asked for.

use std::cmp::Ordering;

use tantivy::{DocAddress, Searcher};

use crate::bits::Bits;
use crate::facets::{Counts, Dimension, FacetCache};
use crate::filters::{Selection, Verdict};
use crate::matching::Matches;
use crate::nearness::Nearness;
use crate::ranking::Ranking;
use crate::request::Sort;
use crate::weights::{NEARNESS, NEARNESS_DEPTH};

/// What one pass found.
pub(crate) struct Gathered {
    pub(crate) total: usize,
    pub(crate) counts: Counts,
    /// The documents of the page asked for, best first.
    pub(crate) page: Vec<Found>,
}

/// A document found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Found {
    pub(crate) at: DocAddress,
    pub(crate) score: f32,
    /// [`corpus::PartialDate::sort_key`]; 0 without a date.
    date: u32,
    /// Breaks ties the same way however the index was built.
    tie: u32,
}

/// Which documents to gather, and in which order.
pub(crate) struct Gathering<'a> {
    pub(crate) searcher: &'a Searcher,
    pub(crate) cache: &'a FacetCache,
    pub(crate) matches: &'a Matches,
    pub(crate) selection: &'a Selection,
    /// `None` where the order does not need scores.
    pub(crate) ranking: Option<(&'a Ranking, &'a Nearness)>,
    pub(crate) sort: Sort,
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

impl Gathering<'_> {
    /// Runs the pass.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn run(&self) -> tantivy::Result<Gathered> {
        let mut counts = Counts::new(self.cache);
        let mut found = Vec::new();
        for ordinal in 0..self.searcher.segment_readers().len() {
            self.gather_segment(ordinal, &mut counts, &mut found)?;
        }
        let total = found.len();
        self.rerank(&mut found)?;
        Ok(Gathered { total, counts, page: self.page(found) })
    }

    fn gather_segment(
        &self,
        ordinal: usize,
        counts: &mut Counts,
        found: &mut Vec<Found>,
    ) -> tantivy::Result<()> {
        let segment = &self.searcher.segment_readers()[ordinal];
        let facets = &self.cache.segments[ordinal];
        let matches = match self.matches {
            Some(matches) => matches[ordinal].clone(),
            None => Bits::all(segment.max_doc()),
        };
        let scores =
            self.ranking.map(|(ranking, _)| ranking.scores(segment, &matches)).transpose()?;
        for doc in matches.iter().filter(|&doc| !segment.is_deleted(doc)) {
            match self.selection.test(facets, doc) {
                Verdict::Passes => {
                    Dimension::ALL.into_iter().for_each(|d| counts.count(facets, d, doc));
                    found.push(Found {
                        at: DocAddress::new(ordinal as u32, doc),
                        score: scores.as_ref().map_or(0.0, |scores| scores[doc as usize]),
                        date: facets.date[doc as usize],
                        tie: facets.tie[doc as usize],
                    });
                }
                Verdict::FailsOnly(dimension) => counts.count(facets, dimension, doc),
                Verdict::Fails => {}
            }
        }
        Ok(())
    }

    /// Adds to the best documents what their best passage is worth. The scores of the others stay
    /// below, as nearness only adds.
    fn rerank(&self, found: &mut [Found]) -> tantivy::Result<()> {
        let Some((_, nearness)) = self.ranking else { return Ok(()) };
        let best = select(found, NEARNESS_DEPTH, |a, b| a.order(b, Sort::Relevance));
        best.sort_unstable_by_key(|found| found.at);
        let top = best.iter().map(|found| found.score).fold(0.0, f32::max);
        for segment in best.chunk_by_mut(|a, b| a.at.segment_ord == b.at.segment_ord) {
            let docs: Vec<u32> = segment.iter().map(|found| found.at.doc_id).collect();
            let reader = self.searcher.segment_reader(segment[0].at.segment_ord);
            for (found, share) in segment.iter_mut().zip(nearness.of(reader, &docs)?) {
                found.score += NEARNESS * share * top;
            }
        }
        Ok(())
    }

    fn page(&self, mut found: Vec<Found>) -> Vec<Found> {
        let order = |a: &Found, b: &Found| a.order(b, self.sort);
        let best = select(&mut found, self.offset.saturating_add(self.limit), order);
        best.sort_unstable_by(order);
        best.get(self.offset..).unwrap_or_default().to_vec()
    }
}

/// Brings the first `count` by an order to the front, in no order among themselves.
fn select<T>(all: &mut [T], count: usize, order: impl Fn(&T, &T) -> Ordering) -> &mut [T] {
    let count = count.min(all.len());
    if count > 0 && count < all.len() {
        all.select_nth_unstable_by(count - 1, order);
    }
    &mut all[..count]
}

impl Found {
    fn order(&self, other: &Found, sort: Sort) -> Ordering {
        let score = other.score.total_cmp(&self.score);
        let newest = other.date.cmp(&self.date);
        // Undated documents come last in either direction.
        let oldest = self.date.wrapping_sub(1).cmp(&other.date.wrapping_sub(1));
        let order = match sort {
            Sort::Relevance => score.then(newest),
            Sort::Date => newest.then(score),
            Sort::DateAsc => oldest.then(score),
        };
        order.then(self.tie.cmp(&other.tie))
    }
}
