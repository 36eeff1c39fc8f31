//! Catalogues of corrections, and what they make of a document.

use std::fs;

use document::Document;
use language::gazetteer::Gazetteer;

use super::*;
use crate::describe;

/// A folder with a file, and a catalogue beside it.
fn folder(catalogue: &str, content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("甲.txt"), "甲市停车办法").unwrap();
    let path = folder.path().join(catalogue);
    fs::write(&path, content).unwrap();
    (folder, path)
}

/// The record of a file as a reader hands it over.
fn record(folder: &Path) -> Record {
    let file = folder.join("甲.txt").to_string_lossy().into_owned();
    let source = document::document::Source { file, place: "第3行".to_owned() };
    let mut record = Record { sources: vec![source], ..Record::default() };
    headers::state(&mut record, "标题", "甲市停车办法");
    headers::state(&mut record, "发布日期", "2020-01-02");
    headers::state(&mut record, "文号", "甲府发〔2020〕3号");
    headers::state(&mut record, "发布机构", "暂无");
    record
}

fn corrected(corrections: &Corrections, folder: &Path) -> Document {
    let mut record = record(folder);
    corrections.apply(&mut record, |_| "x".to_owned());
    describe(record, Gazetteer::builtin())
}

#[test]
fn corrections_beat_what_is_stated_and_inferred() {
    let csv = "file,日期,发文机关,文种,文号,备注\n甲.txt,2021年3月,市经信委,通知,-,核过\n";
    let toml = "[[document]]\nfile = \"甲.txt\"\ndate = 2021-03-01\nagency = [\"市经信委\"]\n\
                \"文种\" = \"通知\"\nnumber = \"-\"\n\"备注\" = \"核过\"\n";
    for (name, content, date) in
        [("catalogue.csv", csv, "2021-03"), ("catalogue.toml", toml, "2021-03-01")]
    {
        let (folder, path) = folder(name, content);
        assert!(is_catalogue(&path));
        let (corrections, problems) = Corrections::load(&[path]);
        assert!(problems.is_empty(), "{problems:?}");
        let document = corrected(&corrections, folder.path());
        assert_eq!(document.date.map(|date| date.to_string()).as_deref(), Some(date), "{name}");
        assert_eq!(document.dates.published.map(|d| d.to_string()).as_deref(), Some("2020-01-02"));
        assert_eq!(document.agency.as_deref(), Some("市经信委"));
        assert_eq!(document.doc_type.as_deref(), Some("通知"));
        assert_eq!(document.number, None);
        assert!(document.doubts.is_empty(), "{:?}", document.doubts);
        let inferred: Vec<&str> = document.inferred.iter().map(|i| i.field.as_str()).collect();
        assert!(!inferred.contains(&"doc_type"), "{inferred:?}");
        assert_eq!(document.corrected.len(), 4);
        assert_eq!(document, corrected(&corrections, folder.path()));
    }
}

#[test]
fn a_line_may_be_about_one_document_of_a_file() {
    for (column, value, applies) in
        [("place", "第3行", true), ("位置", "第4行", false), ("id", "x", true), ("id", "y", false)]
    {
        let content = format!("文件,{column},标题\n甲.txt,{value},乙办法\n");
        let (folder, path) = folder("catalogue.csv", &content);
        let (corrections, _) = Corrections::load(&[path]);
        let title = corrected(&corrections, folder.path()).fields.title;
        assert_eq!(title == "乙办法", applies, "{column} {value}");
        let unused = corrections.unused(folder.path().join("甲.txt").to_str().unwrap());
        assert_eq!(unused.is_empty(), applies, "{unused:?}");
    }
}

#[test]
fn lines_that_cannot_be_used_are_told() {
    let cases = [
        ("catalogue.csv", "file,日期\n甲.txt,某日\n", "第 2 行：日期“某日”不是一个日期"),
        ("catalogue.csv", "file,日期\n乙.txt,2020\n", "没有文件“乙.txt”"),
        ("catalogue.csv", "file,日期\n,2020\n", "没有写明文件"),
        ("catalogue.csv", "file,题目二\n甲.txt,x\n", "不认识“题目二”这一列"),
        ("catalogue.toml", "a = 1\n", "没有 [[document]]"),
        ("catalogue.toml", "[[document]]\nfile = \n", "第 2 行"),
    ];
    for (name, content, said) in cases {
        let (folder, path) = folder(name, content);
        let (corrections, problems) = Corrections::load(&[path]);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(told.len() == 1 && told[0].contains(said), "{content}: {told:?}");
        assert!(corrected(&corrections, folder.path()).corrected.is_empty());
    }
}

#[test]
fn a_list_of_policies_is_no_catalogue_of_corrections() {
    let (_folder, path) = folder("catalogue.csv", "标题,日期\n甲办法,2020\n");
    assert!(!is_catalogue(&path));
    let (_folder, path) = folder("other.csv", "file,日期\n甲.txt,2020\n");
    assert!(!is_catalogue(&path));
}

#[test]
fn a_change_is_noticed_for_the_file_alone() {
    let (folder, path) = folder("catalogue.csv", "file,日期\n甲.txt,2020\n");
    fs::write(folder.path().join("甲.zip"), "").unwrap();
    let (corrections, _) = Corrections::load(&[path]);
    let about = |name: &str| corrections.about(folder.path().join(name).to_str().unwrap());
    assert!(about("甲.txt").contains("2020"));
    assert!(about("甲.zip").is_empty());
}
