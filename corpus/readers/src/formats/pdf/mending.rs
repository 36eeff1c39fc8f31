//! Files that are cut or written against the rules, made such that lopdf reads them.

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

/// Short names of filters, which the rules allow within pages only.
const FILTERS: [(&[u8], &[u8]); 5] = [
    (b"A85", b"ASCII85Decode"),
    (b"AHx", b"ASCIIHexDecode"),
    (b"Fl", b"FlateDecode"),
    (b"LZW", b"LZWDecode"),
    (b"RL", b"RunLengthDecode"),
];

/// An object that stands in for the catalog of a file that has lost it.
const CATALOG: &str =
    "\nendstream\nendobj\n999999 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 999999 0 R>>\n";

/// Reads the objects of a file, of one that is cut those that are left.
pub(super) fn load(bytes: &[u8]) -> lopdf::Result<Document> {
    let loaded = Document::load_mem(bytes);
    let is_whole = |document: &Document| {
        document.page_iter().next().is_some() || document.is_encrypted() || document.was_encrypted()
    };
    let mut document = match loaded {
        Ok(document) if is_whole(&document) => document,
        loaded => {
            let options = LoadOptions { force_reconstruct: true, ..LoadOptions::default() };
            let mended = [bytes, CATALOG.as_bytes()].concat();
            Document::load_mem_with_options(&mended, options).or(loaded)?
        }
    };
    mend_filters(&mut document);
    Ok(document)
}

/// The pages in their order; where the list of them is lost, all that there are.
pub(super) fn page_ids(document: &Document) -> Vec<ObjectId> {
    let listed: Vec<ObjectId> = document.page_iter().collect();
    if !listed.is_empty() {
        return listed;
    }
    let is_page = |object: &Object| object.as_dict().is_ok_and(|page| page.has_type(b"Page"));
    let pages = document.objects.iter().filter(|(_, object)| is_page(object));
    pages.map(|(&id, _)| id).collect()
}

/// Gives all filters their full names, in place, and takes those away that do nothing.
fn mend_filters(document: &mut Document) {
    let referred: Vec<(ObjectId, Object)> = document
        .objects
        .iter()
        .filter_map(|(&id, object)| {
            let filter = object.as_stream().ok()?.dict.get(b"Filter").ok()?;
            filter.as_reference().ok()?;
            Some((id, document.dereference(filter).ok()?.1.clone()))
        })
        .collect();
    for (id, filter) in referred {
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.dict.set("Filter", filter);
        }
    }
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            mend_filter(&mut stream.dict);
        }
    }
}

fn mend_filter(dictionary: &mut Dictionary) {
    match dictionary.get_mut(b"Filter") {
        Ok(Object::Array(filters)) if filters.is_empty() => {
            dictionary.remove(b"Filter");
        }
        Ok(Object::Array(filters)) => filters.iter_mut().for_each(lengthen),
        Ok(filter) => lengthen(filter),
        Err(_) => {}
    }
}

fn lengthen(filter: &mut Object) {
    if let Object::Name(name) = filter
        && let Some((_, long)) = FILTERS.iter().find(|(short, _)| name == short)
    {
        *name = long.to_vec();
    }
}
