//! The promises of understanding, drawn at random.

use std::collections::BTreeSet;

use indexer::Change;
use proptest::prelude::*;

use super::library::{FACETED, Library, text};
use crate::{Excluded, FilterField, MAX_LIMIT, ReadField, Request, Response};

/// Questions of pieces that mean something, in any order, with text between.
pub(super) fn question() -> impl Strategy<Value = String> {
    let piece = proptest::sample::select(vec![
        "2019年",
        "２０１８年",
        "“十三五”期间",
        "近三年",
        "2017版",
        "2018年以来",
        "截至2019年底",
        "去年",
        "静安区",
        "闸北",
        "楊浦區",
        "上海市浦东新区",
        "黄浦江",
        "各区",
        "市级",
        "市科委",
        "市经信委",
        "普陀区科委",
        "人民政府",
        "政策",
        "法规",
        "文件",
        "最新",
        "最早",
        "首个",
        "多少项",
        "几项",
        "的",
        "有哪些",
        "请问",
        "和",
        "区块链",
        "技术创新",
        "人工智能",
        "AI",
        " ",
        "，",
        "？",
        "“",
        "”",
        "-",
        "(",
        ")",
        "OR ",
        "district:静安 ",
        "year:2018 ",
        "title:关于 ",
        "以外",
        "除",
        "不要",
        "非",
        "不包含",
        "全文",
        "沪府发〔2019〕12号",
        "关于第3项技术创新的条例",
        "2月和8月",
        "到2025年",
    ]);
    let piece = prop_oneof![9 => piece.prop_map(str::to_owned), 1 => text()];
    proptest::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

fn search(query: &str, ignore: &[FilterField]) -> Response {
    let request = Request {
        query: query.to_owned(),
        ignore: ignore.iter().map(|&field| field.into()).collect(),
        limit: MAX_LIMIT,
        ..Request::default()
    };
    FACETED.engine.search(&request).unwrap()
}

/// An office calls a document by a name of its own.
#[test]
fn a_short_title_of_the_office_names_its_document() {
    let dir = tempfile::tempdir().unwrap();
    let line = |id: &str, title: &str| {
        let text = "大气法学习大气法，落实大气法。";
        serde_json::json!({ "id": id, "title": title, "text": text }).to_string() + "\n"
    };
    let documents = line("news", "学习大气法") + &line("law", "上海市大气污染防治条例");
    std::fs::write(dir.path().join("documents.jsonl"), documents).unwrap();
    let names = "type,name,canonical\ntitle,大气法,上海市大气污染防治条例\n";
    std::fs::write(dir.path().join("gazetteer.csv"), names).unwrap();
    let change = Change { add: vec![dir.path().to_path_buf()], ..Change::default() };
    let library = Library::index(&change);
    let first = |ignore: Vec<ReadField>| {
        let request = Request { query: "大气法".to_owned(), ignore, ..Request::default() };
        library.engine.search(&request).unwrap().hits[0].id.clone()
    };
    assert_eq!(first(Vec::new()), "law");
    assert_eq!(first(vec![ReadField::Title]), "news");
}

/// What is not to be excluded is not asked for either.
#[test]
fn words_that_are_not_to_be_excluded_exclude_nothing() {
    for query in ["不要区块链的办法", "不包含技术的通知", "创新的办法，不要上海"]
    {
        let request = Request { query: query.to_owned(), ..Request::default() };
        let ignore = vec![ReadField::Words];
        let all = FACETED.engine.search(&Request { ignore, ..request.clone() }).unwrap();
        let some = FACETED.engine.search(&request).unwrap();
        assert!(!some.understood.excluded.words.is_empty(), "{query}");
        assert!(all.understood.excluded.words.is_empty(), "{query}");
        assert!(all.total >= some.total, "{query}: {} < {}", all.total, some.total);
    }
}

proptest! {
    #[test]
    fn receipts_are_words_of_the_query(query in question()) {
        let chars: Vec<char> = query.chars().collect();
        for receipt in search(&query, &[]).understood.receipts {
            let words: String = chars[receipt.start.0..receipt.end.0].iter().collect();
            prop_assert_eq!(&words, &receipt.words, "{}", query);
        }
    }

    #[test]
    fn without_filters_at_least_the_same_is_found(query in question()) {
        let ids = |response: &Response| -> BTreeSet<String> {
            response.hits.iter().map(|hit| hit.id.clone()).collect()
        };
        let filtered = search(&query, &[]);
        // What is excluded also changes among which documents the words of a long query are weighed.
        prop_assume!(filtered.understood.excluded == Excluded::default());
        let filtered = ids(&filtered);
        let all = search(&query, &FilterField::ALL);
        let mut receipts = all.understood.receipts.iter();
        prop_assert!(!receipts.any(|receipt| FilterField::ALL.iter().any(|f| receipt.field == *f)));
        prop_assert!(filtered.is_subset(&ids(&all)), "{}", query);
    }

    #[test]
    fn what_a_way_out_offers_is_found(query in question()) {
        for way_out in search(&query, &[]).ways_out {
            let field = way_out.drop;
            prop_assert_eq!(search(&query, &[field]).total, way_out.total, "{}", query);
        }
    }

    #[test]
    fn explaining_agrees_with_searching(query in question(), which in any::<prop::sample::Index>()) {
        let document = which.get(&FACETED.documents);
        let request = Request { query: query.clone(), ..Request::default() };
        let explained = FACETED.engine.explain(&request, Some(&document.id)).unwrap();
        let found = search(&query, &[]);
        prop_assert_eq!(explained.total, found.total);
        let explained = explained.document.unwrap();
        let rank = found.hits.iter().position(|hit| hit.id == document.id).map(|at| at + 1);
        prop_assert_eq!((explained.found, explained.rank), (rank.is_some(), rank), "{}", query);
        prop_assert!(explained.found == explained.advice.is_empty(), "{}", query);
    }
}
