//! The text of a Word document while it is read: paragraphs in their order, with what their runs,
//! tables and boxes hold.

use std::collections::HashMap;

use crate::container::xml::{Tag, Token, Tokens};
use crate::formats::word::is_on;
use crate::formats::word::numbering::Numbers;
use crate::formats::word::styles::{Properties, Styles};
use crate::formats::word::symbols;
use crate::manuscript::Manuscript;
use crate::sheet::cells::Cells;
use language::gazetteer::Gazetteer;

/// Elements whose text is not the document's: what was deleted or moved away, codes of fields,
/// the second form of a drawing, phonetic marks.
const LEFT_OUT: [&str; 6] = ["del", "moveFrom", "instrText", "delText", "Fallback", "rt"];

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    text: String,
    properties: Properties,
}

/// The text while it is read, part by part.
pub(super) struct Story<'n> {
    styles: Styles,
    numbers: Numbers,
    pub(super) manuscript: Manuscript<'n>,
    /// The open paragraphs: one in a text box is inside another.
    paragraphs: Vec<Paragraph>,
    cells: Cells,
    /// Whether text is of a run, and not white space between elements.
    in_text: bool,
    /// Whether a run is open, whose properties are then not those of the paragraph's mark.
    in_run: bool,
    /// Whether the run is not shown.
    is_hidden: bool,
    /// The font of the run, where it states one.
    font: String,
    /// Texts of other formats that are parts of the document, by what names their place.
    chunks: HashMap<String, Manuscript<'n>>,
    /// The open blocks of content, and whether each only shows what to type into it.
    contents: Vec<bool>,
}

impl<'n> Story<'n> {
    pub(super) fn new(
        styles: Styles,
        numbers: Numbers,
        chunks: HashMap<String, Manuscript<'n>>,
        names: &'n Gazetteer,
    ) -> Story<'n> {
        Story {
            styles,
            numbers,
            manuscript: Manuscript::new(names),
            paragraphs: Vec::new(),
            cells: Cells::default(),
            in_text: false,
            in_run: false,
            is_hidden: false,
            font: String::new(),
            chunks,
            contents: Vec::new(),
        }
    }

    pub(super) fn add_part(&mut self, part: &str) -> std::result::Result<(), quick_xml::Error> {
        let mut tokens = Tokens::new(part);
        while let Some(token) = tokens.next().transpose()? {
            match token {
                Token::Open(tag) if is_left_out(&tag) => tokens.pass_over()?,
                Token::Open(tag) if tag.name() == "sdtPr" => match content(&mut tokens)? {
                    Content::Own => {}
                    Content::Placeholder => {
                        self.contents.last_mut().into_iter().for_each(|is| *is = true)
                    }
                    Content::Contents => {
                        // Passes over the rest of the table of contents.
                        tokens.pass_over()?;
                        self.contents.pop();
                    }
                },
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
            "sdt" => self.contents.push(false),
            "r" => {
                (self.in_run, self.is_hidden) = (true, false);
                self.font.clear();
            }
            "vanish" if self.in_run => self.is_hidden = is_on(tag),
            "rFonts" if self.in_run => self.font = tag.attribute("ascii").unwrap_or_default(),
            "t" => self.in_text = !self.is_hidden,
            "sym" => self.push_symbol(tag),
            "altChunk" => self.push_chunk(tag),
            "textpath" => self.push_line(&tag.attribute("string").unwrap_or_default()),
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
            "sdt" => drop(self.contents.pop()),
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
        if self.contents.contains(&true) {
            return;
        }
        if let Some(paragraph) = self.paragraphs.last_mut() {
            match symbols::is_of_signs(&self.font) {
                true => paragraph.text.push_str(&symbols::resolved(text, &self.font)),
                false => paragraph.text.push_str(text),
            }
        }
    }

    /// A character by its code and font.
    fn push_symbol(&mut self, tag: &Tag<'_>) {
        let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let font = tag.attribute("font").unwrap_or_default();
        if let Some(shown) = code.and_then(|code| symbols::shown(code, &font))
            && !self.is_hidden
        {
            self.push(shown.encode_utf8(&mut [0; 4]));
        }
    }

    /// Adds the text of another format that stands here.
    fn push_chunk(&mut self, tag: &Tag<'_>) {
        if let Some(chunk) = tag.relationship().and_then(|id| self.chunks.remove(&id)) {
            self.manuscript.stated.extend(chunk.stated);
            self.manuscript.parts.extend(chunk.parts);
        }
    }

    /// Adds a line that stands by itself before the open paragraph.
    fn push_line(&mut self, text: &str) {
        match self.cells.is_open() {
            true => self.cells.push(text),
            false => self.manuscript.push_text(text),
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
        let number = style.numbering.and_then(|place| self.numbers.next(&place));
        let text = number.unwrap_or_default() + &text;
        match style.heading {
            Some(level) if !self.cells.is_open() && !text.contains('。') => {
                self.manuscript.push_heading(level, &text);
            }
            _ => self.push_line(&text),
        }
    }
}

/// Whether what stands in the element is not text of the document. Notes that draw the line above
/// the notes have a type.
fn is_left_out(tag: &Tag<'_>) -> bool {
    let is_line = matches!(tag.name(), "footnote" | "endnote") && tag.attribute("type").is_some();
    is_line || LEFT_OUT.contains(&tag.name())
}

/// What a block of content holds.
enum Content {
    Own,
    /// What is to be typed there.
    Placeholder,
    /// A table of contents.
    Contents,
}

/// Reads the properties of a block of content to their end.
fn content(tokens: &mut Tokens<'_>) -> std::result::Result<Content, quick_xml::Error> {
    let (mut depth, mut found) = (1, Content::Own);
    while depth > 0 {
        match tokens.next().transpose()? {
            Some(Token::Open(tag)) => {
                depth += 1;
                match (tag.name(), tag.attribute("val").as_deref()) {
                    ("docPartGallery", Some("Table of Contents")) => found = Content::Contents,
                    ("showingPlcHdr", _) if is_on(&tag) => found = Content::Placeholder,
                    _ => {}
                }
            }
            Some(Token::Close(_)) => depth -= 1,
            Some(Token::Text(_)) => {}
            None => break,
        }
    }
    Ok(found)
}
