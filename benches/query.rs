//! How long a search of the built-in library takes: as a process of its own,
//! beside one that only prints its version, and in a process that is running.

#![allow(clippy::expect_used, reason = "a bench that cannot run ends")]

use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;

use divan::Bencher;
use indexer::{Change, Progress};
use search::{Analyzer, Engine, Request};
use tempfile::TempDir;

const QUERIES: [&str; 3] = ["区块链", "2019年静安区的区块链政策", ""];

/// A folder with an index of the built-in library.
static INDEX: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let watch = &mut |_: Progress<'_>| ControlFlow::Continue(());
    indexer::update(folder.path(), Analyzer::load(), &Change::default(), watch)
        .expect("the folder is writable");
    folder
});

fn main() {
    divan::main();
}

fn run(index: &Path, args: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_zhengce"));
    program.env("ZHENGCE_INDEX", index).args(args).output().expect("the program starts")
}

#[divan::bench]
fn process_that_prints_its_version(bencher: Bencher) {
    let index = INDEX.path();
    bencher.bench(|| black_box(run(index, &["--version"])));
}

#[divan::bench(args = QUERIES)]
fn process_that_searches(bencher: Bencher, query: &str) {
    let index = INDEX.path();
    bencher.bench(|| black_box(run(index, &["search", query])));
}

#[divan::bench(args = QUERIES)]
fn running_engine(bencher: Bencher, query: &str) {
    let engine = Engine::open(INDEX.path(), Analyzer::load()).expect("there is an index");
    let request = Request { query: query.to_owned(), ..Request::default() };
    bencher.bench(|| black_box(engine.search(&request)));
}
