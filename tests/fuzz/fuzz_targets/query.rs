//! Any query over a small library. It never fails; what was read out of it says which of its words, and
//! without it at least the same is found; what is shown is what documents say, marked and nothing else;
//! explaining a search tells of the same search; completing goes on where the query ends.

#![no_main]

use std::collections::BTreeSet;

use invariants::library::{LIBRARY, Library};
use invariants::{text, today};
use libfuzzer_sys::fuzz_target;
use search::{Applied, Hit, Marked, ReadField, Receipt, Request, Response};

/// How many completions are asked for.
const COMPLETIONS: usize = 8;

fuzz_target!(|data: &[u8]| {
    let query = text::of(data).into_owned();
    let library = &*LIBRARY;
    let request = Request { query, today: today(), ..Request::default() };
    let response = search(library, &request);
    for receipt in &response.understood.receipts {
        holds(receipt, &request.query);
        let ignore = vec![receipt.field];
        let without = search(library, &Request { ignore, ..request.clone() });
        // Words that are not excluded any more are words to find.
        let limits = matches!(receipt.applied, Applied::Filter | Applied::Exclude)
            && matches!(receipt.field, ReadField::Filter(_));
        assert!(!limits || without.total >= response.total, "fewer without {receipt:?}");
    }
    let explained = library.engine.explain(&request, None).expect("an explanation");
    assert_eq!(explained.total, response.total);
    assert_eq!(explained.understood, response.understood);

    search(library, &Request { literal: true, ..request.clone() });
    complete(library, &request.query);
});

/// Searches, and asserts what holds of every response.
fn search(library: &Library, request: &Request) -> Response {
    let response = library.engine.search(request).expect("a query never fails");
    assert_eq!(response.query, request.query);
    assert_eq!(response.listed, response.total, "nobody asked for versions as one");
    assert_eq!(response.hits.len(), response.total.min(request.limit));
    assert!(response.total == 0 || response.nearest.is_empty(), "nearest beside hits");
    let ids: BTreeSet<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
    assert_eq!(ids.len(), response.hits.len(), "a document is listed twice");
    response.hits.iter().for_each(|hit| shows_its_document(library, hit));
    response.nearest.iter().for_each(|near| shows_its_document(library, &near.hit));
    serde_json::to_string(&response).expect("JSON");
    response
}

fn holds(receipt: &Receipt, query: &str) {
    let words = text::slice(query, receipt.start.0, receipt.end.0);
    assert_eq!(words, receipt.words, "{receipt:?}");
    assert!(!receipt.value.is_empty(), "{receipt:?}");
}

fn shows_its_document(library: &Library, hit: &Hit) {
    let document = &library.documents[&hit.id];
    assert_eq!(hit.title, document.title);
    assert_eq!(unmarked(&hit.title_marked), document.title);
    for snippet in &hit.snippets {
        let shown = unmarked(&snippet.marked);
        let shown = shown.trim_start_matches('…').trim_end_matches('…');
        let is_said = document.passages().iter().any(|passage| passage.text.contains(shown))
            || document.summary.as_ref().is_some_and(|summary| summary.contains(shown));
        assert!(is_said, "{} does not say {shown:?}", hit.id);
    }
}

/// A text in runs without its marks.
fn unmarked(marked: &Marked) -> String {
    for (run, mark) in marked {
        assert!(!run.is_empty() && *mark <= 1, "{marked:?}");
        assert!(*mark == 0 || !text::letters(run).is_empty() || run.contains(is_sign), "{run:?}");
    }
    marked.iter().map(|(run, _)| run.as_str()).collect()
}

/// Whether a character is a sign that is searched for as letters are: C++, 30％.
fn is_sign(c: char) -> bool {
    corpus::fold::is_sign(corpus::fold::fold_char(c))
}

fn complete(library: &Library, typed: &str) {
    let completions = library.engine.complete(typed, COMPLETIONS).expect("completions");
    let texts: BTreeSet<&str> = completions.iter().map(|found| found.text.as_str()).collect();
    assert_eq!(texts.len(), completions.len(), "{completions:?}");
    assert!(completions.len() <= COMPLETIONS && !texts.contains(""), "{completions:?}");
}
