//! The shape of the JSON objects that scripts rely on: which fields there are,
//! always, and of which types.

use serde_json::{Map, Value};

use crate::program::Environment;

/// The fields of an object with their types; a type that ends with `?` may also be null.
type Fields = &'static [(&'static str, &'static str)];

const RESPONSE: Fields = &[
    ("query", "string"),
    ("understood", "object"),
    ("notices", "array"),
    ("ways_out", "array"),
    ("complete", "boolean"),
    ("total", "integer"),
    ("listed", "integer"),
    ("hits", "array"),
    ("nearest", "array"),
    ("facets", "object"),
    ("answer", "object?"),
    ("took_ms", "number"),
];
const UNDERSTOOD: Fields = &[
    ("keywords", "array"),
    ("dates", "object"),
    ("districts", "array"),
    ("agencies", "array"),
    ("kinds", "array"),
    ("intent", "string"),
    ("sort", "string"),
    ("spans", "array"),
    ("excluded", "object"),
    ("receipts", "array"),
];
const EXCLUDED: Fields = &[
    ("dates", "array"),
    ("districts", "array"),
    ("agencies", "array"),
    ("kinds", "array"),
    ("levels", "array"),
    ("doc_types", "array"),
    ("statuses", "array"),
    ("regions", "array"),
    ("words", "array"),
];
const DATES: Fields = &[("from", "string?"), ("to", "string?")];
const RECEIPT: Fields = &[
    ("field", "string"),
    ("value", "string"),
    ("words", "string"),
    ("start", "integer"),
    ("end", "integer"),
    ("applied", "string"),
];
const NOTICE: Fields = &[("code", "string"), ("text", "string"), ("words", "string")];
const WAY_OUT: Fields = &[("drop", "string"), ("total", "integer")];
const HIT: Fields = &[
    ("id", "string"),
    ("kind", "string"),
    ("title", "string"),
    ("title_marked", "array"),
    ("date", "string?"),
    ("year", "integer?"),
    ("region", "array"),
    ("level", "string?"),
    ("district", "string?"),
    ("agency", "string?"),
    ("agencies", "array"),
    ("number", "string?"),
    ("doc_type", "string?"),
    ("status", "string?"),
    ("dates", "object"),
    ("inferred", "array"),
    ("score", "number"),
    ("snippets", "array"),
    ("sources", "array"),
    ("versions", "array"),
    ("first_seen", "string?"),
    ("changed", "string?"),
];
const INFERENCE: Fields = &[("field", "string"), ("evidence", "string")];
const SNIPPET: Fields = &[("section", "string?"), ("marked", "array")];
const SOURCE: Fields = &[("file", "string"), ("place", "string")];
const FACETS: Fields = &[
    ("year", "object"),
    ("district", "object"),
    ("agency", "object"),
    ("kind", "object"),
    ("level", "object"),
    ("doc_type", "object"),
    ("status", "object"),
    ("region", "object"),
];
const FACET: Fields = &[("values", "array"), ("more", "integer")];
const FACET_VALUE: Fields = &[("value", "string"), ("count", "integer"), ("selected", "boolean")];

/// Fails unless `value` is an object with exactly these fields; returns it.
fn check<'a>(value: &'a Value, what: &str, fields: Fields) -> &'a Map<String, Value> {
    let object = value.as_object().unwrap_or_else(|| panic!("{what} is no object: {value}"));
    for (name, expected) in fields {
        let field = object.get(*name).unwrap_or_else(|| panic!("{what} lacks {name}: {value}"));
        let fits = match expected.strip_suffix('?') {
            Some(_) if field.is_null() => true,
            Some(expected) => has_type(field, expected),
            None => has_type(field, expected),
        };
        assert!(fits, "{what}.{name} is not {expected}: {field}");
    }
    assert_eq!(object.len(), fields.len(), "{what} has more fields: {value}");
    object
}

fn has_type(value: &Value, name: &str) -> bool {
    match name {
        "array" => value.is_array(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_u64(),
        "number" => value.is_number(),
        "object" => value.is_object(),
        "string" => value.is_string(),
        _ => panic!("no type {name}"),
    }
}

fn check_each(list: &Value, what: &str, fields: Fields) {
    for item in list.as_array().unwrap() {
        check(item, what, fields);
    }
}

/// The text of marked runs; each run has to be `[text, 0 or 1]`.
fn text_of(marked: &Value) -> String {
    let run = |run: &Value| match run.as_array().unwrap().as_slice() {
        [Value::String(text), mark] if *mark == 0 || *mark == 1 => text.clone(),
        other => panic!("no run of a marked text: {other:?}"),
    };
    marked.as_array().unwrap().iter().map(run).collect()
}

fn check_response(response: &Value) {
    let response = check(response, "response", RESPONSE);
    let understood = check(&response["understood"], "understood", UNDERSTOOD);
    check(&understood["dates"], "understood.dates", DATES);
    check_each(&understood["spans"], "span", DATES);
    check(&understood["excluded"], "understood.excluded", EXCLUDED);
    check_each(&understood["receipts"], "receipt", RECEIPT);
    check_each(&response["notices"], "notice", NOTICE);
    check_each(&response["ways_out"], "way out", WAY_OUT);
    response["hits"].as_array().unwrap().iter().for_each(check_hit);
    for near in response["nearest"].as_array().unwrap() {
        let mut hit = near.clone();
        let lacks = hit.as_object_mut().unwrap().remove("lacks").unwrap();
        assert!(has_type(&lacks, "array") && response["total"] == 0, "{near}");
        check_hit(&hit);
    }
    for (name, facet) in check(&response["facets"], "facets", FACETS) {
        check(facet, name, FACET);
        check_each(&facet["values"], name, FACET_VALUE);
    }
}

fn check_hit(hit: &Value) {
    check(hit, "hit", HIT);
    check_each(&hit["inferred"], "inference", INFERENCE);
    check_each(&hit["snippets"], "snippet", SNIPPET);
    check_each(&hit["sources"], "source", SOURCE);
    assert_eq!(text_of(&hit["title_marked"]), hit["title"].as_str().unwrap());
    for snippet in hit["snippets"].as_array().unwrap() {
        assert!(!text_of(&snippet["marked"]).is_empty(), "{hit}");
    }
    assert!(!hit["sources"].as_array().unwrap().is_empty(), "{hit}");
}

#[test]
fn every_field_is_present_in_every_answer() {
    let library = Environment::with_builtin();
    let cases: [(&[&str], i32); 8] = [
        (&["2019年静安区的区块链政策"], 0),
        (&["区块链", "--district", "静安区"], 0),
        (&[""], 0),
        (&["", "--limit", "1000"], 0),
        (&["区块链", "--offset", "1000"], 0),
        (&["，。！？"], 0),
        (&["", "--district", "敬安区"], 1),
        (&["", "--year", "1999", "--agency", "无此机构"], 1),
    ];
    for (args, code) in cases {
        let args = [&["search", "--format", "json"], args].concat();
        let outcome = library.check(&args, code, &[]);
        check_response(&serde_json::from_str(&outcome.stdout).unwrap());
        assert_eq!(outcome.stderr, "", "{args:?}");
    }
}

#[test]
fn words_of_the_query_are_marked() {
    let found = Environment::with_builtin().search(&["供应链", "--kind", "policy"]);
    let marked: Vec<&str> = found["hits"][0]["title_marked"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|run| run[1] == 1)
        .map(|run| run[0].as_str().unwrap())
        .collect();
    assert_eq!(marked.concat(), "供应链");
}

#[test]
fn a_hit_has_the_values_of_its_document() {
    let library = Environment::with_builtin();
    let found = library.search(&["“全球服务商计划”实施方案", "--district", "静安区"]);
    let hit = &found["hits"][0];
    let document = library.document(hit["title"].as_str().unwrap());
    for field in ["id", "kind", "date", "region", "level", "district", "agency", "sources"] {
        assert_eq!(hit[field], document[field], "{field}");
    }
    assert_eq!(hit["year"], 2020);
}
