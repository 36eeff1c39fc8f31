//! Lines that are not drawn as such: dots and dashes in a row, and the edges between shaded cells.

use crate::pages::thresholds::{DASHES, DOT, NEAR, NEXT_DASH};
use crate::pages::{Page, Rule, Shade};

/// Joins dashes to lines, drops single dots, and adds the lines between shaded cells.
pub(super) fn complete(page: &mut Page) {
    let (dots, mut rules): (Vec<Rule>, Vec<Rule>) =
        std::mem::take(&mut page.rules).into_iter().partition(|rule| rule.to - rule.from <= DOT);
    for is_across in [true, false] {
        rules.extend(joined(&dots, is_across));
    }
    rules.extend(between_shades(&page.shades, &rules));
    page.rules = rules;
}

/// The lines in a direction that dots make, each of some in a row.
fn joined(dots: &[Rule], is_across: bool) -> Vec<Rule> {
    let along = |dot: &Rule| {
        if dot.is_across == is_across {
            Rule { is_across, ..*dot }
        } else {
            // A dot has a length in both directions, of which only the longer is known.
            Rule { is_across, at: (dot.from + dot.to) / 2.0, from: dot.at, to: dot.at }
        }
    };
    let mut dots: Vec<Rule> = dots.iter().map(along).collect();
    let place = |dot: &Rule| (dot.at / NEAR).round();
    dots.sort_by(|a, b| place(a).total_cmp(&place(b)).then(a.from.total_cmp(&b.from)));
    let is_next =
        |a: &Rule, b: &Rule| place(a) == place(b) && b.from - a.to < NEXT_DASH && b.from > a.from;
    let row = |row: &[Rule]| Rule { to: row[row.len() - 1].to, ..row[0] };
    dots.chunk_by(is_next).filter(|dots| dots.len() >= DASHES).map(row).collect()
}

/// The lines of tables whose cells are only shaded: rows of shades one under another, with the same
/// edges. Where there are lines, they tell the cells.
fn between_shades(shades: &[Shade], rules: &[Rule]) -> Vec<Rule> {
    let mut shades = shades.to_vec();
    shades.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
    let is_row = |a: &Shade, b: &Shade| {
        (a.top - b.top).abs() < NEAR
            && (a.bottom - b.bottom).abs() < NEAR
            && (b.left - a.right).abs() < NEAR
    };
    let rows: Vec<&[Shade]> = shades.chunk_by(is_row).filter(|row| row.len() > 1).collect();
    let is_same = |a: &&[Shade], b: &&[Shade]| {
        a.len() == b.len()
            && a.iter()
                .zip(*b)
                .all(|(a, b)| (a.left - b.left).abs() < NEAR && (a.right - b.right).abs() < NEAR)
    };
    let tables = rows.chunk_by(is_same).filter(|rows| rows.len() > 1);
    tables
        .map(grid)
        .filter(|grid| !grid.iter().any(|line| is_drawn(line, rules)))
        .flatten()
        .collect()
}

fn is_drawn(line: &Rule, rules: &[Rule]) -> bool {
    let is_same = |rule: &Rule| {
        rule.is_across == line.is_across
            && (rule.at - line.at).abs() < NEAR
            && rule.from < line.to
            && rule.to > line.from
    };
    rules.iter().any(is_same)
}

/// The lines around the cells of rows with the same edges. A gap as high as a row is one without
/// shades.
fn grid(rows: &[&[Shade]]) -> Vec<Rule> {
    let first = rows[0];
    let (left, right) = (first[0].left, first[first.len() - 1].right);
    let (top, bottom) = (first[0].top, rows[rows.len() - 1][0].bottom);
    let mut ys: Vec<f32> = rows.iter().flat_map(|row| [row[0].top, row[0].bottom]).collect();
    ys.dedup_by(|next, y| *next - *y < NEAR);
    let xs = first.iter().map(|shade| shade.left).chain([right]);
    let down = xs.map(|at| Rule { is_across: false, at, from: top, to: bottom });
    let across = ys.into_iter().map(|at| Rule { is_across: true, at, from: left, to: right });
    across.chain(down).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_make_a_line() {
        let dash = |from: f32| Rule { is_across: false, at: 50.0, from, to: from + 3.0 };
        let dots: Vec<Rule> = (0..10).map(|at| dash(100.0 + 5.0 * at as f32)).collect();
        let mut page = Page { rules: dots, ..Page::default() };
        complete(&mut page);
        assert_eq!(page.rules, [Rule { is_across: false, at: 50.0, from: 100.0, to: 148.0 }]);
    }

    #[test]
    fn shades_make_a_table_unless_they_are_bars() {
        let shade =
            |left: f32, top: f32, bottom: f32| Shade::between((left, top), (left + 98.0, bottom));
        let cells = [0.0, 100.0].map(|left| [0.0, 24.0].map(|top| shade(left, top, top + 22.0)));
        let mut page = Page { shades: cells.concat(), ..Page::default() };
        complete(&mut page);
        let ys = page.rules.iter().filter(|rule| rule.is_across).map(|rule| rule.at);
        assert_eq!(ys.collect::<Vec<_>>(), [0.0, 22.0, 46.0]);
        let bars = [(0.0, 10.0), (100.0, 40.0), (200.0, 20.0)];
        let shades = bars.map(|(left, top)| shade(left, top, 90.0)).to_vec();
        let mut page = Page { shades, ..Page::default() };
        complete(&mut page);
        assert_eq!(page.rules, []);
    }
}
