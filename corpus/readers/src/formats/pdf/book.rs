//! What the pages of a file share: its objects, the fonts that have been read, and the layers that
//! are switched off.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use crate::formats::pdf::font::Font;

/// A file that is being read.
pub(super) struct Book<'a> {
    pub(super) document: &'a Document,
    fonts: HashMap<ObjectId, Rc<Font>>,
    off: HashSet<ObjectId>,
}

impl<'a> Book<'a> {
    pub(super) fn new(document: &'a Document) -> Book<'a> {
        let off = layers_off(document).unwrap_or_default();
        Book { document, fonts: HashMap::new(), off }
    }

    /// The font that resources call by a name.
    pub(super) fn font(&mut self, resources: &'a Dictionary, name: &[u8]) -> Option<Rc<Font>> {
        let fonts = self.document.get_dict_in_dict(resources, b"Font").ok()?;
        let object = fonts.get(name).ok()?;
        let (id, object) = self.document.dereference(object).ok()?;
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(font.clone());
        }
        let font = Rc::new(Font::of(object.as_dict().ok()?, self.document));
        self.fonts.extend(id.map(|id| (id, font.clone())));
        Some(font)
    }

    /// Whether a form, picture or annotation is on a layer that is switched off.
    pub(super) fn is_off(&self, dictionary: &Dictionary) -> bool {
        dictionary.get(b"OC").is_ok_and(|layer| self.is_layer_off(layer))
    }

    /// Whether a part that is marked by `tag properties BDC` is not shown, or a watermark.
    pub(super) fn is_hidden_part(&self, operands: &[Object], resources: &'a Dictionary) -> bool {
        let [.., Object::Name(tag), properties] = operands else {
            return false;
        };
        let named = properties
            .as_name()
            .and_then(|name| self.document.get_dict_in_dict(resources, b"Properties")?.get(name));
        match tag.as_slice() {
            b"OC" => named.is_ok_and(|layer| self.is_layer_off(layer)),
            b"Artifact" => {
                let is_mark = |object: &Object| object.as_name().is_ok_and(|n| n == b"Watermark");
                let named = named.and_then(|object| self.document.dereference(object)?.1.as_dict());
                let own = properties.as_array().is_ok_and(|parts| parts.iter().any(is_mark));
                own || named.is_ok_and(|named| named.get(b"Subtype").is_ok_and(is_mark))
            }
            _ => false,
        }
    }

    /// Whether a layer, or a rule over several, is switched off.
    fn is_layer_off(&self, layer: &Object) -> bool {
        if layer.as_reference().is_ok_and(|id| self.off.contains(&id)) {
            return true;
        }
        let rule = self.document.dereference(layer).and_then(|(_, object)| object.as_dict());
        let Ok((rule, layers)) = rule.and_then(|rule| Ok((rule, rule.get(b"OCGs")?))) else {
            return false;
        };
        let layers = match self.document.dereference(layers) {
            Ok((_, Object::Array(layers))) => layers.as_slice(),
            _ => std::slice::from_ref(layers),
        };
        let is_off = |layer: &Object| layer.as_reference().is_ok_and(|id| self.off.contains(&id));
        if layers.is_empty() {
            return false;
        }
        match rule.get(b"P").and_then(Object::as_name) {
            Ok(b"AllOn") => layers.iter().any(is_off),
            Ok(b"AnyOff") => !layers.iter().any(is_off),
            Ok(b"AllOff") => !layers.iter().all(is_off),
            _ => layers.iter().all(is_off),
        }
    }
}

/// The layers that are off when a file is opened.
fn layers_off(document: &Document) -> Option<HashSet<ObjectId>> {
    let properties = document.get_dict_in_dict(document.catalog().ok()?, b"OCProperties").ok()?;
    let usual = document.get_dict_in_dict(properties, b"D").ok()?;
    let list = |dictionary: &Dictionary, key: &[u8]| -> HashSet<ObjectId> {
        let layers = dictionary.get_deref(key, document).and_then(Object::as_array);
        let layers = layers.map_or(&[][..], Vec::as_slice).iter();
        layers.filter_map(|layer| layer.as_reference().ok()).collect()
    };
    if usual.get(b"BaseState").and_then(Object::as_name).is_ok_and(|state| state == b"OFF") {
        let on = list(usual, b"ON");
        return Some(list(properties, b"OCGs").difference(&on).copied().collect());
    }
    Some(list(usual, b"OFF"))
}
