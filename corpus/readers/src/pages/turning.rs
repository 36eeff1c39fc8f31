//! Pages whose text is turned, or runs downwards in columns from right to left: they are turned
//! until it runs to the right.

use crate::pages::thresholds::{MIDDLE, TURNED};
use crate::pages::{Glyph, Page, Rule, Shade};

/// Where text runs to on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heading {
    Right,
    Down,
    Left,
    Up,
}

impl Heading {
    /// The heading of a direction, of which y counts downwards; `None` for a slanted one, as
    /// watermarks have.
    pub(crate) fn of(x: f32, y: f32) -> Option<Heading> {
        let slant = TURNED * x.hypot(y);
        match () {
            () if y.abs() <= slant && x > 0.0 => Some(Heading::Right),
            () if y.abs() <= slant && x < 0.0 => Some(Heading::Left),
            () if x.abs() <= slant && y > 0.0 => Some(Heading::Down),
            () if x.abs() <= slant && y < 0.0 => Some(Heading::Up),
            () => None,
        }
    }

    /// Where a point of a page is once its text runs to the right.
    fn turn(self, (x, y): (f32, f32), (width, height): (f32, f32)) -> (f32, f32) {
        match self {
            Heading::Right => (x, y),
            Heading::Down => (y, width - x),
            Heading::Left => (width - x, height - y),
            Heading::Up => (height - y, x),
        }
    }
}

impl Page {
    /// Puts a character on the page at the start of its base line.
    pub(crate) fn place(&mut self, heading: Option<Heading>, glyph: Glyph) {
        match heading {
            Some(Heading::Right) => self.glyphs.push(glyph),
            Some(heading) => self.turned.push((heading, glyph)),
            None => {}
        }
    }

    /// Puts a character of vertical text on the page at the middle of the edge that it begins with.
    pub(crate) fn place_upright(&mut self, heading: Option<Heading>, glyph: Glyph) {
        let down = glyph.size * MIDDLE;
        let (x, y) = match heading {
            Some(Heading::Down) => (-down, 0.0),
            Some(Heading::Left) => (0.0, -down),
            Some(Heading::Up) => (down, 0.0),
            Some(Heading::Right) | None => (0.0, down),
        };
        self.place(heading, Glyph { x: glyph.x + x, y: glyph.y + y, ..glyph });
    }
}

/// Turns a page the way that most of its text runs. What runs another way is dropped: notes in the
/// margin and labels of charts.
pub(super) fn straighten(page: &mut Page) {
    let turned = std::mem::take(&mut page.turned);
    let is_text = |glyph: &&Glyph| !glyph.text.trim().is_empty();
    let count = |heading: Heading| match heading {
        Heading::Right => page.glyphs.iter().filter(is_text).count(),
        _ => turned.iter().filter(|(own, g)| *own == heading && is_text(&g)).count(),
    };
    let headings = [Heading::Up, Heading::Left, Heading::Down, Heading::Right];
    let Some(heading) = headings.into_iter().max_by_key(|&heading| count(heading)) else {
        return;
    };
    if heading == Heading::Right {
        return;
    }
    let size = (page.width, page.height);
    let at = |x: f32, y: f32| heading.turn((x, y), size);
    let turned = turned.into_iter().filter(|(own, _)| *own == heading).map(|(_, glyph)| {
        let (x, y) = at(glyph.x, glyph.y);
        Glyph { x, y, ..glyph }
    });
    page.glyphs = turned.collect();
    let rules = page.rules.iter().map(|rule| {
        let [a, b] = rule.ends();
        Rule::between(at(a.0, a.1), at(b.0, b.1))
    });
    page.rules = rules.flatten().collect();
    let shades = page.shades.iter();
    page.shades =
        shades.map(|s| Shade::between(at(s.left, s.top), at(s.right, s.bottom))).collect();
    if matches!(heading, Heading::Down | Heading::Up) {
        (page.width, page.height) = (page.height, page.width);
    }
}

/// Takes off a page what stands beside it, unless most does: then its size is not to be believed.
pub(super) fn clip(page: &mut Page) {
    let (width, height) = (page.width, page.height);
    let is_on = |glyph: &Glyph| {
        glyph.x < width
            && glyph.x + glyph.width > 0.0
            && glyph.y > 0.0
            && glyph.y - glyph.size < height
    };
    let on = page.glyphs.iter().filter(|glyph| is_on(glyph)).count();
    if on * 2 > page.glyphs.len() {
        page.glyphs.retain(is_on);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::lines;

    fn glyph(x: f32, y: f32, text: &str) -> Glyph {
        Glyph { x, y, width: 10.0, size: 10.0, text: text.to_owned() }
    }

    #[test]
    fn turns_pages_to_their_text() {
        // A page of 200 by 100: two lines of two characters each, once for each heading.
        let cases = [
            (Heading::Right, [(20.0, 30.0), (30.0, 30.0), (20.0, 50.0), (30.0, 50.0)]),
            (Heading::Down, [(170.0, 20.0), (170.0, 30.0), (150.0, 20.0), (150.0, 30.0)]),
            (Heading::Left, [(180.0, 70.0), (170.0, 70.0), (180.0, 50.0), (170.0, 50.0)]),
            (Heading::Up, [(30.0, 80.0), (30.0, 70.0), (50.0, 80.0), (50.0, 70.0)]),
        ];
        for (heading, places) in cases {
            let mut page = Page { width: 200.0, height: 100.0, ..Page::default() };
            for ((x, y), text) in places.into_iter().zip(["甲", "乙", "丙", "丁"]) {
                page.place(Some(heading), glyph(x, y, text));
            }
            straighten(&mut page);
            assert_eq!(lines::text(&page.glyphs), "甲乙丙丁", "{heading:?}");
            assert_eq!((page.glyphs[0].x, page.glyphs[0].y), (20.0, 30.0), "{heading:?}");
        }
    }

    #[test]
    fn tells_headings() {
        let cases = [
            ((1.0, 0.1), Some(Heading::Right)),
            ((-0.1, 1.0), Some(Heading::Down)),
            ((0.7, -0.7), None),
            ((0.0, 0.0), None),
        ];
        for ((x, y), expected) in cases {
            assert_eq!(Heading::of(x, y), expected);
        }
    }

    #[test]
    fn what_stands_beside_a_page_is_dropped() {
        let glyphs =
            [(10.0, "甲"), (20.0, "乙"), (300.0, "外")].map(|(x, text)| glyph(x, 20.0, text));
        let mut page =
            Page { width: 200.0, height: 100.0, glyphs: glyphs.to_vec(), ..Page::default() };
        clip(&mut page);
        assert_eq!(page.glyphs.len(), 2);
    }
}
