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
