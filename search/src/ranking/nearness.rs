//! Nearness: how much of a query one passage of a document carries, in the
//! query's order. Read from the positions of pairs, so no text is loaded.

use std::collections::HashMap;

use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader};

use super::weights::{ORDER, PASSAGE_CHARS};
use super::{Ranking, rarity};
use crate::message::Budget;
use crate::question::Query;
use crate::snapshot::Snapshot;

/// What finding a pair in a document costs, in postings.
const SEEK: u64 = 64;

/// The pairs of a query, with their rarity.
pub(crate) struct Nearness {
    field: Field,
    pairs: Vec<Pair>,
    /// The rarity of all pairs together.
    total: f32,
}

struct Pair {
    /// For each segment where its postings are.
    postings: Vec<Option<TermInfo>>,
    rarity: f32,
    /// The pair that comes before it in the query.
    before: Option<usize>,
}

/// Where a pair stands in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct PairPlace {
    position: u32,
    pair: usize,
}

impl Nearness {
    /// Prepares the pairs of a query that the index has, among the terms of its ranking.
    pub(crate) fn new(snapshot: &Snapshot, query: &Query, ranking: &Ranking) -> Nearness {
        let (all, field) = (snapshot.searcher.num_docs(), snapshot.fields().text.grams);
        let mut pairs: Vec<Pair> = Vec::new();
        let mut known: HashMap<&[char], usize> = HashMap::new();
        for run in &query.runs {
            let mut before = None;
            for chars in run.windows(2) {
                let term = ranking.term(field, &String::from_iter(chars));
                before = term.map(|term| {
                    *known.entry(chars).or_insert_with(|| {
                        let (postings, rarity) = (term.postings.clone(), rarity(all, term.found));
                        pairs.push(Pair { postings, rarity, before });
                        pairs.len() - 1
                    })
                });
            }
        }
        let total = pairs.iter().map(|pair| pair.rarity).sum();
        Nearness { field, pairs, total }
    }

    /// For each of some documents of a segment, given with its place, in ascending order, the share of
    /// the query that its best passage carries, by as many pairs as the budget pays for; in order, it
    /// can exceed 1.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn of(
        &self,
        (ordinal, segment): (usize, &SegmentReader),
        docs: &[u32],
        budget: &Budget,
    ) -> tantivy::Result<Vec<f32>> {
        let index = segment.inverted_index(self.field)?;
        let mut places: Vec<Vec<PairPlace>> = vec![Vec::new(); docs.len()];
        let mut positions = Vec::new();
        for (pair, Pair { postings, .. }) in self.pairs.iter().enumerate() {
            if !budget.pays(docs.len() as u64 * SEEK) {
                break;
            }
            let option = IndexRecordOption::WithFreqsAndPositions;
            let Some(info) = &postings[ordinal] else { continue };
            let mut postings = index.read_postings_from_terminfo(info, option)?;
            for (places, &doc) in places.iter_mut().zip(docs) {
                if postings.doc() < doc {
                    postings.seek(doc);
                }
                if postings.doc() == doc {
                    postings.positions(&mut positions);
                    places.extend(positions.iter().map(|&position| PairPlace { position, pair }));
                }
            }
        }
        Ok(places.into_iter().map(|places| self.best_passage(places)).collect())
    }

    /// Slides a window over the places; each pair counts once in it, and once more at a lower
    /// weight where it follows the pair that it follows in the query.
    fn best_passage(&self, mut places: Vec<PairPlace>) -> f32 {
        places.sort_unstable();
        let in_order = self.in_order(&places);
        let mut window = PassageWindow::new(&self.pairs);
        let (mut start, mut best) = (0, 0.0_f32);
        for (end, place) in places.iter().enumerate() {
            window.enter(place.pair, in_order[end]);
            while places[start].position + PASSAGE_CHARS < place.position {
                window.leave(places[start].pair, in_order[start]);
                start += 1;
            }
            best = best.max(window.worth);
        }
        if self.total > 0.0 { best / self.total } else { 0.0 }
    }

    /// For each place, whether the pair before it in the query stands right before it.
    fn in_order(&self, places: &[PairPlace]) -> Vec<bool> {
        let follows = |place: &PairPlace| {
            let before = PairPlace {
                position: place.position.checked_sub(1)?,
                pair: self.pairs[place.pair].before?,
            };
            places.binary_search(&before).ok()
        };
        places.iter().map(|place| follows(place).is_some()).collect()
    }
}

/// The pairs in a window, and what they are worth together.
struct PassageWindow<'a> {
    pairs: &'a [Pair],
    /// For each pair how often it is in the window, and how often in order.
    counts: Vec<[u32; 2]>,
    worth: f32,
}

impl<'a> PassageWindow<'a> {
    fn new(pairs: &'a [Pair]) -> PassageWindow<'a> {
        PassageWindow { pairs, counts: vec![[0; 2]; pairs.len()], worth: 0.0 }
    }

    fn enter(&mut self, pair: usize, in_order: bool) {
        for (kind, weight) in kinds(in_order) {
            self.counts[pair][kind] += 1;
            if self.counts[pair][kind] == 1 {
                self.worth += weight * self.pairs[pair].rarity;
            }
        }
    }

    fn leave(&mut self, pair: usize, in_order: bool) {
        for (kind, weight) in kinds(in_order) {
            self.counts[pair][kind] -= 1;
            if self.counts[pair][kind] == 0 {
                self.worth -= weight * self.pairs[pair].rarity;
            }
        }
    }
}

/// The counts that a place belongs to, with their weights.
fn kinds(in_order: bool) -> impl Iterator<Item = (usize, f32)> {
    [(0, 1.0), (1, ORDER)].into_iter().take(if in_order { 2 } else { 1 })
}
