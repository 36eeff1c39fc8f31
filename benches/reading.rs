//! How fast files become documents: a sample of each format in this process,
//! and one in a process of its own, as `index` reads it.

#![allow(clippy::expect_used, reason = "a bench that cannot run ends")]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use corpus::readers::{self, Isolation};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};

/// Files of `corpus/tests/data/formats`.
const SAMPLES: [&str; 8] = [
    "notice.docx",
    "notice.pdf",
    "not-embedded.pdf",
    "notice.html",
    "notice.ofd",
    "catalogue.xlsx",
    "catalogue.xls",
    "catalogue.ods",
];

fn main() {
    divan::main();
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/tests/data/formats").join(name)
}

#[divan::bench(args = SAMPLES)]
fn in_this_process(bencher: Bencher, name: &str) {
    let bytes = std::fs::read(sample(name)).expect("the sample is there");
    let bencher = bencher.counter(BytesCount::of_slice(&bytes)).counter(ItemsCount::new(1_u32));
    bencher.bench(|| {
        readers::read_bytes(name, &bytes, &mut |_| ControlFlow::Continue(())).expect("it is whole");
    });
}

#[divan::bench(args = SAMPLES)]
fn in_a_process_of_its_own(bencher: Bencher, name: &str) {
    let program = env!("CARGO_BIN_EXE_zhengce").into();
    let isolation = Isolation::program(program, &["read-files"], Duration::from_secs(60));
    let path = sample(name);
    bencher.counter(ItemsCount::new(1_u32)).bench(|| {
        readers::read(&path, name, &isolation, &mut |_| ControlFlow::Continue(()))
            .expect("it is whole");
    });
}
