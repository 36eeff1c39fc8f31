//! OFD files by their parts: the entry, the document, two pages and a template, in this order, a form
//! feed between them. The promises of every reader.

#![no_main]

use invariants::{package, panics, reading};
use libfuzzer_sys::fuzz_target;

const PARTS: [&str; 5] = [
    "OFD.xml",
    "Doc_0/Document.xml",
    "Doc_0/Pages/Page_0/Content.xml",
    "Doc_0/Pages/Page_1/Content.xml",
    "Doc_0/Tpls/Tpl_0/Content.xml",
];

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    reading::read("通知.ofd", &package::of(data, &PARTS, &[]));
});
