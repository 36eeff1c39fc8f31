//! What becomes of words that name something: a filter or a preference with its receipt, or words
//! that rank.

use corpus::agency;
use corpus::time::Role;
use indexer::analysis::runs;

use super::{GiveWay, QueryReader};
use crate::message::{Applied, FilterField, Filters, Notice, NoticeCode, ReadField, Receipt};
use crate::question::query::Clause;
use crate::question::spans::{Span, SpanMeaning};

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

impl QueryReader<'_> {
    /// Words that name something.
    pub(super) fn span(&mut self, span: &Span, chars: &[char], named_by_field: &[FilterField]) {
        let words: String = span.of(chars).iter().collect();
        if let SpanMeaning::Number { numbers, spellings } = &span.meaning {
            return self.numbered(span, numbers, spellings, &words);
        }
        if let SpanMeaning::Words(_) = &span.meaning {
            return self.exclude_words(span, &words);
        }
        let filters = filters_of(&span.meaning);
        let used = self.use_of(&span.meaning, named_by_field);
        if matches!(used, Use::Preference | Use::Rank) {
            self.content(&words, true, true);
            // As one: 年 of 2019年 alone says nothing.
            self.query.marks.push(runs(&words));
        }
        if span.excluded {
            if matches!(used, Use::Filter | Use::Nothing) {
                self.exclude(span, filters, &words);
            }
            return;
        }
        if is_aim(&span.meaning) {
            return;
        }
        self.query.named = self.query.named.and(&filters);
        if let SpanMeaning::Dates { role, note, .. } = &span.meaning {
            self.say_dates(&words, *role, note.as_deref());
        }
        match used {
            Use::Filter => {
                self.query.filters = self.query.filters.and(&filters);
                self.receipts(span, &words, Applied::Filter);
            }
            Use::Preference => {
                self.query.preferred = self.query.preferred.and(&filters);
                self.receipts(span, &words, Applied::Preference);
            }
            Use::Rank | Use::Nothing => {}
        }
    }

    /// Words that name something in a text that stands in a document as it is.
    pub(super) fn prefer(&mut self, span: &Span, chars: &[char]) {
        if is_aim(&span.meaning) {
            return;
        }
        let words: String = span.of(chars).iter().collect();
        let filters = filters_of(&span.meaning);
        self.query.named = self.query.named.and(&filters);
        if matches!(self.use_of(&span.meaning, &[]), Use::Preference) {
            self.query.preferred = self.query.preferred.and(&filters);
            self.receipts(span, &words, Applied::Preference);
        }
    }

    /// A 发文字号: its documents, or where there are none those that mention it; of a standard both.
    fn numbered(&mut self, span: &Span, numbers: &[String], spellings: &[String], words: &str) {
        let Some(runs) = self.runs(words, true) else { return };
        let mut ways: Vec<Clause> =
            spellings.iter().map(|way| Clause::Runs(vec![way.chars().collect()])).collect();
        self.query.marks.extend(spellings.iter().map(|way| vec![way.chars().collect()]));
        if numbers.is_empty() && ways.is_empty() {
            self.query.unknown_numbers.push(words.trim().to_owned());
            self.notices.push(Notice {
                code: NoticeCode::UnknownNumber,
                text: format!("库中没有文号为“{words}”的文件，已查找提到它的文件"),
                words: words.to_owned(),
            });
            ways.push(Clause::Runs(runs));
        }
        if !numbers.is_empty() {
            ways.push(Clause::Numbers(numbers.to_vec()));
            let value = match numbers {
                [number] => number.clone(),
                _ => words.trim().to_owned(),
            };
            let (start, end, words) = (span.start, span.end, words.to_owned());
            let (field, applied) = (ReadField::Number, Applied::Named);
            self.query.receipts.push(Receipt { field, value, words, start, end, applied });
        }
        self.numbers.append(&mut ways);
    }

    /// Words that documents must not have, unless that is taken off.
    fn exclude_words(&mut self, span: &Span, words: &str) {
        let field = ReadField::Words;
        if self.reading.ignore.contains(&field) {
            self.content(words, true, true);
            return self.query.marks.push(runs(words));
        }
        if self.reading.give_way == GiveWay::All {
            return self.words(words, true);
        }
        let Some(runs) = self.runs(words, false) else { return };
        self.query.clauses.push(Clause::Not(Box::new(Clause::Runs(runs))));
        self.query.excluded.words.push(words.to_owned());
        self.notices.push(Notice {
            code: NoticeCode::Excluded,
            text: format!("已排除含有“{words}”的文件"),
            words: words.to_owned(),
        });
        let (start, end, applied) = (span.start, span.end, Applied::Exclude);
        let (value, words) = (words.to_owned(), words.to_owned());
        self.query.receipts.push(Receipt { field, value, words, start, end, applied });
    }

    fn receipts(&mut self, span: &Span, words: &str, applied: Applied) {
        let Some(field) = span.meaning.field() else { return };
        for value in self.values_of(&span.meaning) {
            let (field, words) = (field.into(), words.to_owned());
            let (start, end) = (span.start, span.end);
            self.query.receipts.push(Receipt { field, value, words, start, end, applied });
        }
    }

    /// Words that name what is not wanted: 除了杨浦区.
    fn exclude(&mut self, span: &Span, filters: Filters, words: &str) {
        let Some(field) = span.meaning.field() else { return };
        self.query.clauses.push(Clause::Not(Box::new(Clause::Passes(Box::new(filters)))));
        let values = self.values_of(&span.meaning);
        self.query.excluded.fields[field].extend(values);
        self.receipts(span, words, Applied::Exclude);
        self.notices.push(Notice {
            code: NoticeCode::Excluded,
            text: format!("已排除“{words}”的文件"),
            words: words.to_owned(),
        });
    }

    fn use_of(&self, meaning: &SpanMeaning, named_by_field: &[FilterField]) -> Use {
        let Some(field) = meaning.field() else { return Use::Nothing };
        let in_name = matches!(meaning, SpanMeaning::Dates { role: Role::InName, .. });
        let gives_way = match self.reading.give_way {
            GiveWay::Nothing => false,
            GiveWay::Dates => field == FilterField::DATES,
            GiveWay::All => true,
        };
        if self.reading.ignore.contains(&field.into()) || is_aim(meaning) {
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

    fn say_dates(&mut self, words: &str, role: Role, note: Option<&str>) {
        let mut say = |code: NoticeCode, text| {
            self.notices.push(Notice { code, text, words: words.to_owned() });
        };
        if let Some(note) = note {
            say(NoticeCode::DateReading, note.to_owned());
        }
        if role == Role::InName {
            say(
                NoticeCode::DateInName,
                format!("“{words}”是名称的一部分，只用来排序，没有按时间筛选"),
            );
        }
    }
}

/// Whether they name the time by which something is to be reached, of which no document is.
fn is_aim(meaning: &SpanMeaning) -> bool {
    matches!(meaning, SpanMeaning::Dates { role: Role::Aim, .. })
}

fn filters_of(meaning: &SpanMeaning) -> Filters {
    match meaning {
        SpanMeaning::Dates { range, .. } => Filters { dates: vec![*range], ..Filters::default() },
        _ => meaning
            .field()
            .map_or_else(Filters::default, |field| Filters::of(field, meaning.values())),
    }
}
