//! Files that are in a PDF file, as in a portfolio.

use lopdf::{Dictionary, Document, Object};

use crate::container::package;
use crate::formats::pdf::text;

/// Files that are read.
const MOST: usize = 1000;

/// A file within another one.
pub(crate) struct Attachment {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// The files in a document, in the order of its list of names.
pub(super) fn attachments(document: &Document) -> Vec<Attachment> {
    let names = document.catalog().and_then(|root| document.get_dict_in_dict(root, b"Names"));
    let tree = names.and_then(|names| document.get_dict_in_dict(names, b"EmbeddedFiles"));
    // A list may be one of lists, and a damaged one may hold itself.
    let mut parts: Vec<&Dictionary> = tree.into_iter().collect();
    let (mut found, mut at, mut size) = (Vec::new(), 0, 0);
    while let Some(part) = parts.get(at).filter(|_| at < MOST).copied() {
        at += 1;
        parts.extend(dictionaries(part, b"Kids", document));
        for file in dictionaries(part, b"Names", document) {
            if found.len() < MOST && size < package::MOST_BYTES {
                let file: Option<Attachment> = attachment(file, document);
                size += file.as_ref().map_or(0, |file| file.bytes.len() as u64);
                found.extend(file);
            }
        }
    }
    found
}

/// The dictionaries of a list.
fn dictionaries<'a>(
    part: &'a Dictionary,
    key: &[u8],
    document: &'a Document,
) -> impl Iterator<Item = &'a Dictionary> {
    let list = part.get_deref(key, document).and_then(Object::as_array);
    let list = list.map_or(&[][..], Vec::as_slice).iter().take(MOST);
    list.filter_map(|object| document.dereference(object).ok()?.1.as_dict().ok())
}

fn attachment(file: &Dictionary, document: &Document) -> Option<Attachment> {
    let name = file.get_deref(b"UF", document).or_else(|_| file.get_deref(b"F", document));
    let streams = document.get_dict_in_dict(file, b"EF").ok()?;
    let stream = streams.get_deref(b"F", document).or_else(|_| streams.get_deref(b"UF", document));
    let most = usize::try_from(package::MOST_BYTES).unwrap_or(usize::MAX);
    let bytes = stream.and_then(Object::as_stream).ok()?.get_plain_content_with_limit(most).ok()?;
    Some(Attachment { name: text::decoded(name.ok()?.as_str().ok()?), bytes })
}
