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
use indexer::analysis::{Analyzer, runs};

use super::asked::Asked;
use super::named::{NamedTitle, NamedWords};
use super::query::{COMMAS, Clause, Query};
use super::synonyms::Synonyms;
use super::syntax::{self, Expression};
use super::understanding::understand;
use crate::message::{Applied, FilterField, Filters, Intent, Notice, ReadField, Receipt};
use pieces::{Piece, is_inside};
pub use remarks::shortened_query;
use remarks::{malformed, say_if_empty};

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
    pub(crate) ignore: &'a [ReadField],
    /// Fields that are filtered by already; what names them is not used again.
    pub(crate) given: &'a [FilterField],
    /// What of the query names documents.
    pub(crate) named: &'a NamedWords,
    /// What of the query is a preference and no filter.
    pub(crate) give_way: GiveWay,
}

/// What is read out of a query and becomes a preference where as a filter it would hide what is
/// asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GiveWay {
    Nothing,
    /// Times: no document has the words in them.
    Dates,
    /// Everything: the query stands in a document word for word.
    All,
}

impl Reading<'_> {
    /// Reads a query. It never fails: what cannot be used is named in a notice.
    pub(crate) fn read_query(self, text: &str, notices: &mut Vec<Notice>) -> Query {
        let text = shortened_query(text, notices);
        let mut reader = QueryReader::new(self);
        reader.expressions(text);
        notices.append(&mut reader.notices);
        notices.extend(malformed(&reader.unread));
        say_if_empty(&reader.query, text, notices);
        reader.query
    }

    /// Reads a query as one run of characters.
    pub(crate) fn read_literally(self, text: &str, notices: &mut Vec<Notice>) -> Query {
        let text = shortened_query(text, notices);
        let mut reader = QueryReader::new(self);
        let clause = reader.runs(text, true);
        reader.query.clauses.extend(clause.map(Clause::Runs));
        say_if_empty(&reader.query, text, notices);
        reader.query
    }

    /// Reads what documents must have besides: what names, excludes or is put together does so as in
    /// a query of its own, and all else stands in them as it is. It is marked and does not rank.
    pub(crate) fn read_within(self, text: &str, query: &mut Query, notices: &mut Vec<Notice>) {
        let text = shortened_query(text, notices);
        let mut reader = QueryReader::new(Reading { ignore: &[], given: &[], ..self });
        reader.expressions(text);
        let own = std::mem::take(&mut reader.query);
        let filters = Some(own.filters).filter(|filters| *filters != Filters::default());
        let is_running = own.is_plain && own.clauses.is_empty() && filters.is_none();
        let words: Vec<&str> = match is_running {
            true => text.split_whitespace().collect(),
            false => own.words.iter().map(|word| word.text.as_str()).collect(),
        };
        let words = words.into_iter().filter_map(|word| reader.runs(word, true));
        query.within.extend(words.map(Clause::Runs));
        query.within.extend(own.clauses);
        query.within.extend(filters.map(|filters| Clause::Passes(Box::new(filters))));
        query.marks.extend(own.marks);
        query.marks.append(&mut reader.query.marks);
        notices.append(&mut reader.notices);
        notices.extend(malformed(&reader.unread));
    }
}

/// Turns expressions into words, clauses and filters.
struct QueryReader<'a> {
    reading: Reading<'a>,
    query: Query,
    notices: Vec<Notice>,
    /// Parts of the query that were malformed.
    unread: Vec<String>,
    /// Numbers of documents, as conditions of which one holds.
    numbers: Vec<Clause>,
}

impl<'a> QueryReader<'a> {
    fn new(reading: Reading<'a>) -> QueryReader<'a> {
        QueryReader {
            reading,
            query: Query::default(),
            notices: Vec::new(),
            unread: Vec::new(),
            numbers: Vec::new(),
        }
    }

    fn expressions(&mut self, typed: &str) {
        let typed = &self.reading.named.without_asking(typed);
        if let Some(title) = &self.reading.named.title {
            self.query.receipts.push(titled(title, typed));
            if title.is_all {
                self.mark_whole(typed);
                return self.words(typed, true);
            }
        }
        let names = self.reading.names;
        let understood = names.map(|names| {
            understand(typed, names, &self.reading.analyzer.words(typed), self.reading.today)
        });
        self.query.question = understood.unwrap_or_default();
        self.query.question.put_numbers(&self.reading.named.numbers);
        if self.reading.give_way == GiveWay::All {
            return self.verbatim(typed);
        }
        let text = &self.query.question.without_quotes(typed);
        let parsed = syntax::parse(text);
        self.unread = parsed.malformed;
        self.query.is_plain =
            parsed.expressions.iter().all(|part| matches!(part, Expression::Words(_)));
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
        if self.query.is_plain {
            self.mark_whole(typed);
        }
        self.spans(&typed.chars().collect::<Vec<char>>());
        self.pieces(&pieces, &chars);
        let words = self.query.words.iter().map(|word| word.runs.iter().flatten().collect());
        let words: Vec<String> = words.collect();
        let times = self.query.question.years();
        let asked = names.and_then(|names| Asked::of_query(typed, &words, &times, names));
        self.query.question.asked = asked;
    }

    /// A text is marked where it stands as it is, its parts between commas each.
    fn mark_whole(&mut self, text: &str) {
        let parts = text.split(COMMAS).map(runs).filter(|part| !part.is_empty());
        self.query.marks.extend(parts);
    }

    /// What the words name that have a meaning of their own.
    fn spans(&mut self, typed: &[char]) {
        let named_by_field = self.query.filters.fields();
        let spans = std::mem::take(&mut self.query.question.spans);
        for span in &spans {
            self.span(span, typed, &named_by_field);
        }
        self.query.question.spans = spans;
        let numbers = std::mem::take(&mut self.numbers);
        if !numbers.is_empty() {
            self.query.clauses.push(Clause::Any(numbers));
        }
    }

    /// The words between the spans.
    fn pieces(&mut self, pieces: &[Piece], chars: &[char]) {
        for piece in pieces {
            for part in piece.without(&self.query.question.spans) {
                let text: String = chars[part].iter().collect();
                self.words(&text, false);
            }
        }
        if self.query.question.spans.is_empty() && self.query.asks_nothing() {
            // A text of nothing but fillers is meant as it stands.
            pieces.iter().for_each(|piece| self.words(&piece.text, true));
        }
    }

    /// A text that stands in a document word for word; what its words name is only preferred.
    fn verbatim(&mut self, typed: &str) {
        self.mark_whole(typed);
        self.words(typed, true);
        self.query.question.intent = Intent::Search;
        let chars: Vec<char> = typed.chars().collect();
        let spans = std::mem::take(&mut self.query.question.spans);
        spans.iter().filter(|span| !span.excluded).for_each(|span| self.prefer(span, &chars));
    }
}

/// The receipt of a title.
fn titled(title: &NamedTitle, query: &str) -> Receipt {
    let (start, end) = (title.start, title.end);
    let words = query.chars().skip(start.0).take(end.0 - start.0).collect();
    let value = title.value.clone();
    Receipt { field: ReadField::Title, value, words, start, end, applied: Applied::Named }
}
