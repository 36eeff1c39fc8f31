//! The engine: an open index and the operations on it. What they do is in
//! `view`.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Instant;

use corpus::{Document, PartialDate};
use indexer::OpenIndex;
use indexer::analysis::Analyzer;

use crate::error::Result;
use crate::explaining::Explanation;
use crate::health::Health;
use crate::links::LinkedDocument;
use crate::request::Request;
use crate::response::Response;
use crate::view::View;
use crate::vocabulary::Completion;

/// An open index, shared by all requests of a process.
pub struct Engine {
    dir: PathBuf,
    view: RwLock<Arc<View>>,
}

/// A document in a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The document's id.
    pub id: String,
    /// Comparable only within one ranking.
    pub score: f32,
}

impl Engine {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// When the folder has no index, one of another format, or a damaged one.
    pub fn open(dir: &Path, analyzer: Analyzer) -> Result<Engine> {
        let index = Arc::new(OpenIndex::open(dir, analyzer)?);
        let view = RwLock::new(Arc::new(View::new(index)?));
        Ok(Engine { dir: dir.to_path_buf(), view })
    }

    /// Takes up what was committed to the index since; a rebuilt index is opened anew.
    ///
    /// # Errors
    /// When the index cannot be read; the engine then goes on with what it had.
    pub fn reload(&self) -> Result<()> {
        let before = self.view();
        let index = if before.index.reload()? {
            before.index.clone()
        } else {
            Arc::new(OpenIndex::open(&self.dir, before.index.analyzer.clone())?)
        };
        if index.searcher().generation() != before.searcher.generation() {
            let view = Arc::new(View::new(index)?);
            *self.view.write().unwrap_or_else(PoisonError::into_inner) = view;
        }
        Ok(())
    }

    fn view(&self) -> Arc<View> {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Number of documents in the index.
    pub fn len(&self) -> usize {
        self.view().searcher.num_docs() as usize
    }

    /// Whether the index has no document.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The document that has this id, whole.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn document(&self, id: &str) -> Result<Option<Document>> {
        self.view().document(id)
    }

    /// The document that has this id, with what leads from it to others.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn linked_document(&self, id: &str) -> Result<Option<LinkedDocument>> {
        let view = self.view();
        let Some(document) = view.document(id)? else { return Ok(None) };
        let links = view.links(&document)?;
        Ok(Some(LinkedDocument { document, links }))
    }

    /// What there is to mend in the library, and what should be known of it, on a day. All
    /// documents are looked at, so it is found out once for each view and day.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn health(&self, today: PartialDate) -> Result<Arc<Health>> {
        let view = self.view();
        let mut known = view.health.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, health)) = known.as_ref().filter(|(day, _)| *day == today) {
            return Ok(health.clone());
        }
        let health = Arc::new(view.check(today)?);
        *known = Some((today, health.clone()));
        Ok(health)
    }

    /// The ids of the documents that have anything of a query, best first, at most `limit`: the
    /// ranking alone, without filters and without the cut at most of the query's weight.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn rank(&self, query: &str, limit: usize) -> Result<Vec<Ranked>> {
        self.view().rank(query, limit)
    }

    /// Up to `limit` texts that what was typed so far may become, best first: its last word
    /// completed, then titles. The first call on a view reads the words of the index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn complete(&self, typed: &str, limit: usize) -> Result<Vec<Completion>> {
        let view = self.view();
        view.vocabulary()?.complete(typed, limit, &view.index.analyzer)
    }

    /// How a request is understood and planned, and, given a document's id, why the document was
    /// or was not found.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn explain(&self, request: &Request, id: Option<&str>) -> Result<Explanation> {
        self.view().explain(request, id)
    }

    /// Runs a request. A query never fails; only a damaged index does.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Response> {
        let start = Instant::now();
        let mut response = self.view().search(request)?;
        response.took_ms = (start.elapsed().as_secs_f64() * 1e5).round() / 100.0;
        Ok(response)
    }
}
