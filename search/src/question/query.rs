//! A query as read: the words that documents must have, the filters it names,
//! and the characters by which it ranks. `reading` makes it.

use corpus::number::Parts;

use super::spans::{Question, Span, SpanMeaning};
use crate::message::{Applied, Excluded, Filters, Intent, Receipt};

/// What parts words that are not marked as one.
pub(crate) const COMMAS: [char; 5] = ['，', ',', '、', '：', ':'];

/// A query as read.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Query {
    /// The words that documents should have, each once.
    pub(crate) words: Vec<QueryWord>,
    /// What documents must have or must not have, strictly.
    pub(crate) clauses: Vec<Clause>,
    /// What documents must have besides: it narrows what is found.
    pub(crate) within: Vec<Clause>,
    /// Numbers that no document of the library has, as they are written.
    pub(crate) unknown_numbers: Vec<String>,
    /// Filters that the query names, by field or in its words.
    pub(crate) filters: Filters,
    /// Filters that documents had better pass.
    pub(crate) preferred: Filters,
    /// What documents must not have, as it is told; `clauses` say it to the index.
    pub(crate) excluded: Excluded,
    /// The words that filters and preferences were read from.
    pub(crate) receipts: Vec<Receipt>,
    /// What the words of the query name, applied or not.
    pub(crate) named: Filters,
    /// What it asks for.
    pub(crate) question: Question,
    /// Whether it is running text, without operators, quotation marks and fields.
    pub(crate) is_plain: bool,
    /// What is marked in texts: words and phrases, in runs that sentence ends separate.
    pub(crate) marks: Vec<Runs>,
    /// The folded characters of neighbouring words together: their singles and pairs rank.
    pub(crate) runs: Runs,
    /// The folded words of two characters and more that rank.
    pub(crate) ranked_words: Vec<String>,
}

/// Folded characters in runs that sentence ends separate.
pub(crate) type Runs = Vec<Vec<char>>;

/// A word that documents should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct QueryWord {
    /// The characters as typed.
    pub(crate) text: String,
    /// The characters to find.
    pub(crate) runs: Runs,
    /// The term that it is cut into where a short number counts something: 5万 is not in 2.5万.
    pub(crate) count: Option<String>,
    /// The same written otherwise: 20条 for 二十条.
    pub(crate) spellings: Vec<String>,
    /// Words that do as well.
    pub(crate) synonyms: Vec<String>,
    /// The number of the part that it is of: words typed without anything between them are one.
    pub(crate) part: usize,
}

/// A condition on documents.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Clause {
    /// The runs stand in a text of the document.
    Runs(Runs),
    /// The runs stand in its title.
    Title(Runs),
    /// Its 发文字号 has these parts.
    Number(Parts),
    /// Its 发文字号 is one of these.
    Numbers(Vec<String>),
    /// It passes the filters.
    Passes(Box<Filters>),
    /// The clause does not hold.
    Not(Box<Clause>),
    /// All hold.
    All(Vec<Clause>),
    /// One of them holds.
    Any(Vec<Clause>),
}

impl Query {
    /// Whether the query has nothing to find or to rank by.
    pub(crate) fn asks_nothing(&self) -> bool {
        self.words.is_empty()
            && self.clauses.is_empty()
            && self.named == Filters::default()
            && self.filters == Filters::default()
    }

    /// Gives the receipts their words as they were typed.
    pub(crate) fn quote_receipts(&mut self, typed: &str) {
        for receipt in &mut self.receipts {
            let length = receipt.end.0 - receipt.start.0;
            let words = typed.chars().skip(receipt.start.0).take(length);
            receipt.words = words.collect();
        }
    }

    /// Whether the query has anything to rank by.
    pub(crate) fn ranks(&self) -> bool {
        !self.runs.is_empty()
    }

    /// Whether something was read out of its words that excludes documents or orders them, or a time.
    pub(crate) fn is_interpreted(&self) -> bool {
        let excludes =
            |receipt: &Receipt| matches!(receipt.applied, Applied::Filter | Applied::Exclude);
        let is_time = |span: &Span| matches!(span.meaning, SpanMeaning::Dates { .. });
        self.receipts.iter().any(excludes)
            || self.question.intent != Intent::Search
            || self.question.spans.iter().any(is_time)
    }

    /// How many characters its words have that nothing else was read out of.
    pub(crate) fn own_chars(&self) -> usize {
        self.words.iter().map(|word| word.text.chars().count()).sum()
    }

    /// Whether the times that it names may become a preference where they exclude everything: the
    /// question has words of its own and does not count.
    pub(crate) fn dates_may_give_way(&self) -> bool {
        !self.filters.dates.is_empty()
            && !self.words.is_empty()
            && self.question.intent != Intent::Count
    }
}
