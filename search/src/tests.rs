//! What must always hold of a search, on real text and on random text.

mod counts;
mod library;
mod narrowing;
mod numerals;
mod properties;
mod tables;
mod understanding;
