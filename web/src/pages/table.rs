//! The page on which the table of a report is laid out, looked at and taken away.

use askama::Template;
use report::number::grouped;
use report::policies::{ColumnOf, Dates};
use report::table::{Cell, Row, Table};
use report::writing::{Format, MOST_WORD_ROWS};
use search::{FilterField, VersionsListed};

use super::Frame;
use crate::parameters::{Parameters, Tabling};

/// How many rows are shown.
pub(super) const SHOWN: usize = 20;

/// Columns that are offered for ticking, in the order in which tables have them.
const OFFERED: [&str; 13] = [
    "序号",
    "时间",
    "机构",
    "政策",
    "内容",
    "发文字号",
    "区",
    "地区",
    "文种",
    "效力",
    "级别",
    "来源",
    "编号",
];

/// What rows can be put together by.
const GROUPS: [FilterField; 6] = [
    FilterField::DATES,
    FilterField::DISTRICTS,
    FilterField::REGIONS,
    FilterField::AGENCIES,
    FilterField::KINDS,
    FilterField::DOC_TYPES,
];

/// What the page shows.
#[derive(Template)]
#[template(path = "table.html")]
pub(super) struct TablePage {
    frame: Frame,
    caption: String,
    total: String,
    listed: String,
    conditions: String,
    notices: Vec<String>,
    back: String,
    /// What a new layout keeps of the search.
    kept: Vec<(&'static str, String)>,
    columns: Vec<Choice>,
    /// Columns that are asked for and not offered.
    others: Vec<String>,
    groups: Vec<Choice>,
    iso: bool,
    newest: bool,
    length: usize,
    files: Vec<(&'static str, String)>,
    /// How many rows a document of Word has at most, where there are more.
    most_word_rows: Option<String>,
    header: Vec<String>,
    rows: Vec<ShownRow>,
    /// How many rows are not shown.
    more: Option<String>,
}

/// Something that can be chosen.
struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// A row: a heading, or the lines of each cell.
enum ShownRow {
    Group(String),
    Cells(Vec<Vec<String>>),
}

impl TablePage {
    /// The page of a table with its first rows.
    pub(super) fn new(
        parameters: &Parameters,
        tabling: &Tabling,
        table: &Table,
        rows: Vec<Row>,
    ) -> TablePage {
        let about = &table.about;
        let laid_out = &tabling.layout;
        let asked: Vec<String> = match laid_out.columns.as_slice() {
            [] => table.columns.iter().map(|column| column.name.clone()).collect(),
            columns => columns.iter().map(|column| column.name().to_owned()).collect(),
        };
        let same = |name: &str| ColumnOf::named(name);
        let is_asked = |name: &str| asked.iter().any(|other| same(other).is_like(&same(name)));
        let offered = |name: &&str| Choice {
            value: (*name).to_owned(),
            label: (*name).to_owned(),
            chosen: is_asked(name),
        };
        let is_other =
            |name: &&String| !OFFERED.iter().any(|other| same(other).is_like(&same(name)));
        let said = ["columns", "dates", "length", "group", "caption", "format", "versions"];
        let href = |(name, format): (&'static str, Format)| {
            (name, parameters.table_file_href(tabling, format))
        };
        let shown = rows.iter().filter(|row| matches!(row, Row::Cells { .. })).count();
        TablePage {
            frame: Frame::new(format!("{} · 政策检索", table.caption), parameters),
            caption: table.caption.clone(),
            total: grouped(about.total),
            listed: grouped(about.listed),
            conditions: about.conditions.join("；"),
            notices: about.notices.clone(),
            back: parameters.of_table().href("/"),
            kept: parameters.of_table().kept_beside(&said),
            columns: OFFERED.iter().map(offered).collect(),
            others: asked.iter().filter(is_other).cloned().collect(),
            groups: groups(laid_out.grouped),
            iso: laid_out.dates == Dates::Iso,
            newest: parameters.request.versions == Some(VersionsListed::Newest),
            length: laid_out.length,
            files: FILES.into_iter().map(href).collect(),
            most_word_rows: (table.rows > MOST_WORD_ROWS).then(|| grouped(MOST_WORD_ROWS)),
            header: table.columns.iter().map(|column| column.name.clone()).collect(),
            rows: rows.into_iter().map(ShownRow::new).collect(),
            more: (about.listed > shown).then(|| grouped(about.listed - shown)),
        }
    }
}

/// What the table can be kept as.
pub(super) const FILES: [(&str, Format); 5] = [
    ("Word", Format::Docx),
    ("Excel", Format::Xlsx),
    ("CSV", Format::Csv),
    ("Markdown", Format::Markdown),
    ("JSON", Format::Json),
];

fn groups(grouped: Option<FilterField>) -> Vec<Choice> {
    let none =
        Choice { value: String::new(), label: "不归类".to_owned(), chosen: grouped.is_none() };
    let of = |field: FilterField| Choice {
        value: field.facet().to_owned(),
        label: format!("按{}", field.facet_label()),
        chosen: grouped == Some(field),
    };
    [none].into_iter().chain(GROUPS.map(of)).collect()
}

impl ShownRow {
    fn new(row: Row) -> ShownRow {
        match row {
            Row::Group(name) => ShownRow::Group(name),
            Row::Cells { cells, .. } => ShownRow::Cells(cells.iter().map(Cell::lines).collect()),
        }
    }
}
