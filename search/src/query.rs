//! Reading a query: the words that documents must have, and the characters by
//! which they rank.

use corpus::number::Parts;
use indexer::analysis::{Analyzer, Word, runs};

use crate::fillers::Filler;
use crate::request::{FilterField, Filters};
use crate::response::{Applied, Notice, Receipt};
use crate::syntax::{self, Expression, Field, Named};

/// The most characters of a query that are read; what comes after adds nothing but time.
const MOST_CHARS: usize = 1000;
/// The same for one run of characters, which is read as a whole.
const MOST_LITERAL_CHARS: usize = 10_000;

/// A query as read.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Query {
    /// The words that documents should have, each once.
    pub(crate) words: Vec<QueryWord>,
    /// What documents must have or must not have, strictly.
    pub(crate) clauses: Vec<Clause>,
    /// Filters that the query names by field.
    pub(crate) filters: Filters,
    /// The words that those filters were read from.
    pub(crate) receipts: Vec<Receipt>,
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
    /// Reads a query. It never fails: what cannot be used is named in a notice.
    pub(crate) fn read(
        text: &str,
        literal: bool,
        ignore: &[FilterField],
        analyzer: &Analyzer,
        notices: &mut Vec<Notice>,
    ) -> Query {
        let most = if literal { MOST_LITERAL_CHARS } else { MOST_CHARS };
        let text = shorten(text, most, notices);
        let mut reader = Reader { analyzer, ignore, query: Query::default(), unread: Vec::new() };
        if literal {
            reader.phrase(text);
        } else {
            reader.expressions(text);
        }
        notices.extend(malformed(&reader.unread));
        let query = reader.query;
        if query.asks_nothing() && !text.trim().is_empty() {
            notices.push(Notice {
                code: "no_words",
                text: "查询里没有可检索的文字，已列出全部文件".to_owned(),
                words: text.to_owned(),
            });
        }
        query
    }

    /// Whether the query has nothing to find or to rank by.
    pub(crate) fn asks_nothing(&self) -> bool {
        self.words.is_empty() && self.clauses.is_empty() && self.filters == Filters::default()
    }

    /// Whether the query has anything to rank by.
    pub(crate) fn ranks(&self) -> bool {
        !self.runs.is_empty()
    }
}

/// Turns expressions into words, clauses and filters.
struct Reader<'a> {
    analyzer: &'a Analyzer,
    /// Fields that are not to filter; what names them is read as words.
    ignore: &'a [FilterField],
    query: Query,
    /// Parts of the query that were malformed.
    unread: Vec<String>,
}

impl Reader<'_> {
    fn expressions(&mut self, text: &str) {
        let parsed = syntax::parse(text);
        self.unread = parsed.malformed;
        for expression in parsed.expressions {
            match expression {
                Expression::Words(text) => self.words(&text),
                Expression::Field(named) => self.top_field(&named, text),
                other => {
                    let clause = self.clause(&other, true);
                    self.query.clauses.extend(clause);
                }
            }
        }
    }

    /// Words at the top, which may be given up where nothing has them all.
    fn words(&mut self, text: &str) {
        for word in self.content(text, true) {
            if self.query.words.iter().all(|known| known.runs != word.runs) {
                self.query.marks.push(word.runs.clone());
                self.query.words.push(word);
            }
        }
    }

    fn phrase(&mut self, text: &str) {
        let clause = self.runs(text, true);
        self.query.clauses.extend(clause.map(Clause::Runs));
    }

    /// A field at the top filters like a flag, unless it is taken off.
    fn top_field(&mut self, named: &Named, text: &str) {
        let Some(clause) = self.field(named, true) else {
            return self.words(&named.value);
        };
        let Clause::Passes(filters) = clause else {
            return self.query.clauses.push(clause);
        };
        let field = filters.fields()[0];
        if self.ignore.contains(&field) {
            return self.words(&named.value);
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
            Expression::Words(text) => self.all_words(text, ranks, Clause::Runs),
            Expression::Phrase(text) => self.runs(text, ranks).map(Clause::Runs),
            Expression::Field(named) => {
                let clause = self.field(named, ranks);
                clause.or_else(|| self.all_words(&named.value, ranks, Clause::Runs))
            }
        }
    }

    /// The clause of a named field; `None` when the value does not fit it.
    fn field(&mut self, named: &Named, ranks: bool) -> Option<Clause> {
        let value = named.value.trim();
        let name = || vec![value.to_owned()];
        let filters = match named.field {
            Field::Title => return self.all_words(value, ranks, Clause::Title),
            Field::Number => {
                let parts = Parts::parse(value);
                self.unread.extend(parts.is_none().then(|| value.to_owned()));
                return parts.map(Clause::Number);
            }
            Field::Agency => Filters { agencies: name(), ..Filters::default() },
            Field::District => Filters { districts: name(), ..Filters::default() },
            Field::Year => match value.parse() {
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
        let words = self.content(text, ranks);
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
    fn content(&mut self, text: &str, ranks: bool) -> Vec<QueryWord> {
        let all = self.analyzer.words(text);
        let role = |word: &&Word| Filler::of(&word.text);
        let ranked: Vec<&Word> =
            all.iter().filter(|word| role(word) != Some(Filler::Question)).collect();
        let content: Vec<&Word> = all.iter().filter(|word| role(word).is_none()).collect();
        // A text of nothing but fillers is meant as it stands.
        let ranked = if ranked.is_empty() { all.iter().collect() } else { ranked };
        let content = if content.is_empty() { all.iter().collect() } else { content };
        if ranks {
            self.query.runs.extend(joined(&ranked));
            let long = ranked.iter().filter(|word| word.text.chars().nth(1).is_some());
            self.query.ranked_words.extend(long.map(|word| word.text.clone()));
        }
        as_typed(text, &content)
    }
}

/// One clause of several; none of none.
fn group(mut clauses: Vec<Clause>, join: fn(Vec<Clause>) -> Clause) -> Option<Clause> {
    match clauses.len() {
        0 | 1 => clauses.pop(),
        _ => Some(join(clauses)),
    }
}

fn receipt(field: FilterField, named: &Named, text: &str) -> Receipt {
    let start = text[..named.place.start].chars().count();
    let words = text[named.place.clone()].to_owned();
    let end = start + words.chars().count();
    let value = named.value.clone();
    Receipt { field: field.key(), value, words, start, end, applied: Applied::Filter }
}

/// One notice for all that was malformed, each named once.
fn malformed(parts: &[String]) -> Option<Notice> {
    let mut named: Vec<&str> = Vec::new();
    for part in parts {
        if !named.contains(&part.as_str()) {
            named.push(part);
        }
    }
    let words = named.join(" ");
    (!named.is_empty()).then(|| Notice {
        code: "syntax",
        text: format!("“{words}”不合检索语法，已当作普通文字"),
        words,
    })
}

fn shorten<'a>(text: &'a str, most: usize, notices: &mut Vec<Notice>) -> &'a str {
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    notices.push(Notice {
        code: "long_query",
        text: format!("查询太长，只用了前 {most} 个字"),
        words: String::new(),
    });
    &text[..end]
}

fn as_typed(text: &str, words: &[&Word]) -> Vec<QueryWord> {
    let given: Vec<char> = text.chars().collect();
    let typed = words.iter().map(|word| QueryWord {
        text: given[word.start..word.end].iter().collect(),
        runs: vec![word.text.chars().collect()],
    });
    typed.collect()
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
mod tests {
    use super::*;

    #[test]
    fn words_and_runs_of_questions() {
        let analyzer = Analyzer::load();
        let cases: [(&str, &[&str], &[&str]); 5] = [
            ("区块链 教育", &["区块链", "教育"], &["区块链", "教育"]),
            ("请问静安区有哪些政策？", &["静安区", "政策"], &["静安区有", "政策"]),
            ("土地和房屋", &["土地", "房屋"], &["土地和房屋"]),
            ("请问", &["请问"], &["请问"]),
            ("？！", &[], &[]),
        ];
        for (text, words, runs) in cases {
            let query = Query::read(text, false, &[], &analyzer, &mut Vec::new());
            let read: Vec<&str> = query.words.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(read, words, "{text}");
            let joined: Vec<String> = query.runs.iter().map(String::from_iter).collect();
            assert_eq!(joined, runs, "{text}");
        }
    }

    #[test]
    fn long_queries_are_shortened_with_a_notice() {
        let mut notices = Vec::new();
        let query = Query::read(&"链".repeat(100_000), true, &[], &Analyzer::load(), &mut notices);
        assert_eq!(query.runs[0].len(), MOST_LITERAL_CHARS);
        assert_eq!(notices[0].code, "long_query");
    }
}
