//! The engine: an open index and the operations on it, each on the snapshot of the moment.

mod checkup;
mod layout;
mod listing;
mod state;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};
use std::time::{Instant, SystemTime};

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use indexer::analysis::Analyzer;
use indexer::{Library, OpenIndex, Original};

use crate::error::Result;
use crate::message::{
    Budget, Completion, CountBy, Counts, DocumentEntry, Explanation, FilterField, LinkedDocument,
    Ranked, Request, Response,
};
use crate::naming;
use crate::operations;
use crate::showing::Marking;
use crate::snapshot::Snapshot;
use crate::vocabulary::LazyVocabulary;
use checkup::Checkup;
pub use listing::Listing;
pub use state::IndexState;

/// The title of the first hit of each of some queries in an index; `None` where there is no hit, or
/// the index cannot be read.
pub fn first_hits(index: OpenIndex, queries: &[String]) -> Vec<Option<String>> {
    let Ok(current) = Current::open(Arc::new(index)) else { return vec![None; queries.len()] };
    let first = |query: &String| {
        let request = Request { query: query.clone(), limit: 1, ..Request::default() };
        let snapshot = current.snapshot.unbounded();
        let response = operations::search(snapshot, &current.vocabulary, &request).ok()?;
        response.hits.into_iter().next().map(|hit| hit.fields.title)
    };
    queries.iter().map(first).collect()
}

/// An open index, shared by all requests of a process.
pub struct Engine {
    dir: PathBuf,
    current: RwLock<Arc<Current>>,
    /// Whether files are told without the folders that their sources lie in.
    hides_folders: bool,
    failed_update: Mutex<FailedUpdate>,
}

/// Whether updates fail, where the index is kept up to date.
#[derive(Default)]
struct FailedUpdate {
    /// Why the last one failed.
    reason: Option<String>,
    /// Since when this is so.
    since: Option<SystemTime>,
}

/// A snapshot with what is found out about it only when it is asked for.
struct Current {
    snapshot: Snapshot,
    vocabulary: LazyVocabulary,
    checkup: Checkup,
    /// Where agencies are.
    places: OnceLock<Arc<HashMap<String, String>>>,
    /// Questions to begin with.
    examples: Mutex<Option<Arc<Vec<String>>>>,
}

impl Current {
    fn open(index: Arc<OpenIndex>) -> Result<Arc<Current>> {
        let snapshot = Snapshot::open(index)?;
        Ok(Arc::new(Current {
            snapshot,
            vocabulary: LazyVocabulary::default(),
            checkup: Checkup::default(),
            places: OnceLock::new(),
            examples: Mutex::default(),
        }))
    }
}

impl Engine {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// When the folder has no index, one of another format, or a damaged one.
    pub fn open(dir: &Path, analyzer: Analyzer) -> Result<Engine> {
        let index = Arc::new(OpenIndex::open(dir, analyzer)?);
        let current = RwLock::new(Current::open(index)?);
        let failed_update = Mutex::default();
        Ok(Engine { dir: dir.to_path_buf(), current, hides_folders: false, failed_update })
    }

    /// Takes up what was committed to the index since.
    ///
    /// # Errors
    /// When the index cannot be read; the engine then goes on with what it had.
    pub fn reload(&self) -> Result<()> {
        let index = self.current().snapshot.index.clone();
        if !index.is_current()? {
            let newest = Arc::new(OpenIndex::open(&self.dir, index.analyzer.clone())?);
            let current = Current::open(newest)?;
            *self.current.write().unwrap_or_else(PoisonError::into_inner) = current;
        }
        Ok(())
    }

    fn current(&self) -> Arc<Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The analyzer of the index.
    pub fn analyzer(&self) -> Analyzer {
        self.current().snapshot.index.analyzer.clone()
    }

    /// Notes why an update failed, or that one succeeded: part of the health of the library.
    pub fn note_failed_update(&self, failure: Option<String>) {
        let mut failed = self.failed_update();
        if failed.reason != failure {
            *failed = FailedUpdate { reason: failure, since: Some(SystemTime::now()) };
        }
    }

    fn failed_update(&self) -> MutexGuard<'_, FailedUpdate> {
        self.failed_update.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the last update failed.
    pub fn has_failed_update(&self) -> bool {
        self.failed_update().reason.is_some()
    }

    /// Which commit the index is of, and whether it is kept up to date.
    pub fn state(&self) -> IndexState {
        let current = self.current();
        let Library { sources, unread, committed, .. } = &current.snapshot.index.library;
        let failed = self.failed_update();
        let layout = self.layout(&current);
        let told = |mut text: String| {
            layout.left_out_of(&mut text);
            text
        };
        IndexState {
            documents: current.snapshot.searcher.num_docs() as usize,
            commit: current.snapshot.index.commit(),
            committed: *committed,
            format: indexer::FORMAT,
            sources: sources.iter().cloned().map(told).collect(),
            unreadable: unread.len(),
            failed_update: failed.reason.clone().map(told),
            turned: failed.since,
        }
    }

    /// Number of documents in the index.
    pub fn len(&self) -> usize {
        self.current().snapshot.searcher.num_docs() as usize
    }

    /// Whether the index has no document.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The ids of all documents, in order.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ids(&self) -> Result<Vec<String>> {
        self.current().snapshot.ids()
    }

    /// Where agencies are whose names do not say so, by the agency, in a library of several places;
    /// found out once for each snapshot.
    pub fn agency_places(&self) -> Arc<HashMap<String, String>> {
        let Current { snapshot, places, .. } = &*self.current();
        places.get_or_init(|| Arc::new(operations::agency_places(snapshot))).clone()
    }

    /// Questions to begin with that find something: of those suggested, and of others made of what
    /// the library has. They are tried once for each snapshot, so the same are to be suggested
    /// always.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn examples(&self, suggested: &[&str]) -> Result<Arc<Vec<String>>> {
        let Current { snapshot, vocabulary, examples, .. } = &*self.current();
        let mut known = examples.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_none() {
            *known = Some(Arc::new(operations::examples(snapshot, vocabulary, suggested)?));
        }
        Ok(known.clone().unwrap_or_default())
    }

    /// The built-in names and those of the office, as of now.
    pub fn names(&self) -> Arc<Gazetteer> {
        self.current().snapshot.gazetteer.clone()
    }

    /// The document that has this id, whole; its 发文字号 in any spelling and its title name it as well,
    /// where they are no other's.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn document(&self, id: &str) -> Result<Option<Document>> {
        let snapshot = &self.current().snapshot;
        naming::address(snapshot, id)?.map(|at| snapshot.load(at)).transpose()
    }

    /// The documents that may be meant by what is no one document's id, number or title, the best
    /// first.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn candidates(&self, given: &str) -> Result<Vec<DocumentEntry>> {
        naming::candidates(&self.current().snapshot, given)
    }

    /// The document that is named as [`Engine::document`] takes it, with what leads from it to others.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn linked_document(&self, id: &str) -> Result<Option<LinkedDocument>> {
        let current = self.current();
        let Some(at) = naming::address(&current.snapshot, id)? else { return Ok(None) };
        let mut document = current.snapshot.load(at)?;
        let links = operations::links(&current.snapshot, &document)?;
        let layout = self.layout(&current);
        layout.left_out_of_sources(&mut document.sources);
        document.doubts.iter_mut().for_each(|doubt| layout.left_out_of(&mut doubt.value));
        let [first_seen, changed] = current.snapshot.seen(at);
        Ok(Some(LinkedDocument { document, links, first_seen, changed }))
    }

    /// The original of a document: the file of its source at a place of the list; `None` where there is
    /// no such document or source, or the file is gone or cannot be read.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn original(&self, id: &str, source: usize) -> Result<Option<Original>> {
        let snapshot = &self.current().snapshot;
        let Some(document) = self.document(id)? else { return Ok(None) };
        let Some(source) = document.sources.get(source) else { return Ok(None) };
        Ok(snapshot.index.original(&source.file, &snapshot.gazetteer)?)
    }

    /// The words of a search, to be marked in the texts of documents.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn marking(&self, budget: &Budget, request: &Request) -> Result<Marking> {
        operations::marking(self.current().snapshot.within(budget), request)
    }

    /// The ids of the documents that have anything of a query, best first, at most `limit`: the
    /// ranking alone, without filters and without the cut at most of the query's weight.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn rank(&self, query: &str, limit: usize) -> Result<Vec<Ranked>> {
        operations::rank(&self.current().snapshot, query, limit)
    }

    /// Up to `limit` texts that what was typed so far may become, best first: its last word
    /// completed, then titles. The first call on a snapshot reads the words of the index.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn complete(&self, typed: &str, limit: usize) -> Result<Vec<Completion>> {
        let Current { snapshot, vocabulary, .. } = &*self.current();
        vocabulary.get(snapshot)?.complete(typed, limit, &snapshot.index.analyzer)
    }

    /// How a request is understood and planned, and, given a document's id, why the document was
    /// or was not found.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn explain(&self, request: &Request, id: Option<&str>) -> Result<Explanation> {
        let Current { snapshot, vocabulary, .. } = &*self.current();
        operations::explain(snapshot.unbounded(), vocabulary, request, id)
    }

    /// Runs a request to its end. A query never fails; only a damaged index does.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, request: &Request) -> Result<Response> {
        self.search_within(&Budget::unlimited(), request)
    }

    /// Runs a request with as much work as a budget pays for; a response that is cut short is not
    /// [`Response::complete`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search_within(&self, budget: &Budget, request: &Request) -> Result<Response> {
        let start = Instant::now();
        let current = self.current();
        let Current { snapshot, vocabulary, .. } = &*current;
        let mut response = operations::search(snapshot.within(budget), vocabulary, request)?;
        let layout = self.layout(&current);
        let nearest = response.nearest.iter_mut().map(|near| &mut near.hit);
        for hit in response.hits.iter_mut().chain(nearest) {
            layout.left_out_of_sources(&mut hit.sources);
        }
        response.took_ms = milliseconds_since(start);
        Ok(response)
    }

    /// All documents that a request finds, from its offset to its limit, which has no bound here; put
    /// together by the values of a field where one is given. Finding them costs from the budget,
    /// loading them does not.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn listing(
        &self,
        budget: &Budget,
        request: &Request,
        grouped: Option<FilterField>,
    ) -> Result<Listing> {
        let current = self.current();
        let listed = operations::listing(current.snapshot.within(budget), request, grouped)?;
        let layout = self.layout(&current);
        Ok(Listing::new(current, layout, listed))
    }

    /// Counts all documents that a request finds, with as much work as a budget pays for; what is
    /// counted in part is not [`Counts::complete`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn count_within(
        &self,
        budget: &Budget,
        request: &Request,
        tables: &[CountBy],
    ) -> Result<Counts> {
        let start = Instant::now();
        let current = self.current();
        let mut counts = operations::count(current.snapshot.within(budget), request, tables)?;
        counts.took_ms = milliseconds_since(start);
        Ok(counts)
    }
}

/// The time that has passed, to a hundredth.
fn milliseconds_since(start: Instant) -> f64 {
    (start.elapsed().as_secs_f64() * 1e5).round() / 100.0
}
