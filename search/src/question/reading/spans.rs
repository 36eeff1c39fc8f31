//! What becomes of words that name something: a filter or a preference with its receipt, or words
//! that rank.

use corpus::agency;

use super::QueryReader;
use crate::message::{Applied, FilterField, Filters, Notice, NoticeCode, Receipt};
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
        let gives_way = field == FilterField::DATES && self.reading.dates_give_way;
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
}

fn filters_of(meaning: &SpanMeaning) -> Filters {
    match meaning {
        SpanMeaning::Dates { range, .. } => Filters { dates: vec![*range], ..Filters::default() },
        _ => meaning
            .field()
            .map_or_else(Filters::default, |field| Filters::of(field, meaning.values())),
    }
}
