//! Word documents by their parts: text, styles, numbering and notes, in this order, a form feed between
//! them. The promises of every reader.

#![no_main]

use invariants::{package, panics, reading};
use libfuzzer_sys::fuzz_target;

const PARTS: [&str; 5] = [
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/endnotes.xml",
];

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    reading::read("通知.docx", &package::of(data, &PARTS, &[]));
});
