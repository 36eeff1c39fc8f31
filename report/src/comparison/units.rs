//! The units by which a document is compared: articles with all their paragraphs, items of lists with what
//! stands below their captions, other paragraphs, rows of tables, and headings.

mod annexes;
mod rows;

use std::collections::HashMap;

use corpus::body::{Role, roles};
use corpus::document::{Block, Document, Section, Table};
use corpus::sentences::sentences;
use schemars::JsonSchema;
use serde::Serialize;

use super::framing::is_frame;
use super::likeness::key;
use super::numbering;

pub(super) use rows::CELLS;

/// Bytes of the longest paragraph that is one unit; a longer one, which is mostly a text whose lines were
/// lost, is compared by its sentences.
const LONGEST: usize = 3_000;

/// Characters of the longest line that is a title.
const LONGEST_TITLE: usize = 40;

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// An article (条) with all its paragraphs.
    Article,
    /// A numbered item outside of articles, its caption and the paragraphs below it.
    Item,
    /// A paragraph that is in neither.
    Paragraph,
    /// A row of a table.
    Row,
    /// A heading with units below it.
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
    /// What is attached and has articles of its own: 附件1.
    pub(super) annex: Option<String>,
    /// Its paragraphs, the first without the number.
    pub(super) texts: Vec<String>,
}

/// The units of a document in its order.
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let mut cutter = Cutter::default();
    document.body.iter().for_each(|section| cutter.section(section));
    annexes::named(with_closing(without_contents(cutter.pieces)))
}

/// The units, the paragraphs that close a document by themselves: below its last item stand those of the
/// item, as many as below most others, and then what is said of all.
fn with_closing(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let is_item = |piece: &Piece| piece.kind == UnitKind::Item;
    let mut lengths: Vec<usize> =
        pieces.iter().filter(|piece| is_item(piece)).map(|piece| piece.texts.len()).collect();
    lengths.pop();
    lengths.sort_unstable();
    let (Some(&usual), Some(last)) =
        (lengths.get(lengths.len() / 2), pieces.iter().rposition(is_item))
    else {
        return pieces;
    };
    let item = &mut pieces[last];
    let closing = item.texts.split_off(usual.min(item.texts.len()));
    let paragraph = |text: String| Piece {
        kind: UnitKind::Paragraph,
        number: None,
        under: None,
        annex: None,
        texts: vec![text],
    };
    pieces.splice(last + 1..last + 1, closing.into_iter().map(paragraph));
    pieces
}

/// The units without those of a table of contents, which says again what headings below say.
fn without_contents(mut pieces: Vec<Piece>) -> Vec<Piece> {
    let key = |piece: &Piece| (piece.number.as_deref().map(key), key(&piece.texts[0]));
    let captions = pieces.iter().enumerate();
    let captions = captions.filter(|(_, piece)| piece.is_heading() || piece.texts.len() > 1);
    let last: HashMap<_, usize> = captions.map(|(at, piece)| (key(piece), at)).collect();
    let mut at = 0;
    pieces.retain(|piece| {
        at += 1;
        let is_of_contents = last.get(&key(piece)).is_some_and(|&caption| caption >= at);
        let may_repeat = matches!(piece.kind, UnitKind::Item | UnitKind::Paragraph);
        let is_repeated = may_repeat && piece.texts.len() == 1 && is_of_contents;
        !is_repeated && key(piece).1 != "目录"
    });
    pieces
}

impl Piece {
    /// What stands above the text of an item and says what it is about.
    pub(super) fn caption(&self) -> &str {
        match (&self.texts[..], self.kind) {
            ([caption, _, ..], UnitKind::Item) => caption,
            _ => "",
        }
    }

    fn is_heading(&self) -> bool {
        self.kind == UnitKind::Heading
    }
}

/// What the next running paragraph goes on with.
#[derive(Default, Clone, Copy, PartialEq)]
enum Open {
    #[default]
    Nothing,
    /// An article, whatever the paragraph begins with.
    Article,
    /// An item, unless the paragraph begins one.
    Item,
    /// The title of a chapter, where it has a second line.
    Chapter,
}

#[derive(Default)]
struct Cutter {
    pieces: Vec<Piece>,
    under: Option<String>,
    open: Open,
}

impl Cutter {
    fn section(&mut self, section: &Section) {
        let above = self.under.clone();
        let text = |block: &'_ Block| match block {
            Block::Paragraph(text) => text.clone(),
            Block::Table(_) | Block::Figure(_) => String::new(),
        };
        let texts: Vec<String> = section.blocks.iter().map(text).collect();
        let roles = roles(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        self.open = Open::Nothing;
        if let Some(heading) = &section.heading {
            self.under = Some(self.heading(heading));
        }
        for (at, (block, role)) in section.blocks.iter().zip(&roles).enumerate() {
            match block {
                Block::Paragraph(text) => {
                    let is_above_article = matches!(roles.get(at + 1), Some(Role::Article(_)));
                    self.paragraph(text, *role, is_above_article);
                }
                Block::Figure(caption) => self.closed(caption),
                Block::Table(table) => self.table(table),
            }
        }
        section.sections.iter().for_each(|section| self.section(section));
        self.under = above;
    }

    /// A heading, as it is shown; a numbered one below chapters becomes an item when running text follows.
    fn heading(&mut self, heading: &str) -> String {
        let (number, rest) = numbering::split(heading);
        self.push(UnitKind::Heading, number, rest);
        self.open = match number {
            Some(number) if number.starts_with('第') => Open::Chapter,
            Some(_) => Open::Item,
            None => Open::Nothing,
        };
        heading.to_owned()
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.closed(caption);
        }
        self.open = Open::Nothing;
        for (number, text) in rows::of(table) {
            self.push(UnitKind::Row, number.as_deref(), &text);
        }
    }

    fn paragraph(&mut self, text: &str, role: Role<'_>, is_above_article: bool) {
        if is_frame(text, role) {
            // Nothing that follows the day of an item belongs to it, but white space ends nothing.
            self.open = if role == Role::Running { self.open } else { Open::Nothing };
            return;
        }
        let (is_title, is_chapter) = (is_title(text), numbering::is_of_chapter(text));
        match role {
            Role::Article(number) => {
                let rest = text.trim_start().trim_start_matches(number).trim();
                self.push(UnitKind::Article, Some(number), rest);
                self.open = Open::Article;
            }
            // The second line of a title that is printed on two.
            Role::Running if self.open == Open::Chapter && is_title && is_above_article => {
                if let Some(title) = self.pieces.last_mut().and_then(|piece| piece.texts.last_mut())
                {
                    title.push_str(text.trim());
                    self.under = Some(title.clone());
                }
            }
            Role::Running if self.open == Open::Article && is_title && is_chapter => {
                self.under = Some(self.heading(text));
            }
            Role::Running => self.running(text),
            _ => self.closed(text),
        }
    }

    fn running(&mut self, text: &str) {
        let (number, rest) = numbering::split(text);
        let goes_on = self.open == Open::Article || (self.open == Open::Item && number.is_none());
        match self.pieces.last_mut() {
            Some(last) if goes_on => {
                if last.is_heading() {
                    last.kind = UnitKind::Item;
                }
                last.texts.push(one_line(text));
            }
            _ if number.is_some_and(|number| !number.starts_with('第'))
                && text.len() <= LONGEST =>
            {
                self.push(UnitKind::Item, number, rest);
                self.open = Open::Item;
            }
            _ => self.closed(text),
        }
    }

    /// A paragraph after which nothing goes on.
    fn closed(&mut self, text: &str) {
        self.open = Open::Nothing;
        let (mut number, rest) = numbering::split(text);
        for part in parts(rest.trim()) {
            self.push(UnitKind::Paragraph, number.take(), part);
        }
    }

    fn push(&mut self, kind: UnitKind, number: Option<&str>, text: &str) {
        if number.is_none() && key(text).is_empty() {
            return;
        }
        self.pieces.push(Piece {
            kind,
            number: number.map(str::to_owned),
            under: self.under.clone(),
            annex: None,
            texts: vec![one_line(text)],
        });
    }
}

/// Whether a line may be a title: short, and without the end of a sentence.
fn is_title(line: &str) -> bool {
    let is_short = line.chars().nth(LONGEST_TITLE).is_none();
    is_short && !line.contains(['。', '；', '：', '！', '？'])
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
