//! Text and Markdown files, in whatever encoding, and what is described of them: beside the promises of
//! every reader, no letter is in a record that is not in the text, or in the name of the file.

#![no_main]

use std::path::Path;

use corpus::encoding;
use invariants::{panics, reading};
use libfuzzer_sys::fuzz_target;

const NAME: &str = "库/通知.md";

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    let records = reading::read(NAME, data);
    if let Ok(text) = encoding::text(data, Path::new(NAME)) {
        reading::assert_invents_nothing(&records, &(text + NAME));
    }
});
