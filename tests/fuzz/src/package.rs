//! Packages out of parts: a fuzzer that changes bytes of a zip file seldom gets past its checksums, so
//! it changes the parts, which then are packed.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Stands between the parts of an input: a form feed, which no XML may have.
const SEPARATOR: u8 = 0x0C;

/// A package of constant parts, and of the parts of an input under these names; those that the input
/// lacks are left out.
pub fn of(data: &[u8], names: &[&str], constant: &[(&str, &str)]) -> Vec<u8> {
    let parts = data.splitn(names.len(), |&byte| byte == SEPARATOR);
    let constant = constant.iter().map(|&(name, text)| (name, text.as_bytes()));
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in constant.chain(names.iter().copied().zip(parts)) {
        package.start_file(name, stored).expect("a new part");
        package.write_all(part).expect("memory");
    }
    package.finish().expect("memory").into_inner()
}
