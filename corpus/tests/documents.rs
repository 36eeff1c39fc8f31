//! Small documents of many places, text of our own, each the smallest of a kind that occurs: what is
//! read off them.
//!
//! `documents/*.jsonl` hold a case a line: a name, the name of a file, its text, and `want`: fields as
//! in the JSON object with their values, or `{"any": […]}` for any of some; `documents` counts them.

#![allow(clippy::disallowed_methods)] // The built-in names.
#![allow(clippy::unwrap_used, clippy::panic)] // Helpers of tests.

use std::ops::ControlFlow;

use corpus::Document;
use corpus::date::PartialDate;
use corpus::gazetteer::Gazetteer;
use corpus::readers::{self, Item};
use serde_json::{Map, Value, json};

const FILES: [&str; 3] = [
    include_str!("documents/kinds.jsonl"),
    include_str!("documents/provinces.jsonl"),
    include_str!("documents/unusual.jsonl"),
];

#[test]
fn fields_of_documents() {
    let mut mistakes = Vec::new();
    let mut cases = 0;
    for line in FILES.iter().flat_map(|file| file.lines()).filter(|line| !line.trim().is_empty()) {
        let case: Value = serde_json::from_str(line).unwrap();
        let documents = documents(case["file"].as_str().unwrap(), case["text"].as_str().unwrap());
        let want = case["want"].as_object().unwrap();
        cases += 1;
        let mut wrong = documents.iter().map(|document| wrong(document, documents.len(), want));
        let least = wrong.by_ref().min_by_key(Vec::len).unwrap_or_else(|| vec!["none".to_owned()]);
        if !least.is_empty() {
            mistakes.push(format!("{}: {}", case["name"], least.join(", ")));
        }
    }
    assert!(mistakes.is_empty(), "{} of {cases}:\n{}", mistakes.len(), mistakes.join("\n"));
    assert!(cases >= 290, "{cases}");
}

fn documents(name: &str, text: &str) -> Vec<Document> {
    let today: PartialDate = "2026-11-27".parse().unwrap();
    let mut documents = Vec::new();
    let _ = readers::read_bytes(name, text.as_bytes(), Gazetteer::builtin(), &mut |item| {
        if let Item::Record(record) = item {
            documents.push(corpus::describe_on(*record, Gazetteer::builtin(), today));
        }
        ControlFlow::Continue(())
    });
    documents
}

/// What of a document is not as wanted.
fn wrong(document: &Document, count: usize, want: &Map<String, Value>) -> Vec<String> {
    let is_wanted = |given: &Value, wanted: &Value| match wanted.get("any") {
        Some(any) => any.as_array().unwrap().contains(given),
        None => given == wanted,
    };
    let wrong = want.iter().filter_map(|(field, wanted)| {
        let given = if field == "documents" { json!(count) } else { of(document, field) };
        (!is_wanted(&given, wanted)).then(|| format!("{field}: {given}, not {wanted}"))
    });
    wrong.collect()
}

/// A field as the JSON object has it.
fn of(document: &Document, field: &str) -> Value {
    let date = |date: Option<PartialDate>| json!(date.map(|date| date.to_string()));
    match field {
        "title" => json!(document.title),
        "number" => json!(document.number),
        "agency" => json!(document.agency),
        "agencies" => json!(document.agencies),
        "region" => json!(document.region),
        "district" => json!(document.district),
        "doc_type" => json!(document.doc_type),
        "kind" => json!(document.kind.key()),
        "status" => json!(document.status.as_ref().map(|status| status.value.name())),
        "date" => date(document.date),
        "year" => json!(document.date.map(PartialDate::year)),
        "issued" => date(document.dates.issued),
        "published" => date(document.dates.published),
        "effective" => date(document.dates.effective),
        "expires" => date(document.dates.expires),
        _ => panic!("{field}"),
    }
}
