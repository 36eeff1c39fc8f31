//! Where the characters of a text object stand.

use crate::container::xml::Tag;
use crate::pages::{Glyph, Heading, Matrix, Page};

/// Distances that one number may stand for.
const MOST_REPEATED: usize = 10_000;

/// A text object.
pub(super) struct Text {
    pub(super) matrix: Matrix,
    pub(super) size: f32,
    /// Whether its characters stand one under another.
    pub(super) is_down: bool,
}

/// A run of characters of it: where the first stands, and how far apart the others do.
#[derive(Default)]
pub(super) struct Code {
    x: f32,
    y: f32,
    across: Vec<f32>,
    down: Vec<f32>,
}

impl Code {
    /// What a text code says; what it leaves out is as in the last one.
    pub(super) fn new(tag: &Tag<'_>, last: &Code) -> Code {
        let deltas = |name: &str| deltas(&tag.attribute(name).unwrap_or_default());
        Code {
            x: tag.number("X").unwrap_or(last.x),
            y: tag.number("Y").unwrap_or(last.y),
            across: deltas("DeltaX"),
            down: deltas("DeltaY"),
        }
    }

    fn is_down(&self) -> bool {
        let length = |deltas: &[f32]| deltas.iter().sum::<f32>();
        length(&self.down) > length(&self.across).abs()
    }
}

/// Distances; `g 3 5.0` is 5.0 three times.
fn deltas(text: &str) -> Vec<f32> {
    let mut deltas = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if word == "g" {
            let count = words.next().and_then(|count| count.parse().ok()).unwrap_or(0_usize);
            let delta = words.next().and_then(|delta| delta.parse().ok()).unwrap_or(0.0);
            deltas.extend(std::iter::repeat_n(delta, count.min(MOST_REPEATED)));
        } else {
            deltas.extend(word.parse::<f32>().ok());
        }
    }
    deltas
}

/// The text of a text code without the line breaks and blanks that set it off in the file.
fn without_breaks(text: &str) -> &str {
    let text = text.trim_end_matches(['\n', '\r']);
    if text.starts_with(['\n', '\r']) {
        return text.trim_matches(['\n', '\r', '\t', ' ']);
    }
    text
}

impl Text {
    /// The same text without a slant, as it is read: one that someone put on.
    pub(super) fn straight(self) -> Text {
        let Matrix([a, b, c, d, x, y]) = self.matrix;
        match Heading::of(a, b) {
            Some(_) => self,
            None => Text { matrix: Matrix([a.hypot(b), 0.0, 0.0, c.hypot(d), x, y]), ..self },
        }
    }

    /// Puts the characters of a text code on the page.
    pub(super) fn place(&self, text: &str, code: &Code, page: &mut Page) {
        let is_down = code.is_down() || (self.is_down && code.across.is_empty());
        let Matrix([a, b, c, d, ..]) = self.matrix;
        let heading = if is_down { Heading::of(c, d) } else { Heading::of(a, b) };
        let (along, up) = (a.hypot(b), c.hypot(d));
        let (mut x, mut y) = (code.x, code.y);
        for (at, c) in without_breaks(text).chars().enumerate() {
            let natural = if c.is_ascii() { self.size / 2.0 } else { self.size };
            let text = c.to_string();
            let size = self.size * up;
            if is_down {
                let (x, y) = self.matrix.apply(x + natural / 2.0, y - self.size);
                page.place_upright(heading, Glyph { x, y, width: size, size, text });
            } else {
                let width = code.across.get(at).copied().unwrap_or(natural).min(self.size * 1.2);
                let (x, y) = self.matrix.apply(x, y);
                page.place(heading, Glyph { x, y, width: width * along, size, text });
            }
            // Without distances characters stand side by side, or one under another.
            let (across, down) = if is_down { (0.0, self.size) } else { (natural, 0.0) };
            x += code.across.get(at).copied().unwrap_or(across);
            y += code.down.get(at).copied().unwrap_or(down);
        }
    }
}
