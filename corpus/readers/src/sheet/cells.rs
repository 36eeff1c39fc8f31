//! Tables of Word documents and web pages while they are read: a cell that is
//! merged downwards is in every row that it covers, and a table in a cell is text of the cell.

/// Columns that a cell may span, and rows that it may cover: more than a page shows.
const WIDEST: usize = 200;

/// A table that is being read.
#[derive(Default)]
struct Grid {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    /// By column: the text of a cell above, and how many rows below it has yet to fill.
    covering: Vec<(String, usize)>,
    cell: Option<Cell>,
}

/// The open cell.
#[derive(Default)]
struct Cell {
    text: String,
    columns: usize,
    rows: usize,
    /// Whether it goes on from the one above.
    is_continued: bool,
}

/// The open tables, each in a cell of the one before.
#[derive(Default)]
pub(crate) struct Cells(Vec<Grid>);

impl Cells {
    /// Whether text belongs to a cell.
    pub(crate) fn is_open(&self) -> bool {
        self.0.last().is_some_and(|grid| grid.cell.is_some())
    }

    /// Whether a table is open.
    pub(crate) fn in_table(&self) -> bool {
        !self.0.is_empty()
    }

    /// Adds a paragraph to the open cell.
    pub(crate) fn push(&mut self, text: &str) {
        let Some(cell) = self.0.last_mut().and_then(|grid| grid.cell.as_mut()) else {
            return;
        };
        if !cell.text.is_empty() {
            cell.text.push('\n');
        }
        cell.text.push_str(text);
    }

    pub(crate) fn open_table(&mut self) {
        self.0.push(Grid::default());
    }

    pub(crate) fn open_row(&mut self) {
        if let Some(grid) = self.0.last_mut() {
            grid.end_row();
        }
    }

    pub(crate) fn open_cell(&mut self) {
        if let Some(grid) = self.0.last_mut() {
            grid.end_cell();
            grid.cell = Some(Cell { columns: 1, rows: 1, ..Cell::default() });
        }
    }

    /// The open cell spans columns.
    pub(crate) fn span_columns(&mut self, columns: usize) {
        if let Some(cell) = self.0.last_mut().and_then(|grid| grid.cell.as_mut()) {
            cell.columns = columns.clamp(1, WIDEST);
        }
    }

    /// The open cell covers rows.
    pub(crate) fn cover_rows(&mut self, rows: usize) {
        if let Some(cell) = self.0.last_mut().and_then(|grid| grid.cell.as_mut()) {
            cell.rows = rows.clamp(1, WIDEST);
        }
    }

    /// The open cell goes on from the one above.
    pub(crate) fn continue_above(&mut self) {
        if let Some(cell) = self.0.last_mut().and_then(|grid| grid.cell.as_mut()) {
            cell.is_continued = true;
        }
    }

    pub(crate) fn close_cell(&mut self) {
        if let Some(grid) = self.0.last_mut() {
            grid.end_cell();
        }
    }

    /// The rows of the table that ends, unless it is in another.
    pub(crate) fn close_table(&mut self) -> Option<Vec<Vec<String>>> {
        let mut grid = self.0.pop()?;
        grid.end_row();
        if !self.is_open() {
            return Some(grid.rows);
        }
        grid.rows.iter().for_each(|row| self.push(&row.join(" ")));
        None
    }
}

impl Grid {
    fn end_cell(&mut self) {
        let Some(Cell { mut text, columns, rows, is_continued }) = self.cell.take() else {
            return;
        };
        self.fill_covered();
        if is_continued {
            let above = self.rows.last().and_then(|row| row.get(self.row.len()));
            text = above.cloned().unwrap_or_default();
        }
        for column in 0..columns {
            let text = if column == 0 { text.clone() } else { String::new() };
            if rows > 1 {
                let at = self.row.len();
                self.covering.resize(self.covering.len().max(at + 1), Default::default());
                self.covering[at] = (text.clone(), rows - 1);
            }
            self.row.push(text);
        }
    }

    /// Adds what cells of the rows above have in the next columns.
    fn fill_covered(&mut self) {
        while let Some((text, rows @ 1..)) = self.covering.get_mut(self.row.len()) {
            *rows -= 1;
            self.row.push(text.clone());
        }
    }

    fn end_row(&mut self) {
        self.end_cell();
        if !self.row.is_empty() {
            self.fill_covered();
            self.rows.push(std::mem::take(&mut self.row));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_cells_are_in_every_row() {
        let mut cells = Cells::default();
        cells.open_table();
        for row in [&[("甲", 1, 2), ("乙", 2, 1)][..], &[("丙", 1, 1), ("丁", 1, 1)]] {
            cells.open_row();
            for &(text, columns, rows) in row {
                cells.open_cell();
                cells.span_columns(columns);
                cells.cover_rows(rows);
                cells.push(text);
                cells.close_cell();
            }
        }
        assert_eq!(cells.close_table().unwrap(), [["甲", "乙", ""], ["甲", "丙", "丁"]]);
    }

    #[test]
    fn a_table_in_a_cell_is_its_text() {
        let mut cells = Cells::default();
        for _ in 0..2 {
            cells.open_table();
            cells.open_row();
            cells.open_cell();
            cells.push("甲");
        }
        assert_eq!(cells.close_table(), None);
        assert_eq!(cells.close_table().unwrap(), [["甲\n甲"]]);
    }
}
