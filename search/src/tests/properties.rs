//! The promises of the engine, drawn at random.

use std::collections::{BTreeMap, BTreeSet};

use corpus::document::Level;
use corpus::{Document, Kind};
use indexer::analysis::runs;
use proptest::prelude::*;

use super::library::{BUILTIN, FACETED, Library, RANDOM, TITLED, text};
use crate::showing::MOST_CHARS;
use crate::{
    Budget, Facet, FilterField, Filters, MAX_LIMIT, Marked, NoticeCode, Request, Response,
};

fn search(library: &Library, request: Request) -> Response {
    library.engine.search(&Request { limit: MAX_LIMIT, ..request }).unwrap()
}

/// Part of a text of a library, as characters `start..start + length` of it.
fn run_of(library: &Library, which: usize, start: usize, length: usize) -> (&str, String) {
    let (id, text) = &library.texts[which % library.texts.len()];
    let count = text.chars().count();
    (id, text.chars().skip(start % count.max(1)).take(length).collect())
}

/// Whether the run stands in a text of the document after folding, sentence ends kept.
fn contains(document: &Document, run: &str) -> bool {
    let line = |text: &str| {
        let lines: Vec<String> = runs(text).iter().map(String::from_iter).collect();
        lines.join("\n")
    };
    let body: Vec<String> =
        document.passages().iter().map(|passage| passage.text.to_string()).collect();
    let mut texts = vec![document.title.clone()];
    let values = document.agencies.iter().chain(&document.region).chain(&document.keywords);
    let values = values.chain(&document.authors);
    let mut all: Vec<String> = vec![document.title.clone()];
    all.extend([&document.number, &document.summary].into_iter().flatten().cloned());
    all.extend(document.affiliation.iter().chain(&document.category).cloned());
    all.extend(values.cloned());
    all.extend(document.extra.iter().map(|field| field.value.clone()));
    all.extend(body);
    texts.push(all.join("\n"));
    texts.extend(document.subtitle.clone());
    texts.iter().any(|text| line(text).contains(&line(run)))
}

fn check_literal(library: &Library, which: usize, start: usize, length: usize) {
    let (id, run) = run_of(library, which, start, length);
    let request = Request { query: run.clone(), literal: true, ..Request::default() };
    let response = search(library, request);
    assert!(response.hits.iter().any(|hit| hit.id == id), "{run:?} does not find {id}");
    let found: BTreeSet<&str> = response.hits.iter().map(|hit| hit.id.as_str()).collect();
    for document in &library.documents {
        let has = runs(&run).is_empty() || contains(document, &run);
        assert_eq!(found.contains(document.id.as_str()), has, "{run:?} in {}", document.id);
    }
}

/// The form in which titles are compared: two of one form are one title.
fn same_title(a: &str, b: &str) -> bool {
    let bare = |title: &str| {
        let mut document = Document::default();
        document.fields.title = title.to_owned();
        let names = corpus::naming::of_document(&document, corpus::gazetteer::Gazetteer::builtin());
        let first = |name: &corpus::naming::Name| name.nearness <= corpus::naming::Nearness::Bare;
        names.into_iter().filter(first).map(|name| name.key).collect::<BTreeSet<String>>()
    };
    !bare(a).is_disjoint(&bare(b))
}

proptest! {
    #[test]
    fn any_title_finds_its_document_first(at in 0..400_usize, way in 0..4_usize) {
        let documents: Vec<&Document> =
            TITLED.documents.iter().filter(|d| runs(&d.title).concat().len() > 1).collect();
        let title = documents[at % documents.len()].title.clone();
        // 全文 of a title 全文 is no more than its own words.
        let is_long = runs(&title.replace("中华人民共和国", "")).concat().len() > 6;
        let query = match way {
            _ if !is_long => title.clone(),
            0 => title.clone(),
            1 => format!("《{title}》"),
            2 => format!("{title} 全文"),
            _ => format!("最新的{title}"),
        };
        let request = Request { query: query.clone(), ..Request::default() };
        let first = search(&TITLED, request).hits.into_iter().next().map(|hit| hit.title.clone());
        let first = first.unwrap_or_default();
        prop_assert!(same_title(&first, &title), "{query}: {first}");
    }

    #[test]
    fn any_run_of_the_library_finds_its_document(
        which in any::<usize>(), start in any::<usize>(), length in 1_usize..40
    ) {
        check_literal(&BUILTIN, which, start, length);
    }

    #[test]
    fn any_run_of_random_text_finds_its_document(
        which in any::<usize>(), start in any::<usize>(), length in 1_usize..12
    ) {
        check_literal(&RANDOM, which, start, length);
    }

    #[test]
    fn no_query_fails_and_marks_lose_nothing(query in text()) {
        for literal in [false, true] {
            let request = Request { query: query.clone(), literal, ..Request::default() };
            for hit in search(&RANDOM, request).hits {
                prop_assert_eq!(&joined(&hit.title_marked), &hit.title);
                let document = RANDOM.documents.iter().find(|d| d.id == hit.id).unwrap();
                for snippet in &hit.snippets {
                    let text = joined(&snippet.marked);
                    let text = text.trim_start_matches('…').trim_end_matches('…');
                    prop_assert!(text.chars().count() <= MOST_CHARS, "long: {} {}", text.chars().count(), text);
                    let verbatim = document.passages().iter().any(|p| p.text.contains(text));
                    prop_assert!(verbatim, "not in {}: {:?}", hit.id, text);
                }
            }
        }
    }

    #[test]
    fn a_search_that_is_cut_off_finds_nothing_that_is_not_there(
        query in prop_oneof![
            text(),
            proptest::sample::select(vec![
                "区块链 -企业", "2019年静安区的区块链政策", "多少项政策", "year:2019 OR NOT 技术",
                "上海区块链产业发展政策支持企业创新应用示范基地建设的若干意见",
            ]).prop_map(str::to_owned),
        ],
        postings in 0..6000_u64,
    ) {
        let request = Request { query, limit: MAX_LIMIT, ..Request::default() };
        let whole = BUILTIN.engine.search(&request).unwrap();
        prop_assert!(whole.complete);
        let cut = BUILTIN.engine.search_within(&Budget::of(postings), &request).unwrap();
        if cut.complete {
            prop_assert_eq!(&cut.hits, &whole.hits);
            prop_assert_eq!(&cut.facets, &whole.facets);
            prop_assert_eq!(&cut.answer, &whole.answer);
        } else {
            prop_assert!(cut.total <= whole.total, "{} of {}", cut.total, whole.total);
            prop_assert!(cut.hits.len() <= cut.total);
            for hit in &cut.hits {
                prop_assert!(whole.hits.iter().any(|other| other.id == hit.id), "{}", hit.id);
            }
            prop_assert_eq!(&cut.answer, &None);
            prop_assert!(cut.notices.iter().any(|notice| notice.code == NoticeCode::CutOff));
        }
    }

    #[test]
    fn facets_count_as_brute_force_does(
        query in proptest::sample::select(vec!["", "区块链", "上海", "技术创新"]),
        years in proptest::sample::subsequence(vec!["2016", "2018", "2019..2020"], 0..3),
        districts in proptest::sample::subsequence(vec!["静安区", "杨浦区"], 0..3),
        agencies in proptest::sample::subsequence(vec!["市科委", "市经信委", "静安区"], 0..3),
        kinds in proptest::sample::subsequence(vec![Kind::Policy, Kind::Organization], 0..3),
        levels in proptest::sample::subsequence(Level::ALL.to_vec(), 0..3),
        doc_types in proptest::sample::subsequence(vec!["通知", "办法", "意见"], 0..3),
        statuses in proptest::sample::subsequence(vec!["现行有效", "已废止"], 0..3),
    ) {
        let own = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        let years = years.iter().map(|years| years.parse().unwrap()).collect();
        let mut filters = Filters { years, ..Filters::default() };
        for (field, values) in [
            (FilterField::DISTRICTS, own(districts)),
            (FilterField::AGENCIES, own(agencies)),
            (FilterField::KINDS, own(kinds.into_iter().map(Kind::key).collect())),
            (FilterField::LEVELS, own(levels.into_iter().map(Level::name).collect())),
            (FilterField::DOC_TYPES, own(doc_types)),
            (FilterField::STATUSES, own(statuses)),
        ] {
            filters.values[field] = values;
        }
        let request = Request { query: query.to_owned(), ..Request::default() };
        let everything = search(&FACETED, request.clone());
        let response = search(&FACETED, Request { filters: filters.clone(), ..request });
        let matching = |document: &&Document| everything.hits.iter().any(|h| h.id == document.id);
        let documents: Vec<&Document> = FACETED.documents.iter().filter(matching).collect();
        let expected = |field| brute_force(&documents, &filters, field);
        for (field, facet) in response.facets.iter() {
            prop_assert_eq!(counts(facet), expected(field), "{}", field);
        }
        let passing = documents.iter().filter(|document| passes(document, &filters, None)).count();
        prop_assert_eq!(response.total, passing);
    }
}

fn joined(marked: &Marked) -> String {
    marked.iter().map(|(text, _)| text.as_str()).collect()
}

/// The counts of a facet, values without documents left out.
fn counts(facet: &Facet) -> BTreeMap<String, usize> {
    let counted = facet.values.iter().filter(|value| value.count > 0);
    counted.map(|value| (value.value.clone(), value.count)).collect()
}

/// The values of a field in the documents that pass all filters but that field's own.
fn brute_force(
    documents: &[&Document],
    filters: &Filters,
    field: FilterField,
) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for document in documents.iter().filter(|document| passes(document, filters, Some(field))) {
        for value in values(document, field) {
            *counts.entry(value).or_insert(0) += 1;
        }
    }
    counts
}

pub(super) fn values(document: &Document, field: FilterField) -> Vec<String> {
    match field.field() {
        Some(field) => field.values(&document.fields),
        None => document.date.iter().map(|date| date.year().to_string()).collect(),
    }
}

/// Whether a document passes all filters but that of one field.
fn passes(document: &Document, filters: &Filters, but: Option<FilterField>) -> bool {
    let in_years = || {
        filters.years.is_empty()
            || document.date.is_some_and(|date| filters.years.iter().any(|r| r.contains(date)))
    };
    let has_one = |field: FilterField, chosen: &[String]| {
        chosen.is_empty() || values(document, field).iter().any(|value| chosen.contains(value))
    };
    let holds = |(field, chosen): (FilterField, &Vec<String>)| {
        but == Some(field)
            || if field == FilterField::DATES { in_years() } else { has_one(field, chosen) }
    };
    filters.values.iter().all(holds)
}
