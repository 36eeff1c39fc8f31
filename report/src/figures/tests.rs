//! What figures documents have, and where they stand.

use corpus::document::{Block, Document, Fields, Section, Table};

use super::*;
use crate::about::About;
use crate::table::{Cell, Column, Row};

#[test]
fn on_paper_there_is_one_note_for_a_document() {
    let about = About {
        query: String::new(),
        conditions: Vec::new(),
        layout: String::new(),
        total: 2,
        listed: 2,
        commit: String::new(),
        committed: None,
        made: jiff::Zoned::now(),
        notices: Vec::new(),
    };
    let columns = ["subject", "low", "document"].map(|key| Column::new(key, key, 4)).to_vec();
    let row = |subject: &str, source: &str| Row::Cells {
        cells: vec![Cell::text(subject), Cell::count(1), Cell::text(source)],
        source: source.to_owned(),
        note: source.to_owned(),
    };
    let table = crate::table::Table { caption: String::new(), columns, rows: 3, about };
    let (table, rows) = printed(table, vec![row("甲", "一"), row("乙", "一"), row("丙", "二")]);
    let keys: Vec<&str> = table.columns.iter().map(|column| column.key.as_str()).collect();
    assert_eq!(keys, ["subject", "document"]);
    let told: Vec<(usize, &str)> = rows
        .iter()
        .map(|row| match row {
            Row::Cells { cells, note, .. } => (cells.len(), note.as_str()),
            Row::Group(_) => (0, ""),
        })
        .collect();
    assert_eq!(told, [(2, "一"), (2, ""), (2, "二")]);
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}

#[test]
fn figures_have_their_sentence_and_place() {
    let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
    let table = Table {
        caption: Some("表 1 补贴标准，共2项".to_owned()),
        header: row(["项目", "标准（3档）"]),
        rows: vec![row(["设备", "20万元"])],
    };
    let chapter = Section {
        heading: Some("第二章 支持措施".to_owned()),
        blocks: vec![
            paragraph("第三条 到2027年，规模达到50亿元；占比不低于10%。其中2家上市。"),
            Block::Table(table),
        ],
        sections: Vec::new(),
    };
    let document = Document {
        fields: Fields { summary: Some("提出20条措施。".to_owned()), ..Fields::default() },
        body: vec![
            Section { blocks: vec![paragraph("财政投入1亿元。")], ..Section::default() },
            chapter,
        ],
        ..Document::default()
    };
    let expected = [
        ("摘要", "措施", "20条", None, "提出20条措施。"),
        ("第1段", "财政投入", "1亿元", None, "财政投入1亿元。"),
        (
            "第二章 第三条",
            "规模",
            "50亿元",
            Some(2027),
            "第三条 到2027年，规模达到50亿元；占比不低于10%。",
        ),
        (
            "第二章 第三条",
            "占比",
            "10%",
            Some(2027),
            "第三条 到2027年，规模达到50亿元；占比不低于10%。",
        ),
        ("第二章 第三条", "上市", "2家", None, "其中2家上市。"),
        ("第二章 第三条 表 1第1行", "设备", "20万元", None, "设备 | 20万元"),
    ];
    let found = figures(&document, None);
    let told: Vec<_> = found
        .iter()
        .map(|figure| {
            let subject = figure.subject.as_deref().unwrap_or_default();
            (
                figure.place.as_str(),
                subject,
                figure.written.as_str(),
                figure.years.as_ref().map(|years| *years.end()),
                figure.sentence.as_str(),
            )
        })
        .collect();
    assert_eq!(told, expected);
    assert!(found.iter().all(|figure| figure.nearness == Nearness::Sentence));
}
