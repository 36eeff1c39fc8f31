//! A small library with an engine over it: the built-in one, and documents whose texts look like markup
//! (`library/markup.jsonl`). It is indexed once for all inputs.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use corpus::Document;
use indexer::Change;
use search::{Analyzer, Engine, MAX_LIMIT, Request};
use tempfile::TempDir;

/// The library.
pub struct Library {
    /// The engine over it.
    pub engine: Arc<Engine>,
    /// All its documents, by their ids.
    pub documents: HashMap<String, Document>,
    /// Where the index is, which nothing drops: it goes with the folder for temporary files that
    /// `run` makes.
    _dir: TempDir,
}

/// The library, indexed when it is first asked for.
pub static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let markup = Path::new(env!("CARGO_MANIFEST_DIR")).join("library/markup.jsonl");
    let change = Change { add: vec![markup], builtin: true, ..Change::default() };
    let analyzer = Analyzer::load();
    let go_on = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
    let report = indexer::update(dir.path(), analyzer.clone(), &change, go_on).expect("an index");
    assert!(report.unreadable.is_empty(), "{:?}", report.unreadable);
    let engine = Engine::open(dir.path(), analyzer).expect("the index");
    let all = Request { limit: MAX_LIMIT, ..Request::default() };
    let hits = engine.search(&all).expect("all documents").hits;
    let document = |id: String| Some((id.clone(), engine.document(&id).ok()??));
    let documents = hits.into_iter().filter_map(|hit| document(hit.id)).collect();
    Library { engine: Arc::new(engine), documents, _dir: dir }
});
