//! What names documents.

use std::collections::BTreeSet;

use super::*;

/// Whether words name a document of this title.
fn nearness(words: &str, title: &str) -> Option<Nearness> {
    let names = Gazetteer::builtin();
    let mut document = Document::default();
    document.fields.title = title.to_owned();
    document.attachments = title::attachments(title);
    let known = of_document(&document, names);
    let asked = of_words(words, names);
    let same = |name: &&Name| {
        asked.iter().any(|asked| match (asked.nearness, name.nearness) {
            (Nearness::Whole, Nearness::Whole) => asked.key == name.key,
            (Nearness::Whole, _) | (_, Nearness::Whole) => false,
            _ => asked.key == name.key,
        })
    };
    known.iter().filter(same).map(|name| name.nearness).min()
}

#[test]
fn words_name_titles() {
    use Nearness::{Bare, Loose, Printed, Short, Whole};
    let cases = [
        ("中华人民共和国公司法", "中华人民共和国公司法", Some(Whole)),
        ("《公司法》", "中华人民共和国公司法（2018年修正）", Some(Bare)),
        ("公司法", "甲市公司法", None),
        ("上海数据条例", "上海市数据条例", Some(Bare)),
        ("数据条例", "上海市数据条例", Some(Short)),
        ("深圳市数据条例", "上海市数据条例", None),
        ("新疆水条例", "新疆维吾尔自治区水条例", Some(Bare)),
        ("上海市场监管条例", "上海市市场监管条例", Some(Bare)),
        ("上海市场监管条例", "上海市场监管条例", Some(Whole)),
        ("科技进步条例", "上海市科学技术进步条例", Some(Short)),
        ("上海实施代表法办法", "上海市实施《中华人民共和国代表法》办法", Some(Bare)),
        ("学前教育条例", "深圳经济特区学前教育条例", Some(Short)),
        ("水污染防治条例", "长阳土家族自治县水污染防治条例", Some(Short)),
        ("上海市2021年统计公报", "2021年上海市统计公报", Some(Bare)),
        ("2020年上海市统计公报", "2021年上海市统计公报", None),
        ("关于推进甲工作的意见", "国务院关于推进甲工作的意见", Some(Short)),
        ("推进甲工作的意见", "国务院关于推进甲工作的意见", Some(Short)),
        ("推进甲工作意见", "国务院关于推进甲工作的意见", Some(Short)),
        ("国务院关于推进甲工作的意见", "关于推进甲工作的意见", Some(Bare)),
        ("甲市技术交易办法", "关于印发《甲市技术交易办法》的通知", Some(Printed)),
        ("甲发展行动计划", "甲发展行动计划（2023—2025年）", Some(Loose)),
        ("宁波市台湾同胞条例", "浙江省台湾同胞条例", None),
        ("办法", "上海市办法", None),
        ("", "甲", None),
    ];
    for (words, title, expected) in cases {
        assert_eq!(nearness(words, title), expected, "{words} {title}");
    }
}

#[test]
fn contractions_are_shorter_and_stand_once() {
    let rows: Vec<Vec<&str>> =
        language::table::embedded(include_str!("../../../data/contractions.csv")).collect();
    let full: BTreeSet<&str> = rows.iter().map(|row| row[0]).collect();
    assert_eq!(full.len(), rows.len());
    for row in &rows {
        assert!(fold::key(row[1]).chars().count() < fold::key(row[0]).chars().count(), "{row:?}");
    }
}
