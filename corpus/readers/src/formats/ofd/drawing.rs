//! The objects of a page: texts, lines, pictures, and composites of these.

use std::collections::HashMap;

use crate::container::xml::{Tag, Token, Tokens};
use crate::formats::ofd::text::{Code, Text};
use crate::pages::{Matrix, Page, Rule};

/// Composites that may be in each other.
const DEEPEST: usize = 8;

/// Characters and lines of a page that are read.
const MOST: usize = 400_000;

/// The part of a page that a picture of the whole page covers at least.
const PICTURE: f32 = 0.4;

type Drawn = Result<(), quick_xml::Error>;

/// A page while it is drawn.
pub(super) struct Drawing<'a> {
    units: &'a HashMap<String, &'a str>,
    page: Page,
    matrix: Matrix,
    depth: usize,
    /// Whether slanted text is text too: in content it is a watermark.
    keeps_slanted: bool,
}

/// The object that is being read.
enum Object {
    Text(Text),
    Path(Matrix),
}

impl<'a> Drawing<'a> {
    pub(super) fn new(units: &'a HashMap<String, &'a str>, size: (f32, f32)) -> Drawing<'a> {
        let page = Page::new(size);
        Drawing { units, page, matrix: Matrix::ONE, depth: 0, keeps_slanted: false }
    }

    pub(super) fn page(self) -> Page {
        self.page
    }

    /// Draws what was put on the page after it was made, watermarks left out.
    pub(super) fn annotate(&mut self, xml: &str) -> Drawn {
        self.keeps_slanted = true;
        self.run(xml)
    }

    /// Draws the objects of a page, a template or a composite.
    pub(super) fn run(&mut self, xml: &str) -> Drawn {
        let (mut object, mut code): (Option<Object>, Code) = (None, Code::default());
        // What the element that is open says.
        let mut said: Option<String> = None;
        let outer = self.matrix;
        let mut tokens = Tokens::new(xml);
        while let Some(token) = tokens.next() {
            if self.page.glyphs.len() + self.page.turned.len() + self.page.rules.len() > MOST {
                break;
            }
            match token? {
                Token::Open(tag) if is_unseen(&tag) => tokens.pass_over()?,
                Token::Open(tag) => match tag.name() {
                    "TextObject" => (object, code) = (Some(self.text(&tag)), Code::default()),
                    "PathObject" => object = Some(Object::Path(self.placed(&tag))),
                    "CompositeObject" => self.compose(&tag)?,
                    // Of an annotation, which stands where it is said to.
                    "Appearance" => self.matrix = placed(&tag).then(outer),
                    "TextCode" => {
                        code = Code::new(&tag, &code);
                        said = Some(String::new());
                    }
                    "AbbreviatedData" => said = Some(String::new()),
                    "ImageObject" => self.note_picture(&tag),
                    _ => {}
                },
                Token::Text(text) => {
                    if let Some(said) = &mut said {
                        said.push_str(&text);
                    }
                }
                Token::Close(_) => match (said.take(), &object) {
                    (Some(said), Some(Object::Text(text))) => {
                        text.place(&said, &code, &mut self.page);
                    }
                    (Some(said), Some(Object::Path(matrix))) => {
                        self.page.rules.extend(trace(&said, *matrix));
                    }
                    _ => {}
                },
            }
        }
        self.matrix = outer;
        Ok(())
    }

    /// The matrix of an object on the page.
    fn placed(&self, tag: &Tag<'_>) -> Matrix {
        placed(tag).then(self.matrix)
    }

    fn text(&self, tag: &Tag<'_>) -> Object {
        let text = Text {
            matrix: self.placed(tag),
            size: tag.number("Size").unwrap_or(4.0),
            is_down: tag.number::<f32>("ReadDirection").is_some_and(|turn| turn == 90.0),
        };
        Object::Text(if self.keeps_slanted { text.straight() } else { text })
    }

    /// Draws a composite graphic.
    fn compose(&mut self, tag: &Tag<'_>) -> Drawn {
        let unit = tag.attribute("ResourceID").and_then(|id| self.units.get(&id).copied());
        let Some(unit) = unit.filter(|_| self.depth < DEEPEST) else {
            return Ok(());
        };
        let inner = self.placed(tag);
        let outer = std::mem::replace(&mut self.matrix, inner);
        self.depth += 1;
        let drawn = self.run(unit);
        self.depth -= 1;
        self.matrix = outer;
        drawn
    }

    fn note_picture(&mut self, tag: &Tag<'_>) {
        let boundary = numbers(&tag.attribute("Boundary").unwrap_or_default());
        let Matrix([a, b, c, d, ..]) = self.matrix;
        let area = boundary.get(2).zip(boundary.get(3)).map_or(0.0, |(w, h)| w * h);
        let area = area * (a * d - b * c).abs();
        self.page.has_picture |= area > PICTURE * self.page.width * self.page.height;
    }
}

/// Whether an element shows nothing of the text: what is hidden, watermarks, what others are cut by.
fn is_unseen(tag: &Tag<'_>) -> bool {
    let has = |name: &str, value: &str| {
        tag.attribute(name).is_some_and(|own| own.eq_ignore_ascii_case(value))
    };
    match tag.name() {
        "Clips" => true,
        "Annot" => has("Type", "Watermark") || has("Visible", "false"),
        _ => has("Visible", "false"),
    }
}

/// The matrix of an object within what it is in.
fn placed(tag: &Tag<'_>) -> Matrix {
    let list = |name: &str| numbers(&tag.attribute(name).unwrap_or_default());
    let boundary = list("Boundary");
    let at = |place: usize| boundary.get(place).copied().unwrap_or(0.0);
    let matrix = list("CTM").try_into().map_or(Matrix::ONE, Matrix);
    matrix.then(Matrix::shift(at(0), at(1)))
}

pub(super) fn numbers(text: &str) -> Vec<f32> {
    text.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

/// The straight lines of a path: `M x y L x y … C`.
fn trace(data: &str, matrix: Matrix) -> Vec<Rule> {
    let (mut rules, mut pen, mut start) = (Vec::new(), (0.0, 0.0), (0.0, 0.0));
    let mut words = data.split_whitespace();
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or(0.0);
        let to = match word {
            "S" | "M" | "L" => matrix.apply(number(), number()),
            "C" => start,
            _ => continue,
        };
        if word == "L" || word == "C" {
            rules.extend(Rule::between(pen, to));
        } else {
            start = to;
        }
        pen = to;
    }
    rules
}
