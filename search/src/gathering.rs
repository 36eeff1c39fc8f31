//! Gathering a result in one pass over the matching documents: the total, the
//! facet counts, and the best documents in the order asked for.

mod collapsing;
mod found;
mod sieve;

use corpus::PartialDate;
use tantivy::DocAddress;

use crate::facets::{Counts, Preferred, Selection, Verdict};
use crate::matching::Matches;
use crate::message::{ByField, FilterField, Sort};
use crate::question::Query;
use crate::ranking::weights::{NEARNESS, NEARNESS_DEPTH, PREFERRED};
use crate::ranking::{Nearness, Ranking};
use crate::snapshot::Bounded;
use collapsing::collapse;
pub(crate) use found::FoundDocument;
use found::{by_deadline, select};
pub(crate) use sieve::Sieve;

/// What one pass found.
pub(crate) struct Gathered {
    pub(crate) total: usize,
    pub(crate) counts: Counts,
    /// For each field how many more documents there would be without its selection.
    pub(crate) without: ByField<usize>,
    /// How many there are where versions of one document are one.
    pub(crate) listed: usize,
    /// The documents of the page asked for, best first.
    pub(crate) page: Vec<FoundDocument>,
}

/// What the pass has found so far.
struct Pass {
    counts: Counts,
    without: ByField<usize>,
    found: Vec<FoundDocument>,
}

/// Which documents to gather, and in which order.
pub(crate) struct Gathering<'a> {
    pub(crate) snapshot: Bounded<'a>,
    pub(crate) query: &'a Query,
    pub(crate) matches: &'a Matches,
    pub(crate) selection: &'a Selection,
    /// The filters of the request alone, for documents that the query names.
    pub(crate) stated: &'a Selection,
    /// What documents had better be.
    pub(crate) preferred: &'a Preferred,
    pub(crate) sort: Sort,
    /// The day on which a last day of applying is to come or over.
    pub(crate) today: PartialDate,
    /// Where the versions of one document are one, the order by which that one is chosen.
    pub(crate) collapsed: Option<Sort>,
    pub(crate) offset: usize,
    pub(crate) limit: usize,
}

impl Gathering<'_> {
    /// Runs the pass.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn run(&self) -> tantivy::Result<Gathered> {
        let ranks = self.query.ranks();
        let ranking = ranks.then(|| Ranking::new(&self.snapshot, self.query)).transpose()?;
        let nearness =
            ranking.as_ref().map(|ranking| Nearness::new(&self.snapshot, self.query, ranking));
        let counts = Counts::new(&self.snapshot.facets);
        let mut pass = Pass { counts, without: ByField::default(), found: Vec::new() };
        for ordinal in 0..self.snapshot.searcher.segment_readers().len() {
            self.gather_segment(ordinal, ranking.as_ref(), &mut pass)?;
        }
        let Pass { counts, without, mut found } = pass;
        let total = found.len();
        if let Some(nearness) = nearness {
            self.rerank(&mut found, &nearness)?;
        }
        if let Some(chosen_by) = self.collapsed {
            found = collapse(&self.snapshot.versions, found, chosen_by);
        }
        let listed = found.len();
        Ok(Gathered { total, counts, without, listed, page: self.page(found) })
    }

    fn gather_segment(
        &self,
        ordinal: usize,
        ranking: Option<&Ranking>,
        pass: &mut Pass,
    ) -> tantivy::Result<()> {
        let segment = &self.snapshot.searcher.segment_readers()[ordinal];
        let facets = &self.snapshot.facets.segments[ordinal];
        let sieve = self.sieve();
        let matches = sieve.matching(ordinal);
        let scores = ranking
            .map(|ranking| ranking.scores((ordinal, segment), &matches, self.snapshot.budget))
            .transpose()?;
        for (doc, verdict) in sieve.verdicts(ordinal, &matches) {
            match verdict {
                Verdict::Passes => {
                    FilterField::ALL.into_iter().for_each(|f| pass.counts.count(facets, f, doc));
                    let score = scores.as_ref().map_or(0.0, |scores| scores[doc as usize]);
                    pass.found.push(self.found(ordinal, doc, score));
                }
                Verdict::FailsOnly(field) => {
                    pass.without[field] += 1;
                    pass.counts.count(facets, field, doc);
                }
                Verdict::Fails => {}
            }
        }
        Ok(())
    }

    /// What lets documents pass.
    fn sieve(&self) -> Sieve<'_> {
        let Gathering { snapshot, matches, selection, stated, .. } = *self;
        Sieve { snapshot, matches, selection, stated }
    }

    fn found(&self, ordinal: usize, doc: u32, score: f32) -> FoundDocument {
        let facets = &self.snapshot.facets.segments[ordinal];
        let at = DocAddress::new(ordinal as u32, doc);
        let preferred = self.preferred.has(at, facets);
        FoundDocument {
            at,
            score: if preferred { score * (1.0 + PREFERRED) } else { score },
            first: self.matches.first.get(&at).copied().unwrap_or(FoundDocument::NOT_FIRST),
            exact: self
                .matches
                .exact
                .as_ref()
                .is_none_or(|exact| exact[ordinal].contains(doc as usize)),
            date: facets.date[doc as usize],
            news: facets.news(doc),
            deadline: by_deadline(facets.deadline[doc as usize], self.today.first_day() as u32),
            tie: facets.tie[doc as usize],
        }
    }

    /// Adds to the best documents what their best passage is worth. The scores of the others stay
    /// below, as nearness only adds.
    fn rerank(&self, found: &mut [FoundDocument], nearness: &Nearness) -> tantivy::Result<()> {
        let best = select(found, NEARNESS_DEPTH, |a, b| a.order(b, Sort::Relevance));
        best.sort_unstable_by_key(|found| found.at);
        let top = best.iter().map(|found| found.score).fold(0.0, f32::max);
        for segment in best.chunk_by_mut(|a, b| a.at.segment_ord == b.at.segment_ord) {
            let docs: Vec<u32> = segment.iter().map(|found| found.at.doc_id).collect();
            let ordinal = segment[0].at.segment_ord;
            let reader = (ordinal as usize, self.snapshot.searcher.segment_reader(ordinal));
            let shares = nearness.of(reader, &docs, self.snapshot.budget)?;
            for (found, share) in segment.iter_mut().zip(shares) {
                found.score += NEARNESS * share * top;
            }
        }
        Ok(())
    }

    fn page(&self, mut found: Vec<FoundDocument>) -> Vec<FoundDocument> {
        let order = |a: &FoundDocument, b: &FoundDocument| a.order(b, self.sort);
        let best = select(&mut found, self.offset.saturating_add(self.limit), order);
        best.sort_unstable_by(order);
        best.get(self.offset..).unwrap_or_default().to_vec()
    }
}
