//! What narrows a result without changing how the query is read, and what a start page offers.

use super::library::{BUILTIN, FACETED, Library};
use crate::{FilterField, MAX_LIMIT, NoticeCode, Request, Response, Scope};

fn search(library: &Library, query: &str, scope: Scope, within: &[&str]) -> Response {
    let within = within.iter().map(|&text| text.to_owned()).collect();
    let query = query.to_owned();
    library
        .engine
        .search(&Request { query, scope, within, limit: MAX_LIMIT, ..Request::default() })
        .unwrap()
}

fn ids(response: &Response) -> Vec<&str> {
    response.hits.iter().map(|hit| hit.id.as_str()).collect()
}

#[test]
fn what_is_asked_within_a_result_only_takes_away() {
    let cases: [(&str, &[&str]); 10] = [
        ("区块链", &["静安区"]),
        ("区块链", &["不要金融"]),
        ("区块链", &["2019年"]),
        ("区块链", &["金融"]),
        ("区块链", &["金融", "静安"]),
        ("2019年静安区的区块链政策", &["金融"]),
        ("区块链", &["“数字经济” OR 人工智能"]),
        ("区块链", &["-金融"]),
        ("", &["金融"]),
        ("区块链", &["没有这样的一句话"]),
    ];
    for (query, within) in cases {
        let all = search(&BUILTIN, query, Scope::Text, &[]);
        let narrowed = search(&BUILTIN, query, Scope::Text, within);
        let kept: Vec<&str> =
            ids(&all).into_iter().filter(|id| ids(&narrowed).contains(id)).collect();
        let is_less = narrowed.total < all.total || all.total == 1;
        assert!(is_less, "{query} {within:?}");
        assert_eq!(kept.len(), narrowed.total, "{query} {within:?} finds others");
        assert_eq!(narrowed.understood.receipts, all.understood.receipts, "{query}");
        // What is not there, and what is left where 金融 is taken away, add up to all.
        if let ["-金融"] = within {
            let with = search(&BUILTIN, query, Scope::Text, &["金融"]);
            assert_eq!(narrowed.total + with.total, all.total);
        }
    }
}

#[test]
fn within_a_result_names_and_exclusions_are_read_as_in_a_query() {
    let cases = [
        ("静安区", "静安区"),
        ("静安区", "区:静安"),
        ("2019年", "2019年"),
        ("不要报告", "不要报告"),
        ("-金融", "-金融"),
        ("-金融", "不要金融"),
        ("静安区 金融", "静安区 金融"),
    ];
    for (within, query) in cases {
        let narrowed = search(&BUILTIN, "区块链", Scope::Text, &[within]);
        let asked = search(&BUILTIN, &format!("区块链 {query}"), Scope::Text, &[]);
        assert!(narrowed.total > 0, "{within}");
        let sorted = |response: &Response| {
            let mut ids: Vec<String> = ids(response).into_iter().map(str::to_owned).collect();
            ids.sort();
            ids
        };
        assert_eq!(sorted(&narrowed), sorted(&asked), "{within} {query}");
    }
    // A filter that is stated keeps what is asked within it.
    let request = Request {
        filters: crate::Filters::of(FilterField::DISTRICTS, vec!["静安区".to_owned()]),
        within: vec!["杨浦区".to_owned()],
        ..Request::default()
    };
    assert_eq!(BUILTIN.engine.search(&request).unwrap().total, 0);
}

#[test]
fn titles_alone_are_searched_where_that_is_asked_for() {
    for query in ["金融", "2019年的金融政策"] {
        let found = search(&BUILTIN, query, Scope::Title, &[]);
        assert!(found.total <= search(&BUILTIN, query, Scope::Text, &[]).total, "{query}");
        for hit in &found.hits {
            assert!(hit.title.contains("金融"), "{query}: {}", hit.title);
        }
    }
    let within = search(&BUILTIN, "区块链", Scope::Title, &["生态谷"]);
    assert!(within.total > 0 && within.hits.iter().all(|hit| hit.title.contains("生态谷")));
    let missing = search(&BUILTIN, "助推", Scope::Title, &[]);
    assert_eq!(missing.total, 0);
    let said = missing.notices.iter().find(|notice| notice.code == NoticeCode::WordsMissing);
    assert!(said.is_some_and(|notice| notice.text.contains("标题")), "{:?}", missing.notices);
    // What has the words elsewhere comes nearest.
    assert!(!missing.nearest.is_empty());
}

#[test]
fn facets_list_as_many_values_as_are_asked_for_and_all_years() {
    let list = |facet_values| {
        FACETED.engine.search(&Request { facet_values, ..Request::default() }).unwrap().facets
    };
    let (few, all) = (list(2), list(usize::MAX));
    for (field, facet) in all.iter() {
        assert_eq!(facet.more, 0);
        let listed = few[field].values.len();
        let expected = if field == FilterField::DATES { facet.values.len() } else { 2 };
        assert_eq!(listed, expected.min(facet.values.len()), "{field}");
        assert_eq!(few[field].values, facet.values[..listed]);
        assert_eq!(few[field].more, facet.values.len() - listed);
    }
}

#[test]
fn questions_to_begin_with_find_something() {
    let suggested = ["2019年静安区的区块链政策", "1919年杨浦区的养老政策", "没有这样的一句话"];
    for library in [&*BUILTIN, &*FACETED] {
        let examples = library.engine.examples(&suggested).unwrap();
        assert!(examples.len() > 3, "{examples:?}");
        assert_eq!(examples[0], suggested[0]);
        for example in examples.iter() {
            assert!(search(library, example, Scope::Text, &[]).total > 0, "{example}");
        }
    }
}

#[test]
fn agencies_carry_their_place_in_a_library_of_several() {
    assert!(BUILTIN.engine.agency_places().is_empty());
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("catalogue.csv");
    let rows =
        "标题,发布机构\n甲通知,市科委\n乙通知,杭州市财政局\n丙通知,国务院\n丁通知,区委统战部\n";
    std::fs::write(&path, rows).unwrap();
    let library = Library::index(&indexer::Change { add: vec![path], ..Default::default() });
    let places = library.engine.agency_places();
    assert_eq!(places.get("市科委").map(String::as_str), Some("上海"));
    assert_eq!(places.len(), 1, "{places:?}");
}
