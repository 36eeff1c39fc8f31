//! What needs files or programs that are no part of the project and is skipped without them: the seed
//! report as it came, read by the real program, sample questions and regulations, and the office
//! programs that open what is exported.

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

const SAMPLES: &str = "../shared/samples";

/// Opens documents of Word and workbooks.
const OFFICE: &str = "soffice";

/// A test of the file or by the program at a path.
type Test = fn(&Path);

const TESTS: [(&str, &str, Test); 8] = [
    ("counts", SEED, counts),
    ("the_report_itself", SEED, the_report_itself),
    ("rows_are_those_of_the_builtin_library", SEED, rows_are_those_of_the_builtin_library),
    ("beside_the_builtin_library", SEED, beside_the_builtin_library),
    ("tables_are_those_of_the_report", SEED, tables_are_those_of_the_report),
    ("sample_questions_are_understood", QUESTIONS, sample_questions_are_understood),
    ("sentences_of_tables_stand_in_their_files", SAMPLES, sentences_stand_in_their_files),
    ("office_programs_open_what_is_exported", OFFICE, office_programs_open_what_is_exported),
];

fn main() -> ExitCode {
    for needed in [SEED, QUESTIONS, SAMPLES, OFFICE] {
        if path(needed).is_none() {
            eprintln!("skipped: there is no {needed}");
        }
    }
    let trial = |(name, file, test): (&str, &str, Test)| {
        let file = path(file);
        let missing = file.is_none();
        let run = move || {
            file.iter().for_each(|file| test(file));
            Ok(())
        };
        Trial::test(name, run).with_ignored_flag(missing)
    };
    let trials = TESTS.into_iter().map(trial).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Where a file or a program is; `None` where there is none.
fn path(needed: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let programs = std::env::split_paths(&folders).map(|folder| folder.join(needed));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(needed);
    let mut candidates: Vec<PathBuf> =
        if needed == OFFICE { programs.collect() } else { vec![file] };
    candidates.retain(|path| path.exists());
    candidates.into_iter().next()
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

/// Table 1 and Table 2 of the report, made from queries, are those of the built-in library, which were
/// compared with the report by hand.
fn tables_are_those_of_the_report(seed: &Path) {
    let made = |environment: &Environment, args: &[&str]| {
        let text = environment.check(args, 0, &[]).stdout;
        let rows: Vec<String> =
            text.lines().filter(|line| line.starts_with('|')).map(str::to_owned).collect();
        rows
    };
    let (read, builtin) = (indexed(&[arg(seed)]), indexed(&["--builtin"]));
    for (args, rows) in [
        (&["table", "区块链", "--kind", "policy"][..], 21),
        (&["table", "", "--kind", "organization"], 17),
    ] {
        let table = made(&read, args);
        assert_eq!(table.len(), rows + 2);
        assert_eq!(table, made(&builtin, args));
    }
}

/// Every sentence of a table is one of the file that it names, verbatim but for white space.
fn sentences_stand_in_their_files(samples: &Path) {
    let environment = Environment::new();
    environment.check(&["index", arg(samples)], 0, &[]);
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (mut sentences, mut documents) = (0, 0);
    for query in ["数据", "知识产权保护", "食品安全"] {
        let written = environment.check(&["table", query, "--format", "json"], 0, &[]).stdout;
        let table: Value = serde_json::from_str(&written).unwrap();
        for row in table["rows"].as_array().unwrap() {
            let Some(name) = row["source"].as_str().filter(|name| name.ends_with(".md")) else {
                continue;
            };
            let Some(quotes) = row["content"].as_array() else { continue };
            let text = bare(&std::fs::read_to_string(found_below(samples, name).unwrap()).unwrap());
            documents += 1;
            for quote in quotes {
                let words = bare(quote["words"].as_str().unwrap());
                let words = words.trim_matches('…');
                assert!(text.contains(words), "{name} does not say {words}");
                sentences += 1;
            }
        }
    }
    assert!(documents > 100 && sentences > documents, "{documents} {sentences}");
}

fn found_below(folder: &Path, name: &str) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let here = files.into_iter().find(|path| path.file_name().is_some_and(|other| other == name));
    here.or_else(|| folders.iter().find_map(|folder| found_below(folder, name)))
}

fn office_programs_open_what_is_exported(office: &Path) {
    let environment = indexed(&["--builtin"]);
    let folder = environment.library();
    let opened = |name: &str, form: &str, read: &str| {
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        let mut command = std::process::Command::new(office);
        let command = command.current_dir(&folder).args([&profile, "--headless"]);
        let done = command.args(["--convert-to", form, name]).output().unwrap();
        assert!(done.status.success(), "{done:?}");
        std::fs::read(folder.join(read)).unwrap()
    };
    let query = ["table", "区块链", "--kind", "policy", "-o"];
    for name in ["表.docx", "表.xlsx", "表.csv"] {
        environment.check(&[&query[..], &[name]].concat(), 0, &[]);
    }
    let document =
        String::from_utf8(opened("表.docx", "txt:Text (encoded):UTF8", "表.txt")).unwrap();
    for text in
        ["“区块链”相关政策", "2016 年 6 月", "杨浦区推进区块链产业升级发展政策", "条件：类别 政策"]
    {
        assert!(document.contains(text), "{text} is not in {document}");
    }
    // Dates are dates, and nothing is a formula.
    let sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false";
    let workbook = String::from_utf8(opened("表.xlsx", sheet, "表.csv")).unwrap();
    assert!(workbook.contains("2016") && !workbook.contains("2016 年 6 月,"), "{workbook}");
    assert_eq!(workbook.lines().count(), 22, "{workbook}");
    let pages = opened("表.docx", "pdf", "表.pdf");
    assert!(pages.starts_with(b"%PDF"));
}

fn sample_questions_are_understood(file: &Path) {
    let failures = questions::failures(file);
    assert!(failures.is_empty(), "not understood: {}", failures.join("\n"));
}
