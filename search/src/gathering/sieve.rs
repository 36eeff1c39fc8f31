//! Which of the matching documents are hits.

use std::borrow::Cow;

use fixedbitset::FixedBitSet;
use tantivy::DocAddress;

use crate::facets::{Selection, Verdict};
use crate::matching::Matches;
use crate::snapshot::Bounded;

/// Lets those of the matching documents pass that the filters let pass.
#[derive(Clone, Copy)]
pub(crate) struct Sieve<'a> {
    pub(crate) snapshot: Bounded<'a>,
    pub(crate) matches: &'a Matches,
    pub(crate) selection: &'a Selection,
    /// The filters of the request alone, for documents that the query names: what is read out of
    /// the words that name a document does not exclude it.
    pub(crate) stated: &'a Selection,
}

impl<'a> Sieve<'a> {
    /// The documents of a segment that match.
    pub(crate) fn matching(&self, ordinal: usize) -> Cow<'a, FixedBitSet> {
        match &self.matches.docs {
            Some(docs) => Cow::Borrowed(&docs[ordinal]),
            None => {
                let documents = self.snapshot.searcher.segment_readers()[ordinal].max_doc();
                let mut all = FixedBitSet::with_capacity(documents as usize);
                all.insert_range(..);
                Cow::Owned(all)
            }
        }
    }

    /// What each matching document of a segment is to the filters.
    pub(crate) fn verdicts<'b>(
        &'b self,
        ordinal: usize,
        matching: &'b FixedBitSet,
    ) -> impl Iterator<Item = (u32, Verdict)> + 'b {
        let segment = &self.snapshot.searcher.segment_readers()[ordinal];
        let docs = matching.ones().map(|doc| doc as u32);
        let docs = docs.filter(|&doc| !segment.is_deleted(doc));
        docs.map(move |doc| (doc, self.verdict(ordinal, doc)))
    }

    fn verdict(&self, ordinal: usize, doc: u32) -> Verdict {
        let facets = &self.snapshot.facets.segments[ordinal];
        match self.matches.first.contains_key(&DocAddress::new(ordinal as u32, doc)) {
            true => self.stated.test(facets, doc),
            false => self.selection.test(facets, doc),
        }
    }
}
