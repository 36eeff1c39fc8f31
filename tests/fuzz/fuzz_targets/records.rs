//! JSON lines: beside the promises of every reader, each record stands in a line below the one before,
//! has an id, and has the id that its line states.

#![no_main]

use invariants::{panics, reading};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    let records = reading::read("库.jsonl", data);
    let lines = reading::lines(&records);
    assert!(lines.is_sorted_by(|a, b| a < b), "{lines:?}");
    assert!(lines.iter().all(|&line| line <= reading::count_lines(data)), "{lines:?}");
    for (record, line) in records.iter().zip(lines) {
        assert!(!record.id.is_empty(), "{record:?}");
        let given = data.split(|&byte| byte == b'\n').nth(line - 1).unwrap_or_default();
        // A line in another encoding may be UTF-8 by chance, unless it has ideographs there.
        let Ok(line) = std::str::from_utf8(given) else { continue };
        let ideographs = line.chars().filter(|c| c.len_utf8() == 3).count();
        if !given.is_ascii() && ideographs < 2 {
            continue;
        }
        let Ok(Value::Object(given)) = serde_json::from_str(line) else { continue };
        if let Some(Value::String(id)) = given.get("id") {
            assert_eq!(record.id, id.trim());
        }
    }
});
