//! Judged queries of the kinds in which people are surest of what they want: what they can name,
//! when, where, and what not. A set is a folder with `documents.jsonl` and `cases.jsonl`; what a
//! case leaves out is not checked:
//!
//! - `kind` what it tests, `q` the query, `today` the day from which relative times count, `ignore`
//!   what is not to be read, `note`.
//! - `first` the id of the first hit, or the ids of the first hits; `title` how its title begins,
//!   quotation marks aside, `year` the year of its date; `only` exactly the ids of all
//!   hits; `has`, `hasnt` ids among the hits or not; `total`.
//! - `dates` [from, to] and `spans` of `understood`; `filters` exactly the fields with a receipt that
//!   filters; `districts`, `agencies`; `excluded` field → values; `named` "title", "number" or null.
//! - `nearest` ids among the nearest, `first_nearest`, `lacks` words that it lacks.
//! - `marked`, `unmarked` runs marked in title and snippets of the first hit or not; `snippet`,
//!   `snippet_lacks` text of its snippets.
//! - `completes`, `never` among eight completions or not; `suggests` the query with slips mended.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::{env, fs};

use corpus::DateRange;
use indexer::Change;
use search::{Analyzer, Applied, Engine, Hit, NoticeCode, ReadField, Request, Response};
use serde::Deserialize;

use super::data;
use super::expectations::{Failures, stated};

const TODAY: &str = "2026-11-22";
/// More than a set has.
const ALL: usize = 1000;
/// How many completions are looked at.
const COMPLETIONS: usize = 8;

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    kind: String,
    q: String,
    today: Option<String>,
    #[serde(default)]
    ignore: Vec<String>,
    first: Option<OneOrMore>,
    title: Option<String>,
    year: Option<i16>,
    only: Option<Vec<String>>,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    hasnt: Vec<String>,
    total: Option<usize>,
    dates: Option<[Option<String>; 2]>,
    spans: Option<Vec<[Option<String>; 2]>>,
    filters: Option<Vec<String>>,
    districts: Option<Vec<String>>,
    agencies: Option<Vec<String>>,
    #[serde(default)]
    excluded: BTreeMap<String, Vec<String>>,
    #[serde(default, deserialize_with = "stated")]
    named: Option<Option<String>>,
    #[serde(default)]
    nearest: Vec<String>,
    first_nearest: Option<String>,
    #[serde(default)]
    lacks: Vec<String>,
    #[serde(default)]
    marked: Vec<String>,
    #[serde(default)]
    unmarked: Vec<String>,
    snippet: Option<String>,
    snippet_lacks: Option<String>,
    #[serde(default)]
    completes: Vec<String>,
    #[serde(default)]
    never: Vec<String>,
    #[serde(default, deserialize_with = "stated")]
    suggests: Option<Option<String>>,
    note: Option<String>,
}

impl Failures {
    fn check_members(
        &mut self,
        what: &str,
        wanted: &[String],
        unwanted: &[String],
        found: &[String],
    ) {
        let missing: Vec<&String> = wanted.iter().filter(|id| !found.contains(id)).collect();
        let extra: Vec<&String> = unwanted.iter().filter(|id| found.contains(id)).collect();
        if !missing.is_empty() || !extra.is_empty() {
            let some: Vec<&String> = found.iter().take(4).collect();
            self.0.push(format!("{what}: missing {missing:?}, unwanted {extra:?} of {some:?}"));
        }
    }
}

fn engine(dir: &Path, documents: PathBuf) -> Engine {
    let analyzer = Analyzer::load();
    let change = Change { add: vec![documents], ..Change::default() };
    let go_on = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
    let report = indexer::update(dir, analyzer.clone(), &change, go_on).unwrap();
    assert!(report.unreadable.is_empty(), "{:?}", report.unreadable);
    Engine::open(dir, analyzer).unwrap()
}

/// Asks every case of a file over the documents of a source; a paragraph for each that is not as it
/// should be.
fn failures(documents: PathBuf, cases: &Path) -> (usize, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path(), documents);
    let text = fs::read_to_string(cases).unwrap();
    let cases: Vec<Case> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let failed = cases.iter().filter_map(|case| failure(&engine, case)).collect();
    (cases.len(), failed)
}

fn failure(engine: &Engine, case: &Case) -> Option<String> {
    let request = Request {
        query: case.q.clone(),
        ignore: case.ignore.iter().map(|field| field.parse::<ReadField>().unwrap()).collect(),
        today: case.today.as_deref().unwrap_or(TODAY).parse().unwrap(),
        limit: ALL,
        ..Request::default()
    };
    let response = engine.search(&request).unwrap();
    let mut failures = Failures::default();
    check_hits(case, &response, &mut failures);
    check_reading(case, &response, &mut failures);
    check_nearest(case, &response, &mut failures);
    check_shown(case, &response, &mut failures);
    check_typing(engine, case, &response, &mut failures);
    let note = case.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
    let lines = failures.0.join("\n  ");
    (!lines.is_empty()).then(|| format!("[{}] {}{note}\n  {lines}", case.kind, case.q))
}

fn shown(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}")
}

fn ids<'a>(hits: impl Iterator<Item = &'a Hit>) -> Vec<String> {
    hits.map(|hit| hit.id.clone()).collect()
}

fn check_hits(case: &Case, response: &Response, failures: &mut Failures) {
    let found = ids(response.hits.iter());
    let first = match &case.first {
        Some(OneOrMore::One(id)) => std::slice::from_ref(id),
        Some(OneOrMore::More(ids)) => ids,
        None => &[],
    };
    let firsts = &found[..first.len().min(found.len())];
    failures.check("first", first.join("、"), firsts.join("、"));
    if let Some(only) = &case.only {
        failures.check_set("only", only, found.clone());
    }
    if let Some(title) = &case.title {
        let plain = |title: &str| title.replace(['“', '”'], "");
        let found = response.hits.first().map_or_else(String::new, |hit| plain(&hit.title));
        if !found.starts_with(&plain(title)) {
            failures.check("title", title, &found);
        }
    }
    if let Some(year) = case.year {
        let date = response.hits.first().and_then(|hit| hit.date);
        failures.check("year", year, date.map_or(0, |date| date.year()));
    }
    failures.check_members("hits", &case.has, &case.hasnt, &found);
    if let Some(total) = case.total {
        failures.check("total", total, response.total);
    }
}

fn check_reading(case: &Case, response: &Response, failures: &mut Failures) {
    let understood = &response.understood;
    let ends = |range: DateRange| [range.from, range.to].map(|date| date.map(|d| d.to_string()));
    if let Some(wanted) = &case.dates {
        failures.check("dates", shown(wanted), shown(&ends(understood.dates)));
    }
    if let Some(wanted) = &case.spans {
        let found: Vec<_> = understood.spans.iter().copied().map(ends).collect();
        failures.check("spans", shown(wanted), shown(&found));
    }
    let applied = |applied: Applied| {
        let receipts = understood.receipts.iter().filter(move |r| r.applied == applied);
        receipts.map(|receipt| receipt.field.name().to_owned()).collect::<Vec<String>>()
    };
    if let Some(wanted) = &case.filters {
        failures.check_set("filters", wanted, applied(Applied::Filter));
    }
    if let Some(wanted) = &case.districts {
        failures.check_set("districts", wanted, understood.districts.clone());
    }
    if let Some(wanted) = &case.agencies {
        failures.check_set("agencies", wanted, understood.agencies.clone());
    }
    let excluded = serde_json::to_value(&understood.excluded).unwrap();
    for (field, wanted) in &case.excluded {
        let found = serde_json::from_value(excluded[field].clone()).unwrap_or_default();
        failures.check_set(&format!("excluded {field}"), wanted, found);
    }
    if let Some(wanted) = &case.named {
        failures.check("named", shown(wanted), shown(&applied(Applied::Named).first().cloned()));
    }
}

fn check_nearest(case: &Case, response: &Response, failures: &mut Failures) {
    let found = ids(response.nearest.iter().map(|near| &near.hit));
    failures.check_members("nearest", &case.nearest, &[], &found);
    if let Some(wanted) = &case.first_nearest {
        failures.check("first_nearest", shown(&Some(wanted)), shown(&found.first()));
    }
    let lacks = response.nearest.first().map_or_else(Vec::new, |near| near.lacks.clone());
    failures.check_members("lacks", &case.lacks, &[], &lacks);
    if response.total > 0 {
        failures.check("nearest beside hits", 0, response.nearest.len());
    }
}

fn check_shown(case: &Case, response: &Response, failures: &mut Failures) {
    let Some(hit) = response.hits.first() else { return };
    let snippets = hit.snippets.iter().map(|snippet| &snippet.marked);
    let runs = snippets.clone().chain([&hit.title_marked]).flatten();
    let marked: Vec<String> =
        runs.filter(|(_, mark)| *mark == 1).map(|(text, _)| text.clone()).collect();
    failures.check_members("marked", &case.marked, &case.unmarked, &marked);
    let text: String = snippets.flatten().map(|(text, _)| text.as_str()).collect();
    if let Some(wanted) = case.snippet.as_ref().filter(|wanted| !text.contains(*wanted)) {
        failures.check("snippet", wanted, &text);
    }
    if let Some(unwanted) = case.snippet_lacks.as_ref().filter(|wanted| text.contains(*wanted)) {
        failures.0.push(format!("snippet has {unwanted}: {text}"));
    }
}

fn check_typing(engine: &Engine, case: &Case, response: &Response, failures: &mut Failures) {
    if !case.completes.is_empty() || !case.never.is_empty() {
        let completions = engine.complete(&case.q, COMPLETIONS).unwrap();
        let texts: Vec<String> = completions.into_iter().map(|found| found.text).collect();
        failures.check_members("completions", &case.completes, &case.never, &texts);
    }
    if let Some(wanted) = &case.suggests {
        let mut notices = response.notices.iter();
        let found = notices.find(|notice| notice.code == NoticeCode::Suggestion);
        let found = found.map(|notice| notice.words.clone());
        failures.check("suggests", shown(wanted), shown(&found));
    }
}

fn check(documents: PathBuf, cases: &Path) {
    let (cases, failed) = failures(documents, cases);
    assert!(failed.is_empty(), "{} of {cases} cases:\n{}", failed.len(), failed.join("\n"));
}

fn check_set(set: &Path) {
    check(set.join("documents.jsonl"), &set.join("cases.jsonl"));
}

/// `JUDGED=FOLDER` asks another set.
#[test]
fn what_is_named_is_found() {
    check_set(&env::var_os("JUDGED").map_or_else(|| data("judged/named"), PathBuf::from));
}

#[test]
fn what_is_asked_is_understood() {
    check_set(&data("judged/asked"));
}

#[test]
fn titles_of_real_documents_find_them() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    match samples.exists() {
        true => check(samples, &data("samples.jsonl")),
        false => eprintln!("skipped: no ../shared/samples"),
    }
}
