//! What files hold, read again by other libraries where they are no texts.

use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};
use corpus::PartialDate;
use strum::IntoEnumIterator;

use super::*;
use crate::about::About;
use crate::table::{Cell, Column, Quote};

/// What must not become anything but a text.
const HOSTILE: [&str; 5] =
    ["=cmd|'/c calc'!A1", "+1", "@SUM(A1)", "甲|乙\n丙*丁*<b>", "控\u{0}制\u{1b}[31m符"];

fn table() -> Table {
    let about = About {
        query: "区块链".to_owned(),
        conditions: vec!["机构 市科委".to_owned()],
        layout: String::new(),
        total: 3,
        listed: 2,
        commit: "0123456789abcdef".to_owned(),
        committed: "2026-11-27T23:00:00Z".parse().ok(),
        made: "2026-11-28T12:30:00+08:00[+08:00]".parse().expect("a time"),
        notices: vec!["=提示".to_owned()],
    };
    let columns = vec![
        Column::new("date", "时间", 8),
        Column::new("title", "政策", 18),
        Column::new("content", "内容", 26),
        Column::new("count", "数", 5),
    ];
    Table { caption: "“区块链”相关政策".to_owned(), columns, rows: 0, about }
}

fn rows() -> Vec<Row> {
    let date = |date: &str, written: &str| {
        Cell::Date(date.parse::<PartialDate>().expect("a date"), written.to_owned())
    };
    let quote = |place: &str, words: &str| Quote {
        place: place.to_owned(),
        words: words.to_owned(),
        follows: false,
    };
    let quotes =
        vec![quote("第三章 第十二条", "甲。"), quote("第三章 第十二条", "丙。"), quote("", "乙。")];
    let mut rows = vec![
        Row::Group("2019年".to_owned()),
        Row::Cells {
            cells: vec![
                date("2019-12", "2019 年 12 月"),
                Cell::text("某办法"),
                Cell::Quotes(quotes),
                Cell::Number(1234.5, 1),
            ],
            source: "a.txt 表1 第2行".to_owned(),
            note: "a.txt 表1 第2行".to_owned(),
        },
    ];
    rows.extend(HOSTILE.map(|text| Row::Cells {
        cells: vec![
            date("2019-12-03", "2019年12月3日"),
            Cell::text(text),
            Cell::Empty,
            Cell::count(3),
        ],
        source: String::new(),
        note: String::new(),
    }));
    rows
}

fn written(format: Format, rows: impl IntoIterator<Item = Row>) -> Vec<u8> {
    let rows: Vec<Row> = rows.into_iter().collect();
    let table = Table { rows: rows.len(), ..table() };
    let mut out = Vec::new();
    write(format, &table, &mut rows.into_iter().map(Ok), &mut out).expect("a table");
    out
}

fn text(format: Format) -> String {
    String::from_utf8(written(format, rows())).expect("UTF-8")
}

#[test]
fn the_same_table_makes_the_same_file() {
    for format in Format::iter() {
        let again = || written(format, rows());
        assert_eq!(again(), again(), "{format}");
    }
}

#[test]
fn every_file_says_how_it_was_made() {
    for format in [Format::Markdown, Format::Csv] {
        let text = text(format);
        for said in [
            "区块链",
            "机构 市科委",
            "共 3 篇，列出 2 篇",
            "0123456789ab（2026-11-28 07:00 建立）",
            "2026-11-28 12:30",
            "=提示",
        ] {
            assert!(text.contains(said), "{format}: {said}");
        }
    }
}

#[test]
fn markdown_is_a_table_of_texts() {
    let text = text(Format::Markdown);
    let expected = "**“区块链”相关政策**\n\n| 时间 | 政策 | 内容 | 数 |\n| --- | --- | --- | --- |\n\
                    | **2019年** |  |  |  |\n\
                    | 2019 年 12 月 | 某办法 | 第三章 第十二条：甲。……丙。<br>乙。 | 1234.5 |\n";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("甲\\|乙<br>丙\\*丁\\*\\<b>"), "{text}");
    assert!(!text.contains('\u{0}') && !text.contains('\u{1b}'));
}

#[test]
fn csv_has_a_row_a_line_and_no_formulas() {
    let text = text(Format::Csv);
    let expected = "\u{feff}时间,政策,内容,数\n2019年\n\
                    2019 年 12 月,某办法,第三章 第十二条：甲。……丙。　乙。,1234.5\n\
                    2019年12月3日,'=cmd|'/c calc'!A1,,3\n2019年12月3日,'+1,,3\n";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains("提示,'=提示\n"), "{text}");
}

#[test]
fn json_has_the_keys_of_the_columns() {
    let value: serde_json::Value = serde_json::from_str(&text(Format::Json)).expect("JSON");
    let first = &value["rows"][0];
    assert_eq!(first["group"], "2019年");
    assert_eq!(first["date"], "2019 年 12 月");
    assert_eq!(first["content"][0]["place"], "第三章 第十二条");
    assert_eq!(first["count"], 1234.5);
    assert_eq!(value["rows"][1]["title"], HOSTILE[0]);
    assert_eq!(value["about"]["total"], 3);
    assert_eq!(value["about"]["made"], "2026-11-28T04:30:00Z");
}

#[test]
fn a_workbook_is_read_by_another_library() {
    let bytes = written(Format::Xlsx, rows());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("表格").expect("the table");
    let at = |row, column| sheet.get_value((row, column)).cloned().unwrap_or_default();
    assert_eq!(at(0, 1), Data::String("政策".to_owned()));
    assert_eq!(at(1, 0), Data::String("2019年".to_owned()));
    let month = at(2, 0).as_datetime().expect("a date").to_string();
    assert_eq!(month, "2019-12-01 00:00:00");
    assert_eq!(at(2, 2), Data::String("第三章 第十二条：甲。……丙。\n乙。".to_owned()));
    assert_eq!(at(2, 3), Data::Float(1234.5));
    assert_eq!(at(3, 1), Data::String(HOSTILE[0].to_owned()));
    assert_eq!(at(7, 1), Data::String("控制[31m符".to_owned()));
    assert!(book.worksheet_formula("表格").expect("formulas").is_empty());
    let about = book.worksheet_range("说明").expect("how it was made");
    assert_eq!(about.get_value((1, 1)), Some(&Data::String("区块链".to_owned())));
}

#[test]
fn a_cell_of_a_workbook_holds_no_more_than_it_can() {
    let long = Cell::text("字".repeat(40_000));
    let row =
        Row::Cells { cells: vec![Cell::Empty, long], source: String::new(), note: String::new() };
    let bytes = written(Format::Xlsx, [row]);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("表格").expect("the table");
    let cell = sheet.get_value((1, 1)).map(ToString::to_string).unwrap_or_default();
    assert_eq!(cell.encode_utf16().count(), 32_767);
    assert!(cell.ends_with("……（未完）"));
}

#[test]
fn word_ends_at_its_most_rows_and_says_so() {
    let row =
        || Row::Cells {
            cells: vec![Cell::text("甲")], source: String::new(), note: String::new()
        };
    let bytes = written(Format::Docx, std::iter::repeat_with(row).take(MOST_WORD_ROWS + 5));
    let document = part(&bytes, "word/document.xml");
    assert_eq!(document.matches("<w:tr>").count(), MOST_WORD_ROWS + 1);
    assert!(document.contains("另有 5 行没有列出"));
}

#[test]
fn word_repeats_the_header_and_has_footnotes_with_numbers() {
    let bytes = written(Format::Docx, rows());
    let document = part(&bytes, "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader />").count(), 1);
    assert_eq!(document.matches("<w:footnoteReference ").count(), 1);
    for font in ["黑体", "宋体", "仿宋"] {
        assert!(document.contains(font), "{font}");
    }
    assert!(!document.contains('\u{0}') && !document.contains('\u{1b}'));
    let footnotes = part(&bytes, "word/footnotes.xml");
    assert!(footnotes.contains("<w:footnoteRef />") && footnotes.contains("a.txt 表1 第2行"));
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut part = String::new();
    let mut file = archive.by_name(name).expect("a part");
    std::io::Read::read_to_string(&mut file, &mut part).expect("UTF-8");
    part
}
