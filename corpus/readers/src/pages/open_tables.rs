//! Tables with lines across and none down, as reports print them: over the header, under it and
//! at the end. Gaps part their columns.

use crate::pages::tables::Ruled;
use crate::pages::thresholds::{COLUMNS, MIDDLE, MOST_RULES, NEAR, SAME_LINE};
use crate::pages::{Glyph, Page, Rule, lines};

/// Takes the tables off the pages, with the characters in them.
pub(super) fn take(pages: &mut [Page]) -> Vec<Ruled> {
    let mut tables = Vec::new();
    for (number, page) in pages.iter_mut().enumerate() {
        for frame in frames(&page.rules) {
            let inside = |glyph: &&Glyph| frame.holds(glyph);
            let glyphs: Vec<Glyph> = page.glyphs.iter().filter(inside).cloned().collect();
            if let Some(rows) = frame.rows(&glyphs) {
                page.glyphs.retain(|glyph| !frame.holds(glyph));
                tables.push(Ruled { page: number, y: frame.ys[0], rows });
            }
        }
    }
    tables
}

/// Lines across of one width, one under another.
struct Frame {
    from: f32,
    to: f32,
    ys: Vec<f32>,
}

/// The frames of a page: three lines at least, with no line down between them.
fn frames(rules: &[Rule]) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    if rules.len() > MOST_RULES {
        return frames;
    }
    for rule in whole(rules) {
        let is_same = |frame: &&mut Frame| {
            (frame.from - rule.from).abs() < NEAR && (frame.to - rule.to).abs() < NEAR
        };
        match frames.iter_mut().find(is_same) {
            Some(frame) => frame.ys.push(rule.at),
            None => frames.push(Frame { from: rule.from, to: rule.to, ys: vec![rule.at] }),
        }
    }
    let is_down = |frame: &Frame, rule: &Rule| {
        let (top, end) = (frame.ys[0], frame.ys[frame.ys.len() - 1]);
        !rule.is_across && rule.from < end && rule.to > top
    };
    frames.retain(|frame| frame.ys.len() > 2 && !rules.iter().any(|rule| is_down(frame, rule)));
    frames
}

/// The lines across from top to bottom, those that are drawn cell by cell as one.
fn whole(rules: &[Rule]) -> Vec<Rule> {
    let mut across: Vec<Rule> = rules.iter().copied().filter(|rule| rule.is_across).collect();
    across.sort_by(|a, b| a.at.round().total_cmp(&b.at.round()).then(a.from.total_cmp(&b.from)));
    let mut whole: Vec<Rule> = Vec::new();
    for rule in across {
        match whole.last_mut() {
            Some(last) if (last.at - rule.at).abs() < NEAR && rule.from < last.to + NEAR => {
                last.to = last.to.max(rule.to);
            }
            _ => whole.push(rule),
        }
    }
    whole
}

impl Frame {
    fn holds(&self, glyph: &Glyph) -> bool {
        let (top, end) = (self.ys[0], self.ys[self.ys.len() - 1]);
        let middle = glyph.y - glyph.size * MIDDLE;
        (top..end).contains(&middle) && (self.from - NEAR..self.to + NEAR).contains(&glyph.x)
    }

    /// The rows; `None` where header and rows have no columns in common, as under a letter.
    fn rows(&self, glyphs: &[Glyph]) -> Option<Vec<Vec<String>>> {
        let (header, rest): (Vec<Vec<Cell>>, Vec<Vec<Cell>>) =
            cells(glyphs).into_iter().partition(|row| row[0].y < self.ys[1]);
        let columns = header.iter().max_by_key(|row| row.len()).filter(|row| row.len() > 1)?;
        let full = rest.iter().filter(|row| row.len() > 1).count();
        if full < 2 || full * 2 < rest.len() {
            return None;
        }
        let mut rows: Vec<Vec<String>> = Vec::new();
        header.iter().for_each(|row| place(&mut rows, row, columns, true));
        rest.iter().enumerate().for_each(|(at, row)| place(&mut rows, row, columns, at > 0));
        Some(rows)
    }
}

/// Adds a row under columns; one without its first cell goes on with the row above.
fn place(rows: &mut Vec<Vec<String>>, row: &[Cell], columns: &[Cell], may_go_on: bool) {
    let column = |cell: &Cell| {
        let distance = |at: &usize| (columns[*at].middle() - cell.middle()).abs();
        (0..columns.len()).min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(0)
    };
    let is_rest = may_go_on && row.iter().all(|cell| column(cell) > 0);
    if !is_rest || rows.is_empty() {
        rows.push(vec![String::new(); columns.len()]);
    }
    let Some(last) = rows.last_mut() else { return };
    row.iter().for_each(|cell| lines::append(&mut last[column(cell)], &cell.text));
}

/// The text between two gaps of a line.
struct Cell {
    from: f32,
    to: f32,
    y: f32,
    text: String,
}

impl Cell {
    fn middle(&self) -> f32 {
        (self.from + self.to) / 2.0
    }
}

/// The cells of each line of characters, from top to bottom.
fn cells(glyphs: &[Glyph]) -> Vec<Vec<Cell>> {
    let mut glyphs: Vec<&Glyph> = glyphs.iter().filter(|g| !g.text.trim().is_empty()).collect();
    glyphs.sort_by(|a, b| a.y.total_cmp(&b.y));
    let is_one_line = |a: &&Glyph, b: &&Glyph| b.y - a.y < SAME_LINE * a.size.min(b.size);
    glyphs.chunk_by(is_one_line).map(row).collect()
}

fn row(line: &[&Glyph]) -> Vec<Cell> {
    let mut line = line.to_vec();
    line.sort_by(|a, b| a.x.total_cmp(&b.x));
    let is_near = |a: &&Glyph, b: &&Glyph| b.x - (a.x + a.width) < COLUMNS * a.size;
    let cell = |glyphs: &[&Glyph]| {
        let last = glyphs[glyphs.len() - 1];
        let text = lines::text(&glyphs.iter().map(|&glyph| glyph.clone()).collect::<Vec<_>>());
        Cell { from: glyphs[0].x, to: last.x + last.width, y: glyphs[0].y, text }
    };
    line.chunk_by(is_near).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(texts: &[(f32, f32, &str)], ys: &[f32]) -> Page {
        let glyph = |&(x, y, text): &(f32, f32, &str)| Glyph {
            x,
            y,
            width: 10.0 * text.chars().count() as f32,
            size: 10.0,
            text: text.to_owned(),
        };
        // Each line is drawn cell by cell.
        let rules = ys.iter().flat_map(|&at| {
            [(0.0, 100.0), (100.0, 200.0)].map(|(from, to)| Rule { is_across: true, at, from, to })
        });
        Page {
            width: 595.0,
            height: 800.0,
            glyphs: texts.iter().map(glyph).collect(),
            rules: rules.collect(),
            ..Page::default()
        }
    }

    #[test]
    fn gaps_part_columns() {
        let texts = [
            (10.0, 115.0, "类别"),
            (110.0, 115.0, "数量"),
            (10.0, 135.0, "甲"),
            (120.0, 135.0, "3"),
            (10.0, 155.0, "乙"),
            (110.0, 155.0, "四个"),
            (110.0, 170.0, "以上"),
            (10.0, 215.0, "正文"),
        ];
        let mut pages = [page(&texts, &[100.0, 120.0, 200.0])];
        let tables = take(&mut pages);
        assert_eq!(tables[0].rows, [["类别", "数量"], ["甲", "3"], ["乙", "四个以上"]]);
        assert_eq!(pages[0].glyphs.len(), 1);
    }

    #[test]
    fn the_foot_of_a_letter_is_no_table() {
        let texts = [(10.0, 115.0, "抄送：各区"), (10.0, 135.0, "某办"), (110.0, 135.0, "3日印发")];
        let mut pages = [page(&texts, &[100.0, 120.0, 140.0])];
        assert_eq!(take(&mut pages), []);
        assert_eq!(pages[0].glyphs.len(), 3);
    }
}
