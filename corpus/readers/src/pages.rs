//! From characters at places of pages to paragraphs: what PDF and OFD have in
//! common. Lines are joined over line and page breaks; page numbers and running heads go.

mod columns;
mod garbled;
mod lines;
mod margins;
mod matrix;
mod open_tables;
mod paragraphs;
mod rules;
mod tables;
mod thresholds;
mod turning;
mod watermarks;

use language::fold;
use language::gazetteer::Gazetteer;

use crate::error::{Error, Result};
use crate::manuscript::Manuscript;
use crate::pages::garbled::is_garbled;
pub(crate) use crate::pages::lines::append;
use crate::pages::thresholds::{ENOUGH_TO_TELL, FEWEST_GLYPHS, MIDDLE, SLANT};
use crate::source::Origin;

pub(crate) use matrix::Matrix;
pub(crate) use turning::Heading;

/// A character, or several drawn as one, at a place of a page.
#[derive(Debug, Clone)]
pub(crate) struct Glyph {
    /// From the left edge of the page.
    pub(crate) x: f32,
    /// Of the line that it stands on, from the upper edge.
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) size: f32,
    pub(crate) text: String,
}

/// A straight line that is drawn, across the page or down it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rule {
    pub(crate) is_across: bool,
    /// From the upper edge for one across, from the left edge for one down.
    pub(crate) at: f32,
    pub(crate) from: f32,
    pub(crate) to: f32,
}

impl Rule {
    /// The line between two points; `None` for one that is slanted.
    pub(crate) fn between(a: (f32, f32), b: (f32, f32)) -> Option<Rule> {
        let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        let (is_across, at, from, to) = match () {
            () if height < SLANT && width >= height => (true, (a.1 + b.1) / 2.0, a.0, b.0),
            () if width < SLANT => (false, (a.0 + b.0) / 2.0, a.1, b.1),
            () => return None,
        };
        Some(Rule { is_across, at, from: from.min(to), to: from.max(to) })
    }

    /// Its two ends.
    fn ends(self) -> [(f32, f32); 2] {
        match self.is_across {
            true => [(self.from, self.at), (self.to, self.at)],
            false => [(self.at, self.from), (self.at, self.to)],
        }
    }
}

/// A box that is filled and has no edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shade {
    left: f32,
    top: f32,
    right: f32,
    bottom: f32,
}

impl Shade {
    /// The box between two corners.
    pub(crate) fn between(a: (f32, f32), b: (f32, f32)) -> Shade {
        let (left, right) = (a.0.min(b.0), a.0.max(b.0));
        Shade { left, top: a.1.min(b.1), right, bottom: a.1.max(b.1) }
    }
}

/// A page with what is drawn on it.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// By how much it has grown since columns were put one under another.
    unrolled: f32,
    /// The characters of text that runs to the right, and of others.
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) turned: Vec<(Heading, Glyph)>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) shades: Vec<Shade>,
    /// Whether a picture covers much of it.
    pub(crate) has_picture: bool,
}

impl Page {
    /// An empty page of a width and height.
    pub(crate) fn new((width, height): (f32, f32)) -> Page {
        Page { width, height, ..Page::default() }
    }

    fn is_blank(&self) -> bool {
        let mut glyphs = self.glyphs.iter().chain(self.turned.iter().map(|(_, glyph)| glyph));
        glyphs.all(|glyph| glyph.text.trim().is_empty())
    }

    /// Why the page has no text that can be read, if it has none.
    fn lacking(&self) -> Option<Lacking> {
        let glyphs = self.glyphs.iter().chain(self.turned.iter().map(|(_, glyph)| glyph));
        match glyphs.clone().count() {
            count if self.has_picture && count < FEWEST_GLYPHS => Some(Lacking::Text),
            count if count < ENOUGH_TO_TELL => None,
            _ => {
                is_garbled(glyphs.flat_map(|glyph| glyph.text.chars())).then_some(Lacking::Meaning)
            }
        }
    }

    /// Makes of what is drawn what is meant: ordinary characters, upright, and lines that are whole.
    fn prepare(&mut self) {
        turning::straighten(self);
        turning::clip(self);
        rules::complete(self);
        for glyph in &mut self.glyphs {
            if glyph.text.chars().any(|c| fold::ordinary(c) != c) {
                glyph.text = glyph.text.chars().map(fold::ordinary).collect();
            }
        }
    }
}

/// What a page lacks whose text cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lacking {
    /// It is a picture.
    Text,
    /// Its characters are wrong ones.
    Meaning,
}

impl Glyph {
    /// The middle of the character.
    fn middle(&self) -> (f32, f32) {
        (self.x + self.width / 2.0, self.y - self.size * MIDDLE)
    }
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
struct PrintedLine {
    page: usize,
    left: f32,
    right: f32,
    y: f32,
    size: f32,
    text: String,
}

/// The pages, counted from 0, whose text can only be told by looking at them: pictures, pages whose
/// characters are wrong ones, and all where none has any text.
pub(crate) fn unreadable(pages: &[Page]) -> Vec<usize> {
    let are_blank = pages.iter().all(Page::is_blank);
    let is_unreadable = |page: &Page| are_blank || page.lacking().is_some();
    pages.iter().enumerate().filter(|(_, page)| is_unreadable(page)).map(|(at, _)| at).collect()
}

/// The text of pages, and the pages, counted from 1, whose text cannot be read.
///
/// # Errors
/// There is no text, or its characters are wrong ones.
pub(crate) fn read_pages(
    mut pages: Vec<Page>,
    origin: Origin<'_>,
) -> Result<(Manuscript<'_>, Vec<usize>)> {
    let lacking: Vec<Option<Lacking>> = pages.iter().map(Page::lacking).collect();
    let path = || origin.path.to_owned();
    if lacking.iter().all(Option::is_some) || pages.iter().all(Page::is_blank) {
        return Err(match lacking.iter().flatten().max() {
            None => origin.empty(),
            Some(Lacking::Text) => Error::Scanned { path: path() },
            Some(Lacking::Meaning) => Error::Garbled { path: path() },
        });
    }
    for (page, lacking) in pages.iter_mut().zip(&lacking) {
        if *lacking == Some(Lacking::Meaning) {
            (page.glyphs, page.turned) = (Vec::new(), Vec::new());
        }
        page.prepare();
    }
    watermarks::remove(&mut pages);
    let mut tables = tables::take(&mut pages);
    tables.extend(open_tables::take(&mut pages));
    tables.sort_by(|a, b| a.page.cmp(&b.page).then(a.y.total_cmp(&b.y)));
    pages.iter_mut().for_each(columns::unroll);
    let lines = lines::lines_of(&pages);
    let cells = tables.iter().flat_map(|table| table.rows.iter().flatten());
    let texts = lines.iter().map(|line| &line.text).chain(cells);
    if is_garbled(texts.flat_map(|text| text.chars())) {
        return Err(Error::Garbled { path: path() });
    }
    let lacking = lacking.iter().zip(1..).filter(|(lacking, _)| lacking.is_some());
    let lacking = lacking.map(|(_, number)| number).collect();
    Ok((manuscript(&lines, tables, origin.names), lacking))
}

/// Paragraphs and tables in the order of the pages.
fn manuscript<'n>(
    lines: &[PrintedLine],
    tables: Vec<tables::Ruled>,
    names: &'n Gazetteer,
) -> Manuscript<'n> {
    let mut manuscript = Manuscript::new(names);
    let mut tables = tables.into_iter().peekable();
    for paragraph in paragraphs::join(lines) {
        let place = (paragraph.first.page, paragraph.first.y);
        while let Some(table) = tables.next_if(|table| (table.page, table.y) < place) {
            manuscript.push_table(table.rows);
        }
        manuscript.push_text(&paragraph.text);
    }
    tables.for_each(|table| manuscript.push_table(table.rows));
    manuscript
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_pages_to_be_looked_at() {
        let page = |text: &str, has_picture: bool| {
            let glyph =
                |c: char| Glyph { x: 0.0, y: 0.0, width: 9.0, size: 9.0, text: c.to_string() };
            let glyphs = text.chars().map(glyph).collect();
            Page { glyphs, has_picture, ..Page::default() }
        };
        let wrong = "\u{fffd}".repeat(ENOUGH_TO_TELL);
        let (good, wrong) = ("为促进产业发展，制定本办法。", wrong.as_str());
        let cases = [
            (vec![(good, false), ("1", true), (wrong, false), ("", false)], vec![1, 2]),
            (vec![(good, false), (good, false)], vec![]),
            (vec![("", false), (" ", true)], vec![0, 1]),
        ];
        for (pages, expected) in cases {
            let pages: Vec<Page> = pages.iter().map(|(text, has)| page(text, *has)).collect();
            assert_eq!(unreadable(&pages), expected);
        }
    }
}
