//! What the words of Chinese official documents mean, wherever they stand: characters, numerals,
//! dates and times, quantities, 发文字号, names of places and agencies, kinds and types of documents.
//!
//! The lowest floor of the corpus: it knows texts, and no documents or files.

#![cfg_attr(test, allow(clippy::disallowed_methods))] // Tests read with the built-in names.

pub mod doc_type;
mod error;
pub mod kind;
pub mod level;
mod names;
pub mod number;
pub mod quantity;
mod text;
pub mod time;

pub use error::{Error, Result};
pub use kind::Kind;
pub use level::Level;
pub use names::{agency, cue, division, entity, gazetteer};
pub use text::{encoding, fold, numeral, sentences, table, unseen};
pub use time::date::{self, DateRange, PartialDate};
pub use time::moment::Moment;
