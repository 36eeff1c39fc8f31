//! The columns that a table of documents may have.

use std::ops::Range;

use corpus::body::is_history;
use corpus::document::{BUILTIN, Source};
use corpus::fields::{self, Field};
use corpus::headers::Header;
use corpus::sentences::sentences;
use corpus::{Document, PartialDate};
use search::Marking;
use strum::{Display, EnumString};

use super::stated::Stated;
use crate::quoting::quotes;
use crate::table::{Cell, Column, Quote};

/// How dates are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Display, EnumString)]
#[strum(serialize_all = "lowercase")]
pub enum Dates {
    /// As a row of a source states them (2016 年 6 月), else in Chinese.
    #[default]
    Stated,
    /// 2016-06.
    Iso,
}

/// What a column has of a document.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnOf {
    /// Which row it is.
    Number,
    /// A field, by the name that the header has.
    Field(&'static Field, String),
    /// The sentences that speak of the search, or what a row of a source says of it.
    Content,
    /// Where it was read.
    Source,
    /// Its id.
    Id,
    /// What a source has under this name.
    Stated(String),
}

/// The columns that are no fields, with the names that they are asked for by.
const OTHERS: [(ColumnOf, &str, &[&str]); 4] = [
    (ColumnOf::Number, "序号", &["序号", "row"]),
    (ColumnOf::Content, "内容", &["内容", "content"]),
    (ColumnOf::Source, "来源", &["来源", "source"]),
    (ColumnOf::Id, "编号", &["编号", "id"]),
];

/// Names that columns of a report have besides those of the fields.
const NAMES: [(&str, &Field); 4] = [
    ("时间", &fields::DATE),
    ("政策", &fields::TITLE),
    ("区", &fields::DISTRICT),
    ("文号", &fields::NUMBER),
];

impl ColumnOf {
    /// 时间 | 机构 | 政策 | 内容.
    pub fn of_a_report() -> Vec<ColumnOf> {
        let named = |field: &'static Field, name: &str| ColumnOf::Field(field, name.to_owned());
        vec![
            named(&fields::DATE, "时间"),
            named(&fields::AGENCY, "机构"),
            named(&fields::TITLE, "政策"),
            ColumnOf::Content,
        ]
    }

    /// A column by the name of a field, or by any that a source may have.
    pub fn named(name: &str) -> ColumnOf {
        let name = name.trim();
        let other = OTHERS.iter().find(|(_, _, names)| names.contains(&name));
        if let Some((column, ..)) = other {
            return column.clone();
        }
        let named = NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field);
        let labelled = fields::ALL.iter().copied().find(|field| field.label == name);
        let field = named.or(labelled).map(|field| (field, name));
        let field = field.or_else(|| fields::by_key(name).map(|field| (field, field.label)));
        match field {
            Some((field, name)) => ColumnOf::Field(field, name.to_owned()),
            None => ColumnOf::Stated(name.to_owned()),
        }
    }

    /// The name that it is asked for by.
    pub fn name(&self) -> &str {
        match self {
            ColumnOf::Field(_, name) | ColumnOf::Stated(name) => name,
            other => {
                OTHERS.iter().find(|(known, ..)| known == other).map_or("", |(_, name, _)| *name)
            }
        }
    }

    /// Whether it has the same of every document as another column, whatever it is called.
    pub fn is_like(&self, other: &ColumnOf) -> bool {
        match (self, other) {
            (ColumnOf::Field(field, _), ColumnOf::Field(other, _)) => field == other,
            (column, other) => column == other,
        }
    }

    /// The names of all that are known whatever the sources have.
    pub fn known() -> Vec<&'static str> {
        let others = OTHERS.iter().map(|(_, name, _)| *name);
        let report = NAMES.iter().map(|(name, _)| *name);
        others.chain(report).chain(fields::ALL.iter().map(|field| field.label)).collect()
    }

    /// The column as one of so many; the last one has most room.
    pub(super) fn column(&self, at: usize, columns: usize) -> Column {
        match self {
            ColumnOf::Number => Column::new("row", "序号", 4),
            ColumnOf::Content => Column::new("content", "内容", 26),
            ColumnOf::Source => Column::new("source", "来源", 14),
            ColumnOf::Id => Column::new("id", "编号", 12),
            ColumnOf::Field(field, name) => Column::new(field.key, name, width(field)),
            ColumnOf::Stated(name) => {
                let date = Header::of_column(name).and_then(Header::field) == Some(&fields::DATE);
                let last = at + 1 == columns;
                Column::new(
                    name,
                    name,
                    if date {
                        8
                    } else if last {
                        30
                    } else {
                        18
                    },
                )
            }
        }
    }

    /// What it has of a document, of which the content is found only where it is wanted.
    pub(super) fn cell(
        &self,
        document: &Document,
        stated: Option<&Stated<'_>>,
        number: usize,
        dates: Dates,
        content: impl Fn() -> Cell,
    ) -> Cell {
        match self {
            ColumnOf::Number => Cell::count(number),
            ColumnOf::Content => content(),
            ColumnOf::Source => Cell::text(sources(document)),
            ColumnOf::Id => Cell::text(document.id.as_str()),
            ColumnOf::Field(field, _) => of_field(field, document, stated, dates),
            ColumnOf::Stated(name) => of_source(name, document, stated, dates),
        }
    }
}

/// The width of a field's column, in Chinese characters.
fn width(field: &Field) -> u16 {
    match field.key {
        "title" => 18,
        "agency" | "region" => 8,
        "number" => 12,
        "summary" => 26,
        _ if date_of(field, &Document::default()).is_some() => 10,
        _ => 7,
    }
}

/// The date of a field, where its values are dates.
fn date_of(field: &Field, document: &Document) -> Option<Option<PartialDate>> {
    let dates = &document.dates;
    match field {
        field if *field == fields::DATE => Some(document.date),
        field if *field == fields::ISSUED => Some(dates.issued),
        field if *field == fields::PUBLISHED => Some(dates.published),
        field if *field == fields::EFFECTIVE => Some(dates.effective),
        field if *field == fields::EXPIRES => Some(dates.expires),
        _ => None,
    }
}

fn of_field(
    field: &'static Field,
    document: &Document,
    stated: Option<&Stated<'_>>,
    dates: Dates,
) -> Cell {
    let words = stated.and_then(|stated| stated.of_field(field));
    match date_of(field, document) {
        Some(None) => words.map_or(Cell::Empty, Cell::text),
        Some(Some(date)) => Cell::Date(date, written(date, words, dates)),
        None if *field == fields::TITLE => Cell::text(document.title.as_str()),
        None if *field == fields::STATUS => {
            document.status.as_ref().map_or(Cell::Empty, |status| Cell::text(status.value.name()))
        }
        None if *field == fields::AGENCY && words.is_some() && is_stated(field, document) => {
            Cell::text(words.unwrap_or_default())
        }
        None => Cell::text(field.told(&document.fields).unwrap_or_default()),
    }
}

/// Whether a field is as a source states it.
fn is_stated(field: &Field, document: &Document) -> bool {
    let is_inferred = document.inferred.iter().any(|inferred| inferred.field == field.key);
    !is_inferred && !document.is_corrected(field.key)
}

fn of_source(name: &str, document: &Document, stated: Option<&Stated<'_>>, dates: Dates) -> Cell {
    let extra = document.extra.iter().find(|extra| extra.name == name);
    let words =
        stated.and_then(|stated| stated.get(name)).or(extra.map(|extra| extra.value.as_str()));
    let field = Header::of_column(name).and_then(Header::field);
    match (words, document.date) {
        (Some(words), Some(date)) if field == Some(&fields::DATE) => {
            Cell::Date(date, written(date, Some(words), dates))
        }
        (words, _) => Cell::text(words.unwrap_or_default()),
    }
}

fn written(date: PartialDate, stated: Option<&str>, dates: Dates) -> String {
    match (dates, stated) {
        (Dates::Iso, _) => date.to_string(),
        (Dates::Stated, Some(stated)) => stated.to_owned(),
        (Dates::Stated, None) => date.in_chinese(),
    }
}

/// What a document says of a search: what the row says that it was read from, else its sentences, else
/// its summary or its beginning.
pub(super) fn content(
    document: &Document,
    stated: Option<&Stated<'_>>,
    marking: &Marking,
    length: usize,
) -> Cell {
    if let (Some(_), Some(summary)) = (stated, &document.summary) {
        return Cell::text(summary.as_str());
    }
    let row = stated.map(|row| Document {
        fields: document.fields.clone(),
        body: row.text(),
        ..Document::default()
    });
    let document = row.as_ref().unwrap_or(document);
    let quotes = quotes(document, marking, length);
    if !quotes.is_empty() {
        return Cell::Quotes(quotes);
    }
    if let Some(summary) = document.summary.as_ref().filter(|text| text.chars().count() <= length) {
        return Cell::text(summary.as_str());
    }
    let words = beginning(document, length);
    match words.as_str() {
        "" => Cell::Empty,
        _ => Cell::Quotes(vec![Quote { place: String::new(), words, follows: false }]),
    }
}

/// The first sentences of a document's text that say something: not whom it is written to, nor how it
/// came about.
fn beginning(document: &Document, length: usize) -> String {
    let passages = document.passages();
    let says = |text: &str| text.trim_end().ends_with('。') && !is_history(text);
    let first = passages.iter().find(|passage| !passage.is_heading && says(&passage.text));
    let Some(first) = first else { return String::new() };
    let mut room = length;
    let fits = |range: &Range<usize>| {
        let chars = first.text[range.clone()].chars().count();
        room = room.saturating_sub(chars);
        room > 0
    };
    let end =
        sentences(&first.text).into_iter().take_while(fits).last().map_or(0, |range| range.end);
    first.text[..end].trim().to_owned()
}

/// Where a document was read: the names of files without their folders, which say nothing elsewhere.
pub(super) fn sources(document: &Document) -> String {
    let name = |source: &Source| {
        let bare = source.file.rsplit(['/', '\\']).next().unwrap_or_default();
        let file = if source.is_builtin() { format!("{BUILTIN}/{bare}") } else { bare.to_owned() };
        format!("{file} {}", source.place).trim_end().to_owned()
    };
    document.sources.iter().map(name).collect::<Vec<_>>().join("；")
}
