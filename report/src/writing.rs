//! Tables as files. Rows are written as they come; what is kept in memory does not grow with them
//! but in Word, which therefore ends at [`MOST_WORD_ROWS`].

pub(crate) mod csv;
mod json;
pub(crate) mod markdown;
mod spreadsheet;
pub(crate) mod text;
pub(crate) mod word;

use std::io::{self, Write};

use strum::{Display, EnumIter, EnumString, IntoStaticStr};

use crate::table::{Row, Table};
pub use json::{AboutObject, ColumnObject, TableObject};
pub use word::MOST_WORD_ROWS;

/// A format of files that tables are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Display, EnumString, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "lowercase")]
pub enum Format {
    /// Markdown, with a pipe table (GitHub Flavored Markdown, 4.10).
    #[strum(to_string = "md", serialize = "markdown")]
    Markdown,
    /// CSV in UTF-8 with a byte order mark (RFC 4180).
    Csv,
    /// One object: `about`, `columns`, `rows`.
    Json,
    /// A workbook.
    Xlsx,
    /// A document of Word.
    Docx,
}

impl Format {
    /// Whether a file of it is no text.
    pub fn is_binary(self) -> bool {
        matches!(self, Format::Xlsx | Format::Docx)
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Markdown => "text/markdown; charset=utf-8",
            Format::Csv => "text/csv; charset=utf-8",
            Format::Json => "application/json",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
        }
    }
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A row could not be made.
    #[error(transparent)]
    Search(#[from] search::Error),
    /// Nobody takes what is written, or there is no room for it.
    #[error("写不出表格（{0}）")]
    Io(#[from] io::Error),
    /// A workbook could not be made.
    #[error("写不出 Excel 工作簿（{0}）")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Rows as they come.
pub type Rows<'a> = &'a mut dyn Iterator<Item = search::Result<Row>>;

/// Writes a table with its rows.
///
/// # Errors
/// When a row cannot be made, or what is written cannot be taken.
pub fn write(
    format: Format,
    table: &Table,
    rows: Rows<'_>,
    out: &mut (impl Write + Send),
) -> Result<(), WriteError> {
    match format {
        Format::Markdown => markdown::write(table, rows, out),
        Format::Csv => csv::write(table, rows, out),
        Format::Json => json::write(table, rows, out),
        Format::Xlsx => spreadsheet::write(table, rows, out),
        Format::Docx => word::write(table, rows, out),
    }
}

#[cfg(test)]
mod tests;
