//! Web pages, also those saved in one file (MHTML): the main text without menus, what the page
//! states about it, and its tables. Spreadsheets that are web pages in truth are read by their
//! tables alone.

use scraper::{Html, Selector};

use crate::error::Result;
use crate::formats::tables::{self, Sheet};
use crate::manuscript::Manuscript;
use crate::manuscript::assembly;
use crate::sheet::ledger::Row;
use crate::source::{Origin, Sink};

mod charset;
mod content;
mod footer;
mod hidden;
mod information;
mod menu;
mod message;
mod title;
mod walk;

pub(crate) use message::is_message;

/// Bytes that a page may have; one of this size is read in some seconds.
const MOST_BYTES: usize = 32 << 20;

/// Reads the document of a page and the rows of its tables.
pub(crate) fn read_page(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    read(pages(bytes, origin, sink)?, origin, sink)
}

fn read(pages: Vec<Html>, origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let page = match <[Html; 1]>::try_from(pages) {
        Ok([page]) => page,
        // Of the pages that are saved in one file the others are frames and notes around the text.
        Err(pages) => {
            pages.into_iter().max_by_key(content::length_of).ok_or_else(|| origin.empty())?
        }
    };
    let shown = content::find(&page);
    let hidden = hidden::text(&page, &shown);
    let main = hidden.as_ref().map_or(shown, |text| vec![text.root_element()]);
    let mut above = walk::before(page.root_element(), &main, origin.names);
    footer::cut(&mut above.parts);
    let mut manuscript = Manuscript::new(origin.names);
    information::state(&page, &above, &mut manuscript, origin.names);
    main.into_iter().for_each(|part| walk::collect(part, &mut manuscript));
    footer::cut(&mut manuscript.parts);
    let (title, between) = title::title_and_lines(&page, &above, &manuscript, origin.names);
    manuscript.title = title;
    manuscript.parts.splice(0..0, between);
    assembly::hand_over(manuscript.records(origin)?, sink);
    Ok(())
}

/// Adds the text of a page that is a part of another document.
pub(crate) fn collect(
    bytes: &[u8],
    origin: Origin<'_>,
    into: &mut Manuscript<'_>,
    sink: Sink<'_>,
) -> Result<()> {
    let pages = pages(bytes, origin, sink)?;
    pages.iter().for_each(|page| walk::collect(page.root_element(), into));
    Ok(())
}

/// Reads the tables of a page as the sheets of a spreadsheet; one that lists no documents is a text.
pub(crate) fn read_tables(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let pages = pages(bytes, origin, sink)?;
    let tables = pages.iter().flat_map(|page| walk::tables(page.root_element(), origin.names));
    let sheets = tables.zip(1..).map(|(rows, ordinal)| Sheet {
        name: format!("第{ordinal}个表"),
        rows: (1..)
            .zip(rows)
            .map(|(number, cells)| Row { number, cells })
            .filter(|row| row.filled() > 0)
            .collect(),
    });
    let mut found = false;
    let mut look = |item| {
        found = true;
        sink(item)
    };
    let _ = tables::read_ledgers(tables::named(sheets.collect()), origin, &mut look);
    if found { Ok(()) } else { read(pages, origin, sink) }
}

/// The page of a file, or those that are saved in it.
fn pages(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<Vec<Html>> {
    if bytes.len() > MOST_BYTES {
        return Err(origin.too_large(MOST_BYTES as u64));
    }
    let saved = match is_message(bytes) {
        true => message::pages(bytes, origin)?,
        false => vec![message::Page { bytes: bytes.into(), stated: None }],
    };
    let mut pages = Vec::new();
    for page in saved {
        let text =
            origin.decoded(&page.bytes, page.stated.or(charset::stated(&page.bytes)), sink)?;
        if !text.trim().is_empty() {
            pages.push(Html::parse_document(&text));
        }
    }
    if pages.is_empty() { Err(origin.empty()) } else { Ok(pages) }
}

/// Whether a text is that of a web page, by what it begins with among other things.
pub(crate) fn is_page(head: &str) -> bool {
    const MARKS: [&str; 6] = ["<html", "<!doctype html", "<body", "<div", "<table", "<p>"];
    let head = head.to_ascii_lowercase();
    MARKS.iter().any(|mark| head.contains(mark))
}

/// A selector of our own.
fn selector(text: &str) -> Option<Selector> {
    Selector::parse(text).ok()
}
