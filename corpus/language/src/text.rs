//! Bytes, characters and cells: encodings, folding, numerals, tables of data.

pub mod encoding;
pub mod fold;
pub mod numeral;
pub mod table;
