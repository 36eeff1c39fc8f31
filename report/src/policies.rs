//! The table of a report: all documents that a search finds, by default 时间 | 机构 | 政策 | 内容, in
//! the order of time.

mod columns;
mod stated;

use std::collections::HashSet;
use std::sync::Arc;

use corpus::gazetteer::Gazetteer;
use corpus::{Document, Kind, PartialDate};
use jiff::Zoned;
use search::{FilterField, Listing, Request, Sort};

use crate::about::About;
use crate::citation::{Cited, Form};
use crate::table::{Row, Table};
pub use columns::{ColumnOf, Dates};
use stated::Stated;

/// How many characters of a document's text stand in a row, where nothing else is said.
pub const LENGTH: usize = 200;

/// How many documents are looked at before the columns are known; more where none of them is a
/// policy.
const LOOKED_AT: usize = 50;
const MOST_LOOKED_AT: usize = 1_000;

/// What a table is to look like.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// Its columns; by default those of a report, or those of the table that all documents were read
    /// from, where none of them is a policy.
    pub columns: Vec<ColumnOf>,
    /// How dates are written.
    pub dates: Dates,
    /// The most characters that a row says of a document's text.
    pub length: usize,
    /// The field by which rows are put together.
    pub grouped: Option<FilterField>,
    /// Its caption; by default made of the query.
    pub caption: Option<String>,
}

impl Default for Layout {
    fn default() -> Layout {
        Layout {
            columns: Vec::new(),
            dates: Dates::default(),
            length: LENGTH,
            grouped: None,
            caption: None,
        }
    }
}

/// The request for all documents of a table, oldest first where nothing else is asked for.
pub fn request(request: Request) -> Request {
    Request { sort: request.sort.or(Some(Sort::DateAsc)), limit: usize::MAX, offset: 0, ..request }
}

/// The table of a listing, and its rows as they come; footnotes tell issuers by `names`.
///
/// # Errors
/// When the index cannot be read.
pub fn table(
    request: &Request,
    layout: Layout,
    mut listing: Listing,
    names: Arc<Gazetteer>,
    made: Zoned,
) -> search::Result<(Table, PolicyRows)> {
    let looked_at = look_at(&mut listing)?;
    let all = listing.len() == 0;
    let mut columns = layout.columns;
    if columns.is_empty() {
        columns = own(&looked_at).filter(|_| all).unwrap_or_else(ColumnOf::of_a_report);
    }
    let mut about = About::of_listing(request, &listing, made);
    about.notices.extend(unknown(&columns, &looked_at));
    about.layout = in_words(listing.understood.sort, layout.grouped, &columns, layout.length);
    let width = |(at, column): (usize, &ColumnOf)| column.column(at, columns.len());
    let table = Table {
        caption: layout.caption.unwrap_or_else(|| caption(&about.query, &looked_at)),
        columns: columns.iter().enumerate().map(width).collect(),
        rows: about.listed,
        about,
    };
    let rows = PolicyRows {
        names,
        day: PartialDate::today(),
        looked_at: looked_at.into_iter(),
        listing,
        columns,
        dates: layout.dates,
        length: layout.length,
        grouped: layout.grouped,
        group: None,
        waiting: None,
        number: 0,
    };
    Ok((table, rows))
}

/// How a table is laid out, for whoever makes it again.
fn in_words(
    sort: Sort,
    grouped: Option<FilterField>,
    columns: &[ColumnOf],
    length: usize,
) -> String {
    let order = match sort {
        Sort::Relevance => "最相关的在前",
        Sort::Date => "最新的在前",
        Sort::DateAsc => "最早的在前",
        Sort::Seen => "最近收录或改动的在前",
        Sort::Deadline => "申报截止日最近的在前",
    };
    let grouped = grouped.map(|field| format!("按{}分组", field.facet_label()));
    let names: Vec<&str> = columns.iter().map(ColumnOf::name).collect();
    let length = columns.contains(&ColumnOf::Content).then(|| format!("内容每篇最多 {length} 字"));
    let parts = [Some(order.to_owned()), grouped, Some(format!("列 {}", names.join("、"))), length];
    parts.into_iter().flatten().collect::<Vec<_>>().join("；")
}

/// The first documents.
fn look_at(listing: &mut Listing) -> search::Result<Vec<Document>> {
    let mut looked_at = Vec::new();
    while let Some(document) = listing.next().transpose()? {
        let most = if is_thing(&document) { MOST_LOOKED_AT } else { LOOKED_AT };
        looked_at.push(document);
        if looked_at.len() >= most {
            break;
        }
    }
    Ok(looked_at)
}

/// Whether a document is no policy, nor speaks of any.
fn is_thing(document: &Document) -> bool {
    matches!(document.kind, Kind::Organization | Kind::Other)
}

/// The columns of the table that all documents were read from, where there is one and none of them is a
/// policy.
fn own(documents: &[Document]) -> Option<Vec<ColumnOf>> {
    if documents.is_empty() || !documents.iter().all(is_thing) {
        return None;
    }
    let names = |document| Some(Stated::of(document)?.names().map(str::to_owned).collect());
    let all = documents.iter().map(names).collect::<Option<HashSet<Vec<String>>>>()?;
    let [names] = <[_; 1]>::try_from(all.into_iter().collect::<Vec<_>>()).ok()?;
    Some(names.into_iter().map(ColumnOf::Stated).collect())
}

/// A notice on columns that no source has.
fn unknown(columns: &[ColumnOf], documents: &[Document]) -> Option<String> {
    let is_stated = |name: &str| {
        documents.iter().any(|document| {
            Stated::of(document).is_some_and(|stated| stated.get(name).is_some())
                || document.extra.iter().any(|extra| extra.name == name)
        })
    };
    let unknown = columns.iter().filter_map(|column| match column {
        ColumnOf::Stated(name) if !is_stated(name) => Some(name.as_str()),
        _ => None,
    });
    let unknown: Vec<&str> = unknown.collect();
    (!unknown.is_empty()).then(|| {
        format!(
            "看过的文件都没有“{}”这一列；可用的列：{}",
            unknown.join("”“"),
            ColumnOf::known().join("、")
        )
    })
}

/// What a table is called where nobody says so.
fn caption(query: &str, documents: &[Document]) -> String {
    let are = |kind: Kind| documents.iter().all(|document| document.kind == kind);
    let is_policy = |document: &Document| matches!(document.kind, Kind::Policy | Kind::Regulation);
    let kind = Kind::ALL.into_iter().find(|&kind| !documents.is_empty() && are(kind));
    let what = match kind {
        _ if documents.iter().all(is_policy) => "政策",
        Some(Kind::Other) | None => "文件",
        Some(kind) => kind.name(),
    };
    match query {
        "" => format!("{what}一览"),
        query => format!("“{query}”相关{what}"),
    }
}

/// The rows of a table.
pub struct PolicyRows {
    /// The names by which issuers are told in footnotes.
    names: Arc<Gazetteer>,
    day: PartialDate,
    looked_at: std::vec::IntoIter<Document>,
    listing: Listing,
    columns: Vec<ColumnOf>,
    dates: Dates,
    length: usize,
    grouped: Option<FilterField>,
    /// The group of the last row.
    group: Option<String>,
    /// A row that comes behind the heading of its group.
    waiting: Option<Row>,
    number: usize,
}

impl Iterator for PolicyRows {
    type Item = search::Result<Row>;

    fn next(&mut self) -> Option<search::Result<Row>> {
        if let Some(row) = self.waiting.take() {
            return Some(Ok(row));
        }
        let document = match self.looked_at.next().map(Ok).or_else(|| self.listing.next())? {
            Ok(document) => document,
            Err(error) => return Some(Err(error)),
        };
        let row = self.row(&document);
        let group = self.grouped.map(|field| group(&document, field));
        if group == self.group {
            return Some(Ok(row));
        }
        self.group.clone_from(&group);
        self.waiting = Some(row);
        group.map(|name| Ok(Row::Group(name)))
    }
}

impl PolicyRows {
    fn row(&mut self, document: &Document) -> Row {
        self.number += 1;
        let stated = Stated::of(document);
        let cell = |column: &ColumnOf| {
            column.cell(document, stated.as_ref(), self.number, self.dates, || {
                columns::content(document, stated.as_ref(), &self.listing.marking, self.length)
            })
        };
        let cells = self.columns.iter().map(cell).collect();
        let source = columns::sources(document);
        let note = match is_thing(document) {
            true => source.clone(),
            false => Cited::of(document, &self.names, self.day).told(Form::Office),
        };
        Row::Cells { cells, source, note }
    }
}

/// The heading of a document's group: its first value of the field, of a region the whole path.
fn group(document: &Document, field: FilterField) -> String {
    let none = || format!("{}未注明", field.label());
    let Some(known) = field.field() else {
        return document.date.map_or_else(none, |date| format!("{}年", date.year()));
    };
    if field.is_nested() {
        return known.told(&document.fields).unwrap_or_else(none);
    }
    let value = known.values(&document.fields).into_iter().next();
    let told =
        |value: String| known.facet.map_or(value.clone(), |facet| facet.told(&value).to_owned());
    value.map_or_else(none, told)
}
