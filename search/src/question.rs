//! What a query asks: the query language is parsed, what the words name becomes filters with their
//! receipts, and what is left are the words to find and the characters to rank by.

mod asked;
mod folded;
mod language;
mod lexicon;
mod named;
mod numerals;
mod places;
mod query;
mod reading;
mod spans;
mod synonyms;
mod syntax;
mod typed;
mod understanding;

pub(crate) use asked::{Asked, QuestionTerm, WantedNumber};
pub(crate) use folded::FoldedText;
pub use language::{Rule, language};
pub(crate) use lexicon::{AskedFor, Filler, LEXICON, Measure, Unit};
pub(crate) use named::{NamedNumber, NamedTitle, NamedWords};
pub(crate) use numerals::{is_numeral, years};
pub(crate) use places::{NamedPlace, places};
pub(crate) use query::{COMMAS, Clause, Query, QueryWord, Runs};
pub use reading::shortened_query;
pub(crate) use reading::{GiveWay, Reading};
pub(crate) use synonyms::Synonyms;
pub(crate) use syntax::titles_named;
pub use typed::typed_time;
