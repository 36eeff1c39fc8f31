//! Reading a query: the query language is parsed, what its words name becomes
//! filters with their receipts, and what is left are the words to find.

mod clauses;
mod pieces;
mod remarks;
mod spans;
#[cfg(test)]
mod tests;
mod words;

use corpus::PartialDate;
use corpus::gazetteer::Gazetteer;
use corpus::number::Parts;
use indexer::analysis::Analyzer;

use super::asked::Asked;
use super::query::{Clause, Query};
use super::synonyms::Synonyms;
use super::syntax::{self, Expression};
use super::understanding::understand;
use crate::message::{FilterField, Notice};
use pieces::{Piece, is_inside};
use remarks::{malformed, say_if_empty, shorten};

/// The most characters of a query that are read; what comes after adds nothing but time.
const MOST_CHARS: usize = 1000;
/// The same for one run of characters, which is read as a whole.
const MOST_LITERAL_CHARS: usize = 10_000;

/// What stands around the year of a 发文字号.
const NUMBER_BRACKETS: [char; 4] = ['〔', '［', '[', '﹝'];

/// What a query is read with.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) analyzer: &'a Analyzer,
    /// The names that questions are understood by; `None` reads words only.
    pub(crate) names: Option<&'a Gazetteer>,
    /// `None` finds each word only as it is written.
    pub(crate) synonyms: Option<&'a Synonyms>,
    /// The day from which relative times count.
    pub(crate) today: PartialDate,
    /// Fields that are not to filter; what names them only ranks.
    pub(crate) ignore: &'a [FilterField],
    /// Fields that are filtered by already; what names them is not used again.
    pub(crate) given: &'a [FilterField],
    /// Whether times are a preference and no filter.
    pub(crate) dates_give_way: bool,
}

impl Reading<'_> {
    /// Reads a query. It never fails: what cannot be used is named in a notice.
    pub(crate) fn read_query(self, text: &str, notices: &mut Vec<Notice>) -> Query {
        let text = shorten(text, MOST_CHARS, notices);
        let mut reader = QueryReader::new(self);
        reader.expressions(text);
        notices.append(&mut reader.notices);
        notices.extend(malformed(&reader.unread));
        say_if_empty(&reader.query, text, notices);
        reader.query
    }

    /// Reads a query as one run of characters.
    pub(crate) fn read_literally(self, text: &str, notices: &mut Vec<Notice>) -> Query {
        let text = shorten(text, MOST_LITERAL_CHARS, notices);
        let mut reader = QueryReader::new(self);
        let clause = reader.runs(text, true);
        reader.query.clauses.extend(clause.map(Clause::Runs));
        say_if_empty(&reader.query, text, notices);
        reader.query
    }
}

/// Turns expressions into words, clauses and filters.
struct QueryReader<'a> {
    reading: Reading<'a>,
    query: Query,
    notices: Vec<Notice>,
    /// Parts of the query that were malformed.
    unread: Vec<String>,
}

impl<'a> QueryReader<'a> {
    fn new(reading: Reading<'a>) -> QueryReader<'a> {
        QueryReader { reading, query: Query::default(), notices: Vec::new(), unread: Vec::new() }
    }

    fn expressions(&mut self, typed: &str) {
        let names = self.reading.names;
        let understood = names.map(|names| understand(typed, names, self.reading.today));
        self.query.question = understood.unwrap_or_default();
        let text = &self.query.question.without_quotes(typed);
        let parsed = syntax::parse(text);
        self.unread = parsed.malformed;
        let mut pieces: Vec<Piece> = Vec::new();
        for expression in parsed.expressions {
            match expression {
                Expression::Words(written) => pieces.push(Piece::new(&written, text)),
                Expression::Field(named) => self.top_field(&named, text),
                other => {
                    let clause = self.clause(&other, true);
                    self.query.clauses.extend(clause);
                }
            }
        }
        let chars: Vec<char> = text.chars().collect();
        self.query.question.spans.retain(|span| is_inside(span, &pieces, &chars));
        self.spans(&typed.chars().collect::<Vec<char>>());
        self.pieces(&pieces, &chars);
        let words = self.query.words.iter().map(|word| word.runs.iter().flatten().collect());
        let words: Vec<String> = words.collect();
        let times = self.query.question.years();
        let asked = names.and_then(|names| Asked::of_query(typed, &words, &times, names));
        self.query.question.asked = asked;
    }

    /// What the words name that have a meaning of their own.
    fn spans(&mut self, typed: &[char]) {
        let named_by_field = self.query.filters.fields();
        let spans = std::mem::take(&mut self.query.question.spans);
        for span in &spans {
            self.span(span, typed, &named_by_field);
        }
        self.query.question.spans = spans;
    }

    /// The words between the spans.
    fn pieces(&mut self, pieces: &[Piece], chars: &[char]) {
        for piece in pieces {
            for part in piece.without(&self.query.question.spans) {
                let text: String = chars[part].iter().collect();
                if !self.number(&text) {
                    self.words(&text, false);
                }
            }
        }
        if self.query.question.spans.is_empty() && self.query.asks_nothing() {
            // A text of nothing but fillers is meant as it stands.
            pieces.iter().for_each(|piece| self.words(&piece.text, true));
        }
    }

    /// A whole 发文字号 stands for itself: 沪府发〔2019〕12号, also without the serial number.
    fn number(&mut self, text: &str) -> bool {
        let parts =
            Parts::parse(text).filter(|parts| parts.office.is_some() && parts.year.is_some());
        let Some(parts) = parts.filter(|_| text.contains(NUMBER_BRACKETS)) else { return false };
        self.query.clauses.push(Clause::Number(parts));
        self.runs(text, true);
        true
    }
}
