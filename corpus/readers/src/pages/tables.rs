//! Tables that lines are drawn around: which cells the lines make, which
//! characters stand in each, and how a table goes on on the next page.

use crate::pages::thresholds::{MARGIN, MIDDLE, MOST_RULES, NEAR};
use crate::pages::{Glyph, Page, Rule, lines};
use crate::sheet::grid;

/// A table of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ruled {
    pub(super) page: usize,
    /// Of its upper edge.
    pub(super) y: f32,
    pub(super) rows: Vec<Vec<String>>,
}

/// Takes the tables off the pages, with the characters in them.
pub(super) fn take(pages: &mut [Page]) -> Vec<Ruled> {
    let mut tables: Vec<Ruled> = Vec::new();
    for (number, page) in pages.iter_mut().enumerate() {
        for frame in frames(&page.rules) {
            let above = tables.last_mut().filter(|above| frame.goes_on(above, number, page));
            if above.is_none() && frame.ys.len() < 3 {
                continue;
            }
            let rows = frame.rows(page);
            match above {
                Some(above) => grid::append(&mut above.rows, rows),
                None => tables.push(Ruled { page: number, y: frame.ys[0], rows }),
            }
        }
    }
    tables
}

/// The lines of one table.
#[derive(Debug)]
struct Frame {
    /// Of its columns' edges, from left to right.
    xs: Vec<f32>,
    /// Of its rows' edges, from top to bottom.
    ys: Vec<f32>,
    across: Vec<Rule>,
    down: Vec<Rule>,
}

/// The tables that lines make: those that meet, with two columns and a row at least.
fn frames(rules: &[Rule]) -> Vec<Frame> {
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    for &rule in rules {
        let (mut met, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| meet(rule, *other)));
        let mut group: Vec<Rule> = met.drain(..).flatten().collect();
        group.push(rule);
        groups = others;
        groups.push(group);
    }
    let mut frames: Vec<Frame> = groups.into_iter().filter_map(frame).collect();
    frames.sort_by(|a, b| a.ys[0].total_cmp(&b.ys[0]));
    frames
}

fn meet(a: Rule, b: Rule) -> bool {
    if a.is_across == b.is_across {
        return (a.at - b.at).abs() < NEAR && a.from < b.to + NEAR && b.from < a.to + NEAR;
    }
    a.covers(b.at) && b.covers(a.at)
}

fn frame(rules: Vec<Rule>) -> Option<Frame> {
    let (across, down): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(|rule| rule.is_across);
    let (xs, ys) = (places(&down), places(&across));
    (xs.len() > 2 && ys.len() > 1).then_some(Frame { xs, ys, across, down })
}

/// Where lines are, each place once.
fn places(rules: &[Rule]) -> Vec<f32> {
    let mut places: Vec<f32> = rules.iter().map(|rule| rule.at).collect();
    places.sort_by(f32::total_cmp);
    places.dedup_by(|next, place| *next - *place < NEAR);
    places
}

impl Rule {
    fn covers(self, place: f32) -> bool {
        (self.from - NEAR..self.to + NEAR).contains(&place)
    }
}

impl Frame {
    /// Whether a table at the top of a page is the rest of one on a page before: it may be a part of
    /// one row.
    fn goes_on(&self, above: &Ruled, number: usize, page: &Page) -> bool {
        let (columns, top) = (above.rows.first().map_or(0, Vec::len), page.height * MARGIN);
        let is_first = !page.glyphs.iter().any(|glyph| glyph.y < self.ys[0] && glyph.y > top);
        is_first && number > above.page && columns == self.xs.len() - 1
    }

    /// The rows with the characters of the page that are in them, which the page then lacks.
    fn rows(&self, page: &mut Page) -> Vec<Vec<String>> {
        let (rows, columns) = (self.ys.len() - 1, self.xs.len() - 1);
        let mut cells: Vec<Vec<Glyph>> = vec![Vec::new(); rows * columns];
        for glyph in std::mem::take(&mut page.glyphs) {
            match self.cell(&glyph) {
                Some((row, column)) => {
                    let (row, column) = self.first(row, column);
                    cells[row * columns + column].push(glyph);
                }
                None => page.glyphs.push(glyph),
            }
        }
        let text = |row: usize, column: usize| lines::text(&cells[row * columns + column]);
        // A cell over several rows is in each of them; one over several columns in the first.
        let cell = |row: usize, column: usize| match self.first(row, column) {
            (first, at) if at == column => text(first, column),
            _ => String::new(),
        };
        (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect()
    }

    /// The row and column that a character stands in.
    fn cell(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let between = |edges: &[f32], place: f32| {
            let after = edges.iter().position(|&edge| edge > place)?;
            after.checked_sub(1)
        };
        let (x, y) = (glyph.x + glyph.width / 2.0, glyph.y - glyph.size * MIDDLE);
        Some((between(&self.ys, y)?, between(&self.xs, x)?))
    }

    /// The first cell of those that no lines part from this one.
    fn first(&self, row: usize, column: usize) -> (usize, usize) {
        let (mut row, mut column) = (row, column);
        let middle = |edges: &[f32], at: usize| (edges[at] + edges[at + 1]) / 2.0;
        let is_parted = |rules: &[Rule], at: f32, place: f32| {
            rules.iter().any(|rule| (rule.at - at).abs() < NEAR && rule.covers(place))
        };
        while column > 0 && !is_parted(&self.down, self.xs[column], middle(&self.ys, row)) {
            column -= 1;
        }
        while row > 0 && !is_parted(&self.across, self.ys[row], middle(&self.xs, column)) {
            row -= 1;
        }
        (row, column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let rule = |is_across, at, from, to| Rule { is_across, at, from, to };
        let glyph = |x: f32, y: f32, text: &str| Glyph {
            x,
            y,
            width: 10.0,
            size: 10.0,
            text: text.to_owned(),
        };
        Page {
            width: 595.0,
            height: 800.0,
            glyphs: vec![
                glyph(10.0, 20.0, "甲"),
                glyph(10.0, 115.0, "乙"),
                glyph(110.0, 115.0, "丙"),
                glyph(10.0, 165.0, "丁"),
                glyph(110.0, 165.0, "戊"),
                glyph(110.0, 180.0, "己"),
            ],
            // The cell at the lower left goes on from the one above it.
            rules: vec![
                rule(true, 100.0, 0.0, 200.0),
                rule(true, 150.0, 100.0, 200.0),
                rule(true, 200.0, 0.0, 200.0),
                rule(false, 0.0, 100.0, 200.0),
                rule(false, 100.0, 100.0, 200.0),
                rule(false, 200.0, 100.0, 200.0),
            ],
            ..Page::default()
        }
    }

    #[test]
    fn puts_characters_into_cells() {
        let mut pages = [page()];
        let tables = take(&mut pages);
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].rows, [["乙丁", "丙"], ["乙丁", "戊己"]]);
        assert_eq!(pages[0].glyphs.len(), 1);
    }

    #[test]
    fn a_table_goes_on_on_the_next_page() {
        let mut next = page();
        next.glyphs.remove(0);
        let tables = take(&mut [page(), next]);
        assert_eq!(tables.len(), 1);
        assert_eq!(tables[0].rows.len(), 4 - 1, "{tables:?}");
    }

    #[test]
    fn a_row_goes_on_on_the_next_page() {
        let mut next = page();
        next.rules.retain(|rule| rule.at != 150.0);
        next.glyphs = vec![next.glyphs[4].clone()];
        let tables = take(&mut [page(), next]);
        assert_eq!(tables[0].rows, [["乙丁", "丙"], ["乙丁", "戊己戊"]]);
        let mut alone = page();
        alone.rules.retain(|rule| rule.at != 150.0);
        assert_eq!(take(&mut [alone]), []);
    }
}
