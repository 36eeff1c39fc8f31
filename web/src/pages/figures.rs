//! The page of the numbers and targets of the documents of a search.

use askama::Template;
use jiff::Zoned;
use report::figures::{self, Order};
use report::number::grouped;
use report::table::{Cell, Row, Table};
use report::writing::{Format, MOST_WORD_ROWS};
use search::{Request, VersionsListed};
use warp::reply::Response;

use super::table::FILES;
use super::{Frame, page};
use crate::Error;
use crate::exports::file_name;
use crate::parameters::{self, Figuring, Parameters, Reading};
use crate::routes::Asked;

/// Of how many documents the page has figures, and how many it shows at most.
const DOCUMENTS: usize = 200;
const SHOWN: usize = 500;

/// The columns of the page, each with the order that it stands for.
const COLUMNS: [(&str, Option<Order>); 10] = [
    ("subject", Some(Order::Subject)),
    ("written", None),
    ("bound", None),
    ("low", None),
    ("high", Some(Order::Value)),
    ("unit", None),
    ("year", Some(Order::Year)),
    ("sentence", None),
    ("place", None),
    ("document", Some(Order::Document)),
];

/// `GET /figures`: the numbers and targets of the documents of a search.
pub(crate) fn figures(asked: &Asked<'_>) -> Result<Response, Error> {
    let (figuring, Reading { parameters, notices, .. }) = parameters::read_figuring(asked.query);
    let versions = parameters.request.versions.or(Some(VersionsListed::Newest));
    let request = Request { versions, limit: usize::MAX, offset: 0, ..parameters.request.clone() };
    let listing = asked.engine.listing(asked.budget, &request, None)?;
    let documents = figuring.format.map_or(DOCUMENTS, |_| usize::MAX);
    let name = file_name(&figures::caption(&request.query));
    let made = move || {
        let (order, made) = (figuring.order, Zoned::now());
        let (mut table, rows) = figures::table(&request, listing, documents, order, made)?;
        table.about.notices.extend(notices.into_iter().map(|notice| notice.text));
        Ok((table, rows))
    };
    match figuring.format {
        Some(format) => asked.exports.figures(&name, format, made),
        None => {
            let (table, rows) = made()?;
            page(&FiguresPage::new(&parameters, figuring, &table, &rows))
        }
    }
}

/// What the page shows.
#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    frame: Frame,
    caption: String,
    listed: String,
    /// Of how many documents there are figures, where not of all.
    documents: Option<String>,
    files: Vec<(&'static str, String)>,
    /// How many rows a document of Word has at most.
    most_word_rows: String,
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
    fn new(
        parameters: &Parameters,
        figuring: Figuring,
        table: &Table,
        rows: &[Row],
    ) -> FiguresPage {
        let about = &table.about;
        let heading = |(key, by): &(&str, Option<Order>)| {
            let column = table.columns.iter().find(|column| column.key == *key);
            Heading {
                name: column.map(|column| column.name.clone()).unwrap_or_default(),
                href: by.map(|order| parameters.figures_href(Figuring { order, format: None })),
                current: *by == Some(figuring.order),
            }
        };
        let file = |(name, format): (&'static str, Format)| {
            let format = Some(format);
            (name, parameters.figures_href(Figuring { format, ..figuring }))
        };
        FiguresPage {
            frame: Frame::new(format!("{} · 政策检索", table.caption), parameters),
            caption: table.caption.clone(),
            listed: grouped(about.listed),
            documents: (about.listed > DOCUMENTS).then(|| grouped(DOCUMENTS)),
            files: FILES.into_iter().map(file).collect(),
            most_word_rows: grouped(MOST_WORD_ROWS),
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
