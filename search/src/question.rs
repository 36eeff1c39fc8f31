//! What a query asks: the query language is parsed, what the words name becomes filters with their
//! receipts, and what is left are the words to find and the characters to rank by.

mod fillers;
mod language;
mod query;
mod reading;
mod synonyms;
mod syntax;
mod understanding;

pub(crate) use fillers::Filler;
pub use language::{Rule, language};
pub(crate) use query::{Clause, Query, QueryWord, Runs};
pub(crate) use reading::Reading;
pub(crate) use synonyms::Synonyms;
