//! Watermarks that stand upright: large characters that lie over the text, or the same words in many
//! places of a page. Those that are turned are never put on a page.

use std::collections::{HashMap, HashSet};

use crate::pages::thresholds::{LARGE, OVERLAID, PRINTED_OVER, SAME_PLACE, TILES};
use crate::pages::{Glyph, Page};

/// Characters in a row that are drawn one after another.
struct Run {
    /// Its characters' places in the list of the page.
    glyphs: std::ops::Range<usize>,
    text: String,
    x: f32,
    y: f32,
    size: f32,
}

impl Run {
    /// What it has in common with a run at the same place of another page.
    fn key(&self) -> (&str, i32, i32) {
        let place = |at: f32| (at / SAME_PLACE).round() as i32;
        (&self.text, place(self.x), place(self.y))
    }
}

/// Takes the watermarks off all pages: each is found where it lies over text, and goes from every
/// page that has it at the same place.
pub(super) fn remove(pages: &mut [Page]) {
    let runs: Vec<Vec<Run>> = pages.iter().map(|page| runs(&page.glyphs)).collect();
    let marks: HashSet<(&str, i32, i32)> = pages
        .iter()
        .zip(&runs)
        .flat_map(|(page, runs)| laid_over(&page.glyphs, runs))
        .map(Run::key)
        .collect();
    if marks.is_empty() {
        return;
    }
    for (page, runs) in pages.iter_mut().zip(&runs) {
        let is_mark = |run: &&Run| marks.contains(&run.key());
        let gone: HashSet<usize> =
            runs.iter().filter(is_mark).flat_map(|run| run.glyphs.clone()).collect();
        let mut at = 0..;
        page.glyphs.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
    }
}

fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut start = 0;
    let is_next = |a: &Glyph, b: &Glyph| {
        (a.y - b.y).abs() < 1.0 && (a.size - b.size).abs() < 1.0 && b.x > a.x && {
            b.x - a.x - a.width < a.size
        }
    };
    let runs = glyphs.chunk_by(is_next).map(|run| {
        let glyphs = start..start + run.len();
        start = glyphs.end;
        let text = run.iter().map(|glyph| glyph.text.as_str()).collect();
        Run { glyphs, text, x: run[0].x, y: run[0].y, size: run[0].size }
    });
    runs.collect()
}

/// The runs of a page that lie over others, and are larger than most or in many places.
fn laid_over<'r>(glyphs: &[Glyph], runs: &'r [Run]) -> Vec<&'r Run> {
    let (mut places, mut sizes) = (HashMap::<&str, usize>::new(), HashMap::<i32, usize>::new());
    for run in runs {
        *places.entry(run.text.trim()).or_default() += 1;
        *sizes.entry(run.size as i32).or_default() += run.glyphs.len();
    }
    let usual = sizes.into_iter().max_by_key(|&(_, count)| count).map_or(0, |(size, _)| size);
    let is_tile =
        |run: &Run| run.text.trim().chars().count() > 1 && places[run.text.trim()] >= TILES;
    let may_be = |run: &&Run| run.size > LARGE * (usual + 1) as f32 || is_tile(run);
    let candidates: Vec<&Run> = runs.iter().filter(may_be).collect();
    if candidates.is_empty() {
        return candidates;
    }
    let grid = Grid::new(glyphs, usual as f32);
    let covered = |run: &Run| run.glyphs.clone().filter(|&at| grid.is_covered(at, run)).count();
    // Tiles lie mostly on white, but honest words that are repeated never lie over others.
    let mut of_text: HashMap<&str, (usize, usize)> = HashMap::new();
    for run in &candidates {
        let (over, all) = of_text.entry(run.text.trim()).or_default();
        *over += covered(run);
        *all += run.text.chars().filter(|c| c.is_alphanumeric()).count();
    }
    let is_over = |run: &&Run| {
        let (over, all) = of_text[run.text.trim()];
        over > 1 && (is_tile(run) || over as f32 > OVERLAID * all as f32)
    };
    candidates.into_iter().filter(is_over).collect()
}

/// The characters of a page by where they stand.
struct Grid<'g> {
    glyphs: &'g [Glyph],
    cells: HashMap<(i32, i32), Vec<usize>>,
    /// The size of most characters.
    usual: f32,
}

/// The largest size of type, in the units of the page: that of a word across a page.
const LARGEST: f32 = 300.0;

/// How large a cell is, in the units of the page.
const CELL: f32 = 10.0;

impl<'g> Grid<'g> {
    fn new(glyphs: &'g [Glyph], usual: f32) -> Grid<'g> {
        let mut cells: HashMap<(i32, i32), Vec<usize>> = HashMap::new();
        for (at, glyph) in glyphs.iter().enumerate().filter(|(_, glyph)| is_letter(glyph)) {
            let (x, y) = glyph.middle();
            cells.entry(((x / CELL) as i32, (y / CELL) as i32)).or_default().push(at);
        }
        Grid { glyphs, cells, usual }
    }

    /// Whether a character of a run has another one of another run on it.
    fn is_covered(&self, at: usize, run: &Run) -> bool {
        let glyph = &self.glyphs[at];
        let (x, y) = glyph.middle();
        let near = PRINTED_OVER * glyph.size.max(self.usual).min(LARGEST);
        let cells = |from: f32, to: f32| ((from / CELL) as i32)..=((to / CELL) as i32);
        let is_on = |other: &usize| {
            let (other_x, other_y) = self.glyphs[*other].middle();
            !run.glyphs.contains(other)
                && (other_x - x).abs() < near
                && (other_y - y).abs() < near
                && self.glyphs[*other].text != glyph.text
        };
        is_letter(glyph)
            && cells(x - near, x + near).any(|column| {
                cells(y - near, y + near)
                    .any(|row| self.cells.get(&(column, row)).is_some_and(|c| c.iter().any(is_on)))
            })
    }
}

fn is_letter(glyph: &Glyph) -> bool {
    glyph.text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(x: f32, y: f32, size: f32, text: &str) -> Vec<Glyph> {
        let glyph = |(at, c): (usize, char)| Glyph {
            x: x + size * at as f32,
            y,
            width: size,
            size,
            text: c.to_string(),
        };
        text.chars().enumerate().map(glyph).collect()
    }

    fn left(lines: &[(f32, f32, f32, &str)]) -> String {
        let glyphs = lines.iter().flat_map(|&(x, y, size, text)| line(x, y, size, text)).collect();
        let mut pages = [Page { width: 600.0, height: 800.0, glyphs, ..Page::default() }];
        remove(&mut pages);
        pages[0].glyphs.iter().map(|glyph| glyph.text.as_str()).collect()
    }

    #[test]
    fn takes_what_lies_over_text() {
        let body = [
            (60.0, 100.0, 16.0, "为了促进桥下空间的利用提高效率"),
            (60.0, 128.0, 16.0, "结合本市的实际情况提出如下意见"),
        ];
        let text = "为了促进桥下空间的利用提高效率结合本市的实际情况提出如下意见";
        let large = [body[0], body[1], (40.0, 130.0, 60.0, "样本")];
        let title = [body[0], body[1], (40.0, 60.0, 22.0, "意见")];
        let tiles = [(70.0, 104.0), (70.0, 124.0), (170.0, 104.0), (170.0, 124.0), (300.0, 400.0)];
        let tiles: Vec<_> =
            tiles.map(|(x, y)| (x, y, 12.0, "张三")).into_iter().chain(body).collect();
        let cases = [
            (&large[..], text.to_owned()),
            (&title, format!("{text}意见")),
            (&tiles, text.to_owned()),
        ];
        for (lines, expected) in cases {
            assert_eq!(left(lines), expected);
        }
    }
}
