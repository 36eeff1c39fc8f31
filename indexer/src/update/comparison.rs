//! Which documents of an index are one document, versions of one, or one text under two titles.
//! What is worth comparing is found by columns of the index: equal stems of titles, or three equal
//! bytes side by side in the sketches of the texts (locality-sensitive hashing: Leskovec,
//! Rajaraman, Ullman, Mining of Massive Datasets, chapter 3).

use std::collections::{BTreeMap, HashMap};

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use corpus::likeness::{self, BINS, Compared, Relation, Shingles, Sketch};
use rustc_hash::FxHashMap;
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

/// Shingles that are kept for the next comparison, 64 MB.
const MOST_SHINGLES: usize = 8 << 20;

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
            texts: Texts::default(),
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
    let mut buckets: FxHashMap<(usize, u64), Vec<usize>> = FxHashMap::default();
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
            let neighbours = bucket[i + 1..].iter().take(NEIGHBOURS);
            let may_be_related = |b: &&usize| {
                let [a, b] = [&candidates[a], &candidates[**b]];
                likeness::may_be_related(a.stem == b.stem, a.sketch, b.sketch)
            };
            pairs.extend(neighbours.filter(may_be_related).map(|&b| (a, b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Texts that were compared, for the next comparison: near copies come in crowds.
#[derive(Default)]
struct Texts {
    shingles: HashMap<usize, Shingles>,
    /// How many shingles there are in all.
    count: usize,
}

impl Texts {
    /// The shingles of a text, which `load` loads where they are not there.
    fn of(&mut self, at: usize, load: impl FnOnce() -> Result<Document>) -> Result<()> {
        if !self.shingles.contains_key(&at) {
            let shingles = Shingles::of(&load()?);
            self.count += shingles.count();
            self.shingles.insert(at, shingles);
        }
        Ok(())
    }

    /// Forgets all where there are too many.
    fn clear_if_many(&mut self) {
        if self.count > MOST_SHINGLES {
            *self = Texts::default();
        }
    }
}

struct Pass<'a> {
    index: &'a Lookup,
    names: &'a Gazetteer,
    candidates: Vec<Candidate>,
    /// Documents that were loaded, without their bodies, each with its title's stem.
    heads: HashMap<usize, (Document, String)>,
    texts: Texts,
    /// Of each candidate one of its group, in the end the first.
    leaders: Vec<usize>,
    found: Comparison,
}

impl Pass<'_> {
    fn compare(&mut self, a: usize, b: usize) -> Result<()> {
        for at in [a, b] {
            if !self.heads.contains_key(&at) {
                let head = self.index.load_head(self.candidates[at].at)?;
                let stem = likeness::stem(&head, self.names);
                self.heads.insert(at, (head, stem));
            }
        }
        let mut failed = None;
        let (index, candidates, texts) = (self.index, &self.candidates, &mut self.texts);
        let same_text = || {
            let same = are_same_text([a, b], texts, |at| index.load(candidates[at].at));
            same.unwrap_or_else(|error| {
                failed = Some(error);
                false
            })
        };
        let compared = |at: usize| {
            let (document, stem) = &self.heads[&at];
            Compared { document, sketch: candidates[at].sketch, stem }
        };
        let relation = likeness::relation(compared(a), compared(b), self.names, same_text);
        let ids = [a, b].map(|at| self.heads[&at].0.id.clone());
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

    fn finish(mut self) -> Comparison {
        self.found.versions.groups = groups(&self.heads, &self.leaders);
        self.found.versions.same_text.sort();
        self.found
    }
}

fn are_same_text(
    pair: [usize; 2],
    texts: &mut Texts,
    load: impl Fn(usize) -> Result<Document>,
) -> Result<bool> {
    texts.clear_if_many();
    for at in pair {
        texts.of(at, || load(at))?;
    }
    let [a, b] = pair.map(|at| &texts.shingles[&at]);
    Ok(a.are_of_one_text(b))
}

/// The first of a candidate's group.
fn leader(leaders: &[usize], mut at: usize) -> usize {
    while leaders[at] != at {
        at = leaders[at];
    }
    at
}

/// The ids of the groups of more than one, each newest first, ordered by their first ids.
fn groups(heads: &HashMap<usize, (Document, String)>, leaders: &[usize]) -> Vec<Vec<String>> {
    let mut groups: BTreeMap<usize, Vec<&Document>> = BTreeMap::new();
    for (at, (head, _)) in heads {
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
