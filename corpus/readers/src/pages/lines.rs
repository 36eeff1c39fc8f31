//! Characters that stand on one line of a page, from left to right.

use crate::pages::margins;
use crate::pages::thresholds::{
    DRAWN, PRINTED_TWICE, RAISED, RAISED_BY, SAME_LINE, WITHIN_RUN, WITHIN_WORD,
};
use crate::pages::{Glyph, Page, PrintedLine};

/// The lines of all pages in reading order.
pub(super) fn lines_of(pages: &[Page]) -> Vec<PrintedLine> {
    let lines: Vec<Vec<PrintedLine>> =
        pages.iter().enumerate().map(|(number, page)| of_glyphs(&page.glyphs, number)).collect();
    margins::without_heads(pages, lines)
}

/// The text of characters that stand by themselves, as one line.
pub(super) fn text(glyphs: &[Glyph]) -> String {
    let mut text = String::new();
    of_glyphs(glyphs, 0).iter().for_each(|line| append(&mut text, &line.text));
    text
}

/// Joins a line to a text: without a space between ideographs, with one between words.
pub(crate) fn append(text: &mut String, line: &str) {
    let is_word = |c: char| c.is_ascii_alphanumeric();
    if text.ends_with(is_word) && line.starts_with(is_word) {
        text.push(' ');
    }
    text.push_str(line);
}

/// The lines that characters of a page stand on, from top to bottom.
pub(super) fn of_glyphs(glyphs: &[Glyph], page: usize) -> Vec<PrintedLine> {
    let mut glyphs: Vec<&Glyph> = glyphs.iter().filter(|glyph| glyph.size > 0.0).collect();
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut lines: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in glyphs {
        match lines.last_mut() {
            // The first glyph of a line is its highest: small ones of it may stand lower.
            Some(line) if glyph.y - line[0].y <= SAME_LINE * glyph.size.min(line[0].size) => {
                line.push(glyph);
            }
            _ => lines.push(vec![glyph]),
        }
    }
    with_raised(lines).into_iter().filter_map(|glyphs| line(glyphs, page)).collect()
}

/// Puts small figures that are raised over a line into it: an exponent (m2) stays, the mark of a
/// footnote goes.
fn with_raised(lines: Vec<Vec<&Glyph>>) -> Vec<Vec<&Glyph>> {
    let mut out: Vec<Vec<&Glyph>> = Vec::with_capacity(lines.len());
    for mut line in lines {
        if let Some(raised) = out.pop_if(|above| is_raised(above, &line)) {
            let is_exponent = |small: &&Glyph| {
                let before = line.iter().filter(|glyph| glyph.x < small.x);
                let last = before.max_by(|a, b| a.x.total_cmp(&b.x));
                last.is_some_and(|glyph| glyph.text.ends_with(|c: char| c.is_ascii_alphanumeric()))
            };
            let exponents: Vec<&Glyph> = raised.into_iter().filter(is_exponent).collect();
            line.extend(exponents);
        }
        out.push(line);
    }
    out
}

/// Whether the glyphs are figures raised over the line below them.
fn is_raised(above: &[&Glyph], line: &[&Glyph]) -> bool {
    let size = |glyphs: &[&Glyph]| glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    let left = line.iter().map(|glyph| glyph.x).fold(f32::MAX, f32::min);
    let is_figure = |glyph: &&Glyph| {
        let text = glyph.text.trim();
        text.chars().all(|c| c.is_ascii_digit() || "[]［］①②③④⑤⑥⑦⑧⑨⑩".contains(c))
    };
    above.iter().all(is_figure)
        && above.iter().all(|glyph| glyph.x > left)
        && size(above) < RAISED * size(line)
        && line[0].y - above[0].y < RAISED_BY * size(line)
}

/// The line of glyphs; `None` where they are blank.
fn line(mut glyphs: Vec<&Glyph>, page: usize) -> Option<PrintedLine> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    // Bold type is sometimes drawn by printing a character twice.
    glyphs.dedup_by(|b, a| a.text == b.text && (b.x - a.x).abs() < PRINTED_TWICE * a.size);
    let is_blank = |glyph: &&Glyph| glyph.text.trim().is_empty();
    let first = glyphs.iter().find(|glyph| !is_blank(glyph))?;
    let last = glyphs.iter().rfind(|glyph| !is_blank(glyph))?;
    let (mut text, mut end, mut after_blank) = (String::new(), first.x, false);
    for glyph in &glyphs {
        if is_blank(glyph) {
            after_blank = true;
            continue;
        }
        if is_gap(&text, end, glyph, std::mem::take(&mut after_blank)) {
            text.push(' ');
        }
        text.push_str(&glyph.text);
        end = glyph.x + glyph.width;
    }
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f32::max);
    Some(PrintedLine { page, left: first.x, right: last.x + last.width, y: first.y, size, text })
}

/// Whether there is a space before a glyph: a small one between letters, a wide one elsewhere; or
/// one that is drawn, beside a letter or as wide as spaces are.
fn is_gap(before: &str, end: f32, glyph: &Glyph, after_blank: bool) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let (above, below) = (before.ends_with(is_letter), glyph.text.starts_with(is_letter));
    let widest = if above && below { WITHIN_WORD } else { WITHIN_RUN };
    let is_drawn = after_blank && (above || below || glyph.x - end > DRAWN * glyph.size);
    !before.is_empty() && (is_drawn || glyph.x - end > widest * glyph.size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyph(x: f32, text: &str) -> Glyph {
        Glyph { x, y: 100.0, width: 10.0, size: 10.0, text: text.to_owned() }
    }

    #[test]
    fn joins_the_glyphs_of_a_line() {
        let glyphs = [glyph(10.0, "政"), glyph(0.0, "甲"), glyph(10.5, "政"), glyph(40.0, "策")];
        let lines = of_glyphs(&glyphs, 0);
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), ["甲政 策"]);
    }

    #[test]
    fn drawn_spaces_and_raised_figures() {
        let small = |x: f32, text: &str| Glyph { y: 95.0, size: 5.0, width: 3.0, ..glyph(x, text) };
        let cases = [
            (vec![glyph(0.0, "甲"), glyph(10.0, " "), glyph(15.0, "乙")], "甲 乙"),
            (vec![glyph(0.0, "甲"), glyph(10.0, " "), glyph(10.5, "乙")], "甲乙"),
            (vec![glyph(0.0, "甲"), small(10.0, "1"), glyph(13.0, "乙")], "甲乙"),
            (vec![glyph(0.0, "m"), small(10.0, "2"), glyph(13.0, "乙")], "m2乙"),
        ];
        for (glyphs, expected) in cases {
            assert_eq!(text(&glyphs), expected);
        }
    }
}
