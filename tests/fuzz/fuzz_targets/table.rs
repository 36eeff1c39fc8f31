//! Tables of text, with the delimiter found out and given: beside the promises of every reader, each
//! record has a title and stands in a line of the file below the one before, and none has a letter that
//! is not in the file.

#![no_main]

use std::path::Path;

use corpus::encoding;
use invariants::{panics, reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    for name in ["台账.csv", "台账.tsv"] {
        let records = reading::read(name, data);
        let lines = reading::lines(&records);
        assert!(lines.is_sorted_by(|a, b| a < b), "{lines:?}");
        assert!(lines.iter().all(|&line| line <= reading::count_lines(data)), "{lines:?}");
        assert!(records.iter().all(|record| !record.fields.title.is_empty()), "{records:?}");
        if let Ok(text) = encoding::text(data, Path::new(name)) {
            reading::assert_invents_nothing(&records, &text);
        }
    }
});
