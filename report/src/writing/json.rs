//! Tables as one JSON object: how it was made, the columns, and the rows as objects with the keys of
//! the columns.

use std::collections::BTreeMap;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Number, Value, json};

use super::{Rows, WriteError};
use crate::about::About;
use crate::table::{Cell, Column, Quote, Row, Table};

/// What a file has.
#[derive(Serialize, JsonSchema)]
pub struct TableObject {
    /// What the table is of.
    pub caption: String,
    /// How it was made.
    pub about: AboutObject,
    /// Its columns, in their order.
    pub columns: Vec<ColumnObject>,
    /// Its rows, by the keys of the columns: texts, numbers, dates as they are written, lists of
    /// quotations with their places, or null; beside them `source`, and `group` where rows are put
    /// together. Written one after the other.
    pub rows: Vec<BTreeMap<String, Value>>,
}

/// How a table was made.
#[derive(Serialize, JsonSchema)]
pub struct AboutObject {
    /// The query as given.
    pub query: String,
    /// Each condition in words.
    pub conditions: Vec<String>,
    /// How the table is laid out, in words.
    pub layout: String,
    /// How many documents match.
    pub total: usize,
    /// How many rows there are of documents.
    pub listed: usize,
    /// The commit of the index.
    pub commit: String,
    /// When it was committed, in the form of RFC 3339.
    pub committed: Option<String>,
    /// When the table was made, in the form of RFC 3339.
    pub made: String,
    /// What should be known of it.
    pub notices: Vec<String>,
}

/// A column.
#[derive(Serialize, JsonSchema)]
pub struct ColumnObject {
    /// Its key in the rows.
    pub key: String,
    /// Its name.
    pub name: String,
}

pub(super) fn write(table: &Table, rows: Rows<'_>, out: &mut impl Write) -> Result<(), WriteError> {
    let about = serde_json::to_value(about(&table.about)).map_err(io::Error::from)?;
    let column = |Column { key, name, .. }: &Column| json!({ "key": key, "name": name });
    let columns: Vec<Value> = table.columns.iter().map(column).collect();
    write!(out, "{{\"caption\":{},\n\"about\":{about},\n", Value::from(table.caption.as_str()))?;
    write!(out, "\"columns\":{},\n\"rows\":[", Value::from(columns))?;
    let mut group = None;
    let mut separator = "\n";
    for row in rows {
        match row? {
            Row::Group(name) => group = Some(name),
            Row::Cells { cells, source, .. } => {
                let object = object(table, group.as_deref(), &cells, source);
                write!(out, "{separator}{}", Value::from(object))?;
                separator = ",\n";
            }
        }
    }
    Ok(writeln!(out, "\n]}}")?)
}

fn about(about: &About) -> AboutObject {
    AboutObject {
        query: about.query.clone(),
        conditions: about.conditions.clone(),
        layout: about.layout.clone(),
        total: about.total,
        listed: about.listed,
        commit: about.commit.clone(),
        committed: about.committed.map(|time| time.to_string()),
        made: about.made.timestamp().to_string(),
        notices: about.notices.clone(),
    }
}

fn object(
    table: &Table,
    group: Option<&str>,
    cells: &[Cell],
    source: String,
) -> Map<String, Value> {
    let group = group.map(|group| ("group".to_owned(), Value::from(group)));
    let keys = table.columns.iter().map(|column| column.key.clone());
    let source = ("source".to_owned(), Value::from(source));
    group.into_iter().chain(keys.zip(cells.iter().map(value))).chain([source]).collect()
}

fn value(cell: &Cell) -> Value {
    let quote = |Quote { place, words, .. }: &Quote| json!({ "place": place, "words": words });
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(number, 0) => Value::from(*number as i64),
        Cell::Number(number, _) => Number::from_f64(*number).map_or(Value::Null, Value::Number),
        Cell::Date(_, written) => Value::from(written.as_str()),
        Cell::Quotes(quotes) => Value::from(quotes.iter().map(quote).collect::<Vec<_>>()),
    }
}
