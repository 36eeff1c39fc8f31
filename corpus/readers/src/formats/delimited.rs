//! Tables of documents: CSV and TSV files with a header line, a record in each row.
//!
//! Records are cut from the lines here and split into cells by the `csv` crate, so that a quote
//! that is never closed spoils one row and not the rest of the file.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use crate::error::{Error, RecordFault, Result};
use crate::sheet::grid;
use crate::sheet::row::{self, Columns};
use crate::source::lines::{Input, Line, Lines, RECORD_LIMIT};
use crate::source::{Item, Origin, Sink};
use document::headers::Header;
use language::kind::Kind;

/// Lines that a record may have: a cell with more line breaks is an open quote.
const LONGEST_RECORD: usize = 200;

/// Columns that a table may have.
const MOST_COLUMNS: usize = 4096;
/// Characters of a header that a message tells.
const LONGEST_TOLD: usize = 200;

/// A record as cells, and the line it begins in, counted from 1.
struct CsvRecord {
    line: usize,
    cells: Vec<String>,
}

/// Reads a table of documents. The delimiter is found out from the header line where it is not given.
pub(crate) fn read_delimited(
    bytes: Input<'_>,
    delimiter: Option<u8>,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<()> {
    let mut records = Records {
        lines: Lines::open(bytes, RECORD_LIMIT, origin)?,
        returned: VecDeque::new(),
        delimiter,
        origin,
    };
    let header = header(&mut records, origin)?;
    let columns = Columns::new(&header);
    let kind = columns.kind_of_entries().unwrap_or_default();
    for record in records {
        if record.as_ref().is_ok_and(|record| row::is_total(&record.cells)) {
            continue;
        }
        let item = match record.and_then(|record| entry(&columns, kind, record, origin)) {
            Ok(item) => item,
            Err(error) => Item::Problem(error),
        };
        if sink(item) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

/// The header: the first row, or one near the top, under a title, that names a title column.
fn header(records: &mut Records<'_>, origin: Origin<'_>) -> Result<Vec<String>> {
    let mut first = None;
    for record in records.take(LINES_ABOVE) {
        let CsvRecord { line, cells } = record?;
        if cells.len() > MOST_COLUMNS {
            return Err(origin.record_error(line, RecordFault::TooManyColumns(MOST_COLUMNS)));
        }
        if is_header(&cells, cells.len()) {
            return Ok(cells);
        }
        first.get_or_insert(cells);
    }
    let header = told(&first.ok_or_else(|| origin.empty())?);
    Err(Error::NoTitleColumn { path: origin.path.to_owned(), header })
}

/// A header as a message tells it.
fn told(header: &[String]) -> String {
    let told = header.join("、");
    match told.char_indices().nth(LONGEST_TOLD) {
        Some((end, _)) => format!("{}…", &told[..end]),
        None => told,
    }
}

/// Whether a row names a title column: among others, unless the table has no other.
fn is_header(cells: &[String], widest: usize) -> bool {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    (filled > 1 || widest == 1) && Columns::new(cells).kind_of_entries().is_some()
}

/// The record of a row.
fn entry(columns: &Columns<'_>, kind: Kind, row: CsvRecord, origin: Origin<'_>) -> Result<Item> {
    let cells = grid::fit(row.cells, columns.len());
    let place = format!("第{}行", row.line);
    let record = columns.record(&cells, kind, origin, place);
    if record.fields.title.is_empty() {
        return Err(origin.record_error(row.line, RecordFault::NoTitle));
    }
    Ok(Item::Record(Box::new(record)))
}

/// The rows of a sheet that are not blank, with their numbers counted from 1.
pub(crate) type Entries = Vec<(usize, Vec<String>)>;

/// Lines above the header that a sheet may have: its title, who made it, when.
const LINES_ABOVE: usize = 10;

/// Reads the rows of a sheet, whose places `place` names.
///
/// # Errors
/// No row near the top has the name of a title column.
pub(crate) fn read_entries(
    rows: Entries,
    place: &dyn Fn(usize) -> String,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<ControlFlow<()>> {
    let widest = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let near = rows.iter().take(LINES_ABOVE);
    let Some(at) = near.map(|(_, cells)| cells).position(|cells| is_header(cells, widest)) else {
        let header = rows.first().map(|(_, cells)| told(cells)).unwrap_or_default();
        return Err(Error::NoTitleColumn { path: origin.path.to_owned(), header });
    };
    let below = rows.get(at + 1).and_then(|(_, cells)| whole_header(&rows[at].1, cells));
    let start = at + 1 + usize::from(below.is_some());
    let header = below.as_ref().unwrap_or(&rows[at].1);
    let columns = Columns::new(header);
    let kind = columns.kind_of_entries().unwrap_or_default();
    for (number, cells) in &rows[start..] {
        let record =
            columns.record(&grid::fit(cells.clone(), columns.len()), kind, origin, place(*number));
        // A heading over some rows, a remark or the sums under the table.
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let is_aside = filled < 2 || row::is_total(cells);
        let item = match record.fields.title.is_empty() {
            _ if cells == header => continue,
            false => Item::Record(Box::new(record)),
            true if is_aside => continue,
            true => Item::Problem(origin.record_error(*number, RecordFault::NoTitle)),
        };
        if sink(item).is_break() {
            return Ok(ControlFlow::Break(()));
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// The header of two rows (发文信息 over 发文单位, 文号 and 日期): the lower name where there is one.
/// `None` where the lower row is one of values.
fn whole_header(upper: &[String], lower: &[String]) -> Option<Vec<String>> {
    let names: Vec<&String> = lower.iter().filter(|cell| !cell.is_empty()).collect();
    let is_names = names.len() > 1 && names.iter().all(|name| Header::by_name(name).is_some());
    if !is_names || upper == lower {
        return None;
    }
    let name = |at: usize| lower.get(at).filter(|name| !name.is_empty()).or(upper.get(at));
    let columns = upper.len().max(lower.len());
    Some((0..columns).map(|at| name(at).cloned().unwrap_or_default()).collect())
}

/// The records of a file.
struct Records<'a> {
    lines: Lines<'a>,
    /// Lines that were read in search of the end of a quote, and were not part of it.
    returned: VecDeque<Line>,
    delimiter: Option<u8>,
    origin: Origin<'a>,
}

impl Records<'_> {
    fn next_line(&mut self) -> Option<Result<Line>> {
        self.returned.pop_front().map(Ok).or_else(|| self.lines.next())
    }

    /// The record that begins in a line.
    fn record(&mut self, first: Line) -> Result<CsvRecord> {
        // A title above the header has no delimiter to tell.
        self.delimiter = self.delimiter.or_else(|| sniff(&first.text));
        let delimiter = self.delimiter.unwrap_or(b',');
        let mut quote = Quote { delimiter: char::from(delimiter), state: State::CellStart };
        let mut open = quote.is_open_after(&first.text);
        let mut more = VecDeque::new();
        while open
            && more.len() < LONGEST_RECORD
            && let Some(Ok(line)) = self.next_line()
        {
            open = quote.is_open_after(&line.text);
            more.push_back(line);
        }
        if open {
            more.append(&mut self.returned);
            self.returned = more;
            return Err(self.origin.record_error(first.number, RecordFault::OpenQuote));
        }
        let text = more.iter().fold(first.text, |text, line| text + "\n" + &line.text);
        Ok(CsvRecord { line: first.number, cells: cells(&text, delimiter) })
    }
}

impl Iterator for Records<'_> {
    type Item = Result<CsvRecord>;

    fn next(&mut self) -> Option<Result<CsvRecord>> {
        // Spreadsheets write blank rows as lines of delimiters.
        let is_blank = |record: &CsvRecord| record.cells.iter().all(String::is_empty);
        loop {
            let record = self.next_line()?.and_then(|line| self.record(line));
            if !record.as_ref().is_ok_and(is_blank) {
                return Some(record);
            }
        }
    }
}

/// The cells of one record, trimmed.
fn cells(text: &str, delimiter: u8) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let records = reader.records().filter_map(std::result::Result::ok);
    records
        .flat_map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>())
        .collect()
}

/// The delimiter of a line; `None` where it has none.
fn sniff(header: &str) -> Option<u8> {
    let count = |delimiter: &u8| header.bytes().filter(|byte| byte == delimiter).count();
    [b';', b'\t', b','].into_iter().max_by_key(count).filter(|delimiter| count(delimiter) > 0)
}

/// Where in a record the reading is.
#[derive(PartialEq, Eq)]
enum State {
    CellStart,
    Plain,
    Quoted,
    /// After a quote in a quoted cell: its end, or half of a doubled one.
    QuoteSeen,
}

/// Follows the quotes of a record over its lines.
struct Quote {
    delimiter: char,
    state: State,
}

impl Quote {
    /// Whether a quoted cell is open at the end of this line. Quotes inside a plain cell (5" 管)
    /// are characters.
    fn is_open_after(&mut self, line: &str) -> bool {
        for c in line.chars() {
            self.state = match (&self.state, c) {
                (State::Quoted, '"') => State::QuoteSeen,
                (State::Quoted, _) | (State::CellStart | State::QuoteSeen, '"') => State::Quoted,
                (_, c) if c == self.delimiter => State::CellStart,
                _ => State::Plain,
            };
        }
        self.state == State::Quoted
    }
}

#[cfg(test)]
mod tests;
