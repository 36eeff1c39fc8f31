//! Tables in text: CSV, TSV and the like, a row in each line.
//!
//! Records are cut from the lines here and split into cells by the `csv` crate, so that a quote
//! that is never closed spoils one row and not the rest of the file.

use std::collections::VecDeque;

use crate::error::{RecordFault, Result};
use crate::formats::tables::{self, Sheet};
use crate::sheet::ledger::{Ledger, Row, SAMPLE};
use crate::source::lines::{Input, Line, Lines, RECORD_LIMIT};
use crate::source::{Item, Origin, Sink};

mod delimiter;
mod quote;

use quote::Quote;

/// Lines that a record may have: a cell with more line breaks is an open quote.
const LONGEST_RECORD: usize = 200;

/// Columns that a table may have.
const MOST_COLUMNS: usize = 4096;

/// Bytes of the rows at the top that tell what a table is.
const SAMPLE_BYTES: usize = 1 << 20;

/// Lines at the top that tell the delimiter.
const FIRST_LINES: usize = 12;

/// Reads a table. The delimiter is found out from the first lines where it is not given.
pub(crate) fn read_delimited(
    bytes: Input<'_>,
    delimiter: Option<u8>,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<()> {
    let mut lines = Lines::open(bytes, RECORD_LIMIT, origin)?;
    let first: VecDeque<Result<Line>> = lines.by_ref().take(FIRST_LINES).collect();
    let texts: Vec<&str> = first.iter().flatten().map(|line| line.text.as_str()).collect();
    let delimiter = delimiter.map_or_else(|| delimiter::sniff(&texts), char::from);
    let mut records = Records { lines, returned: first, delimiter, origin };
    let top = top(&mut records);
    let rows: Vec<Row> = top.iter().flatten().cloned().collect();
    if rows.is_empty() {
        return Err(top.into_iter().find_map(Result::err).unwrap_or_else(|| origin.empty()));
    }
    if let Some(row) = rows.iter().find(|row| row.cells.len() > MOST_COLUMNS) {
        return Err(origin.record_error(row.number, RecordFault::TooManyColumns(MOST_COLUMNS)));
    }
    let records = top.into_iter().chain(records);
    match Ledger::of(&rows, origin.names) {
        Some(ledger) => {
            read_ledger(&ledger, records, origin, sink);
            Ok(())
        }
        None => read_other(records, origin, sink),
    }
}

/// The records at the top.
fn top(records: &mut Records<'_>) -> Vec<Result<Row>> {
    let mut bytes = 0;
    let mut is_enough = |record: &Result<Row>| {
        bytes += record.iter().flat_map(|row| &row.cells).map(String::len).sum::<usize>();
        bytes > SAMPLE_BYTES
    };
    let mut top = Vec::new();
    while top.len() < SAMPLE
        && let Some(record) = records.next()
    {
        let is_last = is_enough(&record);
        top.push(record);
        if is_last {
            break;
        }
    }
    top
}

/// Hands over the rows of a ledger as they come.
fn read_ledger(
    ledger: &Ledger,
    records: impl Iterator<Item = Result<Row>>,
    origin: Origin<'_>,
    sink: Sink<'_>,
) {
    let item = |record: Result<Row>| match record {
        Ok(row) => {
            let place = format!("第{}行", row.number);
            ledger.item(row, origin, place)
        }
        Err(error) => Some(Item::Problem(error)),
    };
    let notice = ledger.notice(origin).map(Item::Notice);
    let _ = notice.into_iter().chain(records.filter_map(item)).try_for_each(sink);
}

/// Hands over what is no ledger as one document.
///
/// # Errors
/// It is too large for one, or has nothing that anyone looks for.
fn read_other(
    records: impl Iterator<Item = Result<Row>>,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<()> {
    let (mut rows, mut bytes) = (Vec::new(), 0);
    for record in records {
        match record {
            Ok(row) => {
                bytes += row.cells.iter().map(String::len).sum::<usize>();
                rows.push(row);
            }
            Err(error) => {
                if sink(Item::Problem(error)).is_break() {
                    return Ok(());
                }
            }
        }
        if bytes > RECORD_LIMIT {
            return Err(origin.too_large(RECORD_LIMIT as u64));
        }
    }
    tables::read_document(vec![Sheet { name: String::new(), rows }], origin, sink)
}

/// The records of a file.
struct Records<'a> {
    lines: Lines<'a>,
    /// Lines that were read before, in search of the delimiter or of the end of a quote.
    returned: VecDeque<Result<Line>>,
    delimiter: char,
    origin: Origin<'a>,
}

impl Records<'_> {
    fn next_line(&mut self) -> Option<Result<Line>> {
        self.returned.pop_front().or_else(|| self.lines.next())
    }

    /// The record that begins in a line.
    fn record(&mut self, first: Line) -> Result<Row> {
        let mut quote = Quote::new(self.delimiter);
        let mut open = quote.is_open_after(&first.text);
        let mut more = VecDeque::new();
        while open
            && more.len() < LONGEST_RECORD
            && let Some(line) = self.next_line()
        {
            let is_read = line.as_ref().is_ok_and(|line| {
                open = quote.is_open_after(&line.text);
                true
            });
            more.push_back(line);
            if !is_read {
                break;
            }
        }
        if open {
            more.append(&mut self.returned);
            self.returned = more;
            return Err(self.origin.record_error(first.number, RecordFault::OpenQuote));
        }
        let more = more.iter().flatten();
        let text = more.fold(first.text, |text, line| text + "\n" + &line.text);
        Ok(Row { number: first.number, cells: quote::cells(&text, self.delimiter) })
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Result<Row>> {
        // Spreadsheets write blank rows as lines of delimiters.
        let is_blank = |row: &Row| row.cells.iter().all(String::is_empty);
        loop {
            let record = self.next_line()?.and_then(|line| self.record(line));
            if !record.as_ref().is_ok_and(is_blank) {
                return Some(record);
            }
        }
    }
}

#[cfg(test)]
mod tests;
