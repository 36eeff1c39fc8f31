//! The program that draws a page: of its operators those that show text and
//! say where.

use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};

use crate::formats::pdf::matrix::Matrix;
use crate::formats::pdf::{Font, Fonts, MOST_BYTES};
use crate::pages::{Glyph, Rule};

/// Forms that may be in each other.
const DEEPEST: usize = 12;

/// Lines of a page that are noted.
const MOST_RULES: usize = 20_000;

/// How thick a filled box may be that is a line in truth.
const THICKEST: f32 = 3.0;

/// Characters of a page that are read.
const MOST_GLYPHS: usize = 400_000;

/// How much text may slant that still stands on a line, as the rise by its length: scanners turn
/// pages by a few degrees, watermarks stand at 30 or more.
const TURNED: f32 = 0.2;

/// The part of a page that a picture of the whole page covers at least: a scan with wide margins
/// more, a seal or a photograph less.
const PICTURE: f32 = 0.4;

type Point = (f32, f32);

/// What operators set and `q` and `Q` keep.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    /// Between characters, and more at a space.
    spacing: f32,
    word_spacing: f32,
    /// 1 is as wide as the font has it.
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// A page while it is drawn.
pub(super) struct Drawing<'a> {
    document: &'a Document,
    area: f32,
    state: State,
    kept: Vec<State>,
    /// Where the next character stands, and the line it is in.
    text: Matrix,
    line: Matrix,
    depth: usize,
    /// The path that is not painted yet: lines, and boxes by two corners.
    path: Vec<(Point, Point)>,
    boxes: Vec<(Point, Point)>,
    pen: Point,
    start: Point,
    pub(super) rules: Vec<Rule>,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) has_picture: bool,
}

impl<'a> Drawing<'a> {
    /// Begins a page of an area, drawn through a matrix.
    pub(super) fn new(document: &'a Document, matrix: Matrix, area: f32) -> Drawing<'a> {
        let state = State {
            matrix,
            font: None,
            size: 0.0,
            spacing: 0.0,
            word_spacing: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        Drawing {
            document,
            area,
            state,
            kept: Vec::new(),
            text: Matrix::ONE,
            line: Matrix::ONE,
            depth: 0,
            path: Vec::new(),
            boxes: Vec::new(),
            pen: (0.0, 0.0),
            start: (0.0, 0.0),
            rules: Vec::new(),
            glyphs: Vec::new(),
            has_picture: false,
        }
    }

    /// Follows a program as far as it can be read.
    pub(super) fn run(&mut self, content: &[u8], resources: &'a Dictionary, fonts: &mut Fonts<'a>) {
        for operation in Content::decode_iter(content).map_while(Result::ok) {
            if self.glyphs.len() > MOST_GLYPHS {
                return;
            }
            let operands = operation.operands.as_slice();
            match operation.operator.as_str() {
                "Tf" => self.set_font(operands, resources, fonts),
                "Do" => self.draw_object(operands, resources, fonts),
                operator => self.step(operator, operands),
            }
        }
    }

    fn set_font(&mut self, operands: &[Object], resources: &'a Dictionary, fonts: &mut Fonts<'a>) {
        if let [Object::Name(name), size] = operands {
            self.state.font = fonts.find(resources, name);
            self.state.size = size.as_float().unwrap_or(0.0);
        }
    }

    /// An operator that needs no resources.
    fn step(&mut self, operator: &str, operands: &[Object]) {
        let number = |at: usize| operands.get(at).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
        match operator {
            "q" => self.kept.push(self.state.clone()),
            "Q" => self.state = self.kept.pop().unwrap_or_else(|| self.state.clone()),
            "cm" => self.apply(operands),
            "BT" => self.set_line(Matrix::ONE),
            "Tc" => self.state.spacing = number(0),
            "Tw" => self.state.word_spacing = number(0),
            "Tz" => self.state.stretch = number(0) / 100.0,
            "TL" => self.state.leading = number(0),
            "Ts" => self.state.rise = number(0),
            "Td" => self.next_line(number(0), number(1)),
            "TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            "T*" => self.next_line(0.0, -self.state.leading),
            "Tm" => {
                if let Some(matrix) = Matrix::of(operands, self.document) {
                    self.set_line(matrix);
                }
            }
            "'" | "\"" => {
                if operator == "\"" {
                    (self.state.word_spacing, self.state.spacing) = (number(0), number(1));
                }
                self.next_line(0.0, -self.state.leading);
                self.show_all(operands);
            }
            "Tj" => self.show_all(operands),
            "TJ" => {
                if let Some(Object::Array(parts)) = operands.first() {
                    self.show_all(parts);
                }
            }
            "BI" | "EI" => self.note_picture(),
            _ => self.trace(operator, &number),
        }
    }

    /// An operator of a path.
    fn trace(&mut self, operator: &str, number: &dyn Fn(usize) -> f32) {
        let at = |x: f32, y: f32| self.state.matrix.apply(x, y);
        match operator {
            "m" => {
                self.pen = at(number(0), number(1));
                self.start = self.pen;
            }
            "l" => {
                let to = at(number(0), number(1));
                self.path.push((std::mem::replace(&mut self.pen, to), to));
            }
            "h" => self.path.push((self.pen, self.start)),
            "re" => {
                let (x, y) = (number(0), number(1));
                self.boxes.push((at(x, y), at(x + number(2), y + number(3))));
            }
            "S" | "s" | "B" | "B*" | "b" | "b*" => self.paint(true),
            "f" | "F" | "f*" => self.paint(false),
            "n" => {
                self.path.clear();
                self.boxes.clear();
            }
            _ => {}
        }
    }

    /// Notes the lines of the path; of what is only filled those boxes that are as thin as lines.
    fn paint(&mut self, is_stroked: bool) {
        let path = std::mem::take(&mut self.path);
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
            }
        }
        if self.rules.len() < MOST_RULES {
            self.rules.extend(lines.into_iter().filter_map(|(a, b)| Rule::between(a, b)));
        }
    }

    fn apply(&mut self, operands: &[Object]) {
        if let Some(matrix) = Matrix::of(operands, self.document) {
            self.state.matrix = matrix.then(self.state.matrix);
        }
    }

    fn set_line(&mut self, matrix: Matrix) {
        (self.line, self.text) = (matrix, matrix);
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.set_line(Matrix::shift(x, y).then(self.line));
    }

    /// Shows strings; a number between them moves the next one to the left.
    fn show_all(&mut self, parts: &[Object]) {
        for part in parts {
            match part {
                Object::String(bytes, _) => self.show(bytes),
                part => {
                    let back = part.as_float().unwrap_or(0.0) / 1000.0;
                    self.advance(-back * self.state.size * self.state.stretch);
                }
            }
        }
    }

    fn advance(&mut self, x: f32) {
        self.text = Matrix::shift(x, 0.0).then(self.text);
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        for character in font.characters(bytes) {
            let State { size, spacing, word_spacing, stretch, .. } = self.state;
            let space = if character.is_space { word_spacing } else { 0.0 };
            let advance = (character.width * size + spacing + space) * stretch;
            self.place(character.text, character.width * size * stretch);
            self.advance(advance);
        }
    }

    /// Notes a character at the place where the text is, unless it is turned, as watermarks are.
    fn place(&mut self, text: String, width: f32) {
        let State { matrix, size, rise, .. } = self.state;
        let [a, b, c, d, x, y] = Matrix::shift(0.0, rise).then(self.text).then(matrix).0;
        let (along, up) = (a.hypot(b), c.hypot(d));
        if b.abs() > TURNED * along || a <= 0.0 {
            return;
        }
        self.glyphs.push(Glyph { x, y, width: width * along, size: size.abs() * up, text });
    }

    /// Draws a form with resources of its own, or notes a picture.
    fn draw_object(
        &mut self,
        operands: &[Object],
        resources: &'a Dictionary,
        fonts: &mut Fonts<'a>,
    ) {
        let Some(Object::Name(name)) = operands.first() else {
            return;
        };
        let objects = self.document.get_dict_in_dict(resources, b"XObject");
        let stream = objects.and_then(|o| o.get_deref(name, self.document)?.as_stream());
        let Ok(stream) = stream else {
            return;
        };
        if !matches!(stream.dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Form")) {
            self.note_picture();
            return;
        }
        let Ok(content) = stream.get_plain_content_with_limit(MOST_BYTES) else {
            return;
        };
        if self.depth >= DEEPEST {
            return;
        }
        let own = self.document.get_dict_in_dict(&stream.dict, b"Resources").unwrap_or(resources);
        let (state, kept) = (self.state.clone(), std::mem::take(&mut self.kept));
        if let Ok(Object::Array(matrix)) = stream.dict.get_deref(b"Matrix", self.document) {
            self.apply(matrix);
        }
        self.depth += 1;
        self.run(&content, own, fonts);
        self.depth -= 1;
        (self.state, self.kept) = (state, kept);
    }

    /// A picture fills the unit square of the matrix.
    fn note_picture(&mut self) {
        let [a, b, c, d, ..] = self.state.matrix.0;
        self.has_picture |= (a * d - b * c).abs() > PICTURE * self.area;
    }
}
