//! The program that draws a page: of its operators those that show text and
//! say where.

use std::rc::Rc;

use lopdf::{Dictionary, Object, Stream};

use crate::formats::pdf::MOST_BYTES;
use crate::formats::pdf::book::Book;
use crate::formats::pdf::content::Operations;
use crate::formats::pdf::font::Font;
use crate::formats::pdf::matrix;
use crate::formats::pdf::path::Path;
use crate::pages::{Glyph, Heading, Matrix, Page};

/// Forms that may be in each other.
const DEEPEST: usize = 12;

/// States that are kept at a time.
const MOST_KEPT: usize = 1000;

/// Characters of a page that are read.
const MOST_GLYPHS: usize = 400_000;

/// The part of a page that a picture of the whole page covers at least: a scan with wide margins
/// more, a seal or a photograph less.
const PICTURE: f32 = 0.4;

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
pub(super) struct Drawing<'a, 'b> {
    book: &'b mut Book<'a>,
    state: State,
    kept: Vec<State>,
    /// Where the next character stands, and the line it is in.
    text: Matrix,
    line: Matrix,
    depth: usize,
    path: Path,
    /// For each part that is marked, whether it is not shown.
    marked: Vec<bool>,
    page: Page,
}

impl<'a, 'b> Drawing<'a, 'b> {
    /// Begins a page of a size, drawn through a matrix.
    pub(super) fn new(book: &'b mut Book<'a>, matrix: Matrix, size: (f32, f32)) -> Self {
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
            book,
            state,
            kept: Vec::new(),
            text: Matrix::ONE,
            line: Matrix::ONE,
            depth: 0,
            path: Path::default(),
            marked: Vec::new(),
            page: Page::new(size),
        }
    }

    /// The page as it is drawn.
    pub(super) fn page(self) -> Page {
        self.page
    }

    /// Follows a program as far as it can be read.
    pub(super) fn run(&mut self, content: &[u8], resources: &'a Dictionary) {
        let marked = std::mem::take(&mut self.marked);
        for (operator, operands) in Operations::new(content) {
            if self.page.glyphs.len() + self.page.turned.len() > MOST_GLYPHS {
                break;
            }
            match operator {
                "Tf" => self.set_font(&operands, resources),
                "Do" => self.draw_object(&operands, resources),
                "BMC" => self.marked.push(false),
                "BDC" => {
                    let is_hidden = self.book.is_hidden_part(&operands, resources);
                    self.marked.push(is_hidden);
                }
                "EMC" => {
                    self.marked.pop();
                }
                operator => self.step(operator, &operands),
            }
        }
        self.marked = marked;
    }

    /// Whether what is drawn now is not shown.
    fn is_hidden(&self) -> bool {
        self.marked.contains(&true)
    }

    fn set_font(&mut self, operands: &[Object], resources: &'a Dictionary) {
        if let [.., Object::Name(name), size] = operands {
            self.state.font = self.book.font(resources, name);
            self.state.size = size.as_float().unwrap_or(0.0);
        }
    }

    /// An operator that needs no resources.
    fn step(&mut self, operator: &str, operands: &[Object]) {
        let number = |at: usize| operands.get(at).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
        match operator {
            "q" if self.kept.len() < MOST_KEPT => self.kept.push(self.state.clone()),
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
                if let Some(matrix) = matrix::matrix(operands, self.book.document) {
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
            "TJ" => match operands.last() {
                Some(Object::Array(parts)) => self.show_all(parts),
                _ => self.show_all(operands),
            },
            "BI" => self.note_picture(),
            "S" | "s" | "B" | "B*" | "b" | "b*" => self.paint(true),
            "f" | "F" | "f*" => self.paint(false),
            "n" => self.path.clear(),
            _ => self.path.trace(operator, &number, self.state.matrix),
        }
    }

    fn paint(&mut self, is_stroked: bool) {
        if self.is_hidden() {
            self.path.clear();
        } else {
            self.path.paint(is_stroked, &mut self.page);
        }
    }

    fn apply(&mut self, operands: &[Object]) {
        if let Some(matrix) = matrix::matrix(operands, self.book.document) {
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

    /// Moves on by a distance along the text.
    fn advance(&mut self, along: f32) {
        let is_vertical = self.state.font.as_ref().is_some_and(|font| font.is_vertical);
        let (x, y) = if is_vertical { (0.0, -along) } else { (along, 0.0) };
        self.text = Matrix::shift(x, y).then(self.text);
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        for character in font.characters(bytes) {
            let State { size, spacing, word_spacing, stretch, .. } = self.state;
            let space = if character.is_space { word_spacing } else { 0.0 };
            if font.is_vertical {
                self.place(character.text, size, true);
                self.advance(size + spacing + space);
            } else {
                self.place(character.text, character.width * size * stretch, false);
                self.advance((character.width * size + spacing + space) * stretch);
            }
        }
    }

    /// Notes a character at the place where the text is.
    fn place(&mut self, text: String, width: f32, is_vertical: bool) {
        if self.is_hidden() {
            return;
        }
        let State { matrix, size, rise, .. } = self.state;
        let [a, b, c, d, x, y] = Matrix::shift(0.0, rise).then(self.text).then(matrix).0;
        let (along, up) = (a.hypot(b), c.hypot(d));
        let size = size.abs() * up;
        let glyph = Glyph { x, y, width: width * along, size, text };
        if is_vertical {
            // The place is the middle of its upper edge.
            let glyph = Glyph { width: size, ..glyph };
            self.page.place_upright(Heading::of(-c, -d), glyph);
        } else {
            self.page.place(Heading::of(a, b), glyph);
        }
    }

    /// Draws a form, or notes a picture.
    fn draw_object(&mut self, operands: &[Object], resources: &'a Dictionary) {
        let Some(Object::Name(name)) = operands.last() else {
            return;
        };
        let document = self.book.document;
        let objects = document.get_dict_in_dict(resources, b"XObject");
        let Ok(stream) = objects.and_then(|o| o.get_deref(name, document)?.as_stream()) else {
            return;
        };
        if self.is_hidden() || self.book.is_off(&stream.dict) {
            return;
        }
        match stream.dict.get(b"Subtype").and_then(Object::as_name) {
            Ok(b"Form") => self.draw_form(stream, Some(resources)),
            _ => self.note_picture(),
        }
    }

    /// Draws a form with resources of its own, else with others.
    pub(super) fn draw_form(&mut self, stream: &'a Stream, others: Option<&'a Dictionary>) {
        let Ok(content) = stream.get_plain_content_with_limit(MOST_BYTES) else {
            return;
        };
        let document = self.book.document;
        let own = document.get_dict_in_dict(&stream.dict, b"Resources").ok();
        let Some(resources) = own.or(others).filter(|_| self.depth < DEEPEST) else {
            return;
        };
        let (state, kept) = (self.state.clone(), std::mem::take(&mut self.kept));
        if let Ok(Object::Array(matrix)) = stream.dict.get_deref(b"Matrix", document) {
            self.apply(matrix);
        }
        self.depth += 1;
        self.run(&content, resources);
        self.depth -= 1;
        (self.state, self.kept) = (state, kept);
    }

    /// Draws within a matrix of its own.
    pub(super) fn within(&mut self, matrix: Matrix, draw: impl FnOnce(&mut Self)) {
        let state = self.state.clone();
        self.state.matrix = matrix.then(self.state.matrix);
        draw(self);
        self.state = state;
    }

    /// Notes a character of a width and size that no operator places.
    pub(super) fn place_at(&mut self, (x, y): (f32, f32), c: char, (width, size): (f32, f32)) {
        self.text = Matrix::shift(x, y);
        (self.state.size, self.state.rise) = (size, 0.0);
        self.place(c.to_string(), width, false);
    }

    /// Whether a form, picture or annotation is on a layer that is switched off.
    pub(super) fn is_off(&self, dictionary: &Dictionary) -> bool {
        self.book.is_off(dictionary)
    }

    /// A picture fills the unit square of the matrix.
    fn note_picture(&mut self) {
        let [a, b, c, d, ..] = self.state.matrix.0;
        let area = self.page.width * self.page.height;
        self.page.has_picture |= (a * d - b * c).abs() > PICTURE * area && !self.is_hidden();
    }
}
