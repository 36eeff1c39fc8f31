//! PDF: where each character stands on each page, which `layout` makes
//! paragraphs of. Objects are read by lopdf, fonts and drawing here.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::error::{Damage, Error, Result};
use crate::formats::ofd;
use crate::pages::Page;
use crate::source::{Origin, Sink, guarded};

mod drawing;
mod font;
mod matrix;

use drawing::Drawing;
use font::Font;
use matrix::Matrix;

/// Bytes that one stream may have, unpacked.
const MOST_BYTES: usize = 64 << 20;

/// Parents of a page that are followed for what it inherits.
const DEEPEST: usize = 50;

/// Pages that are read.
const MOST_PAGES: usize = 20_000;

/// Reads the text of all pages in their order.
pub(crate) fn read_pdf(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let pages = guarded(origin, || pages(bytes, origin))?;
    ofd::hand_over(pages, origin, sink)
}

/// The pages with what is drawn on them.
fn pages(bytes: &[u8], origin: Origin<'_>) -> Result<Vec<Page>> {
    let document =
        Document::load_mem(bytes).map_err(|error| origin.damaged("PDF", Damage::Pdf(error)))?;
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(Error::Encrypted { path: origin.path.to_owned() });
    }
    let mut fonts = Fonts { document: &document, known: HashMap::new() };
    let ids = document.page_iter().take(MOST_PAGES);
    let pages: Vec<Page> = ids.map(|id| page(id, &document, &mut fonts)).collect();
    if pages.is_empty() {
        return Err(origin.damaged("PDF", Damage::NoPages));
    }
    Ok(pages)
}

/// The fonts that have been read.
struct Fonts<'a> {
    document: &'a Document,
    known: HashMap<ObjectId, Rc<Font>>,
}

impl<'a> Fonts<'a> {
    /// The font that resources call by a name.
    fn find(&mut self, resources: &'a Dictionary, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = self.document.get_dict_in_dict(resources, b"Font").ok()?;
        let object = fonts.get(name).ok()?;
        let (id, object) = self.document.dereference(object).ok()?;
        if let Some(font) = id.and_then(|id| self.known.get(&id)) {
            return Some(font.clone());
        }
        let font = Rc::new(Font::of(object.as_dict().ok()?, self.document));
        self.known.extend(id.map(|id| (id, font.clone())));
        Some(font)
    }
}

/// What is drawn on a page.
fn page<'a>(id: ObjectId, document: &'a Document, fonts: &mut Fonts<'a>) -> Page {
    let Ok(dictionary) = document.get_dictionary(id) else {
        return Page::default();
    };
    let bounds = inherited(dictionary, b"MediaBox", document).and_then(|o| rectangle(o, document));
    let [left, bottom, right, top] = bounds.unwrap_or([0.0, 0.0, 595.0, 842.0]);
    let turn = inherited(dictionary, b"Rotate", document).and_then(|o| o.as_i64().ok());
    // From the page's coordinates, which go up, to ours, which go down, turned as it is shown.
    let (base, width, height) = match turn.unwrap_or(0).rem_euclid(360) {
        90 => (Matrix([0.0, 1.0, 1.0, 0.0, -bottom, -left]), top - bottom, right - left),
        180 => (Matrix([-1.0, 0.0, 0.0, 1.0, right, -bottom]), right - left, top - bottom),
        270 => (Matrix([0.0, -1.0, -1.0, 0.0, top, right]), top - bottom, right - left),
        _ => (Matrix([1.0, 0.0, 0.0, -1.0, -left, top]), right - left, top - bottom),
    };
    let mut drawing = Drawing::new(document, base, width * height);
    let content = document.get_page_content_with_limit(id, MOST_BYTES).unwrap_or_default();
    let resources = inherited(dictionary, b"Resources", document).and_then(|o| o.as_dict().ok());
    if let Some(resources) = resources {
        drawing.run(&content, resources, fonts);
    }
    let Drawing { glyphs, rules, has_picture, .. } = drawing;
    Page { height, glyphs, rules, has_picture }
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
