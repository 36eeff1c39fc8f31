//! How a document is stored in the index and read back.

use corpus::Document;
use corpus::likeness::{self, Sketch};
use corpus::merge::merge;
use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError};

use crate::schema::Fields;
use crate::versions;

/// The document at an address, without its body.
///
/// # Errors
/// When the index cannot be read.
pub fn load_head(
    searcher: &Searcher,
    fields: &Fields,
    at: DocAddress,
) -> Result<Document, TantivyError> {
    parse(text(&searcher.doc(at)?, fields.head))
}

/// The document at an address, whole.
///
/// # Errors
/// When the index cannot be read.
pub fn load(
    searcher: &Searcher,
    fields: &Fields,
    at: DocAddress,
) -> Result<Document, TantivyError> {
    whole(&searcher.doc(at)?, fields)
}

/// All documents of an index, without their bodies.
///
/// # Errors
/// When the index cannot be read.
pub fn load_heads(searcher: &Searcher, fields: &Fields) -> Result<Vec<Document>, TantivyError> {
    let mut heads = Vec::new();
    for segment in searcher.segment_readers() {
        let store = segment.get_store_reader(1)?;
        for stored in store.iter::<TantivyDocument>(segment.alive_bitset()) {
            heads.push(parse(text(&stored?, fields.head))?);
        }
    }
    Ok(heads)
}

/// The records that the document at an address was made of.
pub(crate) fn load_records(
    searcher: &Searcher,
    fields: &Fields,
    at: DocAddress,
) -> Result<Vec<Document>, TantivyError> {
    let stored: TantivyDocument = searcher.doc(at)?;
    match text(&stored, fields.records) {
        "" => Ok(vec![whole(&stored, fields)?]),
        records => parse(records),
    }
}

fn whole(stored: &TantivyDocument, fields: &Fields) -> Result<Document, TantivyError> {
    let mut document: Document = parse(text(stored, fields.head))?;
    document.body = parse(text(stored, fields.body))?;
    Ok(document)
}

fn text(stored: &TantivyDocument, field: tantivy::schema::Field) -> &str {
    stored.get_first(field).and_then(|value| value.as_str()).unwrap_or_default()
}

fn parse<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, TantivyError> {
    serde_json::from_str(json).map_err(|error| damaged(&error))
}

fn damaged(error: &serde_json::Error) -> TantivyError {
    TantivyError::InternalError(format!("stored document: {error}"))
}

/// The entry of the index for a document that has these records, at least one.
pub(crate) fn entry(
    records: Vec<Document>,
    fields: &Fields,
) -> Result<TantivyDocument, TantivyError> {
    let mut entry = TantivyDocument::default();
    if records.len() > 1 {
        entry.add_text(fields.records, json(&records)?);
    }
    let mut document = merge(records);
    add_text(&mut entry, fields, &document);
    add_values(&mut entry, fields, &document);
    entry.add_text(fields.body, json(&document.body)?);
    document.body = Vec::new();
    entry.add_text(fields.head, json(&without_nothing(&document)?)?);
    Ok(entry)
}

/// The fields of a document that say something, for a library may have millions that do not.
fn without_nothing(document: &Document) -> Result<serde_json::Value, TantivyError> {
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

fn json<T: serde::Serialize>(value: &T) -> Result<String, TantivyError> {
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
    add_likeness(entry, fields, document);
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
fn add_likeness(entry: &mut TantivyDocument, fields: &Fields, document: &Document) {
    if !likeness::has_versions(document.kind) {
        return;
    }
    entry.add_u64(fields.stem, versions::stem_key(document));
    if let Some(sketch) = Sketch::of(document) {
        let (low, high) = versions::halves(sketch);
        entry.add_u64(fields.sketch_low, low);
        entry.add_u64(fields.sketch_high, high);
    }
}
