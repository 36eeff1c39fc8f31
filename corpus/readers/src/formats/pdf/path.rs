//! The lines and boxes of a path, of which those that are straight may be of a table.

use crate::pages::{Matrix, Page, Rule, Shade};

/// Lines of a page that are noted, dots of dotted ones among them.
const MOST_RULES: usize = 40_000;

/// How thick a filled box may be that is a line in truth.
const THICKEST: f32 = 3.0;

type Point = (f32, f32);

/// The path that is not painted yet: lines, and boxes by two corners.
#[derive(Default)]
pub(super) struct Path {
    lines: Vec<(Point, Point)>,
    boxes: Vec<(Point, Point)>,
    pen: Point,
    start: Point,
}

impl Path {
    /// An operator that adds to the path, drawn through a matrix.
    pub(super) fn trace(&mut self, operator: &str, number: &dyn Fn(usize) -> f32, matrix: Matrix) {
        let at = |x: f32, y: f32| matrix.apply(x, y);
        match operator {
            "m" => {
                self.pen = at(number(0), number(1));
                self.start = self.pen;
            }
            "l" => {
                let to = at(number(0), number(1));
                self.lines.push((std::mem::replace(&mut self.pen, to), to));
            }
            "h" => self.lines.push((self.pen, self.start)),
            "re" => {
                let (x, y) = (number(0), number(1));
                self.boxes.push((at(x, y), at(x + number(2), y + number(3))));
            }
            _ => {}
        }
    }

    pub(super) fn clear(&mut self) {
        self.lines.clear();
        self.boxes.clear();
    }

    /// Notes on a page the lines of the path, which then is empty; of what is only filled those
    /// boxes that are as thin as lines, and the others as shades.
    pub(super) fn paint(&mut self, is_stroked: bool, page: &mut Page) {
        let path = std::mem::take(&mut self.lines);
        let mut lines = if is_stroked { path } else { Vec::new() };
        for (a, b) in std::mem::take(&mut self.boxes) {
            let (middle_x, middle_y) = ((a.0 + b.0) / 2.0, (a.1 + b.1) / 2.0);
            if (a.1 - b.1).abs() < THICKEST {
                lines.push(((a.0, middle_y), (b.0, middle_y)));
            } else if (a.0 - b.0).abs() < THICKEST {
                lines.push(((middle_x, a.1), (middle_x, b.1)));
            } else if is_stroked {
                let corners = [a, (b.0, a.1), b, (a.0, b.1), a];
                lines.extend(corners.windows(2).map(|pair| (pair[0], pair[1])));
            } else if page.shades.len() < MOST_RULES {
                page.shades.push(Shade::between(a, b));
            }
        }
        if page.rules.len() < MOST_RULES {
            page.rules.extend(lines.into_iter().filter_map(|(a, b)| Rule::between(a, b)));
        }
    }
}
