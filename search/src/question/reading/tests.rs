//! What is read in queries.

use super::*;
use crate::message::{NoticeCode, Receipt};

fn reading<'a>(analyzer: &'a Analyzer, names: Option<&'a Gazetteer>) -> Reading<'a> {
    let today = "2026-11-22".parse().unwrap();
    static NAMED: NamedWords = NamedWords { title: None, numbers: Vec::new() };
    let (ignore, given, named, give_way) = (&[], &[], &NAMED, GiveWay::Nothing);
    Reading { analyzer, names, synonyms: None, today, ignore, given, named, give_way }
}

#[test]
fn words_and_runs_of_questions() {
    let analyzer = Analyzer::load();
    let cases: [(&str, &[&str], &[&str]); 5] = [
        ("区块链 教育", &["区块链", "教育"], &["区块链", "教育"]),
        ("请问静安区有哪些政策？", &["静安区", "政策"], &["静安区有", "政策"]),
        ("土地和房屋", &["土地", "房屋"], &["土地和房屋"]),
        ("请问", &["请问"], &["请问"]),
        ("？！", &[], &[]),
    ];
    for (text, words, runs) in cases {
        let query = reading(&analyzer, None).read_query(text, &mut Vec::new());
        let read: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(read, words, "{text}");
        let joined: Vec<String> = query.runs.iter().map(String::from_iter).collect();
        assert_eq!(joined, runs, "{text}");
    }
}

#[test]
fn what_names_something_is_no_word() {
    let analyzer = Analyzer::load();
    let cases: [(&str, &[&str], &str); 5] = [
        (
            "2019年静安区的区块链政策",
            &["区块链"],
            "dates=2019 districts=静安区 kinds=policy kinds=regulation",
        ),
        (
            "“十三五”期间，閘北有哪些政策",
            &[],
            "dates=2016..2020 districts=静安区 kinds=policy kinds=regulation",
        ),
        ("“静安区” -杨浦区 year:2019 2018年", &[], "dates=2019"),
        ("上海市科委 2017版目录", &["目录"], "agencies=市科委 dates=2017"),
        ("区块链 最新政策", &["区块链"], "kinds=policy kinds=regulation"),
    ];
    for (text, words, receipts) in cases {
        let names = Some(Gazetteer::builtin());
        let query = reading(&analyzer, names).read_query(text, &mut Vec::new());
        let read: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(read, words, "{text}");
        let show = |receipt: &Receipt| format!("{}={}", receipt.field, receipt.value);
        let shown: Vec<String> = query.receipts.iter().map(show).collect();
        assert_eq!(shown.join(" "), receipts, "{text}");
    }
}

#[test]
fn long_queries_are_shortened_with_a_notice() {
    let mut notices = Vec::new();
    let analyzer = Analyzer::load();
    let text = "链".repeat(100_000);
    let query = reading(&analyzer, None).read_literally(&text, &mut notices);
    assert_eq!(query.runs[0].len(), 1000);
    assert_eq!(notices[0].code, NoticeCode::LongQuery);
    assert!(notices[0].text.contains("后面的 99000 个字"), "{}", notices[0].text);
}
