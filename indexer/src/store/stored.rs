//! What is stored of a document beside what it is found by: the document itself, its body apart,
//! and the records that it was made of.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use corpus::Document;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use tantivy::schema::{Field, Value as _};
use tantivy::{DocAddress, Searcher, TantivyDocument};

use crate::error::{Damage, Error, Result};
use crate::store::packing::Unpacker;
use crate::text::schema::IndexFields;

/// Reads the documents that are stored in an index.
#[derive(Clone)]
pub struct Documents {
    dir: PathBuf,
    field: Field,
    unpacker: Arc<Unpacker>,
}

impl Documents {
    /// The documents of the generation in a folder.
    pub(crate) fn open(dir: &Path, fields: &IndexFields) -> Documents {
        let unpacker = Arc::new(Unpacker::open(dir));
        Documents { dir: dir.to_path_buf(), field: fields.stored, unpacker }
    }

    /// The document at an address, without its body.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn load_head(&self, searcher: &Searcher, at: DocAddress) -> Result<Document> {
        self.parse_head(&Parts::of(&self.text_at(searcher, at)?))
    }

    /// The document at an address, whole.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn load(&self, searcher: &Searcher, at: DocAddress) -> Result<Document> {
        self.parse_whole(&Parts::of(&self.text_at(searcher, at)?))
    }

    /// All documents of an index, without their bodies.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn load_heads(&self, searcher: &Searcher) -> Result<Vec<Document>> {
        let mut heads = Vec::new();
        for segment in searcher.segment_readers() {
            let store = segment.get_store_reader(1).map_err(|error| self.unread(error.into()))?;
            for stored in store.iter::<TantivyDocument>(segment.alive_bitset()) {
                let text = self.text(&stored.map_err(|error| self.unread(error))?)?;
                heads.push(self.parse_head(&Parts::of(&text))?);
            }
        }
        Ok(heads)
    }

    /// The records that the document at an address was made of.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load_records(
        &self,
        searcher: &Searcher,
        at: DocAddress,
    ) -> Result<Vec<Document>> {
        self.parse_records(&Parts::of(&self.text_at(searcher, at)?))
    }

    fn text_at(&self, searcher: &Searcher, at: DocAddress) -> Result<String> {
        self.text(&searcher.doc(at).map_err(|error| self.unread(error))?)
    }

    fn text(&self, stored: &TantivyDocument) -> Result<String> {
        let packed = stored.get_first(self.field).and_then(|value| value.as_bytes());
        self.unpacker.unpack(packed.unwrap_or_default())
    }

    fn parse_head(&self, parts: &Parts<'_>) -> Result<Document> {
        let mut document: Document = self.parse(parts.head)?;
        document.fields = self.parse(parts.fields)?;
        Ok(document)
    }

    fn parse_whole(&self, parts: &Parts<'_>) -> Result<Document> {
        let mut document = self.parse_head(parts)?;
        document.body = self.parse(parts.body)?;
        Ok(document)
    }

    fn parse_records(&self, parts: &Parts<'_>) -> Result<Vec<Document>> {
        match parts.records {
            "" => Ok(vec![self.parse_whole(parts)?]),
            records => self.parse(records),
        }
    }

    fn parse<T: DeserializeOwned>(&self, json: &str) -> Result<T> {
        serde_json::from_str(json).map_err(Damage::Json).map_err(Error::damaged(&self.dir))
    }

    fn unread(&self, error: tantivy::TantivyError) -> Error {
        Error::tantivy(&self.dir)(error)
    }
}

/// What is stored of a document: a line of JSON each.
struct Parts<'a> {
    /// The document without its fields and its body.
    head: &'a str,
    /// Its fields, apart: serde reads flattened members only by way of a copy of them.
    fields: &'a str,
    body: &'a str,
    /// The records that were merged; empty when there is only one.
    records: &'a str,
}

impl Parts<'_> {
    fn of(text: &str) -> Parts<'_> {
        let mut lines = text.split('\n');
        let mut next = || lines.next().unwrap_or_default();
        Parts { head: next(), fields: next(), body: next(), records: next() }
    }
}

/// What [`text_to_store`] keeps of the records of a document, nothing where there is only one.
pub(crate) fn records_to_store(records: &[Document]) -> serde_json::Result<String> {
    if records.len() > 1 { serde_json::to_string(&records) } else { Ok(String::new()) }
}

/// The text that is stored of a document, with that of its records.
pub(crate) fn text_to_store(mut document: Document, records: String) -> serde_json::Result<String> {
    let body = serde_json::to_string(&std::mem::take(&mut document.body))?;
    let fields = without_nothing(&document.fields)?;
    let mut head = without_nothing(&document)?;
    head.retain(|name, _| !fields.contains_key(name));
    let [head, fields] = [head, fields].map(Value::Object).map(|part| part.to_string());
    Ok([head, fields, body, records].join("\n"))
}

/// The members of a structure that say something, for a library may have millions that do not.
fn without_nothing(structure: &impl Serialize) -> serde_json::Result<Map<String, Value>> {
    let Value::Object(mut members) = serde_json::to_value(structure)? else {
        return Ok(Map::new());
    };
    members.retain(|_, member| match member {
        Value::Null => false,
        Value::Array(list) => !list.is_empty(),
        Value::Object(inner) => !inner.is_empty(),
        _ => true,
    });
    Ok(members)
}

#[cfg(test)]
mod tests {
    use corpus::document::{Block, Source};
    use proptest::prelude::*;

    use super::*;
    use crate::text::schema;

    fn documents() -> Documents {
        Documents::open(Path::new("no folder is needed"), &schema::build().1)
    }

    fn stored(records: &[Document]) -> String {
        let text = text_to_store(records[0].clone(), records_to_store(records).unwrap());
        text.unwrap()
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        let document = Document { id: "一".to_owned(), ..Document::default() };
        let text = stored(&[document]);
        assert_eq!(text, "{\"id\":\"一\"}\n{\"kind\":\"other\",\"title\":\"\"}\n[]\n");
    }

    #[test]
    fn damage_is_told() {
        let damaged = documents().parse_whole(&Parts::of("{"));
        let is_json = matches!(&damaged, Err(Error::Damaged { damage: Damage::Json(_), .. }));
        assert!(is_json, "{damaged:?}");
    }

    proptest! {
        #[test]
        fn what_is_stored_comes_back(texts in prop::array::uniform4("(\\PC|[\n\r\t\u{85}\u{2028}\"\\\\]){0,20}")) {
            let [title, paragraph, file, summary] = texts;
            let source = Source { file, place: String::new() };
            let mut document = Document { sources: vec![source], ..Document::default() };
            document.fields.title = title;
            document.push_block(Block::Paragraph(paragraph));
            let mut other = document.clone();
            other.fields.summary = Some(summary);
            let documents = documents();
            for records in [&[document.clone()][..], &[document.clone(), other]] {
                let text = stored(records);
                let parts = Parts::of(&text);
                prop_assert_eq!(&documents.parse_whole(&parts).unwrap(), &records[0]);
                let head = documents.parse_head(&parts).unwrap();
                prop_assert_eq!(head, Document { body: Vec::new(), ..document.clone() });
                prop_assert_eq!(documents.parse_records(&parts).unwrap(), records);
            }
        }
    }
}
