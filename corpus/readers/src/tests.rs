//! Tests of whole files: what a report, a policy page and JSON lines become,
//! and what bad files are answered with.

use std::io::Write;

use std::ops::ControlFlow;
use std::path::Path;

use document::document::Source;
use document::record::Record;
use language::gazetteer::Gazetteer;

use super::*;
use document::document::{Block, Section};
use language::Kind;

mod formats;
mod office;
mod pages;
mod prints;
mod properties;
mod saved;
mod workbooks;

/// What a reader handed over, in short.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Title(String),
    /// A problem with this line.
    Problem(usize),
}

/// Reads a file that is in memory.
pub(crate) fn outcome(name: &str, bytes: &[u8]) -> Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    read_bytes(name, bytes, Gazetteer::builtin(), &mut |item| {
        outcomes.push(match item {
            Item::Record(document) => Outcome::Title(document.fields.title),
            Item::Problem(
                Error::Record { line, .. }
                | Error::DamagedCharacters { line, .. }
                | Error::Text(language::Error::Encoding { line, .. }),
            ) => Outcome::Problem(line),
            Item::Problem(error) => panic!("{error}"),
            Item::Notice(notice) => panic!("{notice}"),
            Item::Working => panic!("nothing is recognised"),
        });
        ControlFlow::Continue(())
    })?;
    Ok(outcomes)
}

/// The documents of a file in which nothing is wrong.
fn documents(name: &str, bytes: &[u8]) -> Vec<Record> {
    let mut documents = Vec::new();
    read_bytes(name, bytes, Gazetteer::builtin(), &mut |item| {
        match item {
            Item::Record(document) => documents.push(*document),
            Item::Problem(error) => panic!("{error}"),
            Item::Notice(notice) => panic!("{notice}"),
            Item::Working => {}
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    documents
}

fn headings(sections: &[Section]) -> Vec<&str> {
    sections.iter().filter_map(|section| section.heading.as_deref()).collect()
}

const REPORT: &str = include_str!("tests/report.txt");

#[test]
fn a_report_with_its_head() {
    let report = &documents("长桥.txt", REPORT.as_bytes())[0];
    assert_eq!(report.fields.kind, Kind::Report);
    assert_eq!(report.fields.title, "让桥下空间“活”起来");
    assert_eq!(report.fields.subtitle.as_deref(), Some("江城市桥下空间利用的几点想法"));
    assert_eq!(report.fields.authors, ["陆远"]);
    assert_eq!(report.fields.affiliation.as_deref(), Some("江城市城市研究中心"));
    assert_eq!(report.fields.summary.as_deref(), Some("桥下空间越来越多。建议统筹利用。"));
    assert_eq!(report.fields.keywords, ["桥下空间", "城市更新", "公共服务"]);
    let notes: Vec<&str> = report.extra.iter().map(|field| field.value.as_str()).collect();
    assert_eq!(notes, ["430000", "陆远，江城市城市研究中心研究员。"]);
    assert_eq!(report.sources, [Source { file: "长桥.txt".into(), place: String::new() }]);
}

#[test]
fn a_report_with_its_sections() {
    let report = &documents("长桥.txt", REPORT.as_bytes())[0];
    assert_eq!(headings(&report.body), ["一、国内外情况", "二、本市现状", "参考文献"]);
    let [opening, abroad, home, references] = report.body.as_slice() else { panic!() };
    assert_eq!(opening.blocks.len(), 1);
    assert_eq!(headings(&abroad.sections), ["1. 各地重视，项目增多", "2. 形式多样，成效初显"]);
    assert_eq!(headings(&home.sections), ["1. 政策陆续出台", "2. 组织逐步建立"]);
    assert_eq!(references.blocks.len(), 2);
    let figures = abroad.sections[0].blocks.iter().filter(|b| matches!(b, Block::Figure(_)));
    assert_eq!(figures.count(), 1);
}

#[test]
fn a_report_with_the_rows_of_its_tables() {
    let documents = documents("长桥.txt", REPORT.as_bytes());
    let row = |document: &Record| {
        let date = document.fields.date.map(|date| date.to_string()).unwrap_or_default();
        let summary = document.fields.summary.clone().unwrap_or_default();
        let agency = document.fields.agencies.join("、");
        let place = document.sources[0].place.clone();
        [date, agency, document.fields.title.clone(), summary, place].join("|")
    };
    let rows: Vec<String> = documents[1..].iter().map(row).collect();
    let expected = [
        "2016-06|市建委|关于开展 2016 年度桥下空间利用专项资金申报工作|支持停车设施|表1 第1行",
        "2017-03|东湖区|东湖区桥下空间三年行动计划|增设运动场|表1 第2行",
        "2018|市体育局|桥下运动场管理办法|明确开放时间|表1 第3行",
        "2019-09||桥下空间研究会|由江城大学发起|表2 第1行",
        "2020||江城桥梁协会|市建委主管的社会组织|表2 第2行",
    ];
    assert_eq!(rows, expected);
    let kinds: Vec<Kind> = documents.iter().map(|document| document.fields.kind).collect();
    use Kind::{Organization, Policy, Report};
    assert_eq!(kinds, [Report, Policy, Policy, Policy, Organization, Organization]);
    let captions: Vec<_> = documents[0]
        .passages()
        .iter()
        .map(|p| p.text.to_string())
        .filter(|text| text.starts_with('表'))
        .collect();
    assert_eq!(captions, ["表 1 2016 年以来的政策", "表2 组织"]);
}

#[test]
fn line_ends_and_encodings_make_no_difference() {
    let expected = documents("长桥.txt", REPORT.as_bytes());
    let windows = REPORT.replace('\n', "\r\n");
    assert_eq!(documents("长桥.txt", windows.as_bytes()), expected);
    let gbk = encoding_rs::GBK.encode(&windows).0;
    assert_eq!(documents("长桥.txt", &gbk), expected);
}

#[test]
fn heads_of_policy_pages() {
    let cases = [
        (
            "# 甲办法\n\n**发布日期**: 2025-04-11\n**检索时间**: 今天\n---\n沪科规〔2025〕2号\n\n各单位：\n正文。",
            "甲办法",
            Some("沪科规〔2025〕2号"),
            1,
        ),
        (
            "## 文档 ：乙.md\n### 基本信息\n- **发布日期**：某期间\n- **文件名称**：乙计划\n- **文件编号**：无\n\n附件\n一、总体\n正文",
            "乙计划",
            None,
            3,
        ),
        (
            "---\n标题: \"丙报告\"\n文号: 沪府〔2020〕27号\n---\n\n## 引言\n正文",
            "丙报告",
            Some("沪府〔2020〕27号"),
            0,
        ),
        (
            "附件1\n（试行）\n丁规定\n发布日期：2020年3月1日\n主办：二处\n第一章 总则\n正文",
            "丁规定",
            None,
            1,
        ),
        ("一、没有标题\n正文", "戊", None, 0),
        ("己问答\n\n发布日期：2023-02-03\n问：何时缴费？\n答：九月。", "己问答", None, 0),
        (
            "庚意见\n发布时间：2022-06-10 16:30    信息来源：市府    浏览次数：3\n沪府〔2020〕27号\n正文。",
            "庚意见",
            Some("沪府〔2020〕27号"),
            1,
        ),
        ("丁通知\n各有关单位：\n联系人：某人\n正文。", "丁通知", None, 0),
    ];
    for (text, title, number, extra) in cases {
        let document = &documents("库/戊.md", text.as_bytes())[0];
        assert_eq!(document.fields.title, title, "{text}");
        assert_eq!(document.fields.number.as_deref(), number, "{text}");
        assert_eq!(document.extra.len(), extra, "{:?}", document.extra);
    }
}

#[test]
fn records_of_json_lines() {
    let lines = [
        r#"{"id": 7, "text": "第一行\n一、总则\n# 内容", "date": 2019, "agency": "市科委", "kind": "地方性法规", "url": {"a": 1}, "number": null}"#,
        "",
        r#"{"id": "b", "title": "乙", "text": "文", "date": "某日", "kind": "杂谈"}"#,
        r#"{"text": "没有编号"}"#,
        r#"{"id": "c", "text": "  "}"#,
        "[1]",
        "{",
        r#"{"id": "d", "text": "丁"}"#,
    ]
    .join("\n");
    let title = |text: &str| Outcome::Title(text.to_owned());
    let problems = [4, 5, 6, 7].map(Outcome::Problem);
    let expected: Vec<Outcome> =
        [title("第一行"), title("乙")].into_iter().chain(problems).chain([title("丁")]).collect();
    assert_eq!(outcome("库.jsonl", lines.as_bytes()).unwrap(), expected);

    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(lines.as_bytes()).unwrap();
    assert_eq!(outcome("库.jsonl.gz", &packed.finish().unwrap()).unwrap(), expected);
}

#[test]
fn a_record_states_its_keys() {
    let line = r#"{"z": "尾", "id": "a", "text": "第一行\n一、总则\n内容", "date": 2019, "kind": "杂谈", "a": [1]}"#;
    let document = &documents("库.ndjson", line.as_bytes())[0];
    assert_eq!(document.id, "a");
    assert_eq!(document.fields.date.map(|date| date.to_string()).as_deref(), Some("2019"));
    assert_eq!(document.fields.category.as_deref(), Some("杂谈"));
    let extra: Vec<_> =
        document.extra.iter().map(|f| (f.name.as_str(), f.value.as_str())).collect();
    assert_eq!(extra, [("z", "尾"), ("a", "[1]")]);
    assert_eq!(headings(&document.body), ["一、总则"]);
    assert_eq!(document.sources[0].place, "第1行");
}

#[test]
fn files_that_cannot_be_read() {
    assert!(
        matches!(outcome("a.rar", b""), Err(Error::Unsupported { extension, .. }) if extension == "rar")
    );
    assert!(matches!(outcome("a", b"x"), Err(Error::Unsupported { .. })));
    for name in ["a.txt", "a.md", "a.csv", "a.tsv", "a.jsonl"] {
        assert!(matches!(outcome(name, b""), Err(Error::Empty { .. })), "{name}");
        assert!(matches!(outcome(name, b" \n\n\t"), Err(Error::Empty { .. })), "{name}");
        assert!(
            matches!(
                outcome(name, b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0"),
                Err(Error::Text(language::Error::Binary { .. }))
            ),
            "{name}"
        );
    }
    assert!(matches!(
        outcome("a.jsonl.gz", b"not gzip"),
        Err(Error::Text(language::Error::Read { .. }))
    ));
    let missing = Path::new("没有这个.txt");
    let missing = read_file(missing, "a", Gazetteer::builtin(), &Isolation::default(), &mut |_| {
        ControlFlow::Continue(())
    });
    assert!(matches!(missing, Err(Error::Text(language::Error::Read { .. }))));
}

#[test]
fn stops_when_told() {
    let mut count = 0;
    read_bytes("长桥.txt", REPORT.as_bytes(), Gazetteer::builtin(), &mut |_| {
        count += 1;
        ControlFlow::Break(())
    })
    .unwrap();
    assert_eq!(count, 1);
}

#[test]
fn readable_names() {
    let names = [
        ("政策.TXT", true),
        ("a.jsonl.gz", true),
        ("a.gz", false),
        ("a.docx", true),
        ("a.rar", false),
        ("a.png", true),
        ("csv", false),
    ];
    for (name, expected) in names {
        assert_eq!(is_readable_name(Path::new(name)), expected, "{name}");
    }
}
