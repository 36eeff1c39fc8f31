//! What the query language says strictly: phrases, fields, alternatives, what is excluded.

use corpus::fold::fold_char;
use corpus::number::Parts;

use super::QueryReader;
use crate::message::{Applied, FilterField, Filters, ReadField, Receipt};
use crate::question::query::{Clause, Runs};
use crate::question::syntax::{Expression, FieldName, NamedField};

impl QueryReader<'_> {
    /// A field at the top filters like a flag, unless it is taken off.
    pub(super) fn top_field(&mut self, named: &NamedField, text: &str) {
        let Some(clause) = self.field(named, true) else {
            return self.words(&named.value, true);
        };
        let Clause::Passes(filters) = clause else {
            if let Clause::Number(parts) = &clause {
                let value = parts.to_string();
                let number = receipt(ReadField::Number, value, named, text, Applied::Named);
                self.query.receipts.push(number);
            }
            return self.query.clauses.push(clause);
        };
        let [field] = filters.fields()[..] else { return };
        self.query.named = self.query.named.and(&filters);
        if self.reading.ignore.contains(&field.into()) {
            self.content(&named.value, true, true);
            return;
        }
        let value = named.value.clone();
        let filter = receipt(field.into(), value, named, text, Applied::Filter);
        self.query.receipts.push(filter);
        self.query.filters = self.query.filters.and(&filters);
    }

    /// The clause of an expression; what is not excluded ranks and is marked.
    pub(super) fn clause(&mut self, expression: &Expression, ranks: bool) -> Option<Clause> {
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
                let folded: String = value.chars().map(fold_char).collect();
                let parts = Parts::parse(&folded);
                self.unread.extend(parts.is_none().then(|| value.to_owned()));
                return parts.map(Clause::Number);
            }
            FieldName::Agency => Filters::of(FilterField::AGENCIES, name()),
            FieldName::District => Filters::of(FilterField::DISTRICTS, name()),
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
}

/// One clause of several; none of none.
fn group(mut clauses: Vec<Clause>, join: fn(Vec<Clause>) -> Clause) -> Option<Clause> {
    match clauses.len() {
        0 | 1 => clauses.pop(),
        _ => Some(join(clauses)),
    }
}

fn receipt(
    field: ReadField,
    value: String,
    named: &NamedField,
    text: &str,
    applied: Applied,
) -> Receipt {
    let (start, end) = (named.place.start.in_chars(text), named.place.end.in_chars(text));
    let words = text[named.place.start.0..named.place.end.0].to_owned();
    Receipt { field, value, words, start, end, applied }
}
