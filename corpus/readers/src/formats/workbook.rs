//! Spreadsheets (XLSX, XLS, ODS): the cells of their sheets, of which each may be a table of documents of
//! its own.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{
    Data, Dimensions, Reader, SheetVisible, Sheets, XlsxError, open_workbook_auto_from_rs,
};

use quick_xml::events::Event;

use crate::container::encryption::{self, Workbook};
use crate::container::package::Package;
use crate::error::{Damage, Error, Result};
use crate::formats::tables::{self, Sheet};
use crate::sheet::codes;
use crate::sheet::ledger::Row;
use crate::source::{Origin, Sink, guarded};

/// The name of the format in messages.
const FORMAT: &str = "表格（XLSX、XLS、ODS）";

/// Columns that a table has at most.
const WIDEST: u32 = 1000;

type Book<'a> = Sheets<Cursor<&'a [u8]>>;

/// Reads the visible sheets in their order.
pub(crate) fn read_workbook(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    check_closed(bytes, origin)?;
    let opened = match guarded(origin, || Ok(encryption::workbook(bytes)))? {
        Workbook::Plain => None,
        Workbook::Opened(bytes) => Some(bytes),
        Workbook::Locked => return Err(Error::Encrypted { path: origin.path.to_owned() }),
    };
    let sheets =
        tables::named(guarded(origin, || sheets(opened.as_deref().unwrap_or(bytes), origin))?);
    let count = sheets.len();
    let (mut others, read) = tables::read_ledgers(sheets, origin, sink);
    if others.len() < count {
        // Ledgers bring along the codes that are used in them.
        others.retain(|sheet| !codes::is_list(&sheet.rows));
        if read.is_break() || others.is_empty() {
            return Ok(());
        }
    }
    tables::read_document(others, origin, sink)
}

/// Refuses the content of an ODS that ends within an element, which calamine would read for ever.
fn check_closed(bytes: &[u8], origin: Origin<'_>) -> Result<()> {
    if !bytes.starts_with(b"PK") {
        return Ok(());
    }
    let mut package = Package::open(Cursor::new(bytes), FORMAT, origin)?;
    let manifest = package.text("META-INF/manifest.xml")?.unwrap_or_default();
    if manifest.contains(":encryption-data") {
        // Nor does it try.
        return Ok(());
    }
    let Some(content) = package.text("content.xml")? else { return Ok(()) };
    let (mut reader, mut open) = (quick_xml::Reader::from_str(&content), 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => open += 1,
            Ok(Event::End(_)) => open -= 1,
            Ok(Event::Eof) if open == 0 => return Ok(()),
            Ok(Event::Eof) => return Err(package.damaged(Damage::Unclosed)),
            Ok(_) => {}
            Err(error) => return Err(package.damaged(Damage::Xml(error))),
        }
    }
}

/// The visible sheets that have anything.
fn sheets(bytes: &[u8], origin: Origin<'_>) -> Result<Vec<Sheet>> {
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| refused(error, origin))?;
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let metadata = book.sheets_metadata().iter();
    let names: Vec<String> = metadata.filter(visible).map(|sheet| sheet.name.clone()).collect();
    let mut sheets = Vec::new();
    for name in names {
        let rows = rows(&mut book, &name).map_err(|error| refused(error, origin))?;
        if !rows.is_empty() {
            sheets.push(Sheet { name, rows });
        }
    }
    Ok(sheets)
}

fn refused(error: calamine::Error, origin: Origin<'_>) -> Error {
    match error.to_string().to_lowercase().contains("password") {
        true => Error::Encrypted { path: origin.path.to_owned() },
        false => origin.damaged(FORMAT, Damage::Workbook(error)),
    }
}

/// The cells that have anything, by row and column: a cell far off must not cost the space of
/// those between.
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// The rows of a sheet that are not blank, with their numbers counted from 1.
fn rows(book: &mut Book<'_>, sheet: &str) -> std::result::Result<Vec<Row>, calamine::Error> {
    let mut cells = cells(book, sheet)?;
    for Dimensions { start, end } in merged(book, sheet) {
        let Some(value) = cells.get(&start.0).and_then(|row| row.get(&start.1)).cloned() else {
            continue;
        };
        // A cell that covers several rows is in each of them.
        let below = cells.range_mut(start.0..=end.0.max(start.0)).skip(1);
        below.for_each(|(_, row)| drop(row.insert(start.1, value.clone())));
    }
    let left = cells.values().filter_map(|row| row.keys().next()).min().copied().unwrap_or(0);
    let right = cells.values().filter_map(|row| row.keys().last()).max().copied().unwrap_or(0);
    let dense = |row: BTreeMap<u32, String>| -> Vec<String> {
        (left..=right).map(|column| row.get(&column).cloned().unwrap_or_default()).collect()
    };
    let row = |(number, row)| Row { number: number as usize + 1, cells: dense(row) };
    Ok(cells.into_iter().map(row).collect())
}

/// The cells of a sheet, less those right of the widest table.
fn cells(book: &mut Book<'_>, sheet: &str) -> std::result::Result<Cells, calamine::Error> {
    let mut cells = Cells::new();
    let mut add = |(row, column): (u32, u32), cell: &Data| {
        let text = text(cell);
        if column < WIDEST && !text.is_empty() {
            cells.entry(row).or_default().insert(column, text);
        }
    };
    if let Sheets::Xlsx(book) = book {
        let mut reader = match book.worksheet_cells_reader(sheet) {
            Err(XlsxError::NotAWorksheet(_)) => return Ok(cells),
            reader => reader?,
        };
        while let Some(cell) = reader.next_cell()? {
            add(cell.get_position(), &cell.get_value().clone().into());
        }
        return Ok(cells);
    }
    let range = book.worksheet_range(sheet)?;
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, cell) in range.used_cells() {
        add((top + row as u32, left + column as u32), cell);
    }
    Ok(cells)
}

fn merged(book: &mut Book<'_>, sheet: &str) -> Vec<Dimensions> {
    match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        Sheets::Xlsb(_) | Sheets::Ods(_) => Vec::new(),
    }
}

/// A cell as text: dates as 2019-12-31, whole numbers without a point.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(date) => date.split('T').next().unwrap_or_default().to_owned(),
        Data::Error(_) => String::new(),
        other => other.to_string().trim().to_owned(),
    }
}
