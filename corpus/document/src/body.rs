//! The text of a document: a tree of sections with paragraphs, tables and figures, and the pieces
//! of text that it is read in.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod place;
mod role;

pub use place::{Place, places};
pub use role::{Role, is_history, roles};

/// A heading with what stands below it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Section {
    /// The heading, verbatim with its numbering; `None` for text before the first heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Paragraphs, tables and figures directly under the heading.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Sections below this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<Section>,
}

/// One block of a section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Block {
    /// Running text; the cell of a row is one, and has line breaks where the cell has them.
    Paragraph(String),
    /// A table, kept as a table.
    Table(Table),
    /// A figure, of which only the caption is known.
    Figure(String),
}

/// A table with one header row. Every row has as many cells as the header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Table {
    /// Caption with its number: 表 1 2016 年以来上海市区块链相关政策.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<String>,
    /// Column names.
    pub header: Vec<String>,
    /// Rows of cells, verbatim.
    pub rows: Vec<Vec<String>>,
}

/// Every piece of text of a body in reading order, each with the path of headings above it.
///
/// A table row is one piece, its cells joined by tabs; a heading is a piece of its own, and so is
/// each line of a paragraph.
pub fn passages(body: &[Section]) -> Vec<Passage<'_>> {
    let mut out = Vec::new();
    for section in body {
        section.collect(None, &mut out);
    }
    out
}

/// Adds a block under the last top-level section, making an unnamed one where there is none.
pub fn push_block(body: &mut Vec<Section>, block: Block) {
    if body.is_empty() {
        body.push(Section::default());
    }
    if let Some(section) = body.last_mut() {
        section.blocks.push(block);
    }
}

/// A piece of body text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage<'a> {
    /// The nearest heading above; `None` before the first.
    pub heading: Option<&'a str>,
    /// The text; borrowed for paragraphs, joined for table rows.
    pub text: std::borrow::Cow<'a, str>,
    /// Whether the text is itself a heading.
    pub is_heading: bool,
}

impl Section {
    fn collect<'a>(&'a self, above: Option<&'a str>, out: &mut Vec<Passage<'a>>) {
        let heading = self.heading.as_deref().or(above);
        if let Some(own) = self.heading.as_deref() {
            out.push(Passage { heading: above, text: own.into(), is_heading: true });
        }
        for block in &self.blocks {
            block.collect(heading, out);
        }
        for section in &self.sections {
            section.collect(heading, out);
        }
    }
}

impl Block {
    fn collect<'a>(&'a self, heading: Option<&'a str>, out: &mut Vec<Passage<'a>>) {
        let mut push = |text| out.push(Passage { heading, text, is_heading: false });
        match self {
            Block::Paragraph(text) => text.split('\n').for_each(|line| push(line.into())),
            Block::Figure(caption) => push(caption.as_str().into()),
            Block::Table(table) => {
                if let Some(caption) = &table.caption {
                    push(caption.as_str().into());
                }
                for row in std::iter::once(&table.header).chain(&table.rows) {
                    push(row.join("\t").into());
                }
            }
        }
    }
}
