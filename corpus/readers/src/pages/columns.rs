//! Pages set in two columns: the right one is put under the left one, as it is read.

use crate::pages::thresholds::{
    COLUMN_LINES, EMPTY, FULL_LINES, GUTTER, LACKING_IN_COLUMN, MIDDLE_PART, MOST_CROSSED,
};
use crate::pages::{Glyph, Page, PrintedLine, lines};

/// Puts columns one under another; the page grows by as much.
pub(super) fn unroll(page: &mut Page) {
    let Some(gutter) = gutter(&page.glyphs) else {
        return;
    };
    // From the end of the page on, so that what is above stays where it is.
    let bands = bands(&page.glyphs, gutter);
    for band in bands.into_iter().rev() {
        if let Some(shift) = shift(&page.glyphs, band, gutter) {
            let (top, end) = band;
            for glyph in &mut page.glyphs {
                if glyph.y > end {
                    glyph.y += shift.1;
                } else if glyph.y >= top && glyph.x > gutter {
                    glyph.x -= shift.0;
                    glyph.y += shift.1;
                }
            }
            page.height += shift.1;
            page.unrolled += shift.1;
        }
    }
}

/// The middle of a strip down the page that hardly any character touches.
fn gutter(glyphs: &[Glyph]) -> Option<f32> {
    let size = usual_size(glyphs);
    let left = glyphs.iter().map(|glyph| glyph.x).fold(f32::MAX, f32::min);
    let right = glyphs.iter().map(|glyph| glyph.x + glyph.width).fold(0.0, f32::max);
    let bin = size / 4.0;
    if glyphs.len() < COLUMN_LINES * 8 || bin <= 0.0 || (right - left) / bin > 10_000.0 {
        return None;
    }
    let place = |x: f32| ((x - left) / bin) as usize;
    let mut touched = vec![0_isize; place(right) + 2];
    for glyph in glyphs.iter().filter(|glyph| !glyph.text.trim().is_empty()) {
        touched[place(glyph.x)] += 1;
        touched[place(glyph.x + glyph.width) + 1] -= 1;
    }
    for at in 1..touched.len() {
        touched[at] += touched[at - 1];
    }
    let mut sorted = touched.clone();
    sorted.sort_unstable();
    let few = (sorted[sorted.len() / 2] as f32 * EMPTY) as isize;
    let [from, to] =
        [MIDDLE_PART, 1.0 - MIDDLE_PART].map(|part| (touched.len() as f32 * part) as usize);
    let mut runs = touched[from..to].chunk_by(|a, b| (*a <= few) == (*b <= few));
    let mut at = from;
    let mut strips = Vec::new();
    for run in &mut runs {
        if run[0] <= few && run.len() as f32 * bin >= GUTTER * size {
            strips.push((run.len(), at));
        }
        at += run.len();
    }
    let (length, at) = strips.into_iter().max()?;
    Some(left + (at as f32 + length as f32 / 2.0) * bin)
}

fn usual_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().map(|glyph| glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

/// The first and last base line of the parts of a page that no line crosses a strip in.
fn bands(glyphs: &[Glyph], gutter: f32) -> Vec<(f32, f32)> {
    let size = usual_size(glyphs);
    let crosses = |glyph: &&Glyph| {
        glyph.x < gutter + GUTTER * size / 2.0
            && glyph.x + glyph.width > gutter - GUTTER * size / 2.0
    };
    let mut crossed: Vec<f32> = glyphs.iter().filter(crosses).map(|glyph| glyph.y).collect();
    crossed.sort_by(f32::total_cmp);
    crossed.dedup_by(|next, y| *next - *y < size / 2.0);
    if crossed.len() > MOST_CROSSED {
        return Vec::new();
    }
    let mut bands = vec![(f32::MAX, f32::MIN); crossed.len() + 1];
    for glyph in glyphs {
        let below = crossed.partition_point(|&y| y < glyph.y);
        let near = |at: Option<usize>| {
            at.and_then(|at| crossed.get(at)).is_some_and(|y| (y - glyph.y).abs() < size)
        };
        if !near(Some(below)) && !near(below.checked_sub(1)) {
            let (top, end) = &mut bands[below];
            (*top, *end) = (top.min(glyph.y), end.max(glyph.y));
        }
    }
    bands.retain(|(top, end)| top < end);
    bands
}

/// How far to the left and down the right side of a band goes, where both sides are columns of
/// running text: many lines, most of them full.
fn shift(glyphs: &[Glyph], (top, end): (f32, f32), gutter: f32) -> Option<(f32, f32)> {
    let band = glyphs.iter().filter(|glyph| (top..=end).contains(&glyph.y)).cloned();
    let (left, right): (Vec<Glyph>, Vec<Glyph>) = band.partition(|glyph| glyph.x < gutter);
    let [left, right] = [lines::of_glyphs(&left, 0), lines::of_glyphs(&right, 0)];
    if !is_running(&left) || !is_running(&right) {
        return None;
    }
    let edge = |lines: &[PrintedLine]| lines.iter().map(|line| line.left).fold(f32::MAX, f32::min);
    let pitch = left[1].y - left[0].y;
    Some((edge(&right) - edge(&left), left[left.len() - 1].y - right[0].y + pitch))
}

fn is_running(lines: &[PrintedLine]) -> bool {
    let end = lines.iter().map(|line| line.right).fold(0.0, f32::max);
    let is_full = |line: &&PrintedLine| line.right > end - LACKING_IN_COLUMN * line.size;
    lines.len() >= COLUMN_LINES
        && lines.iter().filter(is_full).count() as f32 > FULL_LINES * lines.len() as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines that begin at places, each of characters of one size.
    fn page(lines: &[(f32, f32, String)]) -> Page {
        let glyphs = lines.iter().flat_map(|(x, y, text)| {
            text.chars().enumerate().map(move |(at, c)| Glyph {
                x: x + 10.0 * at as f32,
                y: *y,
                width: 10.0,
                size: 10.0,
                text: c.to_string(),
            })
        });
        Page { width: 600.0, height: 800.0, glyphs: glyphs.collect(), ..Page::default() }
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let side = |x: f32, c: &'static str| {
            (0..8).map(move |at| (x, 100.0 + 20.0 * at as f32, format!("{at}{}", c.repeat(19))))
        };
        let title = (150.0, 60.0, "跨越两栏的标题占据页面中央".to_owned());
        let lines: Vec<_> =
            [title].into_iter().chain(side(50.0, "左")).chain(side(280.0, "右")).collect();
        let mut read = page(&lines);
        unroll(&mut read);
        let text: Vec<String> =
            lines::of_glyphs(&read.glyphs, 0).into_iter().map(|line| line.text).collect();
        assert_eq!(text.len(), 17);
        assert!(text[8].starts_with("7左") && text[9].starts_with("0右"), "{text:?}");
    }

    #[test]
    fn gaps_in_lists_part_no_columns() {
        let names = ["甲", "乙丙", "丁", "戊己庚", "辛", "壬癸", "子", "丑寅卯"];
        let lines: Vec<_> = names
            .iter()
            .enumerate()
            .flat_map(|(at, name)| {
                let y = 100.0 + 20.0 * at as f32;
                [(50.0, y, format!("单位{name}")), (280.0, y, format!("联系人{name}"))]
            })
            .collect();
        let mut read = page(&lines);
        unroll(&mut read);
        assert_eq!(read.unrolled, 0.0);
    }
}
