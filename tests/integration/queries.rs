//! What a query may be, in which order its results come, and in which parts.

use serde_json::Value;

use crate::program::Environment;

/// One field of every hit.
fn column<'a>(response: &'a Value, field: &str) -> Vec<&'a Value> {
    response["hits"].as_array().unwrap().iter().map(|hit| &hit[field]).collect()
}

/// The code of every notice.
fn notices(response: &Value) -> Vec<&str> {
    let notices = response["notices"].as_array().unwrap();
    notices.iter().map(|notice| notice["code"].as_str().unwrap()).collect()
}

#[test]
fn orders() {
    let library = Environment::with_builtin();
    for (sort, newest_first) in [("date", true), ("date-asc", false)] {
        let found = library.search(&["", "--sort", sort, "--limit", "1000"]);
        assert_eq!(found["understood"]["sort"], sort);
        let dates: Vec<Option<&str>> =
            column(&found, "date").into_iter().map(Value::as_str).collect();
        let mut expected = dates.clone();
        expected.sort_by(|a, b| if newest_first { b.cmp(a) } else { a.cmp(b) });
        // The report has no date and comes last either way.
        let undated = expected.iter().filter(|date| date.is_none()).count();
        expected.retain(Option::is_some);
        expected.extend(vec![None; undated]);
        assert_eq!(undated, 1);
        assert_eq!(dates, expected, "{sort}");
    }
    let found = library.search(&["区块链 金融", "--limit", "1000"]);
    assert_eq!(found["understood"]["sort"], "relevance");
    let scores: Vec<f64> =
        column(&found, "score").into_iter().map(|score| score.as_f64().unwrap()).collect();
    assert!(scores[0] > 0.0 && scores.is_sorted_by(|a, b| a >= b), "{scores:?}");
}

#[test]
fn everything_newest_first_without_a_query() {
    let library = Environment::with_builtin();
    for query in ["", "  ", "\t\n"] {
        let found = library.search(&[query, "--limit", "1000"]);
        assert_eq!(found["understood"]["sort"], "date", "{query:?}");
        assert_eq!(found["total"], 39, "{query:?}");
        assert_eq!(column(&found, "date")[0], "2020-06", "{query:?}");
    }
}

#[test]
fn parts_of_a_result() {
    let library = Environment::with_builtin();
    let all = library.search(&["区块链", "--limit", "1000"]);
    let total = all["total"].as_u64().unwrap();
    let ids = column(&all, "id");
    assert_eq!(ids.len() as u64, total);
    let cases = [(0, 0), (0, 1), (0, 10), (7, 7), (30, 10), (37, 10), (38, 10), (500, 10)];
    for (offset, limit) in cases {
        let args = ["区块链", "--offset", &offset.to_string(), "--limit", &limit.to_string()];
        let part = library.search(&args);
        let expected: Vec<&Value> = ids.iter().skip(offset).take(limit).copied().collect();
        assert_eq!(column(&part, "id"), expected, "{offset} {limit}");
        assert_eq!(part["total"], total, "{offset} {limit}");
    }
    let most = library.search(&["区块链", "--limit", "1000000"]);
    assert_eq!(column(&most, "id"), ids);
}

#[test]
fn queries_of_every_make() {
    let library = Environment::with_builtin();
    // Linux takes 128 KiB in one argument, which 100,000 ideographs would exceed.
    let long = format!("区块链{}", " blockchain".repeat(9_100));
    assert!(long.chars().count() > 100_000);
    let cases: [(&str, &[&str]); 9] = [
        ("-区块链", &[]),
        ("--区块链", &[]),
        ("区块链 AND (供应链", &[]),
        ("\"区块链", &[]),
        ("title:区块链 ^2 ~ * ?", &[]),
        ("區塊鏈", &[]),
        ("，。！？", &["no_words"]),
        ("🎉\u{200b}", &["no_words"]),
        (&long, &["long_query"]),
    ];
    for (query, expected) in cases {
        let found = library.search(&[query]);
        assert_eq!(found["query"], query);
        let notices = notices(&found);
        assert!(expected.iter().all(|code| notices.contains(code)), "{query:.40} {notices:?}");
        assert!(found["total"].as_u64().unwrap() > 0, "{query:.40}");
    }
}

#[test]
fn any_run_of_characters_of_a_title_finds_it() {
    let library = Environment::with_builtin();
    let all = library.search(&["", "--kind", "policy", "--limit", "1000"]);
    for title in column(&all, "title") {
        let title: Vec<char> = title.as_str().unwrap().chars().collect();
        // From the second character on, so that the run begins inside of a word.
        let run: String = title[1..title.len().min(8)].iter().collect();
        let found = library.search(&["--literal", &run]);
        let title: String = title.iter().collect();
        assert!(column(&found, "title").contains(&&Value::from(title)), "{run}");
    }
}

#[test]
fn notices_name_what_is_near() {
    let library = Environment::with_builtin();
    let cases: [(&[&str], u64, &str, &str); 8] = [
        (&["--district", "闸北区"], 2, "merged_district", "静安区"),
        (&["--district", "上海市闸北区"], 2, "merged_district", "2015年"),
        (&["--district", "南汇"], 1, "merged_district", "浦东新区"),
        (&["--district", "敬安区"], 0, "unknown_district", "静安区"),
        (&["--agency", "市经济委"], 0, "unknown_agency", "市经信委"),
        (&["--doc-type", "方按"], 0, "unknown_doc_type", "方案"),
        (&["--year", "2033"], 0, "unknown_year", "2018、2019、2020"),
        (&["--year", "1900..2001"], 0, "unknown_year", "2015"),
    ];
    for (filters, total, code, near) in cases {
        let found = library.search(&[&[""], filters].concat());
        assert_eq!(found["total"], total, "{filters:?}");
        assert_eq!(notices(&found), [code], "{filters:?}");
        let text = found["notices"][0]["text"].as_str().unwrap();
        assert!(text.contains(near), "{filters:?} {text}");
        assert_eq!(found["notices"][0]["words"], filters[1], "{filters:?}");
    }
}

#[test]
fn a_topic_that_nothing_has_is_not_answered_by_half_of_it() {
    let library = Environment::with_builtin();
    for (query, missing) in [("低空经济", "低空"), ("量子科技", "量子")] {
        let result = library.search(&[query]);
        assert_eq!(result["total"], 0, "{query}");
        assert_eq!(result["notices"][0]["code"], "words_missing", "{query}");
        assert!(result["notices"][0]["words"].as_str().unwrap().contains(missing), "{query}");
    }
    assert_eq!(library.search(&["闵行"])["total"], 0, "a name is one word");
    // Most of the words are there: the one that is not is named, the rest is found.
    let result = library.search(&["区块链教育氢能"]);
    assert_eq!(result["notices"][0]["code"], "words_given_up");
    assert!(result["total"].as_u64().unwrap() > 0);
    // What stands on its own is given up on its own, and wholly.
    for query in ["区块链 量子纠缠", "低空经济 区块链", "量子科技、区块链"] {
        let result = library.search(&[query]);
        assert_eq!(result["notices"][0]["code"], "words_given_up", "{query}");
        assert_eq!(result["total"], library.total(&["区块链"]), "{query}");
    }
}
