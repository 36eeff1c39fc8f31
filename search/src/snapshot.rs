//! The index as of one commit: what a search reads, opened once and shared by all requests. It
//! opens and loads; what is done with it is in the rooms above.

mod bounded;
mod facet_cache;
mod versions;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use corpus::fold::fold_char;
use corpus::gazetteer::Gazetteer;
use corpus::number::Parts;
use corpus::{Document, Moment};
use indexer::{IndexFields, OpenIndex, Versions};
use tantivy::schema::Field;
use tantivy::{DocAddress, Searcher};

use crate::error::Result;
use crate::question::Synonyms;
pub(crate) use bounded::Bounded;
pub(crate) use facet_cache::{FacetCache, SegmentFacets};
pub(crate) use versions::VersionGroups;

/// The index as of one commit.
pub(crate) struct Snapshot {
    pub(crate) index: Arc<OpenIndex>,
    pub(crate) searcher: Searcher,
    pub(crate) facets: FacetCache,
    /// The built-in names and those of the office.
    pub(crate) gazetteer: Arc<Gazetteer>,
    pub(crate) synonyms: Synonyms,
    pub(crate) versions: VersionGroups,
    /// Pairs of one text under two titles, by id.
    pub(crate) same_text: Vec<[String; 2]>,
    /// What could not be read of the sources.
    pub(crate) unread: Vec<String>,
    /// What should be known of how files were read.
    pub(crate) notices: Vec<String>,
    /// Every 发文字号 with its parts, read when first asked for.
    numbers: OnceLock<Vec<(String, Parts)>>,
}

impl Snapshot {
    /// Opens the index as it is now.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn open(index: Arc<OpenIndex>) -> Result<Snapshot> {
        let searcher = index.searcher.clone();
        let facets = FacetCache::load(&searcher, &index.fields)?;
        let library = &index.library;
        let Versions { groups, same_text } = library.versions.clone();
        Ok(Snapshot {
            gazetteer: Arc::new(Gazetteer::with_files(&library.gazetteers).0),
            synonyms: Synonyms::load(&library.synonyms),
            versions: VersionGroups::load(groups, &searcher, &index.fields)?,
            same_text,
            unread: library.unread.clone(),
            notices: library.notices.clone(),
            numbers: OnceLock::new(),
            index,
            searcher,
            facets,
        })
    }

    pub(crate) fn fields(&self) -> &IndexFields {
        &self.index.fields
    }

    /// Every 发文字号 of the library, with its parts. One that cannot be read is left out; the
    /// documents are then found by their words.
    pub(crate) fn numbers(&self) -> &[(String, Parts)] {
        self.numbers.get_or_init(|| {
            let mut numbers = BTreeMap::new();
            for segment in self.searcher.segment_readers() {
                let index = segment.inverted_index(self.fields().number).ok();
                let terms = index.as_ref().and_then(|index| index.terms().stream().ok());
                let Some(mut terms) = terms else { continue };
                while terms.advance() {
                    let number = std::str::from_utf8(terms.key()).ok();
                    let read = number.and_then(|n| Some((n.to_owned(), parts(n)?)));
                    numbers.extend(read);
                }
            }
            numbers.into_iter().collect()
        })
    }

    /// The documents that have a term in a field that is not cut, in order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn having(&self, field: Field, term: &str) -> Result<Vec<DocAddress>> {
        Ok(versions::having(&self.searcher, field, term)?)
    }

    /// Where the document that has this id is.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn address(&self, id: &str) -> Result<Option<DocAddress>> {
        Ok(versions::address(&self.searcher, self.fields(), id)?)
    }

    /// The ids of all documents, in order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn ids(&self) -> Result<Vec<String>> {
        Ok(versions::ids(&self.searcher, self.fields())?)
    }

    /// When the document at an address was first seen, and when it changed.
    pub(crate) fn seen(&self, at: DocAddress) -> [Option<Moment>; 2] {
        self.facets.segments[at.segment_ord as usize].seen(at.doc_id)
    }

    /// The document at an address, whole.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load(&self, at: DocAddress) -> Result<Document> {
        Ok(self.index.documents.load(at)?)
    }

    /// The document at an address, without its body.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load_head(&self, at: DocAddress) -> Result<Document> {
        Ok(self.index.documents.load_head(at)?)
    }

    /// All documents, without their bodies.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load_heads(&self) -> Result<Vec<Document>> {
        Ok(self.index.documents.load_heads()?)
    }

    /// The other versions of the document at an address, newest first, without their bodies.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load_versions(&self, at: DocAddress, id: &str) -> Result<Vec<Document>> {
        let mut heads = Vec::new();
        for other in self.versions.of(at).iter().filter(|other| *other != id) {
            if let Some(at) = self.address(other)? {
                heads.push(self.load_head(at)?);
            }
        }
        Ok(heads)
    }
}

/// The parts of a 发文字号 as queries are compared with it: folded, without white space, orders
/// without the country before them.
fn parts(number: &str) -> Option<Parts> {
    let folded = number.chars().filter(|c| !c.is_whitespace()).map(fold_char);
    let folded: String = folded.collect();
    let plain = folded.trim_start_matches("中华人民共和国");
    Parts::of_standard(plain).or_else(|| Parts::parse(plain))
}
