//! The promises of understanding, drawn at random.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::library::{FACETED, text};
use crate::{FilterField, MAX_LIMIT, Request, Response};

/// Questions of pieces that mean something, in any order, with text between.
fn question() -> impl Strategy<Value = String> {
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
        let filtered = ids(&search(&query, &[]));
        let all = search(&query, &FilterField::ALL);
        prop_assert!(all.understood.receipts.is_empty());
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
