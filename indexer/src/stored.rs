//! How a document is stored in the index and read back.

use std::path::Path;
use std::sync::Arc;

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use corpus::likeness::{self, Sketch};
use corpus::merge::merge;
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError};

use crate::packing::Unpacker;
use crate::schema::Fields;
use crate::versions;

/// Reads the documents that are stored in an index.
#[derive(Clone)]
pub struct Documents {
    field: Field,
    unpacker: Arc<Unpacker>,
}

impl Documents {
    /// The documents of the generation in a folder.
    pub(crate) fn open(dir: &Path, fields: &Fields) -> Documents {
        Documents { field: fields.stored, unpacker: Arc::new(Unpacker::open(dir)) }
    }

    /// The document at an address, without its body.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn load_head(&self, searcher: &Searcher, at: DocAddress) -> tantivy::Result<Document> {
        let text = self.text(&searcher.doc(at)?)?;
        parse(parts(&text).head)
    }

    /// The document at an address, whole.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn load(&self, searcher: &Searcher, at: DocAddress) -> tantivy::Result<Document> {
        let text = self.text(&searcher.doc(at)?)?;
        whole(&parts(&text))
    }

    /// All documents of an index, without their bodies.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn load_heads(&self, searcher: &Searcher) -> tantivy::Result<Vec<Document>> {
        let mut heads = Vec::new();
        for segment in searcher.segment_readers() {
            let store = segment.get_store_reader(1)?;
            for stored in store.iter::<TantivyDocument>(segment.alive_bitset()) {
                let text = self.text(&stored?)?;
                heads.push(parse(parts(&text).head)?);
            }
        }
        Ok(heads)
    }

    /// The records that the document at an address was made of.
    pub(crate) fn load_records(
        &self,
        searcher: &Searcher,
        at: DocAddress,
    ) -> tantivy::Result<Vec<Document>> {
        let text = self.text(&searcher.doc(at)?)?;
        let parts = parts(&text);
        if parts.records.is_empty() { Ok(vec![whole(&parts)?]) } else { parse(parts.records) }
    }

    fn text(&self, stored: &TantivyDocument) -> tantivy::Result<String> {
        let packed = stored.get_first(self.field).and_then(|value| value.as_bytes());
        Ok(self.unpacker.unpack(packed.unwrap_or_default())?)
    }
}

/// What is stored of a document: a line of JSON each.
struct Parts<'a> {
    /// The document without its body.
    head: &'a str,
    body: &'a str,
    /// The records that were merged; empty when there is only one.
    records: &'a str,
}

fn parts(text: &str) -> Parts<'_> {
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    Parts { head: next(), body: next(), records: next() }
}

fn whole(parts: &Parts<'_>) -> tantivy::Result<Document> {
    let mut document: Document = parse(parts.head)?;
    document.body = parse(parts.body)?;
    Ok(document)
}

fn parse<T: serde::de::DeserializeOwned>(json: &str) -> tantivy::Result<T> {
    serde_json::from_str(json).map_err(|error| damaged(&error))
}

fn damaged(error: &serde_json::Error) -> TantivyError {
    TantivyError::InternalError(format!("stored document: {error}"))
}

/// The entry of the index for a document that has these records, at least one, and the text that
/// is to be packed and stored with it.
pub(crate) fn entry(
    records: Vec<Document>,
    fields: &Fields,
    names: &Gazetteer,
) -> tantivy::Result<(TantivyDocument, String)> {
    let all = if records.len() > 1 { json(&records)? } else { String::new() };
    let mut document = merge(records);
    let mut entry = TantivyDocument::default();
    add_text(&mut entry, fields, &document);
    add_values(&mut entry, fields, &document);
    add_likeness(&mut entry, fields, &document, names);
    let body = json(&std::mem::take(&mut document.body))?;
    let head = json(&without_nothing(&document)?)?;
    Ok((entry, [head, body, all].join("\n")))
}

/// The fields of a document that say something, for a library may have millions that do not.
fn without_nothing(document: &Document) -> tantivy::Result<serde_json::Value> {
    let mut value = serde_json::to_value(document).map_err(|error| damaged(&error))?;
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|_, field| match field {
            serde_json::Value::Null => false,
            serde_json::Value::Array(list) => !list.is_empty(),
            serde_json::Value::Object(inner) => !inner.is_empty(),
            _ => true,
        });
    }
    Ok(value)
}

fn json<T: serde::Serialize>(value: &T) -> tantivy::Result<String> {
    serde_json::to_string(value).map_err(|error| damaged(&error))
}

fn add_text(entry: &mut TantivyDocument, fields: &Fields, document: &Document) {
    let title = [Some(&document.title), document.subtitle.as_ref()];
    let title: Vec<&str> = title.into_iter().flatten().map(String::as_str).collect();
    entry.add_custom(fields.given_title, title.join("\n").as_bytes());
    entry.add_custom(fields.given_text, all_text(document).as_bytes());
    let headings = headings(document);
    if !headings.is_empty() {
        entry.add_custom(fields.given_headings, headings.as_bytes());
    }
}

/// The headings of the body, each on a line of its own.
fn headings(document: &Document) -> String {
    let passages = document.passages();
    let headings = passages.iter().filter(|passage| passage.is_heading);
    headings.map(|passage| &*passage.text).collect::<Vec<_>>().join("\n")
}

/// Everything of a document that can be found, its parts on lines of their own.
fn all_text(document: &Document) -> String {
    let mut text = document.title.clone();
    let mut add = |part: &str| {
        text.push('\n');
        text.push_str(part);
    };
    let single = [
        &document.subtitle,
        &document.number,
        &document.summary,
        &document.affiliation,
        &document.category,
    ];
    let lists = [&document.agencies, &document.region, &document.keywords, &document.authors];
    single.into_iter().flatten().chain(lists.into_iter().flatten()).for_each(|part| add(part));
    document.extra.iter().for_each(|field| add(&field.value));
    document.passages().iter().for_each(|passage| add(&passage.text));
    text
}

/// FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), 32 bits: the same on every machine.
fn tie(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn add_values(entry: &mut TantivyDocument, fields: &Fields, document: &Document) {
    entry.add_text(fields.id, &document.id);
    entry.add_u64(fields.tie, u64::from(tie(&document.id)));
    for source in &document.sources {
        entry.add_text(fields.file, &source.file);
    }
    if let Some(date) = document.date {
        entry.add_u64(fields.date, date.sort_key());
        entry.add_u64(fields.first_day, date.first_day());
        entry.add_u64(fields.last_day, date.last_day());
        entry.add_u64(fields.year, u64::from(date.year().unsigned_abs()));
    }
    for agency in &document.agencies {
        entry.add_text(fields.agency, agency);
    }
    entry.add_text(fields.kind, document.kind.key());
    let level = document.level.map(corpus::document::Level::name);
    let status = document.status.as_ref().map(|status| status.value.as_str());
    let single = [
        (fields.number, document.number.as_deref()),
        (fields.district, document.district.as_deref()),
        (fields.level, level),
        (fields.doc_type, document.doc_type.as_deref()),
        (fields.status, status),
    ];
    for (field, value) in single {
        if let Some(value) = value {
            entry.add_text(field, value);
        }
    }
}

/// What documents are compared by.
fn add_likeness(
    entry: &mut TantivyDocument,
    fields: &Fields,
    document: &Document,
    names: &Gazetteer,
) {
    if !likeness::has_versions(document.kind) {
        return;
    }
    entry.add_u64(fields.stem, versions::stem_key(document, names));
    if let Some(sketch) = Sketch::of(document) {
        let (low, high) = versions::halves(sketch);
        entry.add_u64(fields.sketch_low, low);
        entry.add_u64(fields.sketch_high, high);
    }
}
