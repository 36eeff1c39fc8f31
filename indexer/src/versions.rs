//! Which documents of an index are one document, versions of one, or one text under two titles.
//! What is worth comparing is found by columns of the index: equal stems of titles, or three equal
//! bytes side by side in the sketches of the texts (locality-sensitive hashing: Leskovec,
//! Rajaraman, Ullman, Mining of Massive Datasets, chapter 3).

use std::collections::{BTreeMap, HashMap};

use corpus::gazetteer::Gazetteer;
use corpus::likeness::{self, BINS, Relation, Sketch};
use corpus::{Document, Kind};
use serde::{Deserialize, Serialize};
use tantivy::columnar::Column;
use tantivy::{DocAddress, Searcher, SegmentReader, TantivyError};

use crate::schema::Fields;
use crate::stored::Documents;

/// Bytes of a sketch that have to be equal side by side. Of texts that share seven tenths, nine in
/// ten are found so; of texts that share nothing, one pair in three million.
const BAND: usize = 3;

/// With so many of its neighbours in a bucket a document is compared: there are titles that
/// hundreds of documents have (关于公布名单的通知).
const NEIGHBOURS: usize = 24;

/// Documents that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Groups of versions by id, each newest first.
    pub groups: Vec<Vec<String>>,
    /// Pairs of one text under two titles, by id.
    pub same_text: Vec<[String; 2]>,
}

/// What a pass over an index finds.
#[derive(Default)]
pub(crate) struct Found {
    pub(crate) versions: Versions,
    /// Documents that are one, in pairs.
    pub(crate) same: Vec<[DocAddress; 2]>,
}

/// A document that may have versions.
struct Candidate {
    at: DocAddress,
    stem: u64,
    sketch: Option<Sketch>,
}

impl Found {
    /// Compares the documents of an index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn of(
        searcher: &Searcher,
        fields: &Fields,
        documents: &Documents,
        names: &Gazetteer,
    ) -> tantivy::Result<Found> {
        let candidates = candidates(searcher, fields)?;
        let mut pass = Pass {
            searcher,
            documents,
            names,
            heads: HashMap::new(),
            leaders: (0..candidates.len()).collect(),
            found: Found::default(),
            candidates,
        };
        for (a, b) in pass.pairs() {
            pass.compare(a, b)?;
        }
        pass.finish()
    }
}

/// All documents that may have versions, with what their columns say.
fn candidates(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Vec<Candidate>> {
    let mut all = Vec::new();
    for (ordinal, segment) in searcher.segment_readers().iter().enumerate() {
        let number = |field| -> tantivy::Result<Column<u64>> {
            segment.fast_fields().u64(segment.schema().get_field_name(field))
        };
        let (stems, lows, highs) =
            (number(fields.stem)?, number(fields.sketch_low)?, number(fields.sketch_high)?);
        let has_versions = documents_with_versions(segment, fields)?;
        for doc in segment.doc_ids_alive().filter(|&doc| has_versions(doc)) {
            let sketch = lows.first(doc).zip(highs.first(doc)).map(|(low, high)| sketch(low, high));
            let Some(stem) = stems.first(doc) else { continue };
            all.push(Candidate { at: DocAddress::new(ordinal as u32, doc), stem, sketch });
        }
    }
    Ok(all)
}

/// Tells which documents of a segment are of a kind that has versions.
fn documents_with_versions(
    segment: &SegmentReader,
    fields: &Fields,
) -> tantivy::Result<impl Fn(u32) -> bool> {
    let name = segment.schema().get_field_name(fields.kind).to_owned();
    let kinds = segment.fast_fields().str(&name)?;
    let mut versioned = Vec::new();
    for ordinal in 0..kinds.as_ref().map_or(0, |kinds| kinds.num_terms() as u64) {
        let mut key = String::new();
        if let Some(kinds) = &kinds {
            kinds.ord_to_str(ordinal, &mut key)?;
        }
        versioned.push(Kind::by_key(&key).is_some_and(likeness::has_versions));
    }
    Ok(move |doc| {
        let mut ordinals = kinds.iter().flat_map(|kinds| kinds.term_ords(doc));
        ordinals.any(|ordinal| versioned[ordinal as usize])
    })
}

/// A sketch as two numbers, for the columns of the index.
pub(crate) fn halves(sketch: Sketch) -> (u64, u64) {
    let number = u128::from_le_bytes(sketch.0);
    (number as u64, (number >> 64) as u64)
}

fn sketch(low: u64, high: u64) -> Sketch {
    Sketch((u128::from(low) | u128::from(high) << 64).to_le_bytes())
}

/// What the column `stem` has: 32 bits of a hash of the title's stem.
pub(crate) fn stem_key(document: &Document, names: &Gazetteer) -> u64 {
    let hash = corpus::library::hash(&likeness::stem(document, names));
    u64::from_str_radix(&hash[..8], 16).unwrap_or_default()
}

struct Pass<'a> {
    searcher: &'a Searcher,
    documents: &'a Documents,
    names: &'a Gazetteer,
    candidates: Vec<Candidate>,
    /// Documents that were loaded, without their bodies.
    heads: HashMap<usize, Document>,
    /// Of each candidate one of its group, in the end the first.
    leaders: Vec<usize>,
    found: Found,
}

impl Pass<'_> {
    /// Candidates that are worth comparing, in the order of the index.
    fn pairs(&self) -> Vec<(usize, usize)> {
        let mut buckets: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
        for (at, candidate) in self.candidates.iter().enumerate() {
            buckets.entry((BINS, candidate.stem)).or_default().push(at);
            let bands =
                candidate.sketch.iter().flat_map(|sketch| sketch.0.chunks_exact(BAND).enumerate());
            for (band, bytes) in bands.map(|(band, bytes)| (band, bytes.to_vec())) {
                let key = bytes.iter().fold(0, |key, &byte| key << 8 | u64::from(byte));
                buckets.entry((band, key)).or_default().push(at);
            }
        }
        let near = |bucket: &Vec<usize>| {
            let pair = |(i, &a): (usize, &usize)| {
                let next = bucket[i + 1..].iter().take(NEIGHBOURS);
                next.map(|&b| (a, b)).collect::<Vec<_>>()
            };
            bucket.iter().enumerate().flat_map(pair).collect::<Vec<_>>()
        };
        let mut pairs: Vec<(usize, usize)> = buckets.values().flat_map(near).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    fn compare(&mut self, a: usize, b: usize) -> tantivy::Result<()> {
        for at in [a, b] {
            if !self.heads.contains_key(&at) {
                let head = self.documents.load_head(self.searcher, self.candidates[at].at)?;
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
                let (a, b) = (self.leader(a), self.leader(b));
                self.leaders[a.max(b)] = a.min(b);
            }
            None => {}
        }
        failed.map_or(Ok(()), Err)
    }

    fn are_same_text(&self, a: usize, b: usize) -> Result<bool, TantivyError> {
        let load = |at: usize| self.documents.load(self.searcher, self.candidates[at].at);
        Ok(likeness::is_same_text(&load(a)?, &load(b)?))
    }

    /// The first of a candidate's group.
    fn leader(&self, mut at: usize) -> usize {
        while self.leaders[at] != at {
            at = self.leaders[at];
        }
        at
    }

    /// The groups of more than one, newest first, ordered by their first ids.
    fn finish(mut self) -> tantivy::Result<Found> {
        let mut groups: BTreeMap<usize, Vec<&Document>> = BTreeMap::new();
        for (at, head) in &self.heads {
            groups.entry(self.leader(*at)).or_default().push(head);
        }
        let mut named: Vec<Vec<String>> = Vec::new();
        for mut group in groups.into_values().filter(|group| group.len() > 1) {
            let newest = |head: &&Document| head.date.map_or(0, |date| date.sort_key());
            group.sort_by(|a, b| newest(b).cmp(&newest(a)).then_with(|| a.id.cmp(&b.id)));
            named.push(group.into_iter().map(|head| head.id.clone()).collect());
        }
        named.sort();
        self.found.versions.groups = named;
        self.found.versions.same_text.sort();
        Ok(self.found)
    }
}
