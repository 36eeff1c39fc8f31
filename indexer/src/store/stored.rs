//! What is stored of a document beside what it is found by: the document itself, its body apart,
//! and the records that it was made of.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use corpus::Document;
use serde::Serialize;
use serde_json::{Map, Value};
use tantivy::columnar::Column;
use tantivy::schema::{Field, Value as _};
use tantivy::{DocAddress, Searcher, SegmentReader, TantivyDocument, TantivyError};

use crate::error::{Damage, Error, Result};
use crate::store::packing::Unpacker;
use crate::text::schema::IndexFields;

/// Reads the documents that are stored in an index, as of one commit.
#[derive(Clone)]
pub struct Documents {
    dir: PathBuf,
    field: Field,
    unpacker: Arc<Unpacker>,
    searcher: Searcher,
    /// For each segment the [`checksum`] of what is stored of each document.
    checksums: Arc<[Column<u64>]>,
}

impl Documents {
    /// The documents that a searcher sees of the generation in a folder.
    ///
    /// # Errors
    /// When their checksums cannot be read.
    pub(crate) fn of(
        searcher: &Searcher,
        fields: &IndexFields,
        dir: &Path,
        unpacker: &Arc<Unpacker>,
    ) -> Result<Documents> {
        let column = |segment: &SegmentReader| {
            segment.fast_fields().u64(segment.schema().get_field_name(fields.checksum))
        };
        let checksums = searcher.segment_readers().iter().map(column);
        Ok(Documents {
            dir: dir.to_path_buf(),
            field: fields.stored,
            unpacker: Arc::clone(unpacker),
            searcher: searcher.clone(),
            checksums: checksums.collect::<tantivy::Result<_>>().map_err(Error::tantivy(dir))?,
        })
    }

    /// The document at an address, without its body.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn load_head(&self, at: DocAddress) -> Result<Document> {
        self.told(Parts::of(&self.text_at(at)?).head())
    }

    /// The document at an address, whole.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn load(&self, at: DocAddress) -> Result<Document> {
        self.told(Parts::of(&self.text_at(at)?).whole())
    }

    /// All documents of an index, without their bodies.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn load_heads(&self) -> Result<Vec<Document>> {
        let mut heads = Vec::new();
        self.each_text(&mut |text| {
            heads.push(self.told(Parts::of(&text?).head())?);
            Ok(())
        })?;
        Ok(heads)
    }

    /// Loads all documents of an index whole, with their records, and hands each over, or what is
    /// wrong with it.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load_all(&self, sink: &mut dyn FnMut(Result<Document>)) -> Result<()> {
        self.each_text(&mut |text| {
            sink(text.and_then(|text| {
                let parts = Parts::of(&text);
                self.told(parts.records().and_then(|_| parts.whole()))
            }));
            Ok(())
        })
    }

    /// Hands over what is stored of each document.
    fn each_text(&self, sink: &mut dyn FnMut(Result<String>) -> Result<()>) -> Result<()> {
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            let store = segment.get_store_reader(1).map_err(|error| self.unread(error.into()))?;
            for doc in segment.doc_ids_alive() {
                let stored = read(|| store.get(doc)).map_err(|error| self.unread(error));
                sink(stored.and_then(|stored| self.text(&stored, DocAddress::new(ordinal, doc))))?;
            }
        }
        Ok(())
    }

    /// The records that the document at an address was made of.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load_records(&self, at: DocAddress) -> Result<Vec<Document>> {
        self.told(Parts::of(&self.text_at(at)?).records())
    }

    fn text_at(&self, at: DocAddress) -> Result<String> {
        let stored = read(|| self.searcher.doc(at)).map_err(|error| self.unread(error))?;
        self.text(&stored, at)
    }

    fn text(&self, stored: &TantivyDocument, at: DocAddress) -> Result<String> {
        let packed = stored.get_first(self.field).and_then(|value| value.as_bytes());
        let packed = packed.unwrap_or_default();
        let stated = self.checksums.get(at.segment_ord as usize).and_then(|c| c.first(at.doc_id));
        if stated != Some(checksum(packed)) {
            return Err(Error::damaged(&self.dir)(Damage::Altered));
        }
        self.unpacker.unpack(packed)
    }

    fn told<T>(&self, parsed: serde_json::Result<T>) -> Result<T> {
        parsed.map_err(Damage::Json).map_err(Error::damaged(&self.dir))
    }

    fn unread(&self, error: tantivy::TantivyError) -> Error {
        Error::tantivy(&self.dir)(error)
    }
}

/// Reads a document, also where Tantivy panics over bytes that it did not write: an index that is
/// repaired is read though it is damaged.
fn read(
    work: impl FnOnce() -> tantivy::Result<TantivyDocument>,
) -> tantivy::Result<TantivyDocument> {
    let damaged = || Err(TantivyError::InternalError("a stored document is damaged".to_owned()));
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| damaged())
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

    fn head(&self) -> serde_json::Result<Document> {
        let mut document: Document = serde_json::from_str(self.head)?;
        document.fields = serde_json::from_str(self.fields)?;
        Ok(document)
    }

    fn whole(&self) -> serde_json::Result<Document> {
        let mut document = self.head()?;
        document.body = serde_json::from_str(self.body)?;
        Ok(document)
    }

    fn records(&self) -> serde_json::Result<Vec<Document>> {
        match self.records {
            "" => Ok(vec![self.whole()?]),
            records => serde_json::from_str(records),
        }
    }
}

/// CRC-32 (ISO 3309) of what is stored of a document: one that was altered is never shown.
pub(crate) fn checksum(packed: &[u8]) -> u64 {
    u64::from(crc32fast::hash(packed))
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
    fn checksums_are_the_published_ones() {
        // The check value of CRC-32/ISO-HDLC.
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
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
            for records in [&[document.clone()][..], &[document.clone(), other]] {
                let text = stored(records);
                let parts = Parts::of(&text);
                prop_assert_eq!(&parts.whole().unwrap(), &records[0]);
                let head = parts.head().unwrap();
                prop_assert_eq!(head, Document { body: Vec::new(), ..document.clone() });
                prop_assert_eq!(parts.records().unwrap(), records);
            }
        }
    }
}
