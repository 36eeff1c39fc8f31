//! The index as of one commit: what a search reads, opened once and shared by all requests. It
//! opens and loads; what is done with it is in the rooms above.

mod facet_cache;
mod versions;

use std::sync::Arc;

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use indexer::{IndexFields, OpenIndex, Versions};
use tantivy::{DocAddress, Searcher};

use crate::error::Result;
use crate::question::Synonyms;
pub(crate) use facet_cache::{FacetCache, SegmentFacets};
pub(crate) use versions::VersionGroups;

/// The index as of one commit.
pub(crate) struct Snapshot {
    pub(crate) index: Arc<OpenIndex>,
    pub(crate) searcher: Searcher,
    pub(crate) facets: FacetCache,
    /// The built-in names and those of the office.
    pub(crate) gazetteer: Gazetteer,
    pub(crate) synonyms: Synonyms,
    pub(crate) versions: VersionGroups,
    /// Pairs of one text under two titles, by id.
    pub(crate) same_text: Vec<[String; 2]>,
    /// What could not be read of the sources.
    pub(crate) unread: Vec<String>,
}

impl Snapshot {
    /// Opens the index as it is now.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn open(index: Arc<OpenIndex>) -> Result<Snapshot> {
        let searcher = index.searcher();
        let facets = FacetCache::load(&searcher, &index.fields)?;
        let library = index.library()?;
        let Versions { groups, same_text } = library.versions;
        Ok(Snapshot {
            gazetteer: Gazetteer::with_files(&library.gazetteers).0,
            synonyms: Synonyms::load(&library.synonyms),
            versions: VersionGroups::load(groups, &searcher, &index.fields)?,
            same_text,
            unread: library.unread,
            index,
            searcher,
            facets,
        })
    }

    pub(crate) fn fields(&self) -> &IndexFields {
        &self.index.fields
    }

    /// Where the document that has this id is.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn address(&self, id: &str) -> Result<Option<DocAddress>> {
        Ok(versions::address(&self.searcher, self.fields(), id)?)
    }

    /// The document that has this id, whole.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn document(&self, id: &str) -> Result<Option<Document>> {
        self.address(id)?.map(|at| self.load(at)).transpose()
    }

    /// The document at an address, whole.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load(&self, at: DocAddress) -> Result<Document> {
        Ok(self.index.documents.load(&self.searcher, at)?)
    }

    /// The document at an address, without its body.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load_head(&self, at: DocAddress) -> Result<Document> {
        Ok(self.index.documents.load_head(&self.searcher, at)?)
    }

    /// All documents, without their bodies.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load_heads(&self) -> Result<Vec<Document>> {
        Ok(self.index.documents.load_heads(&self.searcher)?)
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
