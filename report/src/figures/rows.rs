//! Figures as the rows of a table.

use std::cmp::Ordering;
use std::ops::RangeInclusive;
use std::vec;

use corpus::{Document, PartialDate};
use jiff::Zoned;
use search::{Listing, Request, Result};
use strum::{Display, EnumIter, EnumString};

use super::{Figure, figures};
use crate::about::About;
use crate::number::grouped;
use crate::table::{Cell, Column, Row, Table};

/// The order of figures. Where a figure lacks what they are ordered by, it comes last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Display, EnumString, EnumIter)]
#[strum(serialize_all = "lowercase")]
pub enum Order {
    /// As the documents come, in each those first whose sentence speaks of the search.
    #[default]
    Document,
    /// By unit, the largest first.
    Value,
    /// The latest first.
    Year,
    /// By what they are of.
    Subject,
}

/// A figure with what is told of its document.
struct Told {
    figure: Figure,
    title: String,
    agency: Option<String>,
    date: Option<PartialDate>,
    id: String,
}

/// The most figures of a table, which are in memory together: it says how many there are, and has them
/// in order.
const MOST: usize = 100_000;

/// What a table of figures is called, by its query.
pub fn caption(query: &str) -> String {
    match query.trim() {
        "" => "数字与指标".to_owned(),
        query => format!("“{query}”的数字与指标"),
    }
}

/// The table of the figures of the documents of a listing, of at most so many of them, and its rows.
///
/// # Errors
/// When the index cannot be read.
pub fn table(
    request: &Request,
    listing: Listing,
    documents: usize,
    order: Order,
    made: Zoned,
) -> Result<(Table, Vec<Row>)> {
    let mut about = About::of_listing(request, &listing, made);
    let mut all = Figures::new(listing, documents);
    let mut told = all.by_ref().take(MOST).collect::<Result<Vec<Told>>>()?;
    if all.next().is_some() {
        about.notices.push(format!("数字太多，只列了前 {} 个", grouped(MOST)));
    }
    told.sort_by(|a, b| a.order(b, order));
    let table =
        Table { caption: caption(&about.query), columns: columns(), rows: told.len(), about };
    Ok((table, told.iter().map(Told::row).collect()))
}

/// The figures of the documents of a listing, one after the other.
struct Figures {
    listing: Listing,
    /// How many documents may still be read.
    documents: usize,
    /// Whether the search has words, near which figures are to stand.
    has_words: bool,
    /// Those of one document that are next.
    of_document: vec::IntoIter<Told>,
}

impl Figures {
    fn new(listing: Listing, documents: usize) -> Figures {
        let has_words = !listing.understood.keywords.is_empty();
        Figures { listing, documents, has_words, of_document: Vec::new().into_iter() }
    }

    fn read(&self, document: &Document) -> vec::IntoIter<Told> {
        let words = self.has_words.then(|| self.listing.marking.narrowed_to(document));
        let mut figures = figures(document, words.as_ref());
        figures.sort_by_key(|figure| figure.nearness);
        let told = figures.into_iter().map(|figure| Told::new(figure, document));
        told.collect::<Vec<_>>().into_iter()
    }
}

impl Iterator for Figures {
    type Item = Result<Told>;

    fn next(&mut self) -> Option<Result<Told>> {
        loop {
            if let Some(told) = self.of_document.next() {
                return Some(Ok(told));
            }
            self.documents = self.documents.checked_sub(1)?;
            match self.listing.next()? {
                Ok(document) => self.of_document = self.read(&document),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn columns() -> Vec<Column> {
    vec![
        Column::new("subject", "对象", 12),
        Column::new("written", "原文写法", 8),
        Column::new("bound", "界限", 4),
        Column::new("low", "数值（最低）", 8),
        Column::new("high", "数值（最高）", 8),
        Column::new("unit", "单位", 5),
        Column::new("unit_written", "原文单位", 5),
        Column::new("year", "年份", 4),
        Column::new("sentence", "原句", 30),
        Column::new("place", "位置", 10),
        Column::new("document", "文件", 16),
        Column::new("agency", "机构", 8),
        Column::new("date", "日期", 8),
        Column::new("id", "编号", 10),
    ]
}

impl Told {
    fn new(figure: Figure, document: &Document) -> Told {
        Told {
            figure,
            title: document.title.clone(),
            agency: document.agency.clone(),
            date: document.date,
            id: document.id.clone(),
        }
    }

    fn row(&self) -> Row {
        let Figure { subject, quantity, written, years, sentence, place, .. } = &self.figure;
        let cells = vec![
            Cell::text(subject.as_deref().unwrap_or_default()),
            Cell::text(written.as_str()),
            Cell::text(quantity.bound.name()),
            number(quantity.low),
            number(quantity.high),
            Cell::text(quantity.unit.as_str()),
            Cell::text(quantity.unit_written.as_str()),
            years.as_ref().map_or(Cell::Empty, |years| Cell::Text(told_years(years))),
            Cell::text(sentence.as_str()),
            Cell::text(place.as_str()),
            Cell::text(self.title.as_str()),
            Cell::text(self.agency.as_deref().unwrap_or_default()),
            self.date.map_or(Cell::Empty, |date| Cell::Date(date, date.in_chinese())),
            Cell::text(self.id.as_str()),
        ];
        Row::Cells { cells, source: self.title.clone(), note: self.title.clone() }
    }

    fn order(&self, other: &Told, order: Order) -> Ordering {
        let (a, b) = (&self.figure, &other.figure);
        match order {
            Order::Document => Ordering::Equal,
            Order::Value => {
                let value = b.quantity.value().total_cmp(&a.quantity.value());
                a.quantity.unit.cmp(&b.quantity.unit).then(value)
            }
            Order::Year => {
                let last = |figure: &Figure| figure.years.as_ref().map(|years| *years.end());
                (last(a).is_none(), last(b)).cmp(&(last(b).is_none(), last(a)))
            }
            Order::Subject => {
                (a.subject.is_none(), &a.subject).cmp(&(b.subject.is_none(), &b.subject))
            }
        }
    }
}

/// 2027, 2024-2026
fn told_years(years: &RangeInclusive<i16>) -> String {
    match (years.start(), years.end()) {
        (first, last) if first == last => last.to_string(),
        (first, last) => format!("{first}-{last}"),
    }
}

/// Decimals of a number that are shown at most.
const DECIMALS: u8 = 4;

fn number(value: Option<f64>) -> Cell {
    let Some(value) = value else { return Cell::Empty };
    let decimals = (0..DECIMALS).find(|&decimals| {
        let scaled = value * 10_f64.powi(i32::from(decimals));
        (scaled - scaled.round()).abs() < 1e-6
    });
    Cell::Number(value, decimals.unwrap_or(DECIMALS))
}
