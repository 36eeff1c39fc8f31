//! Tables as workbooks: the table on one sheet with a header that stays, how it was made on another.
//! Rows go through a file of the system's temporary folder.

use std::collections::HashMap;
use std::io::{self, Seek, Write};

use corpus::PartialDate;
use rust_xlsxwriter::{
    ExcelDateTime, Format as Style, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::text::{at_most, printable};
use super::{Rows, WriteError};
use crate::table::{Cell, Row, Table};

/// What a cell holds at most, in UTF-16 units, and a sheet, in rows ("Excel specifications and
/// limits" of the program's help).
const MOST_UNITS: usize = 32_767;
const MOST_ROWS: u32 = 1_048_576;

/// How wide a Chinese character is, in the widths of digits that columns are measured in.
const CHARACTER: f64 = 2.2;

/// What Chinese offices print tables in, in points.
const FONT: &str = "宋体";
const SIZE: f64 = 10.5;

/// Points: a line of a row, what a row has besides, and the highest row.
const LINE: f64 = 14.5;
const AROUND: f64 = 4.0;
const HIGHEST: f64 = 409.0;

/// The first year that a sheet has dates of.
const FIRST_YEAR: i16 = 1900;

pub(super) fn write(
    table: &Table,
    rows: Rows<'_>,
    out: &mut (impl Write + Send),
) -> Result<(), WriteError> {
    let mut workbook = Workbook::new();
    let made = table.about.made.datetime();
    let created =
        ExcelDateTime::from_ymd(made.year() as u16, made.month() as u8, made.day() as u8)?
            .and_hms(made.hour() as u16, made.minute() as u8, made.second() as u8)?;
    workbook.set_properties(
        &rust_xlsxwriter::DocProperties::new()
            .set_title(printable(&table.caption))
            .set_creation_datetime(&created),
    );
    let mut sheet = Sheet {
        sheet: workbook.add_worksheet_with_constant_memory()?,
        styles: Styles::new(),
        widths: table.columns.iter().map(|column| column.width).collect(),
        next: 0,
    };
    sheet.sheet.set_name("表格")?;
    sheet.header(table)?;
    let mut left_out = 0_usize;
    for row in rows {
        match row? {
            _ if sheet.next == MOST_ROWS => left_out += 1,
            Row::Group(name) => sheet.group(&name, table.columns.len())?,
            Row::Cells { cells, .. } => sheet.cells(&cells)?,
        }
    }
    if let (Some(last), 1..) = (table.columns.len().checked_sub(1), sheet.next) {
        sheet.sheet.autofilter(0, 0, sheet.next - 1, last as u16)?;
    }
    let about = workbook.add_worksheet();
    about.set_name("说明")?;
    let mut lines = vec![("表", table.caption.clone())];
    lines.extend(table.about.lines());
    lines.extend(
        (left_out > 0).then(|| ("提示", format!("工作表装不下，有 {left_out} 行没有写入"))),
    );
    for (at, (name, said)) in (0..).zip(&lines) {
        about.write_string(at, 0, *name)?;
        about.write_string(at, 1, held(said))?;
    }
    about.set_column_width(1, 80)?;
    // A workbook is packed from its end.
    let mut packed = tempfile::tempfile()?;
    workbook.save_to_writer(&mut packed)?;
    packed.rewind()?;
    io::copy(&mut packed, out)?;
    Ok(())
}

/// A sheet that is written from its top to its end.
struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    styles: Styles,
    /// Of the columns, in Chinese characters.
    widths: Vec<u16>,
    next: u32,
}

/// How cells look.
struct Styles {
    header: Style,
    text: Style,
    group: Style,
    /// By the format of the number.
    numbers: HashMap<String, Style>,
}

impl Styles {
    fn new() -> Styles {
        let font = Style::new().set_font_name(FONT).set_font_size(SIZE);
        let cell = font.set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        Styles {
            header: cell.clone().set_bold().set_align(FormatAlign::Center),
            text: cell.clone().set_text_wrap(),
            group: cell.set_bold(),
            numbers: HashMap::new(),
        }
    }

    fn number(&mut self, format: &str) -> &Style {
        let style = || self.text.clone().set_num_format(format).set_align(FormatAlign::Right);
        if !self.numbers.contains_key(format) {
            self.numbers.insert(format.to_owned(), style());
        }
        &self.numbers[format]
    }
}

impl Sheet<'_> {
    fn header(&mut self, table: &Table) -> Result<(), XlsxError> {
        for (at, column) in (0..).zip(&table.columns) {
            self.sheet.set_column_width(at, f64::from(column.width) * CHARACTER)?;
            self.sheet.write_string_with_format(0, at, held(&column.name), &self.styles.header)?;
        }
        self.sheet.set_freeze_panes(1, 0)?;
        self.sheet.set_repeat_rows(0, 0)?;
        self.sheet.set_landscape();
        self.sheet.set_print_fit_to_pages(1, 0);
        self.next = 1;
        Ok(())
    }

    fn group(&mut self, name: &str, columns: usize) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.next, 0, held(name), &self.styles.group)?;
        for at in 1..columns {
            self.sheet.write_blank(self.next, at as u16, &self.styles.group)?;
        }
        self.next += 1;
        Ok(())
    }

    fn cells(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        let lines = cells.iter().zip(&self.widths).map(|(cell, width)| lines(cell, *width));
        let lines = lines.max().unwrap_or(1).max(1);
        self.sheet.set_row_height(self.next, (lines as f64 * LINE + AROUND).min(HIGHEST))?;
        for (at, cell) in (0..).zip(cells) {
            self.cell(at, cell)?;
        }
        self.next += 1;
        Ok(())
    }

    fn cell(&mut self, at: u16, cell: &Cell) -> Result<(), XlsxError> {
        let row = self.next;
        match cell {
            Cell::Number(number, decimals) => {
                let format = match decimals {
                    0 => "#,##0".to_owned(),
                    decimals => format!("#,##0.{}", "0".repeat(usize::from(*decimals))),
                };
                let style = self.styles.number(&format);
                self.sheet.write_number_with_format(row, at, *number, style)?;
            }
            Cell::Date(date, _) if date.year() >= FIRST_YEAR => {
                let (day, format) = day(*date)?;
                let style = self.styles.number(format);
                self.sheet.write_datetime_with_format(row, at, &day, style)?;
            }
            cell => {
                let text = held(&cell.lines().join("\n"));
                self.sheet.write_string_with_format(row, at, text, &self.styles.text)?;
            }
        }
        Ok(())
    }
}

/// How many lines a cell takes, which not all programs find out by themselves. A sign that may not begin
/// a line takes a character with it to the next one, so half a character of each line stays free.
fn lines(cell: &Cell, width: u16) -> usize {
    let halves = |c: char| if c.is_ascii() { 1 } else { 2 };
    let room = (f64::from(width.max(2)) * CHARACTER) as usize - 1;
    let taken = |line: String| line.chars().map(halves).sum::<usize>().div_ceil(room);
    match cell {
        Cell::Empty | Cell::Number(..) | Cell::Date(..) => 1,
        cell => cell.lines().into_iter().map(taken).sum(),
    }
}

/// A date as sheets have them, and the format that shows no more than is known: sheets have no months
/// and years, so their first day stands for them.
fn day(date: PartialDate) -> Result<(ExcelDateTime, &'static str), XlsxError> {
    let (month, day) = (date.month(), date.day());
    let format = match (month, day) {
        (Some(_), Some(_)) => "yyyy\"年\"m\"月\"d\"日\"",
        (Some(_), None) => "yyyy\"年\"m\"月\"",
        (None, _) => "yyyy\"年\"",
    };
    let day = ExcelDateTime::from_ymd(date.year() as u16, month.unwrap_or(1), day.unwrap_or(1))?;
    Ok((day, format))
}

fn held(text: &str) -> String {
    at_most(printable(text), MOST_UNITS)
}
