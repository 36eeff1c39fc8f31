//! What a policy document is, and how files become documents.
//!
//! Four crates below this folder, each using only those before it: [`language`] (what words mean),
//! [`document`] (what a document is), [`readers`] (files become records of what they state) and
//! [`describing`] (what follows from that). Readers and describing never see each other. This crate
//! holds the built-in library and hands the rest on.

pub mod builtin;

pub use ::document::{
    Document, Record, body, document, fields, headers, identity, likeness, merge, naming, record,
    status, title,
};
pub use describing::{corrections, describe, describe_on};
pub use language::Error as TextError;
pub use language::{
    DateRange, Kind, Level, Moment, PartialDate, agency, cue, date, doc_type, encoding, entity,
    fold, gazetteer, kind, level, number, numeral, quantity, sentences, table, time, unseen,
};
pub use readers;
