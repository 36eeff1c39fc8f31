//! A query as a question: which of its words have a meaning of their own, and what it asks for.

use corpus::document::Level;
use corpus::time::Role;
use corpus::{DateRange, Kind};

use super::asked::Asked;
use super::named::NamedNumber;
use crate::message::{CharOffset, FilterField, Intent};

/// A query as a question.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Question {
    /// Words with a meaning of their own, in order, none overlapping.
    pub(crate) spans: Vec<Span>,
    pub(crate) intent: Intent,
    /// What a passage has to say to answer it; `None` where none can.
    pub(crate) asked: Option<Asked>,
}

/// Words of the query that mean something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) start: CharOffset,
    pub(crate) end: CharOffset,
    pub(crate) meaning: SpanMeaning,
    /// Whether what they name is not wanted: 除了杨浦区.
    pub(crate) excluded: bool,
}

impl Span {
    /// Where it stands, in characters of the query.
    pub(crate) fn place(&self) -> std::ops::Range<usize> {
        self.start.0..self.end.0
    }

    /// Its words, of the characters of the query.
    pub(crate) fn of<'a>(&self, query: &'a [char]) -> &'a [char] {
        &query[self.start.0..self.end.0]
    }
}

/// What such words mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SpanMeaning {
    Dates {
        range: DateRange,
        /// What they are to the question; parts of names and aims only rank.
        role: Role,
        /// How words were read that can be read in several ways.
        note: Option<String>,
    },
    /// The name as typed; the filter resolves it.
    District(String),
    Agency(String),
    Kinds(Vec<Kind>),
    Level(Level),
    /// A value of another field.
    Value(FilterField, String),
    /// Words of documents.
    Words(String),
    /// The numbers of the library that a 发文字号 is, if any, and how texts write that of a standard.
    Number {
        numbers: Vec<String>,
        spellings: Vec<String>,
    },
    /// They say what is asked for and are no part of the answer.
    Asking,
}

impl SpanMeaning {
    /// The field that it filters by.
    pub(crate) fn field(&self) -> Option<FilterField> {
        match self {
            SpanMeaning::Dates { .. } => Some(FilterField::DATES),
            SpanMeaning::District(_) => Some(FilterField::DISTRICTS),
            SpanMeaning::Agency(_) => Some(FilterField::AGENCIES),
            SpanMeaning::Kinds(_) => Some(FilterField::KINDS),
            SpanMeaning::Level(_) => Some(FilterField::LEVELS),
            SpanMeaning::Value(field, _) => Some(*field),
            SpanMeaning::Number { .. } | SpanMeaning::Words(_) | SpanMeaning::Asking => None,
        }
    }

    /// The values that it filters by, names as typed.
    pub(crate) fn values(&self) -> Vec<String> {
        match self {
            SpanMeaning::Dates { range, .. } => vec![range.to_string()],
            SpanMeaning::District(name) | SpanMeaning::Agency(name) => vec![name.clone()],
            SpanMeaning::Kinds(kinds) => kinds.iter().map(|kind| kind.key().to_owned()).collect(),
            SpanMeaning::Level(level) => vec![level.name().to_owned()],
            SpanMeaning::Value(_, value) | SpanMeaning::Words(value) => vec![value.clone()],
            SpanMeaning::Number { numbers, .. } => numbers.clone(),
            SpanMeaning::Asking => Vec::new(),
        }
    }
}

impl Question {
    /// Reads numbers of documents in place of whatever else their words were read as.
    pub(super) fn put_numbers(&mut self, numbers: &[NamedNumber]) {
        self.spans.retain(|span| !numbers.iter().any(|number| number.overlaps(span)));
        self.spans.extend(numbers.iter().map(|number| Span {
            start: number.start,
            end: number.end,
            meaning: SpanMeaning::Number {
                numbers: number.numbers.clone(),
                spellings: number.spellings.clone(),
            },
            excluded: false,
        }));
        self.spans.sort_by_key(|span| span.start);
    }

    /// The years that its times are: 2019年3月 is of 2019, 近三年 of no one year.
    pub(crate) fn years(&self) -> Vec<String> {
        let year = |span: &Span| match &span.meaning {
            SpanMeaning::Dates { range: DateRange { from: Some(from), to: Some(to) }, .. } => {
                (from.year() == to.year()).then(|| from.year().to_string())
            }
            _ => None,
        };
        self.spans.iter().filter_map(year).collect()
    }

    /// The query with quotation marks that belong to a time (“十三五”期间) as white space, character
    /// for character.
    pub(crate) fn without_quotes(&self, text: &str) -> String {
        let mut spans = self.spans.iter().peekable();
        let blank = |(at, c): (usize, char)| {
            while spans.next_if(|span| span.end.0 <= at).is_some() {}
            let inside = spans.peek().is_some_and(|span| {
                span.start.0 <= at && matches!(span.meaning, SpanMeaning::Dates { .. })
            });
            if inside && is_quote(c) { ' ' } else { c }
        };
        text.chars().enumerate().map(blank).collect()
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '“' | '”' | '"' | '＂' | '「' | '」' | '『' | '』')
}
