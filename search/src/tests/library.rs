//! Small libraries for tests, indexed once for all of them.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;

use corpus::Document;
use indexer::Change;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use tempfile::TempDir;

use crate::{Analyzer, Engine};

/// An engine over an index that goes when it does.
pub(super) struct Library {
    pub(super) engine: Engine,
    /// All documents of the index.
    pub(super) documents: Vec<Document>,
    /// Texts as they were given to the index, each with the id of its document.
    pub(super) texts: Vec<(String, String)>,
    _dir: TempDir,
}

/// The built-in library.
pub(super) static BUILTIN: LazyLock<Library> = LazyLock::new(|| {
    let mut library = Library::index(&Change::default());
    library.texts = library
        .documents
        .iter()
        .flat_map(|document| {
            let texts = document.passages().into_iter().map(|passage| passage.text.into_owned());
            let all = texts.chain([document.title.clone()]);
            all.map(|text| (document.id.clone(), text)).collect::<Vec<_>>()
        })
        .collect();
    library
});

/// The built-in library, and a catalogue of documents that have every facet.
pub(super) static FACETED: LazyLock<Library> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("catalogue.csv");
    let mut rows = String::from("标题,发布机构,发布日期,效力,内容\n");
    let agencies = ["市科委", "静安区人民政府", "市经信委;市科委", "国务院"];
    let statuses = ["现行有效", "已失效", "已废止", ""];
    for (n, doc_type) in
        ["通知", "办法", "意见", "方案", "条例"].into_iter().cycle().take(40).enumerate()
    {
        let (agency, status) = (agencies[n % 4], statuses[n * 7 % 11 % 4]);
        let year = 2016 + n % 6;
        rows +=
            &format!("关于第{n}项技术创新的{doc_type},{agency},{year}-03,{status},上海区块链\n");
    }
    std::fs::write(&path, rows).unwrap();
    Library::index(&Change { add: vec![path], builtin: true, ..Change::default() })
});

/// Records whose titles are made of what titles and queries are made of, at random.
pub(super) static TITLED: LazyLock<Library> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("titled.jsonl");
    let mut runner = TestRunner::deterministic();
    let titles = (0..400).map(|_| title().new_tree(&mut runner).unwrap().current());
    let line = |(n, title): (usize, String)| {
        let text = format!("第{n}件。关于静安区2019年政策和{title}的说明。");
        serde_json::json!({ "id": format!("t{n}"), "title": title, "text": text }).to_string()
            + "\n"
    };
    std::fs::write(&path, titles.enumerate().map(line).collect::<String>()).unwrap();
    Library::index(&Change { add: vec![path], ..Change::default() })
});

/// Titles: places, issuers, years, marks of versions and of the query language.
fn title() -> impl Strategy<Value = String> {
    let pieces = "上海市 静安区 国务院 市科委 中华人民共和国 2019年 2021年度 关于 印发 《 》 （试行） \
                  （2018年修正） 区块链 养老服务 促进 实施 管理 最新 多少 以外 除 不含 - OR “ ” : 标题: \
                  第12号 沪府发〔2019〕12号 到2025年 R&D 1.5 的通知 条例 办法 政策 文件 公报 全文";
    let pieces: Vec<&str> = pieces.split_whitespace().collect();
    let piece = prop_oneof![
        12 => proptest::sample::select(pieces).prop_map(str::to_owned),
        1 => Just(" ".to_owned()),
        1 => "[一-龥]{2,6}",
    ];
    proptest::collection::vec(piece, 1..8).prop_map(|pieces| pieces.concat())
}

/// Three hundred records of random text.
pub(super) static RANDOM: LazyLock<Library> = LazyLock::new(|| {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("random.jsonl");
    let mut runner = TestRunner::deterministic();
    let texts: Vec<(String, String)> = (0..300)
        .map(|n| (format!("r{n}"), text().new_tree(&mut runner).unwrap().current()))
        .filter(|(_, text)| !text.trim().is_empty())
        .collect();
    let line = |(id, text): &(String, String)| {
        serde_json::json!({ "id": id, "title": "题", "text": text }).to_string() + "\n"
    };
    std::fs::write(&path, texts.iter().map(line).collect::<String>()).unwrap();
    let mut library = Library::index(&Change { add: vec![path], ..Change::default() });
    library.texts = texts;
    library
});

impl Library {
    pub(super) fn index(change: &Change) -> Library {
        let dir = tempfile::tempdir().unwrap();
        let engine = engine(dir.path(), change);
        let all = engine.rank_all();
        let documents = all.iter().map(|id| engine.document(id).unwrap().unwrap()).collect();
        Library { engine, documents, texts: Vec::new(), _dir: dir }
    }
}

fn engine(dir: &Path, change: &Change) -> Engine {
    let analyzer = Analyzer::load();
    let go_on = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
    let report = indexer::update(dir, analyzer.clone(), change, go_on).unwrap();
    assert!(report.unreadable.is_empty(), "{:?}", report.unreadable);
    Engine::open(dir, analyzer).unwrap()
}

impl Engine {
    /// The ids of all documents.
    fn rank_all(&self) -> Vec<String> {
        let request = crate::Request { limit: crate::MAX_LIMIT, ..crate::Request::default() };
        self.search(&request).unwrap().hits.into_iter().map(|hit| hit.id).collect()
    }
}

/// Text in which runs repeat: few characters of every kind, so that boundaries are met often.
pub(super) fn text() -> impl Strategy<Value = String> {
    let common = "区块链业发處处理農ＡaB2０9。！；\n\t ，、（）-%|“”《》.·";
    let piece = prop_oneof![
        8 => proptest::sample::select(common.chars().collect::<Vec<_>>()).prop_map(String::from),
        1 => any::<char>().prop_map(String::from),
        1 => proptest::sample::select(vec!["产业发展", "PD1728", "20200101", "待处理", "第一条"])
            .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..120).prop_map(|pieces| pieces.concat())
}
