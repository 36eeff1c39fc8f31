//! How fast documents are indexed: the built-in library, and the text of laws
//! where it is at hand.

#![allow(clippy::expect_used, reason = "a bench that cannot run ends")]

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use divan::Bencher;
use divan::counter::BytesCount;
use indexer::analysis::Analyzer;
use indexer::{Change, Report};
use tempfile::TempDir;

/// 3,471 laws and regulations as packed JSON lines. Not part of the project.
const LAWS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/bench/laws.jsonl.gz");
/// Its length when unpacked.
const LAWS_BYTES: u64 = 59_366_428;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::load);

fn main() {
    if !Path::new(LAWS).exists() {
        eprintln!("skipped: laws, for there is no ../shared/bench/laws.jsonl.gz");
    }
    divan::main();
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

/// Indexes into an empty folder.
fn index(folder: &TempDir, change: &Change) -> Report {
    let watch = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
    indexer::update(folder.path(), ANALYZER.clone(), change, watch).expect("the folder is writable")
}

#[divan::bench(sample_count = 20)]
fn builtin_library(bencher: Bencher) {
    LazyLock::force(&ANALYZER);
    let change = Change::default();
    bencher.with_inputs(folder).bench_refs(|folder| black_box(index(folder, &change)));
}

#[divan::bench(sample_count = 1, sample_size = 1, ignore = !Path::new(LAWS).exists())]
fn laws(bencher: Bencher) {
    LazyLock::force(&ANALYZER);
    let change = Change { add: vec![PathBuf::from(LAWS)], ..Change::default() };
    bencher
        .with_inputs(folder)
        .counter(BytesCount::new(LAWS_BYTES))
        .bench_refs(|folder| black_box(index(folder, &change)));
}
