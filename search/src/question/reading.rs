//! Reading a query: the query language is parsed, what its words name becomes
//! filters with their receipts, and what is left are the words to find.

mod pieces;
mod remarks;

use corpus::gazetteer::Gazetteer;
use corpus::number::Parts;
use corpus::{PartialDate, agency};
use indexer::analysis::{Analyzer, Word, runs};

use super::asked::Asked;
use super::fillers::Filler;
use super::numerals::written_otherwise;
use super::query::{Clause, Query, QueryWord, Runs};
use super::synonyms::Synonyms;
use super::syntax::{self, Expression, FieldName, NamedField};
use super::understanding::{Span, SpanMeaning, understand};
use crate::message::{Applied, FilterField, Filters, Notice, NoticeCode, Receipt};
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

/// What becomes of words that name something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Filter,
    /// Documents that fit come first, and the words rank.
    Preference,
    /// The words rank and nothing else.
    Rank,
    /// Neither: the field is filtered by already, or the words only ask.
    Nothing,
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

    /// Words at the top, which may be given up where nothing has them all.
    fn words(&mut self, text: &str, with_fillers: bool) {
        for word in self.content(text, true, with_fillers) {
            if self.query.words.iter().all(|known| known.runs != word.runs) {
                self.query.marks.push(word.runs.clone());
                self.query.marks.extend(word.synonyms.iter().map(|other| runs(other)));
                self.query.words.push(word);
            }
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

    /// Words that name something.
    fn span(&mut self, span: &Span, chars: &[char], named_by_field: &[FilterField]) {
        let words: String = span.of(chars).iter().collect();
        let filters = filters_of(&span.meaning);
        if span.excluded {
            return self.exclude(filters, &words);
        }
        let used = self.use_of(&span.meaning, named_by_field);
        if matches!(used, Use::Preference | Use::Rank) {
            let words = self.content(&words, true, true);
            self.query.marks.extend(words.into_iter().map(|word| word.runs));
        }
        self.query.named = self.query.named.and(&filters);
        if let SpanMeaning::Dates { range, in_name, note } = &span.meaning {
            self.say_dates(&words, *in_name, note.as_deref());
            if used == Use::Preference {
                self.query.preferred.push(*range);
            }
        }
        let applied = match used {
            Use::Filter => Applied::Filter,
            Use::Preference => Applied::Preference,
            Use::Rank | Use::Nothing => return,
        };
        if applied == Applied::Filter {
            self.query.filters = self.query.filters.and(&filters);
        }
        let Some(field) = span.meaning.field() else { return };
        let (start, end) = (span.start, span.end);
        for value in self.values_of(&span.meaning) {
            let words = words.clone();
            self.query.receipts.push(Receipt { field, value, words, start, end, applied });
        }
    }

    /// Words that name what is not wanted: 除了杨浦区.
    fn exclude(&mut self, filters: Filters, words: &str) {
        self.query.clauses.push(Clause::Not(Box::new(Clause::Passes(Box::new(filters)))));
        self.notices.push(Notice {
            code: NoticeCode::Excluded,
            text: format!("已排除“{words}”的文件"),
            words: words.to_owned(),
        });
    }

    fn use_of(&self, meaning: &SpanMeaning, named_by_field: &[FilterField]) -> Use {
        let Some(field) = meaning.field() else { return Use::Nothing };
        let in_name = matches!(meaning, SpanMeaning::Dates { in_name: true, .. });
        let gives_way = field == FilterField::Dates && self.reading.dates_give_way;
        if self.reading.ignore.contains(&field) {
            Use::Rank
        } else if in_name || gives_way {
            Use::Preference
        } else if self.reading.given.contains(&field) || named_by_field.contains(&field) {
            Use::Nothing
        } else {
            Use::Filter
        }
    }

    /// The values as receipts show them, names by their canonical form.
    fn values_of(&self, meaning: &SpanMeaning) -> Vec<String> {
        let canonical = |name: &str| {
            let known = self.reading.names.and_then(|names| agency::canonical(name, names));
            known.unwrap_or_else(|| name.to_owned())
        };
        match meaning {
            SpanMeaning::District(name) | SpanMeaning::Agency(name) => vec![canonical(name)],
            meaning => meaning.values(),
        }
    }

    fn say_dates(&mut self, words: &str, in_name: bool, note: Option<&str>) {
        let mut say = |code: NoticeCode, text| {
            self.notices.push(Notice { code, text, words: words.to_owned() });
        };
        if let Some(note) = note {
            say(NoticeCode::DateReading, note.to_owned());
        }
        if in_name {
            say(
                NoticeCode::DateInName,
                format!("“{words}”是名称的一部分，只用来排序，没有按时间筛选"),
            );
        }
    }

    /// A field at the top filters like a flag, unless it is taken off.
    fn top_field(&mut self, named: &NamedField, text: &str) {
        let Some(clause) = self.field(named, true) else {
            return self.words(&named.value, true);
        };
        let Clause::Passes(filters) = clause else {
            return self.query.clauses.push(clause);
        };
        let [field] = filters.fields()[..] else { return };
        self.query.named = self.query.named.and(&filters);
        if self.reading.ignore.contains(&field) {
            self.content(&named.value, true, true);
            return;
        }
        self.query.receipts.push(receipt(field, named, text));
        self.query.filters = self.query.filters.and(&filters);
    }

    /// The clause of an expression; what is not excluded ranks and is marked.
    fn clause(&mut self, expression: &Expression, ranks: bool) -> Option<Clause> {
        let mut all = |inner: &[Expression]| -> Vec<Clause> {
            inner.iter().filter_map(|expression| self.clause(expression, ranks)).collect()
        };
        match expression {
            Expression::And(inner) => group(all(inner), Clause::All),
            Expression::Or(inner) => group(all(inner), Clause::Any),
            Expression::Not(inner) => {
                self.clause(inner, false).map(|clause| Clause::Not(Box::new(clause)))
            }
            Expression::Words(words) => self.all_words(&words.text, ranks, Clause::Runs),
            Expression::Phrase(text) => self.runs(text, ranks).map(Clause::Runs),
            Expression::Field(named) => {
                let clause = self.field(named, ranks);
                clause.or_else(|| self.all_words(&named.value, ranks, Clause::Runs))
            }
        }
    }

    /// The clause of a named field; `None` when the value does not fit it.
    fn field(&mut self, named: &NamedField, ranks: bool) -> Option<Clause> {
        let value = named.value.trim();
        let name = || vec![value.to_owned()];
        let filters = match named.field {
            FieldName::Title => return self.all_words(value, ranks, Clause::Title),
            FieldName::Number => {
                let parts = Parts::parse(value);
                self.unread.extend(parts.is_none().then(|| value.to_owned()));
                return parts.map(Clause::Number);
            }
            FieldName::Agency => Filters::of(FilterField::Agencies, name()),
            FieldName::District => Filters::of(FilterField::Districts, name()),
            FieldName::Year => match value.parse() {
                Ok(years) => Filters { years: vec![years], ..Filters::default() },
                Err(_) => {
                    self.unread.push(value.to_owned());
                    return None;
                }
            },
        };
        Some(Clause::Passes(Box::new(filters)))
    }

    fn all_words(&mut self, text: &str, ranks: bool, clause: fn(Runs) -> Clause) -> Option<Clause> {
        let words = self.content(text, ranks, true);
        if ranks {
            self.query.marks.extend(words.iter().map(|word| word.runs.clone()));
        }
        group(words.into_iter().map(|word| clause(word.runs)).collect(), Clause::All)
    }

    /// A text taken as it stands.
    fn runs(&mut self, text: &str, ranks: bool) -> Option<Runs> {
        let runs = runs(text);
        if ranks && !runs.is_empty() {
            self.query.runs.extend(runs.iter().cloned());
            self.query.marks.push(runs.clone());
        }
        (!runs.is_empty()).then_some(runs)
    }

    /// The words that carry a topic; with the function words between them they rank.
    fn content(&mut self, text: &str, ranks: bool, with_fillers: bool) -> Vec<QueryWord> {
        let all = self.reading.analyzer.words(text);
        let role = |word: &&Word| Filler::of(&word.text);
        let ranked: Vec<&Word> =
            all.iter().filter(|word| role(word) != Some(Filler::Question)).collect();
        let content: Vec<Word> = all.iter().filter(|word| role(word).is_none()).cloned().collect();
        // A text of nothing but fillers is meant as it stands.
        let bare = content.is_empty() && with_fillers;
        let ranked = if bare { all.iter().collect() } else { ranked };
        let content = if bare { all.clone() } else { content };
        if ranks && !content.is_empty() {
            self.query.runs.extend(joined(&ranked));
            let long = ranked.iter().filter(|word| word.text.chars().nth(1).is_some());
            self.query.ranked_words.extend(long.map(|word| word.text.clone()));
        }
        self.query_words(text, &content)
    }

    /// Words as typed, with their synonyms.
    fn query_words(&self, text: &str, words: &[Word]) -> Vec<QueryWord> {
        let given: Vec<char> = text.chars().collect();
        let synonyms = self.reading.synonyms;
        let words = synonyms.map_or_else(|| words.to_vec(), |synonyms| synonyms.join(words));
        let mut part = self.query.words.last().map_or(0, |word| word.part + 1);
        let mut end = words.first().map(|word| word.start);
        let typed = words.iter().map(|word| {
            part += usize::from(end != Some(word.start));
            end = Some(word.end);
            let same = |synonyms: &Synonyms| {
                let words = synonyms.of(&word.text).into_iter().map(str::to_owned);
                words.chain(written_otherwise(&word.text)).collect()
            };
            QueryWord {
                text: given[word.start..word.end].iter().collect(),
                runs: vec![word.text.chars().collect()],
                synonyms: synonyms.map(same).unwrap_or_default(),
                part,
            }
        });
        typed.collect()
    }
}

fn filters_of(meaning: &SpanMeaning) -> Filters {
    match meaning {
        SpanMeaning::Dates { range, .. } => Filters { dates: vec![*range], ..Filters::default() },
        _ => meaning
            .field()
            .map_or_else(Filters::default, |field| Filters::of(field, meaning.values())),
    }
}

/// One clause of several; none of none.
fn group(mut clauses: Vec<Clause>, join: fn(Vec<Clause>) -> Clause) -> Option<Clause> {
    match clauses.len() {
        0 | 1 => clauses.pop(),
        _ => Some(join(clauses)),
    }
}

fn receipt(field: FilterField, named: &NamedField, text: &str) -> Receipt {
    let (start, end) = (named.place.start.in_chars(text), named.place.end.in_chars(text));
    let words = text[named.place.start.0..named.place.end.0].to_owned();
    let value = named.value.clone();
    Receipt { field, value, words, start, end, applied: Applied::Filter }
}

/// The characters of words that touch each other, as runs.
fn joined(words: &[&Word]) -> Vec<Vec<char>> {
    let mut runs: Vec<Vec<char>> = Vec::new();
    let mut end = None;
    for word in words {
        match runs.last_mut() {
            Some(run) if end == Some(word.start) => run.extend(word.text.chars()),
            _ => runs.push(word.text.chars().collect()),
        }
        end = Some(word.end);
    }
    runs
}

#[cfg(test)]
mod tests;
