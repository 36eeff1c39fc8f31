//! What a policy document is: its fields, its text as a tree, where it came from; what makes two
//! records one document, and two documents versions of one.

#![cfg_attr(test, allow(clippy::disallowed_methods))] // Tests read with the built-in names.

pub mod body;
pub mod document;
pub mod fields;
pub mod headers;
pub mod identity;
pub mod likeness;
pub mod merge;
pub mod naming;
pub mod placeholders;
pub mod record;
pub mod status;
pub mod title;

pub use document::Document;
pub use record::Record;
