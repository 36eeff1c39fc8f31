//! What stands on a page beside its content: filled fields of a form, text that was typed on, and
//! stamps. Notes that open in a window of their own are no text of the document.

use lopdf::{Dictionary, Document, Object, Stream};

use crate::formats::pdf::content::Operations;
use crate::formats::pdf::drawing::Drawing;
use crate::formats::pdf::{inherited, rectangle};
use crate::formats::pdf::{matrix, text};
use crate::pages::Matrix;

/// Flags of what is not shown: hidden, and not on a screen.
const UNSEEN: i64 = 2 | 32;

/// The size of type where none is said.
const USUAL_SIZE: f32 = 12.0;

/// How far from the edge of its box typed text stands.
const PADDING: f32 = 2.0;

/// Draws the annotations of a page.
pub(super) fn draw<'a>(
    page: &'a Dictionary,
    document: &'a Document,
    drawing: &mut Drawing<'a, '_>,
) {
    let annotations = page.get_deref(b"Annots", document).and_then(Object::as_array);
    for annotation in annotations.map_or(&[][..], Vec::as_slice) {
        let annotation = document.dereference(annotation).and_then(|(_, object)| object.as_dict());
        if let Ok(annotation) = annotation
            && is_shown(annotation)
            && !drawing.is_off(annotation)
        {
            draw_one(annotation, document, drawing);
        }
    }
}

fn is_shown(annotation: &Dictionary) -> bool {
    let subtype = annotation.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    let flags = annotation.get(b"F").and_then(Object::as_i64).unwrap_or(0);
    matches!(subtype, b"Widget" | b"FreeText" | b"Stamp") && flags & UNSEEN == 0
}

fn draw_one<'a>(
    annotation: &'a Dictionary,
    document: &'a Document,
    drawing: &mut Drawing<'a, '_>,
) -> Option<()> {
    let edges = rectangle(annotation.get_deref(b"Rect", document).ok()?, document)?;
    match appearance(annotation, document) {
        Some(form) => {
            let matrix = fitting(form, edges, document)?;
            drawing.within(matrix, |drawing| drawing.draw_form(form, None));
        }
        None => drawing.write(&words(annotation, document)?, edges, size(annotation, document)),
    }
    Some(())
}

/// The form that shows an annotation in the state it is in.
fn appearance<'a>(annotation: &'a Dictionary, document: &'a Document) -> Option<&'a Stream> {
    let forms = document.get_dict_in_dict(annotation, b"AP").ok()?;
    match forms.get_deref(b"N", document).ok()? {
        Object::Dictionary(states) => {
            let state = annotation.get_deref(b"AS", document).and_then(Object::as_name).ok()?;
            states.get_deref(state, document).and_then(Object::as_stream).ok()
        }
        form => form.as_stream().ok(),
    }
}

/// The matrix that fits the box of a form into that of its annotation.
fn fitting(form: &Stream, edges: [f32; 4], document: &Document) -> Option<Matrix> {
    let own = rectangle(form.dict.get_deref(b"BBox", document).ok()?, document)?;
    let matrix = form.dict.get_deref(b"Matrix", document).and_then(Object::as_array).ok();
    let matrix =
        matrix.and_then(|numbers| matrix::matrix(numbers, document)).unwrap_or(Matrix::ONE);
    let [a, b, c, d] = matrix.bounds(own);
    let scale = |to: f32, from: f32| if from > 0.0 { to / from } else { 1.0 };
    let (across, up) = (scale(edges[2] - edges[0], c - a), scale(edges[3] - edges[1], d - b));
    Some(Matrix([across, 0.0, 0.0, up, edges[0] - a * across, edges[1] - b * up]))
}

/// What a field is filled with, or what was typed on.
fn words(annotation: &Dictionary, document: &Document) -> Option<String> {
    let is_field =
        annotation.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s == b"Widget");
    let value = if is_field {
        inherited(annotation, b"V", document)?
    } else {
        annotation.get_deref(b"Contents", document).ok()?
    };
    value.as_str().ok().map(text::decoded)
}

/// The size of type that an annotation is set in.
fn size(annotation: &Dictionary, document: &Document) -> f32 {
    let look = inherited(annotation, b"DA", document).and_then(|look| look.as_str().ok());
    let mut operations = Operations::new(look.unwrap_or_default());
    let size = operations.find_map(|(operator, operands)| match operands.as_slice() {
        [.., size] if operator == "Tf" => size.as_float().ok(),
        _ => None,
    });
    size.filter(|&size| size > 0.0).unwrap_or(USUAL_SIZE)
}

impl<'a> Drawing<'a, '_> {
    /// Writes a text into a box, line by line.
    fn write(&mut self, text: &str, [left, _, right, top]: [f32; 4], size: f32) {
        let (mut x, mut y) = (left + PADDING, top - size);
        for c in text.chars() {
            let width = if c.is_ascii() { size / 2.0 } else { size };
            if matches!(c, '\r' | '\n') || x + width > right {
                (x, y) = (left + PADDING, y - size);
            }
            if !c.is_control() {
                self.place_at((x, y), c, (width, size));
                x += width;
            }
        }
    }
}
