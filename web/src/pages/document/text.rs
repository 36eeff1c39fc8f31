//! The text of a document as its page sets it: sections, articles, paragraphs, tables and figures, each
//! with an address of its own and the words of the search marked.

use std::collections::HashMap;

use corpus::body::{Role, roles};
use corpus::document::{Block, Section, Table};
use corpus::{Document, numeral};
use search::{Marked, Marking};

/// The deepest heading that HTML has.
const DEEPEST: usize = 6;

/// Tables with more columns scroll sideways.
const FEW_COLUMNS: usize = 3;

/// The text of a document, its tree laid out flat in reading order.
pub(super) struct Text<'a> {
    pub(super) parts: Vec<Part<'a>>,
    /// How many places are marked.
    pub(super) marks: usize,
}

/// A section without those below it.
pub(super) struct Part<'a> {
    pub(super) anchor: String,
    /// The level of its heading, 2 to 6.
    pub(super) level: usize,
    pub(super) heading: Option<&'a str>,
    pub(super) marked: Marked,
    /// Whether it is something attached.
    pub(super) is_annex: bool,
    pub(super) blocks: Vec<SetBlock<'a>>,
}

/// A block as it is set.
pub(super) struct SetBlock<'a> {
    pub(super) anchor: String,
    /// Whether it carries most of the search.
    pub(super) is_best: bool,
    pub(super) content: Content<'a>,
}

/// What a block is.
pub(super) enum Content<'a> {
    /// A paragraph, with the number of the article that it begins.
    Paragraph {
        class: &'static str,
        number: Option<&'a str>,
        marked: Marked,
    },
    /// The caption of a figure.
    Figure(Marked),
    Table(SetTable<'a>),
}

/// A table as it is set.
pub(super) struct SetTable<'a> {
    pub(super) name: &'a str,
    pub(super) caption: Option<Marked>,
    pub(super) header: Vec<Marked>,
    pub(super) rows: Vec<Vec<Marked>>,
    pub(super) is_wide: bool,
}

/// An article in the table of contents.
pub(super) struct Article<'a> {
    pub(super) anchor: &'a str,
    pub(super) number: &'a str,
}

impl Part<'_> {
    /// The articles that begin in it.
    pub(super) fn articles(&self) -> Vec<Article<'_>> {
        self.blocks.iter().filter_map(SetBlock::article).collect()
    }
}

impl SetBlock<'_> {
    fn article(&self) -> Option<Article<'_>> {
        match &self.content {
            Content::Paragraph { number: Some(number), .. } => {
                Some(Article { anchor: &self.anchor, number })
            }
            _ => None,
        }
    }
}

impl<'a> Text<'a> {
    /// The text of a document, with what a search finds in it marked.
    pub(super) fn new(document: &'a Document, marking: Option<&Marking>) -> Text<'a> {
        let best = marking.and_then(|marking| marking.best(document));
        let mut setter = Setter { marking, best, ..Setter::default() };
        setter.lay_out(&document.body, 2);
        Text { parts: setter.parts, marks: setter.marks }
    }
}

/// Sets a text piece by piece.
#[derive(Default)]
struct Setter<'a, 'm> {
    marking: Option<&'m Marking>,
    /// Which of the document's passages carries most of the search.
    best: Option<usize>,
    parts: Vec<Part<'a>>,
    marks: usize,
    /// How many passages are set, as [`Document::passages`] counts them.
    passages: usize,
    /// How often each anchor was given.
    anchors: HashMap<String, usize>,
}

impl<'a> Setter<'a, '_> {
    fn lay_out(&mut self, sections: &'a [Section], level: usize) {
        for section in sections {
            let heading = section.heading.as_deref();
            self.passages += usize::from(heading.is_some());
            let marked = heading.map(|heading| self.mark(heading)).unwrap_or_default();
            let part = Part {
                anchor: self.anchor("s"),
                level: level.min(DEEPEST),
                heading,
                marked,
                is_annex: heading.is_some_and(|heading| heading.starts_with(['附'])),
                blocks: self.blocks(&section.blocks),
            };
            self.parts.push(part);
            self.lay_out(&section.sections, level + 1);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block]) -> Vec<SetBlock<'a>> {
        let text = |block: &'a Block| match block {
            Block::Paragraph(text) => text.as_str(),
            Block::Table(_) | Block::Figure(_) => "",
        };
        let roles = roles(&blocks.iter().map(text).collect::<Vec<_>>());
        blocks.iter().zip(roles).map(|(block, role)| self.block(block, role)).collect()
    }

    fn block(&mut self, block: &'a Block, role: Role<'a>) -> SetBlock<'a> {
        let first = self.passages;
        let (anchor, content) = match block {
            Block::Paragraph(text) => (self.place(role), self.paragraph(text, role)),
            Block::Figure(caption) => (self.anchor("f"), Content::Figure(self.mark(caption))),
            Block::Table(table) => (self.anchor("t"), Content::Table(self.table(table))),
        };
        self.passages += match block {
            Block::Paragraph(text) => text.split('\n').count(),
            Block::Figure(_) => 1,
            Block::Table(table) => usize::from(table.caption.is_some()) + 1 + table.rows.len(),
        };
        let is_best = self.best.is_some_and(|best| (first..self.passages).contains(&best));
        SetBlock { anchor, is_best, content }
    }

    fn paragraph(&mut self, text: &'a str, role: Role<'a>) -> Content<'a> {
        let (class, number) = match role {
            Role::Article(number) => ("article", Some(number)),
            Role::History => ("history", None),
            Role::Signature => ("signature", None),
            Role::Annex => ("annex", None),
            Role::Colophon | Role::Running => ("running", None),
        };
        let rest = text.trim_start();
        let rest = number.and_then(|number| rest.strip_prefix(number)).unwrap_or(text);
        Content::Paragraph { class, number, marked: self.mark(rest) }
    }

    fn table(&mut self, table: &'a Table) -> SetTable<'a> {
        SetTable {
            name: table.caption.as_deref().unwrap_or("表格"),
            caption: table.caption.as_deref().map(|caption| self.mark(caption)),
            header: self.row(&table.header),
            rows: table.rows.iter().map(|row| self.row(row)).collect(),
            is_wide: table.header.len() > FEW_COLUMNS,
        }
    }

    fn row(&mut self, cells: &[String]) -> Vec<Marked> {
        cells.iter().map(|cell| self.mark(cell)).collect()
    }

    fn mark(&mut self, text: &str) -> Marked {
        let plain = || vec![(text.to_owned(), 0)];
        let marked = self.marking.map_or_else(plain, |marking| marking.mark(text));
        self.marks += marked.iter().filter(|(_, hit)| *hit == 1).count();
        marked
    }

    /// The anchor of a paragraph: an article's says its number, so that it stays when text is added.
    fn place(&mut self, role: Role<'_>) -> String {
        match role {
            Role::Article(number) => self.article_anchor(number),
            _ => self.anchor("p"),
        }
    }

    /// 第十二条 is a12, 第十二条之一 a12-1, and where there are two the second a12x2.
    fn article_anchor(&mut self, number: &str) -> String {
        let bare = number.trim_start_matches('第');
        let (article, inserted) = bare.split_once('条').unwrap_or((bare, ""));
        let digits = |text: &str| numeral::parse(text).map(|number| number.to_string());
        let article = digits(article).unwrap_or_default();
        let inserted = inserted.strip_prefix('之').and_then(digits);
        let name = format!("a{article}{}", inserted.map(|n| format!("-{n}")).unwrap_or_default());
        let times = self.anchors.entry(name.clone()).or_default();
        *times += 1;
        if *times == 1 { name } else { format!("{name}x{times}") }
    }

    /// The next anchor of a kind: p1, p2.
    fn anchor(&mut self, kind: &str) -> String {
        let times = self.anchors.entry(kind.to_owned()).or_default();
        *times += 1;
        format!("{kind}{times}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs(texts: &[&str]) -> Section {
        let blocks = texts.iter().map(|&text| Block::Paragraph(text.to_owned())).collect();
        Section { blocks, ..Section::default() }
    }

    #[test]
    fn every_block_has_an_anchor_of_its_own() {
        let texts = ["前言", "第一条 甲。", "第二条之一 乙。", "丙。", "第一条 丁。"];
        let table = Block::Table(Table { header: vec!["a".into()], ..Table::default() });
        let mut section = paragraphs(&texts);
        section.blocks.extend([table.clone(), Block::Figure("图1".into()), table]);
        let document = Document { body: vec![section, Section::default()], ..Document::default() };
        let text = Text::new(&document, None);
        let anchors: Vec<&str> =
            text.parts[0].blocks.iter().map(|block| block.anchor.as_str()).collect();
        assert_eq!(anchors, ["p1", "a1", "a2-1", "p2", "a1x2", "t1", "f1", "t2"]);
        let parts: Vec<&str> = text.parts.iter().map(|part| part.anchor.as_str()).collect();
        assert_eq!(parts, ["s1", "s2"]);
        let articles = text.parts[0].articles();
        let numbers: Vec<&str> = articles.iter().map(|article| article.number).collect();
        assert_eq!(numbers, ["第一条", "第二条之一", "第一条"]);
    }

    #[test]
    fn headings_go_no_deeper_than_html_does() {
        let nested = (0..9).fold(Section::default(), |below, _| Section {
            heading: Some("x".to_owned()),
            sections: vec![below],
            ..Section::default()
        });
        let document = Document { body: vec![nested], ..Document::default() };
        let text = Text::new(&document, None);
        let levels: Vec<usize> = text.parts.iter().map(|part| part.level).collect();
        assert_eq!(levels, [2, 3, 4, 5, 6, 6, 6, 6, 6, 6]);
    }
}
