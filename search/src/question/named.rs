//! Words of a query that name documents of the library. They are looked up there before the query
//! is read (`naming`), and come before what the words could mean otherwise.

use super::spans::Span;
use crate::message::CharOffset;

/// What of a query names documents.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct NamedWords {
    pub(crate) title: Option<NamedTitle>,
    /// In order, none overlapping.
    pub(crate) numbers: Vec<NamedNumber>,
}

/// A title that a query consists of, but for words around it that only ask for it (全文).
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NamedTitle {
    pub(crate) start: CharOffset,
    pub(crate) end: CharOffset,
    /// The title of the first document that it names.
    pub(crate) value: String,
    /// Whether its words are read as nothing else.
    pub(crate) is_all: bool,
}

/// A 发文字号.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NamedNumber {
    pub(crate) start: CharOffset,
    pub(crate) end: CharOffset,
    /// The numbers of the library that it is; none where no document has it.
    pub(crate) numbers: Vec<String>,
    /// The ways to write the number of a standard in texts, folded; none for others.
    pub(crate) spellings: Vec<String>,
}

impl NamedNumber {
    /// Whether other words of the query stand in it.
    pub(super) fn overlaps(&self, span: &Span) -> bool {
        span.start < self.end && self.start < span.end
    }
}

impl NamedWords {
    /// The query without the words around its title, which become white space, character for
    /// character.
    pub(super) fn without_asking(&self, query: &str) -> String {
        let Some(title) = &self.title else { return query.to_owned() };
        let inside = |at| (title.start.0..title.end.0).contains(&at);
        query.chars().enumerate().map(|(at, c)| if inside(at) { c } else { ' ' }).collect()
    }
}
