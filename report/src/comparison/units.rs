//! The units by which a document is compared: articles with all their paragraphs, paragraphs and items
//! of lists outside of articles, rows of tables, and headings.

use std::collections::HashMap;

use corpus::body::{Role, roles};
use corpus::document::{Block, Document, Section, Table};
use corpus::sentences::sentences;
use schemars::JsonSchema;
use serde::Serialize;

use super::likeness::key;
use super::numbering;

/// Bytes of the longest paragraph that is one unit; a longer one, which is mostly a text whose lines were
/// lost, is compared by its sentences.
const LONGEST: usize = 3_000;

/// What stands between the cells of a row.
pub(super) const CELLS: &str = "　｜　";

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// An article (条) with all its paragraphs.
    Article,
    /// A paragraph or an item of a list outside of articles.
    Paragraph,
    /// A row of a table.
    Row,
    /// A heading.
    Heading,
}

/// A unit of a document.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    pub(super) kind: UnitKind,
    /// 第十二条, （三）.
    pub(super) number: Option<String>,
    /// The nearest heading above.
    pub(super) under: Option<String>,
    /// Its paragraphs, the first without the number.
    pub(super) texts: Vec<String>,
}

/// The units of a document in its order.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let mut cutter = Cutter::default();
    document.body.iter().for_each(|section| cutter.section(section));
    without_contents(cutter.pieces)
}

/// The units without those of a table of contents, which says again what headings below say.
fn without_contents(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let key = |piece: &Piece| (piece.number.as_deref().map(key), key(&piece.texts.concat()));
    let headings = pieces.iter().enumerate().filter(|(_, piece)| piece.kind == UnitKind::Heading);
    let last: HashMap<_, usize> = headings.map(|(at, piece)| (key(piece), at)).collect();
    let mut at = 0;
    pieces.retain(|piece| {
        at += 1;
        let is_of_contents = last.get(&key(piece)).is_some_and(|&heading| heading >= at);
        let is_repeated = piece.kind == UnitKind::Paragraph && is_of_contents;
        !is_repeated && key(piece).1 != "目录"
    });
    pieces
}

#[derive(Default)]
struct Cutter {
    pieces: Vec<Piece>,
    under: Option<String>,
    /// Whether the next running paragraph goes on with an article.
    is_in_article: bool,
}

impl Cutter {
    fn section(&mut self, section: &Section) {
        let above = self.under.clone();
        if let Some(heading) = &section.heading {
            self.numbered(UnitKind::Heading, heading);
            self.under = Some(heading.clone());
        }
        self.is_in_article = false;
        let text = |block: &'_ Block| match block {
            Block::Paragraph(text) => text.clone(),
            Block::Table(_) | Block::Figure(_) => String::new(),
        };
        let texts: Vec<String> = section.blocks.iter().map(text).collect();
        let roles = roles(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        for (block, role) in section.blocks.iter().zip(roles) {
            match block {
                Block::Paragraph(text) => self.paragraph(text, role),
                Block::Figure(caption) => self.numbered(UnitKind::Paragraph, caption),
                Block::Table(table) => self.table(table),
            }
        }
        section.sections.iter().for_each(|section| self.section(section));
        self.under = above;
    }

    fn paragraph(&mut self, text: &str, role: Role<'_>) {
        match role {
            Role::Article(number) => {
                let rest = text.trim_start().trim_start_matches(number).trim();
                self.push(UnitKind::Article, Some(number), rest);
                self.is_in_article = true;
            }
            Role::Running if self.is_in_article => {
                if let Some(article) = self.pieces.last_mut() {
                    article.texts.push(one_line(text));
                }
            }
            Role::Running | Role::History | Role::Signature | Role::Annex => {
                self.is_in_article = false;
                self.numbered(UnitKind::Paragraph, text);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        self.is_in_article = false;
        if let Some(caption) = &table.caption {
            self.numbered(UnitKind::Paragraph, caption);
        }
        for row in std::iter::once(&table.header).chain(&table.rows) {
            self.push(UnitKind::Row, None, &row.join(CELLS));
        }
    }

    /// A heading or a paragraph, which may have a number.
    fn numbered(&mut self, kind: UnitKind, text: &str) {
        let (number, rest) = numbering::split(text);
        let mut number = number;
        for part in parts(rest.trim()) {
            self.push(kind, number.take(), part);
        }
    }

    fn push(&mut self, kind: UnitKind, number: Option<&str>, text: &str) {
        let texts = vec![one_line(text)];
        let number = number.map(str::to_owned);
        if number.is_some() || !key(text).is_empty() {
            self.pieces.push(Piece { kind, number, under: self.under.clone(), texts });
        }
    }
}

/// A text on one line: a paragraph or a cell is one.
fn one_line(text: &str) -> String {
    text.trim().replace('\n', " ")
}

/// A text as one part, or where it is too long by its sentences.
fn parts(text: &str) -> Vec<&str> {
    match text.len() <= LONGEST {
        true => vec![text],
        false => sentences(text).into_iter().map(|sentence| text[sentence].trim()).collect(),
    }
}
