//! Completing and correcting over a small index.

use std::ops::ControlFlow;
use std::sync::{Arc, LazyLock};

use corpus::fold;
use indexer::analysis::Analyzer;
use indexer::{Change, OpenIndex};
use proptest::prelude::*;

use super::{LazyVocabulary, Vocabulary};
use crate::message::{Completion, CompletionKind};
use crate::snapshot::Snapshot;

struct Small {
    vocabulary: Vocabulary,
    analyzer: Analyzer,
    snapshot: Snapshot,
    dir: tempfile::TempDir,
}

/// Title, agency, district, text.
const DOCUMENTS: [[&str; 4]; 9] = [
    [
        "静安区促进区块链产业发展的若干措施",
        "静安区",
        "静安区",
        "静安的区块链与供应链，静安寺街道。",
    ],
    [
        "区块链标准体系建设指南",
        "工业和信息化部",
        "",
        "区块链标准，供应链金融，浦东新区试点，数字经济。",
    ],
    ["上海市人工智能产业发展条例", "市人大常委会", "", "人工智能与人工服务，公积金、金融和政策。"],
    ["浦东新区数据条例", "浦东新区", "浦东新区", "浦东的数据要素；区块链；银行业；住房公积金。"],
    ["关于供应商管理的通知", "市财政局", "", "供应商名录与供应链，政策，增长，中国银行。"],
    ["重庆市绿色金融办法", "重庆市人民政府", "", "重庆绿色政策，数字经济，区块。"],
    ["政府工作报告", "市政府", "", "经济增长；一网通办；静安区；BaaS 平台，blockchain。"],
    ["政府信息公开办法", "市政府", "", "公开政策；教育发展，教育部门。"],
    ["政府采购办法", "市政府", "", "采购政策，供应链。"],
];

static SMALL: LazyLock<Small> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("documents.jsonl");
    std::fs::write(&path, lines(&DOCUMENTS)).unwrap();
    let analyzer = Analyzer::load();
    update(&dir, &analyzer, Change { add: vec![path], ..Change::default() });
    let snapshot = open(&dir, &analyzer);
    let vocabulary = Vocabulary::load(&snapshot).unwrap();
    Small { vocabulary, analyzer, snapshot, dir }
});

fn lines(documents: &[[&str; 4]]) -> String {
    let line = |[title, agency, district, text]: &[&str; 4]| {
        let mut record = serde_json::json!({ "id": title, "title": title, "text": text });
        record["agency"] = (*agency).into();
        if !district.is_empty() {
            record["district"] = (*district).into();
        }
        record.to_string() + "\n"
    };
    documents.iter().map(line).collect()
}

fn update(dir: &tempfile::TempDir, analyzer: &Analyzer, change: Change) {
    let go_on = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
    let report =
        indexer::update(&dir.path().join("index"), analyzer.clone(), &change, go_on).unwrap();
    assert!(report.unreadable.is_empty(), "{:?}", report.unreadable);
}

fn open(dir: &tempfile::TempDir, analyzer: &Analyzer) -> Snapshot {
    let index = OpenIndex::open(&dir.path().join("index"), analyzer.clone()).unwrap();
    Snapshot::open(Arc::new(index)).unwrap()
}

fn complete(typed: &str, limit: usize) -> Vec<Completion> {
    SMALL.vocabulary.complete(typed, limit, &SMALL.analyzer).unwrap()
}

fn correct(query: &str) -> Option<String> {
    SMALL.vocabulary.correct(query, &SMALL.analyzer).unwrap()
}

#[test]
fn suggestions_complete_words_names_and_titles() {
    use CompletionKind::{Agency, District, Term, Title};
    let cases: [(&str, &str, CompletionKind); 32] = [
        ("静", "静安区", District),
        ("2019年 静安", "2019年 静安区", District),
        ("2019年静安", "2019年静安区", District),
        ("2019年静", "2019年静安", Term),
        ("区块链 供应", "区块链 供应链", Term),
        ("促进区块", "促进区块链", Term),
        ("標準 區塊", "標準 区块链", Term),
        ("链", "供应链", Term),
        ("qukuai", "区块链", Term),
        ("QKL", "区块链", Term),
        ("ｑｋｌ", "区块链", Term),
        ("qu'kuai", "区块链", Term),
        ("区kuai", "区块链", Term),
        ("标准 qkl", "标准 区块链", Term),
        ("jing'an", "静安", Term),
        ("jinganq", "静安区", District),
        ("pudong", "浦东新区", District),
        ("jaqu", "静安区", District),
        ("janq", "静安区", District),
        ("czhju", "财政局", Term),
        ("shiczj", "市财政局", Agency),
        ("cujinqukuailianchanye", "促进区块链产业", Term),
        ("zengz", "增长", Term),
        ("chongq", "重庆", Term),
        ("lvse", "绿色", Term),
        ("lüse", "绿色", Term),
        ("闸北", "静安区", District),
        ("市财", "市财政局", Agency),
        ("机构:市财", "机构:市财政局", Agency),
        ("block", "blockchain", Term),
        ("区块链标", "区块链标准体系建设指南", Title),
        ("产业 区块链", "静安区促进区块链产业发展的若干措施", Title),
    ];
    for (typed, text, kind) in cases {
        let found = complete(typed, 8);
        let expected = Completion { text: text.to_owned(), kind };
        assert!(found.contains(&expected), "{typed}: {found:?}");
    }
}

#[test]
fn suggestions_come_in_order() {
    let cases: [(&str, usize, &[&str]); 12] = [
        ("供应", 8, &["供应链", "供应商", "关于供应商管理的通知"]),
        ("供应", 1, &["供应链"]),
        ("政府", 2, &["市政府", "人民政府"]),
        ("政府 采购", 8, &["政府采购办法"]),
        ("重庆市绿色", 8, &["重庆市绿色金融办法"]),
        ("静按", 8, &[]),
        ("静按区", 8, &[]),
        ("低空经济", 8, &[]),
        ("公积金", 8, &[]),
        ("公积金增", 8, &[]),
        ("区块链。", 8, &["区块链标准体系建设指南", "静安区促进区块链产业发展的若干措施"]),
        ("供应", 0, &[]),
    ];
    for (typed, limit, expected) in cases {
        let found = complete(typed, limit);
        let texts: Vec<&str> = found.iter().map(|completion| completion.text.as_str()).collect();
        assert_eq!(texts, expected, "{typed}");
    }
    for nothing in ["", " ", "，", "!?", "\u{0}", &"链".repeat(1000)] {
        assert_eq!(complete(nothing, 8), [], "{nothing}");
    }
}

#[test]
fn suggestions_mend_slips() {
    let cases = [
        ("区快链", Some("区块链")),
        ("區快鏈", Some("区块链")),
        ("供映链", Some("供应链")),
        ("供血链", Some("供应链")),
        ("区块键", Some("区块链")),
        ("静按区", Some("静安区")),
        ("静按区 区快链", Some("静安区 区块链")),
        ("2019年静安区的区快链政策", Some("2019年静安区的区块链政策")),
        ("“区快链” AND 政策", Some("“区块链” AND 政策")),
        ("人工只能", Some("人工智能")),
        ("一网同办", Some("一网通办")),
        ("数字经挤", Some("数字经济")),
        ("政测", Some("政策")),
        ("中国银杭", Some("中国银行")),
        ("qukuailian", Some("区块链")),
        ("qu kuai lian", Some("区块链")),
        ("QuKuaiLian 教育", Some("区块链 教育")),
        ("jing'an", Some("静安")),
        ("pudong", Some("浦东")),
        ("chongqing", Some("重庆")),
        ("qkl", Some("区块链")),
        ("blokchain", Some("blockchain")),
        ("blockchian", Some("blockchain")),
        // What documents have is no slip; nor is what lies far from all they have.
        ("区块链", None),
        ("静安区的政策", None),
        ("供应链金融", None),
        ("区块链上", None),
        ("市政策", None),
        ("新政策", None),
        ("BaaS", None),
        ("zk", None),
        ("低空经济", None),
        ("", None),
        ("？", None),
    ];
    for (query, expected) in cases {
        assert_eq!(correct(query).as_deref(), expected, "{query}");
    }
}

#[test]
fn suggestions_forget_what_was_removed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("documents.jsonl");
    std::fs::write(&path, lines(&DOCUMENTS)).unwrap();
    let analyzer = &SMALL.analyzer;
    update(&dir, analyzer, Change { add: vec![path.clone()], ..Change::default() });
    std::fs::write(&path, lines(&DOCUMENTS[4..])).unwrap();
    update(&dir, analyzer, Change::default());
    let vocabulary = Vocabulary::load(&open(&dir, analyzer)).unwrap();
    assert_eq!(vocabulary.complete("区块链标", 8, analyzer).unwrap(), []);
    assert_eq!(vocabulary.complete("人工智", 8, analyzer).unwrap(), []);
    assert_eq!(vocabulary.correct("区快链", analyzer).unwrap(), None);
    assert_eq!(vocabulary.correct("供映链", analyzer).unwrap().as_deref(), Some("供应链"));
}

#[test]
fn suggestions_read_the_index_once() {
    let lazy = LazyVocabulary::default();
    let first: *const Vocabulary = lazy.get(&SMALL.snapshot).unwrap();
    assert!(std::ptr::eq(first, lazy.get(&SMALL.snapshot).unwrap()));
    assert!(SMALL.dir.path().exists());
}

/// Text of the kind that is typed: pieces of words, pinyin, operators, anything.
fn typed() -> impl Strategy<Value = String> {
    let pieces =
        "静 静安 区 快 链 块 供映 政策 qukuai jing'an lü bao - ( ） “ \" 机构: 2019年 𠀀 ａ ＡＩ";
    let pieces: Vec<&str> = pieces.split(' ').collect();
    let piece = prop_oneof![
        6 => proptest::sample::select(pieces).prop_map(str::to_owned),
        1 => Just(" ".to_owned()),
        1 => any::<char>().prop_map(String::from),
        1 => "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn suggestions_never_fail(typed in typed(), limit in 0_usize..12) {
        let found = complete(&typed, limit);
        prop_assert!(found.len() <= limit);
        for completion in &found {
            prop_assert!(!fold::key(&completion.text).is_empty());
            prop_assert!(completion.text != typed);
        }
        let unlike: std::collections::HashSet<&str> =
            found.iter().map(|completion| completion.text.as_str()).collect();
        prop_assert_eq!(unlike.len(), found.len());
        if let Some(mended) = correct(&typed) {
            prop_assert!(mended != typed);
        }
    }

    #[test]
    fn suggestions_leave_texts_of_documents_alone(at in 0..DOCUMENTS.len(), field in 0_usize..4) {
        let text = DOCUMENTS[at][field];
        prop_assert_eq!(correct(text), None);
    }
}
