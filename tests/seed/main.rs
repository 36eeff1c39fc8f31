//! What needs files that are no part of the project and is skipped without them: the seed report
//! as it came, read by the real program, and the sample questions.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml allows these only inside functions marked #[test]"
)]

#[path = "../relevance/expectations.rs"]
mod expectations;
#[expect(dead_code, reason = "these tests need only a part of the environment")]
#[path = "../environment/program.rs"]
mod program;
#[path = "../relevance/questions.rs"]
mod questions;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};
use serde_json::Value;

use crate::program::{Environment, arg};

const SEED: &str = "../shared/seeds/000_33839965144d4fd7.txt";

const QUESTIONS: &str = "../shared/queries/questions.dev.jsonl";

/// A test of the file at a path.
type Test = fn(&Path);

const TESTS: [(&str, &str, Test); 5] = [
    ("counts", SEED, counts),
    ("the_report_itself", SEED, the_report_itself),
    ("rows_are_those_of_the_builtin_library", SEED, rows_are_those_of_the_builtin_library),
    ("beside_the_builtin_library", SEED, beside_the_builtin_library),
    ("sample_questions_are_understood", QUESTIONS, sample_questions_are_understood),
];

fn main() -> ExitCode {
    for file in [SEED, QUESTIONS] {
        if !path(file).exists() {
            eprintln!("skipped: there is no {file}");
        }
    }
    let trial = |(name, file, test): (&str, &str, Test)| {
        let file = path(file);
        let missing = !file.exists();
        let run = move || {
            test(&file);
            Ok(())
        };
        Trial::test(name, run).with_ignored_flag(missing)
    };
    let trials = TESTS.into_iter().map(trial).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn path(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

fn indexed(args: &[&str]) -> Environment {
    let environment = Environment::new();
    environment.check(&[&["index"], args].concat(), 0, &["索引共 39 篇"]);
    environment
}

fn counts(seed: &Path) {
    let environment = indexed(&[arg(seed)]);
    let cases: [(&[&str], u64); 12] = [
        (&["--kind", "policy"], 21),
        (&["--kind", "organization"], 17),
        (&["--kind", "report"], 1),
        (&["--kind", "policy", "--year", "2016"], 2),
        (&["--kind", "policy", "--year", "2017"], 4),
        (&["--kind", "policy", "--year", "2018"], 7),
        (&["--kind", "policy", "--year", "2019"], 4),
        (&["--kind", "policy", "--year", "2020"], 4),
        (&["--agency", "市经信委"], 4),
        (&["--agency", "市科委", "--kind", "policy"], 3),
        (&["--level", "区级", "--kind", "policy"], 9),
        (&["--level", "市级", "--kind", "policy"], 11),
    ];
    for (filters, expected) in cases {
        assert_eq!(environment.total(&[&[""], filters].concat()), expected, "{filters:?}");
    }
}

fn the_report_itself(seed: &Path) {
    let report = indexed(&[arg(seed)]).document("构建数字社会“信任基石”");
    let cases = [
        ("subtitle", Value::from("上海发展区块链产业的若干思考")),
        ("authors", serde_json::json!(["江昊"])),
        ("affiliation", Value::from("上海市经济信息中心")),
        ("keywords", serde_json::json!(["区块链", "数字经济", "产业布局"])),
        ("date", Value::Null),
    ];
    for (field, expected) in cases {
        assert_eq!(report[field], expected, "{field}");
    }
    assert!(report["summary"].as_str().unwrap().starts_with("近年来，区块链"), "{report}");
    let text = report["body"].to_string();
    let parts = ["图 1 2019 年全球区块链专利分布情况", "297亿美元", "93.8", "参考文献"];
    for part in parts {
        assert!(text.contains(part), "{part} is not in the report");
    }
    for heading in ["一、国内外区块链发展态势", "二、上海区块链产业发展基础与挑战"]
    {
        let sections = report["body"].as_array().unwrap();
        assert!(sections.iter().any(|section| section["heading"] == heading), "{heading}");
    }
}

/// The policies and organisations of an index, each with what its table says of it.
fn rows(environment: &Environment) -> Vec<String> {
    let args = ["", "--kind", "policy", "--kind", "organization", "--limit", "1000"];
    let found = environment.search(&args);
    let row = |hit: &Value| {
        let id = hit["id"].as_str().unwrap();
        let shown = environment.check(&["show", id, "--format", "json"], 0, &[]).stdout;
        let document: Value = serde_json::from_str(&shown).unwrap();
        let fields = ["id", "kind", "title", "date", "agencies", "district", "level", "summary"];
        let cells: Vec<String> = fields.iter().map(|field| document[field].to_string()).collect();
        cells.join("|")
    };
    let mut rows: Vec<String> = found["hits"].as_array().unwrap().iter().map(row).collect();
    rows.sort();
    rows
}

fn rows_are_those_of_the_builtin_library(seed: &Path) {
    let read = rows(&indexed(&[arg(seed)]));
    assert_eq!(read.len(), 38);
    assert_eq!(read, rows(&indexed(&["--builtin"])));
}

fn beside_the_builtin_library(seed: &Path) {
    let environment = indexed(&["--builtin", arg(seed)]);
    let all = environment.search(&["", "--limit", "1000"]);
    for hit in all["hits"].as_array().unwrap() {
        let sources = hit["sources"].as_array().unwrap();
        assert_eq!(sources.len(), 2, "{hit}");
    }
    let report = environment.document("构建数字社会“信任基石”");
    // Only the digest says where in the report a figure stands.
    let digest = "报告中的位置";
    assert!(!report["body"].to_string().contains(digest), "the original's body wins");
}

fn sample_questions_are_understood(file: &Path) {
    let failures = questions::failures(file);
    assert!(failures.is_empty(), "not understood: {}", failures.join("\n"));
}
