//! Judged questions over the built-in library: what understanding must read in each, and what
//! it must find. The expectations were taken from the data and the specification, not from what
//! the program did. One object a line:
//!
//! - `q` the question; `today` the day from which relative times count; `note` what it tests.
//! - `years` [from, to] of `understood.dates`, null where open; `applied` how its receipt says
//!   they were applied; `districts`, `agencies`, `kinds` as sets; `not_agencies` what must not be
//!   among the agencies; `levels` the values of the receipts.
//! - Among policies: `set` beginnings of the titles that are exactly the hits, `total`, `top1` the
//!   beginning of the first title, `ways_out` fields that must be among those to drop.
//! - `top3` a string in the answer, or in the title or a snippet of one of the first three hits
//!   of any kind, white space aside; `intent`; `answer` "count" (the total), "passage" or null.
//!
//! What a question leaves out is not checked.

#![allow(clippy::unwrap_used, clippy::panic)] // A test may stop at the first broken line.

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use corpus::Kind;
use indexer::Change;
use search::{Analyzer, Answer, Engine, FilterField, Filters, Hit, Request, Response};
use serde::Deserialize;

use super::expectations::{Failures, stated};

/// The day that questions are asked on that state none.
const TODAY: &str = "2026-11-22";
/// More than the built-in library holds.
const ALL: usize = 100;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    q: String,
    today: Option<String>,
    years: Option<[Option<i16>; 2]>,
    applied: Option<String>,
    districts: Option<Vec<String>>,
    agencies: Option<Vec<String>>,
    #[serde(default)]
    not_agencies: Vec<String>,
    kinds: Option<Vec<String>>,
    levels: Option<Vec<String>>,
    set: Option<Vec<String>>,
    total: Option<usize>,
    top1: Option<String>,
    #[serde(default)]
    ways_out: Vec<String>,
    top3: Option<String>,
    intent: Option<String>,
    /// Null says that there must be none; left out, it is not checked.
    #[serde(default, deserialize_with = "stated")]
    answer: Option<Option<String>>,
    note: Option<String>,
}

/// Asks every question of a file; one paragraph for each that is not understood, a summary first.
pub(crate) fn failures(file: &Path) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let engine = engine(dir.path());
    let text = fs::read_to_string(file).unwrap();
    let questions: Vec<Question> = text.lines().map(question).collect();
    let mut failed: Vec<String> =
        questions.iter().filter_map(|question| failure(&engine, question)).collect();
    if !failed.is_empty() {
        failed.insert(0, format!("{} of {} questions:", failed.len(), questions.len()));
    }
    failed
}

fn question(line: &str) -> Question {
    serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"))
}

fn engine(dir: &Path) -> Engine {
    let analyzer = Analyzer::load();
    let change = Change { builtin: true, ..Change::default() };
    let go_on = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
    indexer::update(dir, analyzer.clone(), &change, go_on).unwrap();
    Engine::open(dir, analyzer).unwrap()
}

fn failure(engine: &Engine, question: &Question) -> Option<String> {
    let ask = |kinds: Vec<Kind>| {
        let today = question.today.as_deref().unwrap_or(TODAY).parse().unwrap();
        let kinds = kinds.into_iter().map(|kind| kind.key().to_owned()).collect();
        let filters = Filters::of(FilterField::KINDS, kinds);
        let query = question.q.clone();
        let request = Request { query, filters, today, limit: ALL, ..Request::default() };
        engine.search(&request).unwrap()
    };
    let (any, policies) = (ask(Vec::new()), ask(vec![Kind::Policy]));
    let mut failures = Failures::default();
    check_filters(question, &any, &mut failures);
    check_intent(question, &any, &mut failures);
    check_policies(question, &policies, &mut failures);
    check_text(question, &any, &mut failures);
    let note = question.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
    let lines = failures.0.join("\n  ");
    (!lines.is_empty()).then(|| format!("{}{note}\n  {lines}", question.q))
}

fn check_filters(question: &Question, response: &Response, failures: &mut Failures) {
    let understood = &response.understood;
    if let Some(wanted) = question.years {
        let found = [understood.dates.from, understood.dates.to].map(|date| date.map(|d| d.year()));
        failures.check("years", format!("{wanted:?}"), format!("{found:?}"));
    }
    if let Some(wanted) = &question.applied {
        let found = receipts(response, FilterField::DATES, "applied");
        failures.check_set("applied", std::slice::from_ref(wanted), found);
    }
    if let Some(wanted) = &question.districts {
        failures.check_set("districts", wanted, understood.districts.clone());
    }
    if let Some(wanted) = &question.agencies {
        failures.check_set("agencies", wanted, understood.agencies.clone());
    }
    for agency in question.not_agencies.iter().filter(|name| understood.agencies.contains(name)) {
        failures.check("agencies", format!("not {agency}"), agency);
    }
    if let Some(wanted) = &question.kinds {
        failures.check_set("kinds", wanted, understood.kinds.iter().map(json).collect());
    }
    if let Some(wanted) = &question.levels {
        failures.check_set("levels", wanted, receipts(response, FilterField::LEVELS, "value"));
    }
}

/// One property of the receipts of a field.
fn receipts(response: &Response, field: FilterField, property: &str) -> Vec<String> {
    let of_field = response.understood.receipts.iter().filter(|receipt| receipt.field == field);
    of_field.map(|receipt| json(&serde_json::to_value(receipt).unwrap()[property])).collect()
}

/// A name as it stands in the JSON object.
fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

fn check_intent(question: &Question, response: &Response, failures: &mut Failures) {
    if let Some(wanted) = &question.intent {
        failures.check("intent", wanted, json(&response.understood.intent));
    }
    let Some(wanted) = &question.answer else { return };
    let found = match &response.answer {
        None => "none".to_owned(),
        Some(Answer::Count { count }) => format!("count {count}"),
        Some(Answer::Passage { .. }) => "passage".to_owned(),
    };
    let wanted = match (wanted.as_deref(), question.total) {
        (None, _) => "none".to_owned(),
        (Some("count"), Some(total)) => format!("count {total}"),
        (Some(wanted), _) => wanted.to_owned(),
    };
    failures.check("answer", wanted, found);
}

fn check_policies(question: &Question, response: &Response, failures: &mut Failures) {
    let titles: Vec<String> = response.hits.iter().map(|hit| packed(&hit.title)).collect();
    if let Some(wanted) = &question.set {
        check_titles(wanted, &titles, failures);
    }
    if let Some(wanted) = question.total {
        failures.check("total", wanted, response.total);
    }
    if let Some(wanted) = &question.top1 {
        let first = titles.first().map_or("nothing", String::as_str);
        if !first.starts_with(&packed(wanted)) {
            failures.check("top1", wanted, first);
        }
    }
    for field in &question.ways_out {
        if !response.ways_out.iter().any(|way| way.drop.to_string() == *field && way.total > 0) {
            let offered: Vec<FilterField> = response.ways_out.iter().map(|way| way.drop).collect();
            failures.check("ways_out", field, format!("{offered:?}"));
        }
    }
}

/// The titles are exactly those that begin so.
fn check_titles(wanted: &[String], titles: &[String], failures: &mut Failures) {
    let begins = |title: &String, wanted: &String| title.starts_with(&packed(wanted));
    let missing = wanted.iter().filter(|wanted| !titles.iter().any(|title| begins(title, wanted)));
    let extra = titles.iter().filter(|title| !wanted.iter().any(|wanted| begins(title, wanted)));
    failures.0.extend(missing.map(|title| format!("set: {title} is missing")));
    let extra: Vec<&str> = extra.map(String::as_str).collect();
    match extra.as_slice() {
        [] => (),
        [some @ .., _] if some.len() < 3 => {
            failures.0.push(format!("set: {} is too many", extra.join("、")));
        }
        many => failures.0.push(format!("set: {} of {} are too many", many.len(), titles.len())),
    }
}

fn check_text(question: &Question, response: &Response, failures: &mut Failures) {
    let Some(wanted) = &question.top3 else { return };
    let mut texts: Vec<String> = response.hits.iter().take(3).flat_map(shown).collect();
    texts.extend(match &response.answer {
        Some(Answer::Passage { marked, .. }) => Some(plain(marked)),
        Some(Answer::Count { count }) => Some(count.to_string()),
        None => None,
    });
    if !texts.iter().any(|text| packed(text).contains(&packed(wanted))) {
        let titles = response.hits.iter().take(3).map(|hit| packed(&hit.title));
        let titles: Vec<String> = titles.collect();
        failures.check("top3", wanted, format!("[{}]", titles.join("、")));
    }
}

/// The title and the snippets of a hit.
fn shown(hit: &Hit) -> Vec<String> {
    let snippets = hit.snippets.iter().map(|snippet| plain(&snippet.marked));
    snippets.chain([hit.title.clone()]).collect()
}

fn plain(marked: &[(String, u8)]) -> String {
    marked.iter().map(|(text, _)| text.as_str()).collect()
}

/// A text without its white space.
fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn questions_are_understood() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/relevance/data/questions.jsonl");
    let failures = failures(&file);
    assert!(failures.is_empty(), "not understood: {}", failures.join("\n"));
}
