//! A table for a report: typed columns, rows of cells, and what it was made from.

use corpus::PartialDate;

use crate::about::About;

/// A table without its rows, which come one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it is of, without a number (表 1).
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
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
    /// A cell for each column, and where they were taken from, for a footnote.
    Cells {
        /// As many as there are columns.
        cells: Vec<Cell>,
        /// The source in words; empty where there is none.
        source: String,
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
            Cell::Quotes(quotes) => quotes.iter().map(Quote::in_words).collect(),
        }
    }
}

impl Quote {
    /// The place with the words.
    pub fn in_words(&self) -> String {
        match self.place.as_str() {
            "" => self.words.clone(),
            place => format!("{place}：{}", self.words),
        }
    }
}
