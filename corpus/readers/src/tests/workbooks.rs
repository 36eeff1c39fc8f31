//! Workbooks that list documents on several pages, and those that list none.

use std::io::{Cursor, Write};

use super::*;

/// A workbook with a sheet of these rows.
fn workbook(rows: &str) -> Vec<u8> {
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |row: &str| format!("<row>{}</row>", row.split('|').map(cell).collect::<String>());
    let rows: String = rows.split('/').map(row).collect();
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{package}\">\
             <Relationship Id=\"rId1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let parts = [
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!(
                "<workbook {main} xmlns:r=\"{office}\"><sheets>\
                 <sheet name=\"甲\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", relation("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet {main}><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    let mut packed = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        packed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        packed.write_all(text.as_bytes()).unwrap();
    }
    packed.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_of_something_else_is_one_document() {
    let cases = [
        ("江城市桥下空间资金安排表/区县|座数/滨江区|3/东湖区|2", "江城市桥下空间资金安排表"),
        ("附件2/桥下空间运营企业名单/序号|企业名称/1|江城长桥公司", "桥下空间运营企业名单"),
        ("序号|名称|主要内容/1|桥面铺装|沥青混凝土", "表"),
        ("标题|关于做好甲的通知|有效性|/文号||发布日期|2024-03-05", "关于做好甲的通知"),
    ];
    for (rows, title) in cases {
        let read = documents("表.xlsx", &workbook(rows));
        let titles: Vec<&str> = read.iter().map(|record| record.fields.title.as_str()).collect();
        assert_eq!(titles, [title], "{rows}");
        assert_eq!(read[0].fields.number, None, "{rows}");
    }
}

#[test]
fn pages_of_a_ledger_repeat_its_header() {
    let head = "序号|文件名称|发文|||备注/||单位|字号|日期|";
    let first = "1|关于做好甲的通知|江城市财政局|江财〔2024〕3号|45356|";
    let second = "2|甲管理办法|江城市教育局|江教〔2024〕4号|24.3.5|";
    let read =
        documents("表.xlsx", &workbook(&format!("目录/{head}/{first}/{head}/{second}/合计|2")));
    let rows = read.iter().map(|record| {
        let fields = &record.fields;
        let date =
            fields.date.or(fields.dates.issued).map(|date| date.to_string()).unwrap_or_default();
        format!("{} {} {date}", fields.title, fields.agencies.join("、"))
    });
    let expected =
        ["关于做好甲的通知 江城市财政局 2024-03-05", "甲管理办法 江城市教育局 2024-03-05"];
    assert_eq!(rows.collect::<Vec<_>>(), expected);
}
