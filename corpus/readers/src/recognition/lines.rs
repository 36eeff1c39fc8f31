//! Lines of a page from the words that tesseract tells, with their places in points. The boxes of
//! single words are rough and those of lines good, so sizes and places are those of lines.

use serde::{Deserialize, Serialize};

use crate::pages::{Glyph, Page, append};
use crate::recognition::punctuation;

/// How much of its size a character reaches above the middle that it is drawn around, less what it
/// reaches below the line that it stands on.
const TO_BASE: f32 = 0.38;

/// How wide a space between characters is beside each other in a line, in sizes: less is the play of
/// boxes.
const GAP: f32 = 2.0;

/// How much larger than its highest ink a character is at most.
const OVER_INK: f32 = 1.25;

/// How much of a size characters lack on both sides of a line that is told by its ink.
const BEARINGS: f32 = 0.1;

/// How wide letters and digits are, in sizes.
const LETTER: f32 = 0.52;

/// By how much lines of one size seem to differ, as a part of it.
const SAME_SIZE: f32 = 0.08;

/// How wide a line is at most, in sizes, of whose size little can be told.
const FEW: f32 = 4.0;

/// The mean confidence that a line has at least: seals, stamps and drawings have less.
const LEGIBLE: f32 = 45.0;

/// The mean confidence of a page that lies as it should; one on its side has about 50.
const CLEAR: f32 = 70.0;

/// The confidence of words that are surely right.
const RIGHT: f32 = 80.0;

/// The mean confidence of red text: what is left of a seal is read as something, too.
const SURE: f32 = 80.0;

/// A page as it was read; measures are points.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct ReadPage {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) lines: Vec<ReadLine>,
}

/// A line as it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct ReadLine {
    y: f32,
    size: f32,
    pub(super) words: Vec<Word>,
}

/// A word, which is one or several characters.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Word {
    left: f32,
    right: f32,
    pub(super) text: String,
    /// Of 100.
    pub(super) confidence: f32,
}

/// A word and where its ink is, down the page.
struct Boxed {
    word: Word,
    top: f32,
    height: f32,
}

/// The lines of a table that tesseract wrote, in pixels to an inch.
pub(super) fn read(table: &str, resolution: f32) -> ReadPage {
    let points = 72.0 / resolution;
    let mut lines: Vec<(String, Vec<Boxed>)> = Vec::new();
    for row in table.lines() {
        let cells: Vec<&str> = row.split('\t').collect();
        // level, page, block, paragraph, line, word, left, top, width, height, confidence, text
        let ["5", _, block, paragraph, line, _, places @ .., text] = cells.as_slice() else {
            continue;
        };
        let places: Vec<f32> = places.iter().filter_map(|cell| cell.parse().ok()).collect();
        let ([left, top, width, height, confidence], false) =
            (places.as_slice(), text.trim().is_empty())
        else {
            continue;
        };
        let word = Word {
            left: left * points,
            right: (left + width) * points,
            text: text.trim().to_owned(),
            confidence: *confidence,
        };
        let boxed = Boxed { word, top: top * points, height: height * points };
        let key = format!("{block} {paragraph} {line}");
        match lines.last_mut().filter(|(last, _)| *last == key) {
            Some((_, boxes)) => boxes.push(boxed),
            None => lines.push((key, vec![boxed])),
        }
    }
    let mut lines: Vec<ReadLine> = lines.into_iter().map(|(_, boxes)| line(boxes)).collect();
    lines.retain(|line| line.confidence() >= LEGIBLE);
    ReadPage { lines, ..ReadPage::default() }
}

fn line(boxes: Vec<Boxed>) -> ReadLine {
    let height = median(boxes.iter().map(|boxed| boxed.height));
    let middle = median(boxes.iter().map(|boxed| boxed.top + boxed.height / 2.0));
    let advance: f32 = boxes.iter().map(|boxed| advance(&boxed.word.text)).sum();
    let width: f32 = boxes.last().map_or(0.0, |last| last.word.right)
        - boxes.first().map_or(0.0, |first| first.word.left);
    let gaps = boxes.windows(2).map(|pair| pair[1].word.left - pair[0].word.right);
    let gaps: f32 = gaps.filter(|gap| *gap > GAP * height).sum();
    let by_width = (width - gaps) / (advance - BEARINGS).max(LETTER);
    let size = by_width.min(height * OVER_INK);
    let words = boxes.into_iter().map(|boxed| boxed.word).collect();
    ReadLine { y: middle + TO_BASE * size, size, words }
}

/// How wide a text is, in sizes.
fn advance(text: &str) -> f32 {
    text.chars().map(|c| if c.is_ascii() { LETTER } else { 1.0 }).sum()
}

fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

impl ReadLine {
    /// Its text, without spaces but between letters.
    pub(super) fn text(&self) -> String {
        text(&self.words)
    }

    /// The mean of its characters.
    pub(super) fn confidence(&self) -> f32 {
        mean_confidence(std::slice::from_ref(self))
    }

    /// Whether it is surely text: several characters that are told well.
    pub(super) fn is_sure(&self) -> bool {
        self.words.len() > 1 && self.confidence() >= SURE
    }

    /// Its runs without wide gaps, as glyphs.
    fn glyphs(&self) -> impl Iterator<Item = Glyph> {
        let runs = self.words.chunk_by(|a, b| b.left - a.right < GAP * self.size);
        runs.filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let (x, width) = (first.left, last.right - first.left);
            Some(Glyph { x, y: self.y, width, size: self.size, text: text(run) })
        })
    }
}

fn text(words: &[Word]) -> String {
    let text = words.iter().fold(String::new(), |mut text, word| {
        append(&mut text, &word.text);
        text
    });
    punctuation::mended(&text)
}

/// The mean confidence of the characters of lines, of 100.
pub(super) fn mean_confidence<'a>(lines: impl IntoIterator<Item = &'a ReadLine>) -> f32 {
    let words = lines.into_iter().flat_map(|line| &line.words);
    let (sum, count) = words.fold((0.0, 0.0), |(sum, count), word| {
        let length = word.text.chars().count() as f32;
        (sum + word.confidence * length, count + length)
    });
    if count == 0.0 { 0.0 } else { sum / count }
}

impl ReadPage {
    /// How many characters are surely right.
    pub(super) fn right(&self) -> usize {
        let words = self.lines.iter().flat_map(|line| &line.words);
        let right = words.filter(|word| word.confidence >= RIGHT);
        right.map(|word| word.text.chars().count()).sum()
    }

    /// Whether nearly all of it was told well, as it is not where the page lies on its side.
    pub(super) fn is_clear(&self) -> bool {
        mean_confidence(&self.lines) >= CLEAR
    }

    /// The page with its lines drawn.
    pub(super) fn page(&self) -> Page {
        let glyphs = self.lines.iter().flat_map(ReadLine::glyphs).collect();
        let mut page = Page::new((self.width, self.height));
        page.glyphs = glyphs;
        page
    }
}

/// Gives lines one size that seem to differ little: those of most of the text, and lines below each
/// other.
pub(super) fn even_out<'a>(pages: impl Iterator<Item = &'a mut ReadPage>) {
    let mut lines: Vec<&mut ReadLine> = pages.flat_map(|page| &mut page.lines).collect();
    let sizes = lines.iter().flat_map(|line| line.words.iter().map(|_| line.size));
    let body = median(sizes);
    let is_same = |a: f32, b: f32| (a - b).abs() < SAME_SIZE * b;
    let mut above = body;
    for line in &mut lines {
        // The ink of a few characters tells little of their size.
        let is_short = advance(&line.text()) < FEW;
        let is_nearer = |a: f32, b: f32| (line.size - a).abs() <= (line.size - b).abs();
        if is_same(line.size, body) || (is_short && is_nearer(body, above)) {
            line.size = body;
        } else if is_same(line.size, above) || is_short {
            line.size = above;
        }
        above = line.size;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_lines() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            4\t1\t1\t1\t1\t0\t100\t100\t300\t40\t-1\t\n\
            5\t1\t1\t1\t1\t1\t100\t100\t100\t40\t96.5\t各区\n\
            5\t1\t1\t1\t1\t2\t230\t100\t100\t40\t90.5\t政府\n\
            5\t1\t1\t1\t1\t3\t800\t100\t100\t40\t90.5\tAI\n\
            5\t1\t1\t1\t2\t1\t100\t200\t50\t40\t12.5\t%\n\
            5\t1\t1\t1\t3\t1\t100\t300\t50\t40\t95\t \n";
        let page = read(table, 72.0);
        let texts: Vec<String> = page.lines.iter().map(ReadLine::text).collect();
        assert_eq!(texts, ["各区政府AI"]);
        let glyphs: Vec<String> = page.page().glyphs.into_iter().map(|glyph| glyph.text).collect();
        assert_eq!(glyphs, ["各区政府", "AI"]);
        assert!(page.lines[0].is_sure());
        assert!(read("", 200.0).lines.is_empty());
    }

    #[test]
    fn sizes_that_differ_little_are_one() {
        let line = |size: f32| {
            let word =
                Word { left: 0.0, right: 9.0, text: "各区政府".into(), confidence: 90.0 };
            ReadLine { y: 0.0, size, words: vec![word] }
        };
        let lines = [22.4, 21.6, 16.1, 15.8, 16.3, 16.0].map(line).to_vec();
        let mut page = ReadPage { lines, ..ReadPage::default() };
        even_out(std::iter::once(&mut page));
        let sizes: Vec<f32> = page.lines.iter().map(|line| line.size).collect();
        assert_eq!(sizes, [22.4, 22.4, 16.3, 16.3, 16.3, 16.3]);
    }
}
