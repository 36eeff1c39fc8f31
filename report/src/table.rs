//! A table for a report: typed columns, rows of cells, and what it was made from.

use corpus::PartialDate;

use crate::about::About;

/// Stands where words between two quotes of one place are left out (GB/T 15834—2011, 4.11).
const BETWEEN: &str = "……";

/// A table without its rows, which come one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is of, without a number (表 1).
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// How many rows it has, headings aside.
    pub rows: usize,
    /// How it was made.
    pub about: About,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name in JSON.
    pub key: String,
    /// The name in the header.
    pub name: String,
    /// How wide it is, in Chinese characters.
    pub width: u16,
}

impl Column {
    /// A column.
    pub fn new(key: &str, name: &str, width: u16) -> Column {
        Column { key: key.to_owned(), name: name.to_owned(), width }
    }
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Row {
    /// The heading of the rows that follow.
    Group(String),
    /// A cell for each column, and where they were taken from.
    Cells {
        /// As many as there are columns.
        cells: Vec<Cell>,
        /// The source in words; empty where there is none.
        source: String,
        /// What a footnote says of it; empty where there is to be none.
        note: String,
    },
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A number, shown with so many decimals.
    Number(f64, u8),
    /// A date, and how it is written.
    Date(PartialDate, String),
    /// Words of a text, each with its place.
    Quotes(Vec<Quote>),
}

/// Words of a text, verbatim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Where they stand: 第三章 第十二条; empty where the text has no such places.
    pub place: String,
    /// The words. Where the text goes on before or behind, … stands there.
    pub words: String,
    /// Whether it follows the quote before it in the text, with nothing between them.
    pub follows: bool,
}

impl Cell {
    /// A text; nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Cell {
        let text = text.into();
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// A whole number.
    pub fn count(count: usize) -> Cell {
        Cell::Number(count as f64, 0)
    }

    /// What it says, in lines.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Cell::Empty => Vec::new(),
            Cell::Text(text) => text.lines().map(str::to_owned).collect(),
            Cell::Number(number, decimals) => {
                vec![format!("{number:.*}", usize::from(*decimals))]
            }
            Cell::Date(_, written) => vec![written.clone()],
            Cell::Quotes(quotes) => {
                let same = |a: &Quote, b: &Quote| a.place == b.place;
                quotes.chunk_by(same).map(in_words).collect()
            }
        }
    }
}

/// Quotes of one place: the place, then their words.
fn in_words(quotes: &[Quote]) -> String {
    let mut words = String::new();
    for quote in quotes {
        if !words.is_empty() && !quote.follows {
            words.push_str(BETWEEN);
        }
        words.push_str(&quote.words);
    }
    match quotes.first().map(|quote| quote.place.as_str()) {
        None | Some("") => words,
        Some(place) => format!("{place}：{words}"),
    }
}
