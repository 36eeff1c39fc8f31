//! What a row of a table states, where a document is one: its cells as they stand there.

use corpus::Document;
use corpus::document::{Block, Section};
use corpus::fields::{self, Field};
use corpus::headers::Header;

/// The cells of a row, each with the name of its column.
pub(super) struct Stated<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Stated<'a> {
    /// The row that a document was read from; `None` where it has a text of its own.
    pub(super) fn of(document: &'a Document) -> Option<Stated<'a>> {
        let [section] = document.body.as_slice() else { return None };
        let is_row = document.sources.iter().any(|source| source.place.ends_with('行'));
        if !is_row || section.heading.is_some() || !section.sections.is_empty() {
            return None;
        }
        let cell = |block: &'a Block| match block {
            Block::Paragraph(text) => text.split_once('：'),
            Block::Table(_) | Block::Figure(_) => None,
        };
        let cells = section.blocks.iter().map(cell).collect::<Option<Vec<_>>>()?;
        Some(Stated(cells)).filter(|stated| !stated.0.is_empty())
    }

    /// The names of the columns.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(|(name, _)| *name)
    }

    /// The cell of a column.
    pub(super) fn get(&self, column: &str) -> Option<&'a str> {
        self.0.iter().find(|(name, _)| *name == column).map(|(_, cell)| *cell)
    }

    /// The cell that states a field.
    pub(super) fn of_field(&self, field: &Field) -> Option<&'a str> {
        let states = |name: &str| Header::of_column(name).and_then(Header::field) == Some(field);
        self.0.iter().find(|(name, _)| states(name)).map(|(_, cell)| *cell)
    }

    /// What the row says beyond the fields, without the names of the columns: what there is to quote.
    pub(super) fn text(&self) -> Vec<Section> {
        let is_text = |name: &str| {
            let header = Header::of_column(name);
            header.is_none_or(|header| header.field() == Some(&fields::SUMMARY))
        };
        let is_address = |cell: &str| cell.contains("://") && !cell.contains(char::is_whitespace);
        let cells = self.0.iter().filter(|(name, cell)| is_text(name) && !is_address(cell));
        let blocks = cells.map(|(_, cell)| Block::Paragraph((*cell).to_owned())).collect();
        vec![Section { blocks, ..Section::default() }]
    }
}
