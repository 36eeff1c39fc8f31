//! Which documents of an index are one document, versions of one, or one text under two titles.
//! What is worth comparing is found by columns of the index: equal stems of titles, or three equal
//! bytes side by side in the sketches of the texts (locality-sensitive hashing: Leskovec,
//! Rajaraman, Ullman, Mining of Massive Datasets, chapter 3).

use std::collections::{BTreeMap, HashMap};

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use corpus::likeness::{self, BINS, Relation, Sketch};
use tantivy::DocAddress;

use crate::error::Result;
use crate::store::commit::Versions;
use crate::store::likeness_columns::LikenessColumns;
use crate::update::lookup::Lookup;

/// Bytes of a sketch that have to be equal side by side. Of texts that share seven tenths, nine in
/// ten are found so; of texts that share nothing, one pair in three million.
const BAND: usize = 3;

/// With so many of its neighbours in a bucket a document is compared: there are titles that
/// hundreds of documents have (关于公布名单的通知).
const NEIGHBOURS: usize = 24;

/// What comparing the documents of an index finds.
#[derive(Default)]
pub(super) struct Comparison {
    pub(super) versions: Versions,
    /// Documents that are one, in pairs.
    pub(super) same: Vec<[DocAddress; 2]>,
}

/// A document that may have versions.
struct Candidate {
    at: DocAddress,
    stem: u64,
    sketch: Option<Sketch>,
}

impl Comparison {
    /// Compares the documents of an index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn of(index: &Lookup, names: &Gazetteer) -> Result<Comparison> {
        let candidates = candidates(index).map_err(|error| index.unread(error))?;
        let mut pass = Pass {
            index,
            names,
            heads: HashMap::new(),
            leaders: (0..candidates.len()).collect(),
            found: Comparison::default(),
            candidates,
        };
        for (a, b) in pairs(&pass.candidates) {
            pass.compare(a, b)?;
        }
        Ok(pass.finish())
    }
}

/// All documents that may have versions, with what their columns say.
fn candidates(index: &Lookup) -> tantivy::Result<Vec<Candidate>> {
    let mut all = Vec::new();
    for (segment, ordinal) in index.searcher.segment_readers().iter().zip(0..) {
        let columns = LikenessColumns::open(segment, &index.fields)?;
        for doc in segment.doc_ids_alive() {
            let Some(stem) = columns.stem(doc) else { continue };
            let at = DocAddress::new(ordinal, doc);
            all.push(Candidate { at, stem, sketch: columns.sketch(doc) });
        }
    }
    Ok(all)
}

/// Candidates that are worth comparing, by their places, in the order of the index.
fn pairs(candidates: &[Candidate]) -> Vec<(usize, usize)> {
    let mut buckets: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    for (at, candidate) in candidates.iter().enumerate() {
        buckets.entry((BINS, candidate.stem)).or_default().push(at);
        let sketch = candidate.sketch.iter();
        for (band, bytes) in sketch.flat_map(|sketch| sketch.0.chunks_exact(BAND).enumerate()) {
            let key = bytes.iter().fold(0, |key, &byte| key << 8 | u64::from(byte));
            buckets.entry((band, key)).or_default().push(at);
        }
    }
    let mut pairs = Vec::new();
    for bucket in buckets.values() {
        for (i, &a) in bucket.iter().enumerate() {
            pairs.extend(bucket[i + 1..].iter().take(NEIGHBOURS).map(|&b| (a, b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

struct Pass<'a> {
    index: &'a Lookup,
    names: &'a Gazetteer,
    candidates: Vec<Candidate>,
    /// Documents that were loaded, without their bodies.
    heads: HashMap<usize, Document>,
    /// Of each candidate one of its group, in the end the first.
    leaders: Vec<usize>,
    found: Comparison,
}

impl Pass<'_> {
    fn compare(&mut self, a: usize, b: usize) -> Result<()> {
        for at in [a, b] {
            if !self.heads.contains_key(&at) {
                let head = self.index.load_head(self.candidates[at].at)?;
                self.heads.insert(at, head);
            }
        }
        let mut failed = None;
        let same_text = || {
            self.are_same_text(a, b).unwrap_or_else(|error| {
                failed = Some(error);
                false
            })
        };
        let sketched = |at: usize| (&self.heads[&at], self.candidates[at].sketch);
        let relation = likeness::relation(sketched(a), sketched(b), self.names, same_text);
        let ids = [&self.heads[&a].id, &self.heads[&b].id].map(String::clone);
        match relation {
            Some(Relation::Same) => {
                self.found.same.push([a, b].map(|at| self.candidates[at].at));
            }
            Some(Relation::SameText) => self.found.versions.same_text.push(ids),
            Some(Relation::Version) => {
                let (a, b) = (leader(&self.leaders, a), leader(&self.leaders, b));
                self.leaders[a.max(b)] = a.min(b);
            }
            None => {}
        }
        failed.map_or(Ok(()), Err)
    }

    fn are_same_text(&self, a: usize, b: usize) -> Result<bool> {
        let load = |at: usize| self.index.load(self.candidates[at].at);
        Ok(likeness::is_same_text(&load(a)?, &load(b)?))
    }

    fn finish(mut self) -> Comparison {
        self.found.versions.groups = groups(&self.heads, &self.leaders);
        self.found.versions.same_text.sort();
        self.found
    }
}

/// The first of a candidate's group.
fn leader(leaders: &[usize], mut at: usize) -> usize {
    while leaders[at] != at {
        at = leaders[at];
    }
    at
}

/// The ids of the groups of more than one, each newest first, ordered by their first ids.
fn groups(heads: &HashMap<usize, Document>, leaders: &[usize]) -> Vec<Vec<String>> {
    let mut groups: BTreeMap<usize, Vec<&Document>> = BTreeMap::new();
    for (at, head) in heads {
        groups.entry(leader(leaders, *at)).or_default().push(head);
    }
    let mut named = Vec::new();
    for mut group in groups.into_values().filter(|group| group.len() > 1) {
        let date = |head: &Document| head.date.map_or(0, |date| date.sort_key());
        group.sort_by(|a, b| date(b).cmp(&date(a)).then_with(|| a.id.cmp(&b.id)));
        named.push(group.into_iter().map(|head| head.id.clone()).collect());
    }
    named.sort();
    named
}

#[cfg(test)]
mod tests;
