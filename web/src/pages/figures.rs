//! The page of the numbers and targets of the documents of a search.

use askama::Template;
use report::figures::Order;
use report::number::grouped;
use report::table::{Cell, Row, Table};

use super::Frame;
use crate::parameters::Parameters;

/// Of how many documents the page has figures, and how many it shows at most.
pub(super) const DOCUMENTS: usize = 20;
const SHOWN: usize = 500;

/// The columns of the page, each with the order that it stands for.
const COLUMNS: [(&str, Option<Order>); 7] = [
    ("subject", Some(Order::Subject)),
    ("written", Some(Order::Value)),
    ("bound", None),
    ("year", Some(Order::Year)),
    ("sentence", None),
    ("place", None),
    ("document", Some(Order::Document)),
];

/// What the page shows.
#[derive(Template)]
#[template(path = "figures.html")]
pub(super) struct FiguresPage {
    frame: Frame,
    caption: String,
    total: String,
    /// Of how many documents there are figures, where not of all.
    documents: Option<String>,
    conditions: String,
    notices: Vec<String>,
    back: String,
    header: Vec<Heading>,
    rows: Vec<ShownFigure>,
    /// Whether there are more than are shown.
    more: bool,
}

/// The heading of a column; where it puts figures in order, the address that does so.
struct Heading {
    name: String,
    href: Option<String>,
    current: bool,
}

/// A figure: its cells, and the address of its document, whose title is the last.
struct ShownFigure {
    cells: Vec<String>,
    title: String,
    href: String,
}

impl FiguresPage {
    /// The page of a table of figures with its first rows.
    pub(super) fn new(
        parameters: &Parameters,
        order: Order,
        table: &Table,
        rows: &[Row],
    ) -> FiguresPage {
        let about = &table.about;
        let heading = |(key, by): &(&str, Option<Order>)| {
            let column = table.columns.iter().find(|column| column.key == *key);
            Heading {
                name: column.map(|column| column.name.clone()).unwrap_or_default(),
                href: by.map(|by| parameters.figures_href(by)),
                current: *by == Some(order),
            }
        };
        FiguresPage {
            frame: Frame::new(format!("{} · 政策检索", table.caption), parameters),
            caption: table.caption.clone(),
            total: grouped(about.total),
            documents: (about.total > DOCUMENTS).then(|| grouped(DOCUMENTS)),
            conditions: about.conditions.join("；"),
            notices: about.notices.clone(),
            back: parameters.href("/"),
            header: COLUMNS.iter().map(heading).collect(),
            rows: rows.iter().take(SHOWN).filter_map(|row| shown(parameters, table, row)).collect(),
            more: rows.len() > SHOWN,
        }
    }
}

fn shown(parameters: &Parameters, table: &Table, row: &Row) -> Option<ShownFigure> {
    let Row::Cells { cells, .. } = row else { return None };
    let cell = |key: &str| {
        let at = table.columns.iter().position(|column| column.key == key)?;
        Some(cells.get(at).map(Cell::lines)?.join(" "))
    };
    let all = COLUMNS.iter().take(COLUMNS.len() - 1).filter_map(|(key, _)| cell(key));
    let href = parameters.document_href(&cell("id")?);
    Some(ShownFigure { cells: all.collect(), title: cell("document")?, href })
}
