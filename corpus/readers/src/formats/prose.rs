//! Text and Markdown files: a head, a body as sections, and the rows of the
//! tables that list policies or organisations as records of their own.

use std::io::Read;

use crate::error::Result;
use crate::head;
use crate::manuscript::assembly;
use crate::outline::block::{self, Text};
use crate::outline::{flat, wrapping};
use crate::source::lines::LIMIT;
use crate::source::{Origin, Sink};
use crate::text::inline;
use document::record::Record;

/// Reads a file whole: first the record that it is, then those of its tables' rows.
pub(crate) fn read_prose(bytes: impl Read, origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let text = text_of(bytes, origin, sink)?;
    if text.trim().is_empty() {
        return Err(origin.empty());
    }
    assembly::hand_over(records(&text, origin), sink);
    Ok(())
}

fn text_of(bytes: impl Read, origin: Origin<'_>, sink: Sink<'_>) -> Result<String> {
    let mut content = Vec::new();
    let most = LIMIT as u64 + 1;
    bytes.take(most).read_to_end(&mut content).map_err(|error| origin.read_error(error))?;
    if content.len() > LIMIT {
        return Err(origin.too_large(most));
    }
    origin.decoded(&content, None, sink)
}

/// The record of a text, and those of its tables' rows.
fn records(text: &str, origin: Origin<'_>) -> Vec<Record> {
    let text = inline::without_comments(text);
    let lines = wrapping::unwrapped(&flat::parted(&block::lines(&text)));
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    let mut record = assembly::blank(origin);
    let body = head::take_head(&lines, &mut record, origin.names);
    assembly::finish(record, block::captioned_pieces(&body, Text::Typeset), origin)
}
