//! Word documents (DOCX): paragraphs with their automatic numbers, headings by
//! style, tables, text boxes and footnotes. Deleted text is left out.

use std::io::Cursor;

use crate::container::package::Package;
use crate::container::xml::Tag;
use crate::error::{Damage, Error, Result};
use crate::manuscript::Manuscript;
use crate::manuscript::assembly;
use crate::source::{Item, Origin, Sink};

mod chunk;
mod numbering;
mod story;
mod styles;
mod symbols;

use numbering::Numbers;
use story::Story;
use styles::Styles;

/// The name of the format in messages.
const FORMAT: &str = "Word（DOCX）";

/// Reads the document and the rows of its tables.
pub(crate) fn read_word(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let mut problems = Vec::new();
    let manuscript = manuscript(bytes, origin, &mut problems)?;
    if problems.into_iter().any(|problem| sink(Item::Problem(problem)).is_break()) {
        return Ok(());
    }
    assembly::hand_over(manuscript.records(origin)?, sink);
    Ok(())
}

/// The text of a document. What is wrong with a part of another format is a problem of its own.
fn manuscript<'n>(
    bytes: &[u8],
    origin: Origin<'n>,
    problems: &mut Vec<Error>,
) -> Result<Manuscript<'n>> {
    let mut package = Package::open(Cursor::new(bytes), FORMAT, origin)?;
    let main = main_part(package.names());
    let text = package.text(&main)?.ok_or_else(|| package.damaged(Damage::NoBody))?;
    let styles = package.text("word/styles.xml")?.unwrap_or_default();
    let numbering = package.text("word/numbering.xml")?.unwrap_or_default();
    let footnotes = package.text("word/footnotes.xml")?.unwrap_or_default();
    let endnotes = package.text("word/endnotes.xml")?.unwrap_or_default();
    let chunks = chunk::read(&mut package, &main, origin, problems)?;
    let mut story =
        Story::new(Styles::parse(&styles), Numbers::parse(&numbering), chunks, origin.names);
    for part in [&text, &footnotes, &endnotes] {
        story.add_part(part).map_err(|error| package.damaged(Damage::Xml(error)))?;
    }
    Ok(story.manuscript)
}

/// The part with the text; some programs number it.
fn main_part(names: &[String]) -> String {
    let is_main = |name: &&String| name.starts_with("word/document") && name.ends_with(".xml");
    names.iter().find(is_main).map_or("word/document.xml", String::as_str).to_owned()
}

/// Whether a property that may be switched off is on.
fn is_on(tag: &Tag<'_>) -> bool {
    !matches!(tag.attribute("val").as_deref(), Some("0" | "false" | "off"))
}
