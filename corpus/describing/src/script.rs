//! A text in traditional characters is read as it would be in simplified ones; the document keeps
//! its own.

use document::body::{Block, Section};
use document::record::Record;
use language::fold;

/// So many characters at the top show a text to be in traditional characters.
const FEWEST: usize = 3;

/// Characters at the top that are looked at.
const HEAD: usize = 400;

/// The record in simplified characters, where it is in traditional ones.
pub(crate) fn simplified(record: &Record) -> Option<Record> {
    let passages = record.passages();
    let texts = passages.iter().map(|passage| passage.text.as_ref());
    let top = std::iter::once(record.fields.title.as_str()).chain(texts).flat_map(str::chars);
    let traditional = top.take(HEAD).filter(|c| fold::simplified(*c) != *c).count();
    (traditional >= FEWEST).then(|| {
        let mut record = record.clone();
        record.fields.title = text(&record.fields.title);
        record.body.iter_mut().for_each(section);
        record
    })
}

fn text(given: &str) -> String {
    given.chars().map(fold::simplified).collect()
}

fn section(section: &mut Section) {
    section.heading = section.heading.as_deref().map(text);
    for block in &mut section.blocks {
        match block {
            Block::Paragraph(given) | Block::Figure(given) => *given = text(given),
            Block::Table(table) => {
                let cells = table.rows.iter_mut().flatten();
                for cell in cells.chain(&mut table.header).chain(&mut table.caption) {
                    *cell = text(cell);
                }
            }
        }
    }
    section.sections.iter_mut().for_each(self::section);
}
