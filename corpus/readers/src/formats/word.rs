//! Word documents (DOCX): paragraphs with their automatic numbers, headings by
//! style, tables, text boxes and footnotes. Deleted text is left out.

use std::io::Cursor;

use crate::container::package::Package;
use crate::container::xml::{Tag, Token, Tokens};
use crate::error::{Damage, Result};
use crate::manuscript::Manuscript;
use crate::manuscript::assembly;
use crate::sheet::cells::Cells;
use crate::source::{Origin, Sink};
use language::gazetteer::Gazetteer;

mod numbering;
mod styles;

use numbering::Numbers;
use styles::{Properties, Styles};

/// The name of the format in messages.
const FORMAT: &str = "Word（DOCX）";

/// Elements whose text is not the document's: what was deleted or moved away, codes of fields,
/// the second form of a drawing, phonetic marks.
const LEFT_OUT: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "rt"];

/// Reads the document and the rows of its tables.
pub(crate) fn read_word(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let mut package = Package::open(Cursor::new(bytes), FORMAT, origin)?;
    let main = main_part(package.names());
    let text = package.text(&main)?.ok_or_else(|| package.damaged(Damage::NoBody))?;
    let styles = package.text("word/styles.xml")?.unwrap_or_default();
    let numbering = package.text("word/numbering.xml")?.unwrap_or_default();
    let footnotes = package.text("word/footnotes.xml")?.unwrap_or_default();
    let endnotes = package.text("word/endnotes.xml")?.unwrap_or_default();
    let mut story = Story::new(Styles::parse(&styles), Numbers::parse(&numbering), origin.names);
    for part in [&text, &footnotes, &endnotes] {
        story.add_part(part).map_err(|error| package.damaged(Damage::Xml(error)))?;
    }
    assembly::hand_over(story.manuscript.records(origin)?, sink);
    Ok(())
}

/// The part with the text; some programs number it.
fn main_part(names: &[String]) -> String {
    let is_main = |name: &&String| name.starts_with("word/document") && name.ends_with(".xml");
    names.iter().find(is_main).map_or("word/document.xml", String::as_str).to_owned()
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    properties: Properties,
}

/// The text while it is read, part by part.
struct Story<'n> {
    styles: Styles,
    numbers: Numbers,
    manuscript: Manuscript<'n>,
    /// The open paragraphs: one in a text box is inside another.
    paragraphs: Vec<Paragraph>,
    cells: Cells,
    /// Whether text is of a run, and not white space between elements.
    in_text: bool,
    /// Whether a run is open, whose properties are then not those of the paragraph's mark.
    in_run: bool,
    /// Whether the run is not shown.
    is_hidden: bool,
}

impl<'n> Story<'n> {
    fn new(styles: Styles, numbers: Numbers, names: &'n Gazetteer) -> Story<'n> {
        Story {
            styles,
            numbers,
            manuscript: Manuscript::new(names),
            paragraphs: Vec::new(),
            cells: Cells::default(),
            in_text: false,
            in_run: false,
            is_hidden: false,
        }
    }

    fn add_part(&mut self, part: &str) -> std::result::Result<(), quick_xml::Error> {
        let mut tokens = Tokens::new(part);
        while let Some(token) = tokens.next().transpose()? {
            match token {
                Token::Open(tag) if is_left_out(&tag) => tokens.pass_over()?,
                Token::Open(tag) if tag.name() == "sdtPr" => {
                    if is_contents(&mut tokens)? {
                        // Passes over the rest of the table of contents.
                        tokens.pass_over()?;
                    }
                }
                Token::Open(tag) => self.open(&tag),
                Token::Close(name) => self.close(&name),
                Token::Text(text) if self.in_text => self.push(&text),
                Token::Text(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "p" => self.paragraphs.push(Paragraph::default()),
            "r" => (self.in_run, self.is_hidden) = (true, false),
            "vanish" if self.in_run => self.is_hidden = is_on(tag),
            "t" => self.in_text = !self.is_hidden,
            "tab" | "ptab" if !self.is_in_properties(tag) => self.push(" "),
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "tbl" => self.cells.open_table(),
            "tr" => self.cells.open_row(),
            "tc" => self.cells.open_cell(),
            "gridSpan" => self.cells.span_columns(tag.number("val").unwrap_or(1)),
            "vMerge" if tag.attribute("val").as_deref() != Some("restart") => {
                self.cells.continue_above();
            }
            name => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.properties.set(name, tag);
                }
            }
        }
    }

    /// A tab stop of the paragraph's properties has a position, a tab in the text none.
    fn is_in_properties(&self, tag: &Tag<'_>) -> bool {
        tag.attribute("pos").is_some()
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => (self.in_run, self.is_hidden) = (false, false),
            "p" => self.end_paragraph(),
            "tc" => self.cells.close_cell(),
            "tbl" => {
                if let Some(rows) = self.cells.close_table() {
                    self.manuscript.push_table(rows);
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(Paragraph { text, properties }) = self.paragraphs.pop() else {
            return;
        };
        if text.trim().is_empty() {
            return;
        }
        let style = self.styles.of(&properties);
        if style.is_contents {
            return;
        }
        let number = style.numbering.and_then(|(list, level)| self.numbers.next(list, level));
        let text = number.unwrap_or_default() + &text;
        match style.heading {
            _ if self.cells.is_open() => self.cells.push(&text),
            Some(level) if !text.contains('。') => self.manuscript.push_heading(level, &text),
            _ => self.manuscript.push_text(&text),
        }
    }
}

/// Whether a property that may be switched off is on.
fn is_on(tag: &Tag<'_>) -> bool {
    !matches!(tag.attribute("val").as_deref(), Some("0" | "false" | "off"))
}

/// Whether what stands in the element is not text of the document. Notes that draw the line above
/// the notes have a type.
fn is_left_out(tag: &Tag<'_>) -> bool {
    let is_line = matches!(tag.name(), "footnote" | "endnote") && tag.attribute("type").is_some();
    is_line || LEFT_OUT.contains(&tag.name())
}

/// Reads the properties of a block of content to their end; whether it is a table of contents.
fn is_contents(tokens: &mut Tokens<'_>) -> std::result::Result<bool, quick_xml::Error> {
    let (mut depth, mut found) = (1, false);
    while depth > 0 {
        match tokens.next().transpose()? {
            Some(Token::Open(tag)) => {
                depth += 1;
                let is_gallery = tag.name() == "docPartGallery";
                found |= is_gallery && tag.attribute("val").as_deref() == Some("Table of Contents");
            }
            Some(Token::Close(_)) => depth -= 1,
            Some(Token::Text(_)) => {}
            None => break,
        }
    }
    Ok(found)
}
