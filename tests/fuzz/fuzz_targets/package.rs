//! Zip files, byte by byte: their directories, what is told to be in them, and archives in archives.
//! The promises of every reader.

#![no_main]

use invariants::{panics, reading};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: panics::let_libraries_unwind(), |data: &[u8]| {
    reading::read("附件.zip", data);
});
