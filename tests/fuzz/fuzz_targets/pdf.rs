//! PDF files, byte by byte. The promises of every reader.

#![no_main]

use invariants::{panics, reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    reading::read("通知.pdf", data);
});
