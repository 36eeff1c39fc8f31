//! Spreadsheets (XLSX, XLS, ODS): each sheet is a catalogue of its own, whose
//! header may stand below a title.

use std::io::Cursor;
use std::ops::ControlFlow;

use calamine::{Data, Dimensions, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};

use super::catalogue::{self, Entries};
use super::{Item, Origin, Sink, guarded};
use crate::error::{Error, Result};

/// The name of the format in messages.
const FORMAT: &str = "表格（XLSX、XLS、ODS）";

type Book<'a> = Sheets<Cursor<&'a [u8]>>;

/// Reads the visible sheets in their order.
pub(super) fn read(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let sheets = guarded(origin, || sheets(bytes, origin))?;
    read_sheets(sheets, origin, sink)
}

/// The visible sheets that have anything, each with its name.
fn sheets(bytes: &[u8], origin: Origin<'_>) -> Result<Vec<(String, Entries)>> {
    let mut book =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| refused(&error, origin))?;
    let visible = |sheet: &&calamine::Sheet| sheet.visible == SheetVisible::Visible;
    let metadata = book.sheets_metadata().iter();
    let names: Vec<String> = metadata.filter(visible).map(|sheet| sheet.name.clone()).collect();
    let mut sheets = Vec::new();
    for name in names {
        let rows = rows(&mut book, &name).map_err(|error| refused(&error, origin))?;
        if !rows.is_empty() {
            sheets.push((name, rows));
        }
    }
    Ok(sheets)
}

/// Reads sheets, each with its name and the rows that are not blank, with their numbers.
///
/// # Errors
/// None of them has a title column, or there is none.
pub(super) fn read_sheets(
    sheets: Vec<(String, Entries)>,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<()> {
    let mut refused = Vec::new();
    let (mut found, is_single) = (false, sheets.len() == 1);
    for (name, rows) in sheets {
        let place = |row: usize| match is_single {
            true => format!("第{row}行"),
            false => format!("{name} 第{row}行"),
        };
        match catalogue::read_entries(rows, &place, origin, sink) {
            Ok(ControlFlow::Continue(())) => found = true,
            Ok(ControlFlow::Break(())) => return Ok(()),
            Err(error) => refused.push(error),
        }
    }
    let mut refused = refused.into_iter();
    if !found {
        return Err(refused.next().unwrap_or_else(|| origin.empty()));
    }
    let _ = refused.try_for_each(|error| sink(Item::Problem(error)));
    Ok(())
}

fn refused(error: &calamine::Error, origin: Origin<'_>) -> Error {
    let reason = error.to_string();
    match reason.to_lowercase().contains("password") {
        true => Error::Encrypted { path: origin.path.to_owned() },
        false => origin.damaged(FORMAT, &reason),
    }
}

/// The rows of a sheet that are not blank, with their numbers counted from 1.
fn rows(book: &mut Book<'_>, sheet: &str) -> std::result::Result<Entries, calamine::Error> {
    let range = book.worksheet_range(sheet)?;
    let merged = merged(book, sheet);
    let (top, left) = range.start().unwrap_or_default();
    let mut rows: Vec<Vec<String>> =
        range.rows().map(|row| row.iter().map(text).collect()).collect();
    for Dimensions { start, end } in merged {
        let column = (start.1.saturating_sub(left)) as usize;
        let first = (start.0.saturating_sub(top)) as usize;
        let Some(value) = rows.get(first).and_then(|row| row.get(column)).cloned() else {
            continue;
        };
        // A cell that covers several rows is in each of them.
        let last = (end.0.saturating_sub(top)) as usize;
        for row in rows.iter_mut().take(last + 1).skip(first + 1) {
            row[column].clone_from(&value);
        }
    }
    let numbered = (top as usize + 1..).zip(rows);
    Ok(numbered.filter(|(_, row)| row.iter().any(|cell| !cell.is_empty())).collect())
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
