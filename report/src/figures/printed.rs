//! Figures as a table on paper: fewer columns, and one footnote for all figures of a document.

use std::collections::HashSet;

use crate::table::{Row, Table};

/// The columns that a page has room for.
const PRINTED: [&str; 6] = ["subject", "written", "year", "sentence", "place", "document"];

/// A table of figures as Word has it. A footnote for every figure makes documents that office programs
/// cannot open.
pub fn printed(table: Table, rows: Vec<Row>) -> (Table, Vec<Row>) {
    let is_kept: Vec<bool> =
        table.columns.iter().map(|column| PRINTED.contains(&column.key.as_str())).collect();
    let mut kept = is_kept.iter();
    let columns = table.columns.into_iter().filter(|_| kept.next() == Some(&true)).collect();
    let mut noted = HashSet::new();
    let rows = rows.into_iter().map(|row| match row {
        Row::Cells { cells, source, note } => {
            let mut kept = is_kept.iter();
            let cells = cells.into_iter().filter(|_| kept.next() == Some(&true)).collect();
            let is_new = noted.insert(note.clone());
            Row::Cells { cells, source, note: if is_new { note } else { String::new() } }
        }
        group @ Row::Group(_) => group,
    });
    let rows = rows.collect();
    (Table { columns, ..table }, rows)
}
