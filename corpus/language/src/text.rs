//! Bytes, characters and cells: encodings, folding, sentences, numerals, tables of data.

pub mod encoding;
pub mod fold;
pub mod numeral;
pub mod sentences;
pub mod table;
pub mod unseen;
