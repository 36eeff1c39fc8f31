//! ODS workbooks by their content. The promises of every reader.

#![no_main]

use invariants::{package, panics, reading};
use libfuzzer_sys::fuzz_target;

const CONSTANT: [(&str, &str); 2] = [
    ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
    (
        "META-INF/manifest.xml",
        r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#,
    ),
];

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    reading::read("台账.ods", &package::of(data, &["content.xml"], &CONSTANT));
});
