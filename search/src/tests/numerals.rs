//! A number is found however it is written.

use indexer::Change;

use super::library::Library;
use crate::{Answer, Request};

#[test]
fn numbers_are_found_in_either_form() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("numbers.jsonl");
    let texts = [
        (
            "chinese",
            "稳外资三十条措施",
            "稳外资三十条具体措施由市商务委印发，自2022年5月1日起施行。",
        ),
        ("arabic", "稳外贸30条措施", "稳外贸30条具体措施由市商务委印发，自2023年6月1日起施行。"),
        ("other", "稳投资12条措施", "稳投资12条措施。"),
    ];
    let line = |(id, title, text): &(&str, &str, &str)| {
        serde_json::json!({ "id": id, "title": title, "text": text }).to_string() + "\n"
    };
    std::fs::write(&path, texts.iter().map(line).collect::<String>()).unwrap();
    let library = Library::index(&Change { add: vec![path], ..Change::default() });
    let search = |query: &str, synonyms: bool| {
        let request = Request { query: query.to_owned(), synonyms, ..Request::default() };
        library.engine.search(&request).unwrap()
    };
    let cases = [
        ("三十条具体措施", true, "chinese arabic"),
        ("30条措施", true, "arabic chinese"),
        ("30条措施", false, "arabic"),
        ("十二条措施", true, "other"),
        ("稳外资30条", true, "chinese"),
    ];
    for (query, synonyms, expected) in cases {
        let hits = search(query, synonyms).hits;
        let ids: Vec<&str> = hits.iter().map(|hit| hit.id.as_str()).collect();
        assert_eq!(ids.join(" "), expected, "{query}");
    }
    for (query, id, expected) in [
        ("稳外资30条措施什么时候施行", "chinese", "自2022年5月1日起"),
        ("稳外贸三十条措施什么时候施行", "arabic", "自2023年6月1日起"),
    ] {
        let Some(Answer::Passage { marked, id: found, .. }) = search(query, true).answer else {
            panic!("no answer to {query}");
        };
        assert_eq!(found, id, "{query}");
        assert!(marked.contains(&(expected.to_owned(), 1)), "{query}: {marked:?}");
    }
}
