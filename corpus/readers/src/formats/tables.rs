//! Tables that are files of their own: the sheets of a workbook, a file of rows. One that lists
//! documents hands over a record for each row; all others together are one document with its tables.

use std::ops::ControlFlow;

use crate::error::{Error, Result};
use crate::manuscript::Manuscript;
use crate::manuscript::assembly;
use crate::sheet::codes;
use crate::sheet::ledger::{Ledger, Row, SAMPLE};
use crate::source::lines::RECORD_LIMIT;
use crate::source::{Item, Origin, Sink};

/// A table, with the rows that are not blank.
pub(crate) struct Sheet {
    /// Its name, where it has one beside that of the file.
    pub(crate) name: String,
    pub(crate) rows: Vec<Row>,
}

/// Hands over the rows of the sheets that are ledgers; gives back the others, and whether the sink
/// wants more.
pub(crate) fn read_ledgers(
    sheets: Vec<Sheet>,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> (Vec<Sheet>, ControlFlow<()>) {
    let mut others = Vec::new();
    for sheet in sheets {
        let Some(ledger) = Ledger::of(&sheet.rows[..sheet.rows.len().min(SAMPLE)], origin.names)
        else {
            others.push(sheet);
            continue;
        };
        let place = |row: &Row| match sheet.name.as_str() {
            "" => format!("第{}行", row.number),
            name => format!("{name} 第{}行", row.number),
        };
        let mut read = ledger.notice(origin).map(Item::Notice).into_iter().try_for_each(&mut *sink);
        for row in sheet.rows {
            if read.is_break() {
                return (Vec::new(), read);
            }
            let place = place(&row);
            read = ledger.item(row, origin, place).into_iter().try_for_each(&mut *sink);
        }
        if read.is_break() {
            return (Vec::new(), read);
        }
    }
    (others, ControlFlow::Continue(()))
}

/// Hands over the document that tables are which list no documents.
///
/// # Errors
/// There is nothing in them, nothing but codes, or more than a document may have.
pub(crate) fn read_document(sheets: Vec<Sheet>, origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    if sheets.is_empty() {
        return Err(origin.empty());
    }
    if sheets.iter().all(|sheet| codes::is_list(&sheet.rows)) {
        return Err(Error::Codes { path: origin.path.to_owned() });
    }
    let bytes = |sheet: &Sheet| {
        sheet.rows.iter().flat_map(|row| &row.cells).map(String::len).sum::<usize>()
    };
    if sheets.iter().map(bytes).sum::<usize>() > RECORD_LIMIT {
        return Err(origin.too_large(RECORD_LIMIT as u64));
    }
    let mut manuscript = Manuscript::new(origin.names);
    for sheet in sheets {
        if !sheet.name.is_empty() {
            manuscript.push_heading(2, &sheet.name);
        }
        push(sheet.rows, &mut manuscript);
    }
    assembly::hand_over(manuscript.records(origin)?, sink);
    Ok(())
}

/// Adds a table; rows of one cell above it are its title, those below remarks.
fn push(mut rows: Vec<Row>, manuscript: &mut Manuscript<'_>) {
    let is_line = |row: &&Row| row.filled() == 1;
    let above = rows.iter().take_while(is_line).count();
    let below = rows[above..].iter().rev().take_while(is_line).count();
    let remarks = rows.split_off(rows.len() - below);
    let table = rows.split_off(above);
    let text = |row: Row| row.cells.concat();
    for line in rows.into_iter().map(text) {
        // Before all else stands the title of the whole.
        match manuscript.title.is_none() && manuscript.parts.is_empty() && !is_mark(&line) {
            true => manuscript.title = Some(line.split_whitespace().collect()),
            false => manuscript.push_text(&line),
        }
    }
    if !table.is_empty() {
        manuscript.push_table(table.into_iter().map(|row| row.cells).collect());
    }
    remarks.into_iter().map(text).for_each(|line| manuscript.push_text(&line));
}

/// Whether a line only says which annex a table is: 附件2, 附表一：
fn is_mark(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.strip_prefix("附件").or_else(|| line.strip_prefix("附表"));
    let is_numeral = |c: char| !c.is_alphabetic() || "一二三四五六七八九十".contains(c);
    rest.is_some_and(|rest| rest.chars().all(is_numeral))
}

/// The sheets with their names where there are several.
pub(crate) fn named(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    if let [only] = sheets.as_mut_slice() {
        only.name.clear();
    }
    sheets
}
