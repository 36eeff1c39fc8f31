//! XLSX workbooks by their parts: a sheet, shared strings, formats, another sheet and the list of sheets,
//! in this order, a form feed between them. The promises of every reader.

#![no_main]

use invariants::{package, panics, reading};
use libfuzzer_sys::fuzz_target;

const PARTS: [&str; 5] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet2.xml",
    "xl/workbook.xml",
];

/// Where the workbook is, and which of its parts has which id.
const RELATIONS: [(&str, &str); 2] = [
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>"#,
    ),
];

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    reading::read("台账.xlsx", &package::of(data, &PARTS, &RELATIONS));
});
