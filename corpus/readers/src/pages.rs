//! From characters at places of pages to paragraphs: what PDF and OFD have in
//! common. Lines are joined over line and page breaks; page numbers and running heads go.

mod lines;
mod open_tables;
mod paragraphs;
mod tables;
mod thresholds;

use language::fold;
use language::gazetteer::Gazetteer;

use crate::error::{Error, Result};
use crate::manuscript::Manuscript;
use crate::pages::thresholds::{DOT, FEWEST_GLYPHS, SLANT};
use crate::source::Origin;

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
    /// The line between two points; `None` for one that is slanted or a dot.
    pub(crate) fn between(a: (f32, f32), b: (f32, f32)) -> Option<Rule> {
        let (width, height) = ((a.0 - b.0).abs(), (a.1 - b.1).abs());
        let (is_across, at, from, to) = match () {
            () if height < SLANT && width > DOT => (true, (a.1 + b.1) / 2.0, a.0, b.0),
            () if width < SLANT && height > DOT => (false, (a.0 + b.0) / 2.0, a.1, b.1),
            () => return None,
        };
        Some(Rule { is_across, at, from: from.min(to), to: from.max(to) })
    }
}

/// A page with what is drawn on it.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) height: f32,
    pub(crate) glyphs: Vec<Glyph>,
    pub(crate) rules: Vec<Rule>,
    /// Whether a picture covers much of it.
    pub(crate) has_picture: bool,
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

/// The text of pages, and the pages, counted from 1, that are pictures.
///
/// # Errors
/// There is no text, or its characters are wrong ones.
pub(crate) fn read_pages(
    mut pages: Vec<Page>,
    origin: Origin<'_>,
) -> Result<(Manuscript<'_>, Vec<usize>)> {
    let is_scan = |page: &Page| page.has_picture && page.glyphs.len() < FEWEST_GLYPHS;
    let scans: Vec<usize> =
        pages.iter().zip(1..).filter(|(page, _)| is_scan(page)).map(|(_, number)| number).collect();
    let path = || origin.path.to_owned();
    let is_blank = |page: &Page| page.glyphs.iter().all(|glyph| glyph.text.trim().is_empty());
    if scans.len() == pages.len() || pages.iter().all(is_blank) {
        return Err(if scans.is_empty() {
            origin.empty()
        } else {
            Error::Scanned { path: path() }
        });
    }
    let mut tables = tables::take(&mut pages);
    tables.extend(open_tables::take(&mut pages));
    tables.sort_by(|a, b| a.page.cmp(&b.page).then(a.y.total_cmp(&b.y)));
    let lines = lines::lines_of(&pages);
    let cells = tables.iter().flat_map(|table| table.rows.iter().flatten());
    let texts = lines.iter().map(|line| &line.text).chain(cells);
    if is_garbled(texts.flat_map(|text| text.chars())) {
        return Err(Error::Garbled { path: path() });
    }
    Ok((manuscript(&lines, tables, origin.names), scans))
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

/// Whether characters are not those of a text: many have no meaning, or the ideographs are rare
/// ones. Of a text nearly all are among the 3,755 common ones of GB 2312; of wrong ones a fifth.
fn is_garbled(text: impl Iterator<Item = char>) -> bool {
    let (mut all, mut unknown, mut ideographs, mut common) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in text.filter(|c| !c.is_whitespace()) {
        all += 1;
        unknown += usize::from(is_meaningless(c));
        if ('\u{4e00}'..='\u{9fff}').contains(&c) {
            ideographs += 1;
            common += usize::from(is_common(fold::fold_char(c)));
        }
    }
    unknown * 10 > all * 3 || (ideographs >= 20 && common * 10 < ideographs * 6)
}

/// Whether a character stands for none: replacement, private use, control.
fn is_meaningless(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// Whether an ideograph is on the first level of GB 2312.
fn is_common(c: char) -> bool {
    let mut buffer = [0; 4];
    let (bytes, ..) = encoding_rs::GBK.encode(c.encode_utf8(&mut buffer));
    matches!(*bytes, [0xB0..=0xD7, 0xA1..=0xFE])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_garbled_text() {
        let cases = [
            ("为贯彻落实国家关于促进区块链技术和产业创新发展的决策部署，现提出以下意见。", false),
            ("為貫徹落實國家關於促進區塊鏈技術和產業創新發展的決策部署，現提出以下意見。", false),
            ("鎴戜滑鐨勫伐浣滄槸鎺ㄨ繘鍖哄潡閾句骇涓氬彂灞曪紝鍔犲己缁勭粐棰嗗", true),
            ("\u{fffd}\u{fffd}\u{fffd}a", true),
            ("Policy Research Office 2024", false),
        ];
        for (text, expected) in cases {
            assert_eq!(is_garbled(text.chars()), expected, "{text}");
        }
    }
}
