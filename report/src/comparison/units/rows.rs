//! The rows of a table, each so that it says by itself what it says among the others.

use corpus::document::Table;
use corpus::headers::Header;

/// What stands between the cells of a row.
pub(crate) const CELLS: &str = "　｜　";

/// The rows of a table, the header first: the number that counts them, where a column does, and the other
/// cells. A cell at the beginning that goes on over several rows is empty in some files and repeated in
/// others; empty cells at the end say nothing.
pub(super) fn of(table: &Table) -> Vec<(Option<String>, String)> {
    let is_counted = table.header.first().is_some_and(|name| {
        matches!(Header::of_column(name), Some(Header::Ignored)) && table.header.len() > 1
    });
    let mut above: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for row in std::iter::once(&table.header).chain(&table.rows) {
        let mut cells = row.clone();
        let number = is_counted.then(|| cells.remove(0)).filter(|number| !number.trim().is_empty());
        let empty = cells.iter().take_while(|cell| cell.trim().is_empty()).count();
        if empty < cells.len() {
            let known = above.iter().take(empty).cloned();
            known.zip(&mut cells).for_each(|(known, cell)| *cell = known);
        }
        let filled = cells.iter().rposition(|cell| !cell.trim().is_empty());
        cells.truncate(filled.map_or(0, |last| last + 1));
        rows.push((number, cells.join(CELLS)));
        above = cells;
    }
    rows
}
