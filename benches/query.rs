//! How long a search takes: as a process of its own, beside one that only
//! prints its version and beside jieba's dictionary alone, in a process that is running, and in
//! one very long document, where making snippets is most of the work.

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

/// Memory is kept, as a process that has just started has none to use again: with it, either looks
/// faster than it is to someone who waits.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn dictionary_of_jieba_alone() {
    std::mem::forget(black_box(jieba_rs::Jieba::new()));
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn dictionaries_of_a_search() {
    std::mem::forget(black_box(Analyzer::load()));
}

/// A document of 300 KB, its words strewn over paragraphs that differ.
fn long_document() -> String {
    let paragraph = |n: usize| {
        format!(
            "第{n}条 本市推进产业发展，第{n}号项目由主管部门会同有关单位落实，区块链与教育各有安排。\n"
        )
    };
    let mut text = String::new();
    let mut paragraphs = (1..).map(paragraph);
    while text.len() < 300_000 {
        text.extend(paragraphs.next());
    }
    serde_json::json!({ "id": "long", "title": "长文", "text": text }).to_string()
}

/// With no hits and with one: the difference is what the hit costs, loading and snippets.
#[divan::bench(args = [0, 1])]
fn hits_in_a_document_of_300_kb(bencher: Bencher, limit: usize) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let file = folder.path().join("long.jsonl");
    std::fs::write(&file, long_document()).expect("a temporary file can be written");
    let index = folder.path().join("index");
    let change = Change { add: vec![file], ..Change::default() };
    let watch = &mut |_: Progress<'_>| ControlFlow::Continue(());
    indexer::update(&index, Analyzer::load(), &change, watch).expect("the folder is writable");
    let engine = Engine::open(&index, Analyzer::load()).expect("there is an index");
    let request = Request { query: "区块链 教育".to_owned(), limit, ..Request::default() };
    bencher.bench(|| black_box(engine.search(&request)));
}
