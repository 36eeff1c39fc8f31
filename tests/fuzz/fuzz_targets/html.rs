//! Web pages, also those that call themselves spreadsheets: beside the promises of every reader, nothing
//! of a script is in a record.

#![no_main]

use invariants::{panics, reading};
use libfuzzer_sys::fuzz_target;

/// A character that no input is made of, in the script that is put before the page.
const OF_SCRIPT: char = '龘';

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    reading::read("网页.xls", data);
    reading::read("网页.html", data);
    if let Ok(page) = std::str::from_utf8(data)
        && !page.contains(OF_SCRIPT)
    {
        let page = format!("<script>var {OF_SCRIPT} = '<p>{OF_SCRIPT}</p>';</script>{page}");
        for record in reading::read("网页.html", page.as_bytes()) {
            let passages = record.passages();
            let said = passages.iter().map(|passage| &*passage.text);
            let says_script = said.chain([&*record.fields.title]).any(|text| text.contains(OF_SCRIPT));
            assert!(!says_script, "{record:?}");
        }
    }
});
