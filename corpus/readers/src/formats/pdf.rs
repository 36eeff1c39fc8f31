//! PDF: where each character stands on each page, which `pages` makes
//! paragraphs of. Objects are read by lopdf, fonts and drawing here.

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::error::{Damage, Error, Result};
use crate::formats::ofd;
use crate::pages::{Matrix, Page};
use crate::recognition;
use crate::source::{Origin, Sink, guarded};

mod annotations;
mod attachments;
mod book;
mod cid;
mod cmap;
mod content;
mod drawing;
mod font;
mod matrix;
mod mending;
mod path;
mod text;
mod tokens;

pub(crate) use attachments::Attachment;
use book::Book;
use drawing::Drawing;

/// Bytes that one stream may have, unpacked.
const MOST_BYTES: usize = 64 << 20;

/// Parents of a page that are followed for what it inherits.
const DEEPEST: usize = 50;

/// Pages that are read.
const MOST_PAGES: usize = 20_000;

/// Reads the text of all pages in their order, and hands back the files that are in the file. A
/// portfolio may have no text of its own.
pub(crate) fn read_pdf(
    bytes: &[u8],
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<Vec<Attachment>> {
    let (mut pages, attachments) = guarded(origin, || read(bytes, origin))?;
    let recognized = recognition::complete(&mut pages, bytes, origin, sink)?;
    match ofd::hand_over(pages, recognized, origin, sink) {
        Err(Error::Empty { .. }) if !attachments.is_empty() => Ok(attachments),
        read => read.map(|()| attachments),
    }
}

/// The pages with what is drawn on them, and the files within.
fn read(bytes: &[u8], origin: Origin<'_>) -> Result<(Vec<Page>, Vec<Attachment>)> {
    let document =
        mending::load(bytes).map_err(|error| origin.damaged("PDF", Damage::Pdf(error)))?;
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(Error::Encrypted { path: origin.path.to_owned() });
    }
    let mut book = Book::new(&document);
    let ids = mending::page_ids(&document).into_iter().take(MOST_PAGES);
    let pages: Vec<Page> = ids.map(|id| page(id, &document, &mut book)).collect();
    if pages.is_empty() {
        return Err(origin.damaged("PDF", Damage::NoPages));
    }
    Ok((pages, attachments::attachments(&document)))
}

/// What is drawn on a page.
fn page<'a>(id: ObjectId, document: &'a Document, book: &mut Book<'a>) -> Page {
    let Ok(dictionary) = document.get_dictionary(id) else {
        return Page::default();
    };
    let edges =
        |key: &[u8]| inherited(dictionary, key, document).and_then(|o| rectangle(o, document));
    let is_page = |[a, b, c, d]: &[f32; 4]| c - a > 1.0 && d - b > 1.0;
    let [left, bottom, right, top] = edges(b"CropBox")
        .filter(is_page)
        .or_else(|| edges(b"MediaBox"))
        .unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let turn = inherited(dictionary, b"Rotate", document).and_then(|o| o.as_i64().ok());
    // From the page's coordinates, which go up, to ours, which go down, turned as it is shown.
    let (base, width, height) = match turn.unwrap_or(0).rem_euclid(360) {
        90 => (Matrix([0.0, 1.0, 1.0, 0.0, -bottom, -left]), top - bottom, right - left),
        180 => (Matrix([-1.0, 0.0, 0.0, 1.0, right, -bottom]), right - left, top - bottom),
        270 => (Matrix([0.0, -1.0, -1.0, 0.0, top, right]), top - bottom, right - left),
        _ => (Matrix([1.0, 0.0, 0.0, -1.0, -left, top]), right - left, top - bottom),
    };
    let mut drawing = Drawing::new(book, base, (width, height));
    let content = document.get_page_content_with_limit(id, MOST_BYTES).unwrap_or_default();
    let resources = inherited(dictionary, b"Resources", document).and_then(|o| o.as_dict().ok());
    if let Some(resources) = resources {
        drawing.within(Matrix::ONE, |drawing| drawing.run(&content, resources));
    }
    annotations::draw(dictionary, document, &mut drawing);
    drawing.page()
}

/// An entry of a page, or of what it inherits from.
fn inherited<'a>(page: &'a Dictionary, key: &[u8], document: &'a Document) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..DEEPEST {
        if let Ok(object) = node.get_deref(key, document) {
            return Some(object);
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

/// Left, bottom, right and top of a box.
fn rectangle(object: &Object, document: &Document) -> Option<[f32; 4]> {
    let numbers = matrix::numbers(object.as_array().ok()?, document);
    let [a, b, c, d]: [f32; 4] = numbers.try_into().ok()?;
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}
