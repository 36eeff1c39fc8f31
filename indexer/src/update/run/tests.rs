//! Runs over records that are hard to tell apart.

use std::collections::BTreeSet;
use std::fs;
use std::sync::LazyLock;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::store::open::OpenIndex;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::load);

/// A run that has not ended by then never will.
const PATIENCE: Duration = Duration::from_secs(60);

const TITLES: [&str; 4] = ["通知", "关于停车的通知", "关于停车的通告", "关于停车的通知（试行）"];
const FIELDS: [&str; 5] = [
    "",
    "发布日期：2022-03-04",
    "发布机构：市经信委",
    "文号：长政发〔2022〕1号",
    "发布机构：长沙市人民政府\n文号：长政发〔2022〕1号",
];
const TEXTS: [&str; 5] = [
    "",
    "停。",
    "为了方便市民停车，各单位应当向社会开放内部停车场，收费按规定执行。",
    "为了方便市民停车，各单位应当向社会开放停车场，收费按照规定执行。",
    "供水企业应当保证水质，停水须提前一日告知用户，并说明原因和恢复的时间。",
];

/// A record: its title, fields and text by their places in the lists, and whether it is a row.
type Drawn = (usize, usize, usize, bool);

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let one = (0..TITLES.len(), 0..FIELDS.len(), 0..TEXTS.len(), prop::bool::weighted(0.3));
    prop::collection::vec(one, 2..7)
}

/// Writes records as files, and those that are rows as a table; returns the names of the files.
fn write(dir: &Path, records: &[Drawn]) -> BTreeSet<String> {
    let mut table = "标题,说明\n".to_owned();
    let mut names = BTreeSet::new();
    let mut put = |name: String, text: &str| {
        fs::write(dir.join(&name), text).unwrap();
        names.insert(name);
    };
    for (at, &(title, fields, text, is_row)) in records.iter().enumerate() {
        let (title, fields, text) = (TITLES[title], FIELDS[fields], TEXTS[text]);
        match is_row {
            true => table += &format!("{title},{text}\n"),
            false => put(format!("{at}.txt"), &format!("{title}\n\n{fields}\n\n{text}\n")),
        }
    }
    if records.iter().any(|&(.., is_row)| is_row) {
        put("台账.csv".to_owned(), &table);
    }
    names
}

/// Runs an update and tells from which files, by name, the documents of the index are.
fn updated(index: &Path, library: &Path) -> BTreeSet<String> {
    let change = Change { add: vec![library.to_path_buf()], ..Change::default() };
    let (sender, receiver) = channel();
    let path = index.to_path_buf();
    let run = move || {
        let go_on = &mut |_: Progress<'_>| ControlFlow::Continue(());
        sender.send(update(&path, ANALYZER.clone(), &change, go_on)).unwrap();
    };
    thread::spawn(run);
    let report = receiver.recv_timeout(PATIENCE).expect("the run ends").unwrap();
    assert!(report.unreadable.is_empty(), "{:?}", report.unreadable);
    let open = OpenIndex::open(index, ANALYZER.clone()).unwrap();
    let heads = open.documents.load_heads().unwrap();
    let ids: BTreeSet<&String> = heads.iter().map(|head| &head.id).collect();
    assert_eq!(ids.len(), heads.len(), "an id is given once");
    let sources = heads.iter().flat_map(|head| &head.sources);
    let name = |path: &str| Path::new(path).file_name().unwrap().to_str().unwrap().to_owned();
    sources.map(|source| name(&source.file)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_run_ends_and_loses_nothing(first in drawn(), second in drawn()) {
        let (index, library) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for records in [first, second] {
            let written = write(library.path(), &records);
            for entry in fs::read_dir(library.path()).unwrap() {
                let entry = entry.unwrap();
                if !written.contains(entry.file_name().to_str().unwrap()) {
                    fs::remove_file(entry.path()).unwrap();
                }
            }
            prop_assert_eq!(updated(index.path(), library.path()), written);
        }
    }
}
