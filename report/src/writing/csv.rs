//! Tables as CSV. Below the rows, behind an empty line, stands how it was made.

use std::io::{self, Write};

use super::text::printable;
use super::{Rows, WriteError};
use crate::spreadsheet::{BYTE_ORDER_MARK, plain};
use crate::table::{Cell, Row, Table};

/// Stands between the lines of a cell, so that a row is a line.
const BETWEEN: &str = "　";

pub(super) fn write(table: &Table, rows: Rows<'_>, out: &mut impl Write) -> Result<(), WriteError> {
    write!(out, "{BYTE_ORDER_MARK}")?;
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(out);
    record(&mut writer, table.columns.iter().map(|column| column.name.clone()))?;
    for row in rows {
        match row? {
            Row::Group(name) => record(&mut writer, [name])?,
            Row::Cells { cells, .. } => record(&mut writer, cells.iter().map(written))?,
        }
    }
    let mut out = writer.into_inner().map_err(|error| error.into_error())?;
    writeln!(out)?;
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(&mut out);
    for (name, said) in table.about.lines() {
        record(&mut writer, [name.to_owned(), plain(said)])?;
    }
    Ok(writer.flush()?)
}

fn record(
    writer: &mut ::csv::Writer<impl Write>,
    cells: impl IntoIterator<Item = String>,
) -> io::Result<()> {
    writer.write_record(cells).map_err(io::Error::from)
}

/// A cell as a text that no program takes for a formula; numbers are as they are.
fn written(cell: &Cell) -> String {
    let text = printable(&cell.lines().join(BETWEEN));
    if matches!(cell, Cell::Number(..)) { text } else { plain(text) }
}
