//! How well what a document is can be told from real files: precision and recall per field over
//! the samples beside the project, and every mistake by name.
//!
//! `cargo test --workspace --test metadata -- --nocapture` prints the tables. Without the samples it
//! is skipped with a line. `ZHENGCE_SAMPLES` names another folder of the same form: `policies`
//! and folders of regulations named `….md` or `…(2020-05-14).md`.

#![allow(clippy::disallowed_methods)] // The built-in names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers of tests.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use corpus::readers::{self, Item};

#[path = "metadata/score.rs"]
mod score;
#[path = "metadata/truth.rs"]
mod truth;

use score::Scores;

/// The least that precision and recall of a field may be.
const LEAST: [(&str, f64); 6] = [
    ("title", 0.99),
    ("date", 0.97),
    ("agency", 0.97),
    ("region", 0.97),
    ("doc_type", 0.97),
    ("number", 1.0),
];

#[test]
fn fields_of_the_samples() {
    let samples = std::env::var_os("ZHENGCE_SAMPLES").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/samples"),
        PathBuf::from,
    );
    let folders = folders(&samples);
    if folders.is_empty() {
        eprintln!("skipped: no samples in {}", samples.display());
        return;
    }
    let mut all = Scores::default();
    for folder in folders {
        let mut scores = Scores::default();
        for file in files(&folder) {
            if let Some(truth) = truth::of(&file) {
                scores.add(&file, &truth, &document(&file));
            }
        }
        println!("\n{}\n{scores}", folder.display());
        all.merge(scores);
    }
    println!("\n全部\n{all}");
    if !samples.join("policies").is_dir() {
        // Another folder is only measured: what its files do not state is not known.
        return;
    }
    for (field, least) in LEAST {
        let (precision, recall) = all.figures(field);
        assert!(precision >= least && recall >= least, "{field}: {precision:.3} {recall:.3}");
    }
}

fn folders(samples: &Path) -> Vec<PathBuf> {
    let entries = samples.read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().into_iter().flatten().flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|e| e == "md")).collect();
    files.sort();
    files
}

/// The document that a file is, complete.
fn document(file: &Path) -> Document {
    let mut first = None;
    let names = Gazetteer::builtin();
    let isolation = readers::Isolation::default();
    readers::read_file(file, &file.to_string_lossy(), names, &isolation, &mut |item| {
        if let Item::Record(record) = item {
            first.get_or_insert(*record);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    let record = first.unwrap();
    let document = corpus::describe(record.clone(), names);
    assert_eq!(corpus::describe(record, names), document, "described twice");
    document
}
