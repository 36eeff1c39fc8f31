//! What the description says is what the API reads and returns, and all of it is said in words.

use std::collections::BTreeSet;

use corpus::document::Document;
use search::{Answer, Hit, NoticeCode};

use super::*;
use crate::pages::samples::{hit, response};
use crate::parameters;

fn schema(name: &str) -> &'static Value {
    &DESCRIPTION["components"]["schemas"][name]
}

/// The names that an object has and its schema describes, those that it always has last.
fn names(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

/// Fails where an object has other members than its schema says.
fn check_members(name: &str, object: &Value) {
    let schema = schema(name);
    assert_eq!(names(&schema["properties"]), names(object), "{name}");
    let required: BTreeSet<String> = serde_json::from_value(schema["required"].clone()).unwrap();
    assert_eq!(required, names(object), "{name}");
}

#[test]
fn what_is_written_by_hand_is_described_as_it_is_written() {
    let mut found = response();
    found.hits = vec![hit()];
    found.nearest = vec![search::NearHit { hit: hit(), lacks: Vec::new() }];
    found.answer = Some(Answer::Count { count: 1 });
    let found = serde_json::to_value(found).unwrap();
    check_members("Response", &found);
    check_members("Hit", &found["hits"][0]);
    check_members("NearHit", &found["nearest"][0]);
    check_members("Understood", &found["understood"]);
    check_members("Excluded", &found["understood"]["excluded"]);
    check_members("Facets", &found["facets"]);
    let hit = schema("Hit");
    let title = serde_json::to_value(Hit::default()).unwrap()["title"].take();
    assert!(title.is_null() && hit["properties"]["title"]["type"][1] == "null", "{hit}");
    let document = search::LinkedDocument { document: Document::default(), ..Default::default() };
    check_members("LinkedDocument", &serde_json::to_value(document).unwrap());
}

#[test]
fn everything_is_said_in_words_and_all_words_are_said() {
    let said = DESCRIPTION.to_string();
    for (what, words) in words::lines() {
        assert!(said.contains(&json!(words).to_string()), "nothing is called {what}");
    }
    check_said(&DESCRIPTION["components"]["schemas"], "");
    for (path, call) in DESCRIPTION["paths"].as_object().unwrap() {
        let call = &call["get"];
        for text in
            [&call["summary"], &call["description"], &call["responses"]["200"]["description"]]
        {
            assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{path}");
        }
        for parameter in call["parameters"].as_array().unwrap() {
            assert!(parameter["description"] != "", "{path} {parameter}");
        }
    }
}

/// Fails where a schema, or a member of one, has no description.
fn check_said(schemas: &Value, above: &str) {
    for (name, schema) in schemas.as_object().unwrap() {
        let name = format!("{above}{name}");
        assert!(schema["description"].is_string(), "nothing is said of {name}: {schema}");
        if let Some(properties) = schema.get("properties").filter(|_| above.is_empty()) {
            check_said(properties, &format!("{name}."));
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    let text = DESCRIPTION.to_string();
    let references: BTreeSet<&str> =
        text.split("\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(references.len() > 40, "{references:?}");
    for reference in references {
        assert!(DESCRIPTION.pointer(reference).is_some(), "{reference}");
    }
}

#[test]
fn parameters_are_those_that_are_read() {
    let described = DESCRIPTION["paths"]["/api/v1/search"]["get"]["parameters"].as_array().unwrap();
    let given: Vec<&str> = described.iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(given, [vec!["q"], parameters::names()].concat());
    for parameter in described {
        let example = &parameter["example"];
        let value = example.get(0).unwrap_or(example);
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let name = parameter["name"].as_str().unwrap();
        let query =
            form_urlencoded::Serializer::new(String::new()).append_pair(name, &value).finish();
        let reading = parameters::read_for_program(&query).unwrap();
        assert_eq!(reading.notices, [], "{query}");
        assert_eq!(reading.parameters.pairs(), [(name, value)]);
    }
}

#[test]
fn calls_are_listed_in_an_order_for_people() {
    let paths: BTreeSet<String> =
        operations::CALLS.iter().map(|call| format!("/api/v1/{call}")).collect();
    assert_eq!(paths, names(&DESCRIPTION["paths"]));
    let codes: BTreeSet<String> =
        NoticeCode::ALL.iter().map(|code| json!(code).as_str().unwrap().to_owned()).collect();
    let told = schema("NoticeCode")["oneOf"].as_array().unwrap();
    assert_eq!(
        told.iter().map(|one| one["const"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>(),
        codes
    );
}
