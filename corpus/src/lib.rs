//! What a policy document is, and how files become documents.
//!
//! Data flows from [`readers`], which turn one file into documents with the fields that it
//! states, through [`describe`], which derives the rest (canonical agencies, level, identity),
//! to [`merge`], which makes one document of the records that several sources have of it.

pub mod agency;
mod best_path;
pub mod corrections;
pub mod cue;
pub mod date;
pub mod describe;
pub mod doc_type;
pub mod document;
pub mod entity;
mod error;
pub mod fold;
pub mod gazetteer;
pub mod identity;
pub mod kind;
mod law;
mod letter;
pub mod library;
pub mod likeness;
pub mod merge;
pub mod metadata;
mod notice;
pub mod number;
mod numeral;
mod place;
pub mod readers;
mod references;
mod table;
pub mod time;
mod title;
mod validity;

pub use date::{DateRange, PartialDate};
pub use document::Document;
pub use error::{Error, Result};
pub use kind::Kind;
