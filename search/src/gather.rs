//! Gathering a result in one pass over the matching documents: the total, the
//! facet counts, and the best documents in the order asked for.

use std::cmp::Ordering;

use corpus::DateRange;
use tantivy::{DocAddress, Searcher};

use crate::bits::Bits;
use crate::facets::{Counts, DIMENSIONS, Dimension, FacetCache};
use crate::filters::{Selection, Verdict, overlaps};
use crate::matching::Matches;
use crate::nearness::Nearness;
use crate::ranking::Ranking;
use crate::request::Sort;
use crate::versions::VersionGroups;
use crate::weights::{NEARNESS, NEARNESS_DEPTH, PREFERRED};

/// What one pass found.
pub(crate) struct Gathered {
    pub(crate) total: usize,
    pub(crate) counts: Counts,
    /// For each dimension how many more documents there would be without its selection.
    pub(crate) without: [usize; DIMENSIONS],
    /// How many there are where versions of one document are one.
    pub(crate) listed: usize,
    /// The documents of the page asked for, best first.
    pub(crate) page: Vec<Found>,
}

/// What the pass has found so far.
struct Pass {
    counts: Counts,
    without: [usize; DIMENSIONS],
    found: Vec<Found>,
}

/// A document found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Found {
    pub(crate) at: DocAddress,
    pub(crate) score: f32,
    /// Whether it has the words themselves and not only synonyms.
    exact: bool,
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
    /// Times in which documents count for more.
    pub(crate) preferred: &'a [DateRange],
    /// `None` where the order does not need scores.
    pub(crate) ranking: Option<(&'a Ranking, &'a Nearness)>,
    pub(crate) sort: Sort,
    /// `None` where every version is listed.
    pub(crate) versions: Option<&'a VersionGroups>,
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

impl Gathering<'_> {
    /// Runs the pass.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn run(&self) -> tantivy::Result<Gathered> {
        let mut pass =
            Pass { counts: Counts::new(self.cache), without: [0; DIMENSIONS], found: Vec::new() };
        for ordinal in 0..self.searcher.segment_readers().len() {
            self.gather_segment(ordinal, &mut pass)?;
        }
        let Pass { counts, without, mut found } = pass;
        let total = found.len();
        self.rerank(&mut found)?;
        if let Some(versions) = self.versions {
            found = versions.collapse(found, self.sort);
        }
        let listed = found.len();
        Ok(Gathered { total, counts, without, listed, page: self.page(found) })
    }

    fn gather_segment(&self, ordinal: usize, pass: &mut Pass) -> tantivy::Result<()> {
        let segment = &self.searcher.segment_readers()[ordinal];
        let facets = &self.cache.segments[ordinal];
        let all;
        let matches = match &self.matches.docs {
            Some(docs) => &docs[ordinal],
            None => {
                all = Bits::all(segment.max_doc());
                &all
            }
        };
        let scores =
            self.ranking.map(|(ranking, _)| ranking.scores(segment, matches)).transpose()?;
        for doc in matches.iter().filter(|&doc| !segment.is_deleted(doc)) {
            match self.selection.test(facets, doc) {
                Verdict::Passes => {
                    Dimension::ALL.into_iter().for_each(|d| pass.counts.count(facets, d, doc));
                    let score = scores.as_ref().map_or(0.0, |scores| scores[doc as usize]);
                    pass.found.push(self.found(ordinal, doc, score));
                }
                Verdict::FailsOnly(dimension) => {
                    pass.without[dimension as usize] += 1;
                    pass.counts.count(facets, dimension, doc);
                }
                Verdict::Fails => {}
            }
        }
        Ok(())
    }

    fn found(&self, ordinal: usize, doc: u32, score: f32) -> Found {
        let facets = &self.cache.segments[ordinal];
        let days = facets.days[doc as usize];
        let preferred = self.preferred.iter().any(|range| overlaps(range, days));
        Found {
            at: DocAddress::new(ordinal as u32, doc),
            score: if preferred { score * (1.0 + PREFERRED) } else { score },
            exact: self.matches.exact.as_ref().is_none_or(|exact| exact[ordinal].contains(doc)),
            date: facets.date[doc as usize],
            tie: facets.tie[doc as usize],
        }
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
    /// This document with the score of another one.
    pub(crate) fn ranked_like(self, other: &Found) -> Found {
        Found { score: other.score, exact: other.exact, ..self }
    }

    pub(crate) fn order(&self, other: &Found, sort: Sort) -> Ordering {
        let score = other.score.total_cmp(&self.score);
        let newest = other.date.cmp(&self.date);
        // Undated documents come last in either direction.
        let oldest = self.date.wrapping_sub(1).cmp(&other.date.wrapping_sub(1));
        let order = match sort {
            Sort::Relevance => other.exact.cmp(&self.exact).then(score).then(newest),
            Sort::Date => newest.then(score),
            Sort::DateAsc => oldest.then(score),
        };
        order.then(self.tie.cmp(&other.tie))
    }
}
