//! Tables as one JSON object: how it was made, the columns, and the rows as objects with the keys of
//! the columns.

use std::io::Write;

use serde_json::{Map, Number, Value, json};

use super::{Rows, WriteError};
use crate::table::{Cell, Quote, Row, Table};

pub(super) fn write(table: &Table, rows: Rows<'_>, out: &mut impl Write) -> Result<(), WriteError> {
    let about = &table.about;
    let told = json!({
        "query": about.query,
        "conditions": about.conditions,
        "total": about.total,
        "listed": about.listed,
        "commit": about.commit,
        "made": about.made.timestamp().to_string(),
        "notices": about.notices,
    });
    let columns: Vec<Value> = table
        .columns
        .iter()
        .map(|column| json!({ "key": column.key, "name": column.name }))
        .collect();
    write!(out, "{{\"caption\":{},\n\"about\":{told},\n", Value::from(table.caption.as_str()))?;
    write!(out, "\"columns\":{},\n\"rows\":[", Value::from(columns))?;
    let mut group = None;
    let mut separator = "\n";
    for row in rows {
        match row? {
            Row::Group(name) => group = Some(name),
            Row::Cells { cells, source } => {
                let object = object(table, group.as_deref(), &cells, source);
                write!(out, "{separator}{}", Value::from(object))?;
                separator = ",\n";
            }
        }
    }
    Ok(writeln!(out, "\n]}}")?)
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
    let quote = |Quote { place, words }: &Quote| json!({ "place": place, "words": words });
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(number, 0) => Value::from(*number as i64),
        Cell::Number(number, _) => Number::from_f64(*number).map_or(Value::Null, Value::Number),
        Cell::Date(_, written) => Value::from(written.as_str()),
        Cell::Quotes(quotes) => Value::from(quotes.iter().map(quote).collect::<Vec<_>>()),
    }
}
