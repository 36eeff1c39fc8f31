//! Web pages: the main text without menus, what the page states about it, and
//! its tables. Spreadsheets that are web pages in truth are read by their tables alone.

use scraper::{Html, Selector};

use crate::error::Result;
use crate::formats::workbook;
use crate::manuscript::Manuscript;
use crate::manuscript::assembly;
use crate::source::{Origin, Sink};

mod charset;
mod content;
mod information;
mod menu;
mod title;
mod walk;

/// Bytes that a page may have; one of this size is read in some seconds.
const MOST_BYTES: usize = 32 << 20;

/// Reads the document of a page and the rows of its tables.
pub(crate) fn read_page(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let page = parse(bytes, origin)?;
    let main = content::find(&page);
    let above = walk::before(page.root_element(), main, origin.names);
    let mut manuscript = Manuscript::new(origin.names);
    information::state(&page, &above, &mut manuscript);
    walk::collect(main, &mut manuscript);
    let (title, between) = title::title_and_lines(&page, &above, &manuscript, origin.names);
    manuscript.title = title;
    manuscript.parts.splice(0..0, between);
    assembly::hand_over(manuscript.records(origin)?, sink);
    Ok(())
}

/// Reads the tables of a page as the sheets of a spreadsheet; one that lists no documents is a text.
pub(crate) fn read_tables(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let page = parse(bytes, origin)?;
    let tables = walk::tables(page.root_element(), origin.names);
    let sheets = tables.into_iter().zip(1..).map(|(rows, ordinal)| {
        let filled = |(_, row): &(usize, Vec<String>)| row.iter().any(|cell| !cell.is_empty());
        (format!("第{ordinal}个表"), (1..).zip(rows).filter(filled).collect())
    });
    match workbook::read_sheets(sheets.collect(), origin, sink) {
        Ok(()) => Ok(()),
        Err(_) => read_page(bytes, origin, sink),
    }
}

fn parse(bytes: &[u8], origin: Origin<'_>) -> Result<Html> {
    if bytes.len() > MOST_BYTES {
        return Err(origin.too_large(MOST_BYTES as u64));
    }
    let text = charset::decode(bytes, origin.path)?;
    if text.trim().is_empty() {
        return Err(origin.empty());
    }
    Ok(Html::parse_document(&text))
}

/// A selector of our own.
fn selector(text: &str) -> Option<Selector> {
    Selector::parse(text).ok()
}
