//! Catalogues: CSV and TSV files with a header line, a document in each row.
//!
//! Records are cut from the lines here and split into cells by the `csv` crate, so that a quote
//! that is never closed spoils one row and not the rest of the file.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use super::lines::{Input, LIMIT, Line, Lines};
use super::row::Columns;
use super::{Item, Origin, Sink, grid};
use crate::error::{Error, Result};
use crate::kind::Kind;
use crate::metadata::Stated;

/// Lines that a record may have: a cell with more line breaks is an open quote.
const LONGEST_RECORD: usize = 200;

/// What is wrong with a row without a title.
const NO_TITLE: &str = "这一行没有标题；请填写标题，或删去这一行";

/// A record as cells, and the line it begins in, counted from 1.
struct Record {
    line: usize,
    cells: Vec<String>,
}

/// Reads a catalogue. The delimiter is found out from the header line where it is not given.
pub(super) fn read(
    bytes: Input<'_>,
    delimiter: Option<u8>,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<()> {
    let mut records = Records {
        lines: Lines::open(bytes, LIMIT, origin)?,
        returned: VecDeque::new(),
        delimiter,
        origin,
    };
    let header = header(&mut records, origin)?;
    let columns = Columns::new(&header);
    let kind = columns.kind_of_entries().unwrap_or_default();
    for record in records {
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
        let cells = record?.cells;
        if is_header(&cells, cells.len()) {
            return Ok(cells);
        }
        first.get_or_insert(cells);
    }
    let header = first.ok_or_else(|| origin.empty())?.join("、");
    Err(Error::NoTitleColumn { path: origin.path.to_owned(), header })
}

/// Whether a row names a title column: among others, unless the table has no other.
fn is_header(cells: &[String], widest: usize) -> bool {
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    (filled > 1 || widest == 1) && Columns::new(cells).kind_of_entries().is_some()
}

/// The document of a row.
fn entry(columns: &Columns<'_>, kind: Kind, record: Record, origin: Origin<'_>) -> Result<Item> {
    let cells = grid::fit(record.cells, columns.len());
    let place = format!("第{}行", record.line);
    let document = columns.document(&cells, kind, origin, place);
    if document.title.is_empty() {
        return Err(origin.record_error(record.line, NO_TITLE));
    }
    Ok(Item::Document(Box::new(document)))
}

/// The rows of a sheet that are not blank, with their numbers counted from 1.
pub(super) type Entries = Vec<(usize, Vec<String>)>;

/// Lines above the header that a sheet may have: its title, who made it, when.
const LINES_ABOVE: usize = 10;

/// Reads the rows of a sheet, whose places `place` names.
///
/// # Errors
/// No row near the top has the name of a title column.
pub(super) fn read_entries(
    rows: Entries,
    place: &dyn Fn(usize) -> String,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<ControlFlow<()>> {
    let widest = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let near = rows.iter().take(LINES_ABOVE);
    let Some(at) = near.map(|(_, cells)| cells).position(|cells| is_header(cells, widest)) else {
        let header = rows.first().map(|(_, cells)| cells.join("、")).unwrap_or_default();
        return Err(Error::NoTitleColumn { path: origin.path.to_owned(), header });
    };
    let below = rows.get(at + 1).and_then(|(_, cells)| whole_header(&rows[at].1, cells));
    let start = at + 1 + usize::from(below.is_some());
    let header = below.as_ref().unwrap_or(&rows[at].1);
    let columns = Columns::new(header);
    let kind = columns.kind_of_entries().unwrap_or_default();
    for (number, cells) in &rows[start..] {
        let document = columns.document(
            &grid::fit(cells.clone(), columns.len()),
            kind,
            origin,
            place(*number),
        );
        // A heading over some rows, a remark under the table.
        let is_aside = cells.iter().filter(|cell| !cell.is_empty()).count() < 2;
        let item = match document.title.is_empty() {
            _ if cells == header => continue,
            false => Item::Document(Box::new(document)),
            true if is_aside => continue,
            true => Item::Problem(origin.record_error(*number, NO_TITLE)),
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
    let is_names = names.len() > 1 && names.iter().all(|name| Stated::by_name(name).is_some());
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
    fn record(&mut self, first: Line) -> Result<Record> {
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
            let reason = "引号没有成对；请补上右引号";
            return Err(self.origin.record_error(first.number, reason));
        }
        let text = more.iter().fold(first.text, |text, line| text + "\n" + &line.text);
        Ok(Record { line: first.number, cells: cells(&text, delimiter) })
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record>;

    fn next(&mut self) -> Option<Result<Record>> {
        // Spreadsheets write blank rows as lines of delimiters.
        let is_blank = |record: &Record| record.cells.iter().all(String::is_empty);
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
mod tests {
    use super::super::{
        read_bytes,
        tests::{Outcome, outcome},
    };
    use super::*;

    fn titles(name: &str, text: &str) -> Vec<Outcome> {
        outcome(name, text.as_bytes()).unwrap()
    }

    #[test]
    fn reads_rows_by_their_headers() {
        let title = |text: &str| Outcome::Title(text.to_owned());
        let cases: [(&str, &str, Vec<Outcome>); 8] = [
            ("a.csv", "某市政策汇编,,\n,,\n序号,文件名称,文号\n1,甲,无\n", vec![title("甲")]),
            ("a.csv", "某市政策汇编\n标题;日期\n甲;2019\n", vec![title("甲")]),
            (
                "a.csv",
                "文号,发布单位,文件名称\n无,市科委,甲\n\n,,\n,,乙,余\n丙\n",
                vec![title("甲"), title("乙 余"), Outcome::Problem(6)],
            ),
            ("a.csv", "标题；\n甲\n", vec![title("甲")]),
            ("a.csv", "标题;日期\n甲;2019\n", vec![title("甲")]),
            ("a.tsv", "日期\t标题\n2019\t甲, 乙\n", vec![title("甲, 乙")]),
            (
                "a.csv",
                "标题,内容\n甲,\"一\n二\"\n乙,\"开\n丙,丁\n",
                vec![title("甲"), Outcome::Problem(4), title("丙")],
            ),
            (
                "a.csv",
                "标题,管径\n甲,5\" 管\n\"乙 \"\"丙\"\"\",\n",
                vec![title("甲"), title("乙 \"丙\"")],
            ),
        ];
        for (name, text, expected) in cases {
            assert_eq!(titles(name, text), expected, "{text}");
        }
    }

    #[test]
    fn a_header_may_have_two_rows() {
        let row = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        let cases = [
            ("政策名称,发文信息,,内容", ",发文单位,文号,", Some("政策名称,发文单位,文号,内容")),
            ("政策名称,发文信息,", "政策名称,发文单位,文号", Some("政策名称,发文单位,文号")),
            ("政策名称,发文单位", "甲办法,市建委", None),
            ("政策名称,发文单位", "政策名称,发文单位", None),
            ("政策名称,发文单位", "文号,", None),
        ];
        for (upper, lower, expected) in cases {
            assert_eq!(whole_header(&row(upper), &row(lower)), expected.map(row), "{lower}");
        }
    }

    #[test]
    fn needs_a_title_column() {
        let refused = outcome("a.csv", "日期,机构\n2019,甲".as_bytes());
        assert!(
            matches!(refused, Err(Error::NoTitleColumn { header, .. }) if header == "日期、机构")
        );
        assert!(matches!(outcome("a.csv", b" \n"), Err(Error::Empty { .. })));
    }

    #[test]
    fn a_row_keeps_place_kind_and_unknown_columns() {
        let text = "标题,类别,主办处室,组织名称\n条例,地方性法规,二处,某联盟\n";
        let mut read = Vec::new();
        read_bytes("a.csv", text.as_bytes(), &mut |item| {
            if let Item::Document(document) = item {
                read.push(document);
            }
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(read[0].kind, Kind::Regulation);
        assert_eq!(read[0].category.as_deref(), Some("地方性法规"));
        assert_eq!(read[0].extra[0].value, "二处");
        assert_eq!(read[0].agencies, ["某联盟"]);
        assert_eq!(read[0].sources[0].place, "第2行");
    }
}
