//! Heads and tails of official documents of many places, text of our own: what is read off them.
//!
//! `letters/*.txt` hold cases: lines `字段 = 值` (`-` for none), a line `---`, the document, and a
//! line `===` to the next. A field that is not named is not judged.

#![allow(clippy::disallowed_methods)] // The built-in names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // Helpers of tests.

use std::ops::ControlFlow;

use corpus::Document;
use corpus::date::PartialDate;
use corpus::document::Level;
use corpus::gazetteer::Gazetteer;
use corpus::readers::{self, Item};

const FILES: [(&str, &str); 4] = [
    ("letters/government.txt", include_str!("letters/government.txt")),
    ("letters/ministries.txt", include_str!("letters/ministries.txt")),
    ("letters/provinces.txt", include_str!("letters/provinces.txt")),
    ("letters/others.txt", include_str!("letters/others.txt")),
];

#[test]
fn fields_of_letters() {
    let mut mistakes = Vec::new();
    let mut cases = 0;
    for (file, text) in FILES {
        for case in text.split("\n===\n") {
            let (expected, body) = case.split_once("\n---\n").expect(case);
            let document = document(body);
            cases += 1;
            for line in expected.lines().filter(|line| !line.trim().is_empty()) {
                let (field, value) = line.split_once('=').expect(line);
                let (field, value) = (field.trim(), value.trim());
                let given = of(&document, field);
                if given != value {
                    mistakes
                        .push(format!("{file}: {}: {field}: {given}, not {value}", document.title));
                }
            }
            assert_eq!(self::document(body), document, "described twice");
        }
    }
    assert!(mistakes.is_empty(), "{} of {cases} cases:\n{}", mistakes.len(), mistakes.join("\n"));
    assert!(cases >= 40, "{cases}");
}

fn today() -> PartialDate {
    "2026-01-01".parse().unwrap()
}

fn document(text: &str) -> Document {
    let mut read = None;
    readers::read_bytes("库/文件.txt", text.as_bytes(), Gazetteer::builtin(), &mut |item| {
        if let Item::Record(record) = item {
            read.get_or_insert(*record);
        }
        ControlFlow::Continue(())
    })
    .unwrap();
    corpus::describe_on(read.unwrap(), Gazetteer::builtin(), today())
}

/// A field as one text; `-` for none.
fn of(document: &Document, field: &str) -> String {
    let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let value = match field {
        "标题" => document.title.clone(),
        "字号" => document.number.clone().unwrap_or_default(),
        "机关" => document.agencies.join("、"),
        "日期" => date(document.date),
        "成文" => date(document.dates.issued),
        "发布" => date(document.dates.published),
        "施行" => date(document.dates.effective),
        "失效" => date(document.dates.expires),
        "区域" => document.region.join("/"),
        "区" => document.district.clone().unwrap_or_default(),
        "级别" => document.level.map(Level::name).unwrap_or_default().to_owned(),
        "文种" => document.doc_type.clone().unwrap_or_default(),
        "类别" => document.kind.name().to_owned(),
        "效力" => document.status.as_ref().map(|s| s.value.name().to_owned()).unwrap_or_default(),
        "附" => {
            let titles = document.attachments.iter().map(|attached| attached.title.clone());
            titles.collect::<Vec<_>>().join("、")
        }
        "引" => {
            let names = document.references.iter().map(|reference| {
                let name = reference.title.clone().or(reference.number.clone());
                format!(
                    "{}{}",
                    name.unwrap_or_default(),
                    if reference.repealed { "（废止）" } else { "" }
                )
            });
            names.collect::<Vec<_>>().join("、")
        }
        "疑" => {
            let doubts = document.doubts.iter().map(|d| format!("{}:{}", d.field, d.value));
            doubts.collect::<Vec<_>>().join("、")
        }
        "推断" => {
            let fields = document.inferred.iter().map(|inference| inference.field.clone());
            let mut fields: Vec<String> = fields.collect();
            fields.sort();
            fields.join(" ")
        }
        "章" => {
            document.body.iter().filter_map(|s| s.heading.clone()).collect::<Vec<_>>().join("、")
        }
        _ => panic!("{field}"),
    };
    if value.is_empty() { "-".to_owned() } else { value }
}
