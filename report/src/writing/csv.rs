//! Tables as CSV. Below the rows, behind an empty line, stands how it was made.

use std::io::{self, Write};

use super::text::printable;
use super::{Rows, WriteError};
use crate::table::{Cell, Row, Table};

/// Without it Excel takes the text for one of the system's own encoding.
const BYTE_ORDER_MARK: &str = "\u{feff}";

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

/// Rows of texts as a file.
pub(crate) fn texts(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut writer = ::csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
    for row in rows {
        // Writing into memory does not fail.
        let _ = record(&mut writer, row.into_iter().map(plain));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("{BYTE_ORDER_MARK}{}", String::from_utf8(bytes).unwrap_or_default())
}

fn record(
    writer: &mut ::csv::Writer<impl Write>,
    cells: impl IntoIterator<Item = String>,
) -> io::Result<()> {
    // The library's own conversion loses whether somebody reads on.
    writer.write_record(cells).map_err(|error| match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}

/// A cell as a text that no program takes for a formula; numbers are as they are.
fn written(cell: &Cell) -> String {
    let text = printable(&cell.lines().join(BETWEEN));
    if matches!(cell, Cell::Number(..)) { text } else { plain(text) }
}

/// A cell that no program takes for a formula.
fn plain(cell: String) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) {
        true => format!("'{cell}"),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_what_they_are() {
        let cases = [
            ("甲", "甲"),
            ("甲,乙", "\"甲,乙\""),
            ("甲\"乙", "\"甲\"\"乙\""),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2", "'-2"),
            ("＝1+1", "'＝1+1"),
        ];
        for (cell, expected) in cases {
            let row = || vec![cell.to_owned(), "乙".to_owned()];
            let expected = format!("\u{feff}{expected},乙\n{expected},乙\n");
            assert_eq!(texts([row(), row()]), expected);
        }
    }
}
