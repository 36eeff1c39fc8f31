//! Catalogues of corrections as lines of cells, from CSV and from TOML.

use std::path::Path;

use toml::Value;

use super::is_file_column;
use crate::error::{CatalogueFault, Error, Result};
use language::encoding;

/// Cells with the names of their columns, and where they stand.
pub(super) struct CatalogueLine {
    /// The line of a CSV file, or the number of the table in a TOML file; counted from 1.
    pub(super) at: usize,
    pub(super) cells: Vec<(String, String)>,
}

/// Reads a catalogue, in whichever encoding.
///
/// # Errors
/// When the file as a whole cannot be read; a line that cannot is an `Err` of its own.
pub(super) fn read_lines(path: &Path) -> Result<Vec<Result<CatalogueLine>>> {
    let text = encoding::read_text(path)?;
    if path.extension().is_some_and(|end| end == "toml") {
        read_toml(path, &text)
    } else {
        Ok(read_csv(path, &text))
    }
}

/// Whether the header of a CSV file has a column that names files.
pub(super) fn names_files(path: &Path) -> bool {
    let Ok(text) = encoding::read_text(path) else { return false };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    reader.headers().is_ok_and(|header| header.iter().any(is_file_column))
}

fn read_csv(path: &Path, text: &str) -> Vec<Result<CatalogueLine>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let line = |row: csv::Result<csv::StringRecord>| match row {
        Ok(row) => {
            let at = row.position().map_or(0, csv::Position::line) as usize;
            let cell = |(name, value): (&str, &str)| (name.trim().into(), value.trim().into());
            Ok(CatalogueLine { at, cells: header.iter().zip(row.iter()).map(cell).collect() })
        }
        Err(error) => {
            let at = error.position().map_or(0, csv::Position::line) as usize;
            Err(wrong(path, at, CatalogueFault::Csv(error)))
        }
    };
    reader.records().map(line).collect()
}

/// The tables `[[document]]` of a TOML file.
fn read_toml(path: &Path, text: &str) -> Result<Vec<Result<CatalogueLine>>> {
    let tables: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        wrong(path, line, CatalogueFault::Toml(Box::new(error)))
    })?;
    let Some(Value::Array(documents)) = tables.get("document") else {
        return Err(wrong(path, 1, CatalogueFault::NoTables));
    };
    let line = |(at, document): (usize, &Value)| match document {
        Value::Table(fields) => {
            let cells = fields.iter().map(|(name, value)| (name.clone(), said(value)));
            Ok(CatalogueLine { at: at + 1, cells: cells.collect() })
        }
        _ => Err(wrong(path, at + 1, CatalogueFault::NoTable)),
    };
    Ok(documents.iter().enumerate().map(line).collect())
}

/// A value as a cell would have it.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Array(list) => list.iter().map(said).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    }
}

fn wrong(path: &Path, line: usize, fault: CatalogueFault) -> Error {
    Error::Catalogue { path: path.to_owned(), line, fault }
}
