//! The ranks of judged queries over the built-in library and a few documents
//! written for this test. The ranks are committed in `data/ranks.tsv`: a change of the ranking
//! shows as a difference that a person can judge. `UPDATE_RANKS=1 cargo test --test relevance`
//! writes them anew.

#![allow(clippy::unwrap_used)] // A test may stop at the first thing that is not as it should be.

mod expectations;
mod judged;
mod questions;

use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use indexer::Change;
use search::{Analyzer, Engine, Request};
use serde::Deserialize;

/// Ranks below this are as good as none.
const DEPTH: usize = 20;

#[derive(Deserialize)]
struct Judged {
    kind: String,
    q: String,
    /// Beginnings of the titles that should come first, the best one first.
    relevant: Vec<String>,
}

fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relevance/data").join(file)
}

fn engine(dir: &Path) -> Engine {
    let analyzer = Analyzer::load();
    let change = Change { add: vec![data("documents.jsonl")], builtin: true, ..Change::default() };
    let go_on = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
    let report = indexer::update(dir, analyzer.clone(), &change, go_on).unwrap();
    assert!(report.unreadable.is_empty(), "{:?}", report.unreadable);
    Engine::open(dir, analyzer).unwrap()
}

/// One line a relevant document: kind, query, title, rank; a query that should find nothing has
/// one line with its total.
fn ranks(engine: &Engine, judged: &Judged) -> String {
    let request = Request { query: judged.q.clone(), limit: DEPTH, ..Request::default() };
    let response = engine.search(&request).unwrap();
    let mut lines = String::new();
    for title in &judged.relevant {
        let rank = response.hits.iter().position(|hit| hit.title.starts_with(title));
        let rank = rank.map_or_else(|| "-".to_owned(), |rank| (rank + 1).to_string());
        writeln!(lines, "{}\t{}\t{title}\t{rank}", judged.kind, judged.q).unwrap();
    }
    if judged.relevant.is_empty() {
        writeln!(lines, "{}\t{}\ttotal\t{}", judged.kind, judged.q, response.total).unwrap();
    }
    lines
}

#[test]
fn judged_queries_keep_their_ranks() {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path());
    let queries = fs::read_to_string(data("queries.jsonl")).unwrap();
    let judged = queries.lines().map(|line| serde_json::from_str::<Judged>(line).unwrap());
    let found: String = judged.map(|judged| ranks(&engine, &judged)).collect();
    if std::env::var_os("UPDATE_RANKS").is_some() {
        fs::write(data("ranks.tsv"), &found).unwrap();
    }
    let committed = fs::read_to_string(data("ranks.tsv")).unwrap();
    let changed: Vec<String> = committed
        .lines()
        .zip(found.lines())
        .filter(|(before, now)| before != now)
        .map(|(before, now)| format!("- {before}\n+ {now}"))
        .collect();
    assert!(committed == found, "ranks changed:\n{}", changed.join("\n"));
}
