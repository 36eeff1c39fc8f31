//! Readers, one per format: each turns a file into records that carry what the file states, in its
//! own words, and nothing else. Deriving fields is the work of `describing`, which readers do not
//! know.
//!
//! Rooms, from the lowest: `source` (what is read, and where it goes), `programs` (those of others),
//! `container` (zip, XML, encryption), `text` (marks and numbers of lines), `sheet` (cells, tables,
//! rows), `outline` (pieces and sections), `head` (title and stated fields), `manuscript` (a text on
//! its way to records), `pages` (text by its place on pages), `recognition` (the text of pictures of
//! pages), `formats` (one file each), `opening` (which format, and what is in archives). A file uses
//! only rooms before its own.

#![cfg_attr(test, allow(clippy::disallowed_methods))] // Tests read with the built-in names.

mod container;
mod error;
mod formats;
mod head;
mod manuscript;
mod opening;
mod outline;
mod pages;
mod programs;
mod recognition;
mod sheet;
mod source;
mod text;

pub use error::{ConversionFault, Crash, Damage, Error, RecognitionFault, RecordFault, Result};
pub use opening::format::is_by_product;
pub use opening::isolation::{Isolation, serve};
pub use opening::{is_readable_name, member, read_bytes, read_file};
pub use source::Item;

#[cfg(test)]
mod tests;
