//! One document of the records that several sources have of it.
//!
//! A field comes from the record that has the best claim to it: a correction, then what a source states, then what
//! was inferred, then the built-in library; among equals the record whose source sorts first.
//! The body is the longest one of the best kind, with what only other records say behind it.

use std::collections::BTreeSet;

use crate::document::{Block, Document, Doubt, Inference, Section};
use crate::fields::{self, Field, Fields};
use language::fold;

/// Merges the records of one document; the order in which they are given does not matter.
///
/// Returns an empty document for no records.
pub fn merge(mut records: Vec<Document>) -> Document {
    records.sort_by_cached_key(|record| (is_builtin(record), source_key(record)));
    if records.len() < 2 {
        return records.pop().unwrap_or_default();
    }
    let claims = Claims { records: &records };
    let mut fields = Fields::default();
    for field in fields::ALL {
        if let Some(best) = claims.best(field) {
            field.take(&mut fields, best);
        }
    }
    fields.agency = fields.agencies.first().cloned();
    let printing = claims.ordered("attachments");
    let mut printing = printing.into_iter().filter(|record| !record.attachments.is_empty());
    let mut merged = Document {
        id: records[0].id.clone(),
        fields,
        body: body(&records),
        attachments: printing.next().map(|record| record.attachments.clone()).unwrap_or_default(),
        ..Document::default()
    };
    let is_file = |record: &&Document| record.sources.iter().all(|s| s.place.is_empty());
    let added = merged.body.len() > records.iter().map(|r| r.body.len()).max().unwrap_or(0);
    // A row of a table says things in its own way.
    if added && records.iter().filter(is_file).count() > 1 {
        let files = records.iter().flat_map(|r| &r.sources).map(|s| s.file.as_str());
        let files: Vec<&str> = files.collect();
        let reason = "各处来源的正文有不同的段落，已附在文末";
        Doubt::note(&mut merged.doubts, "body", &files.join("；"), reason);
    }
    merged.inferred = claims.inferred();
    // There may be thousands, where rows of a table say the same.
    let mut seen = BTreeSet::new();
    let sources = records.iter().flat_map(|record| &record.sources);
    let sources = sources.filter(|source| seen.insert((&source.file, &source.place)));
    merged.sources = sources.cloned().collect();
    for record in &records {
        extend_new(&mut merged.extra, &record.extra);
        extend_new(&mut merged.references, &record.references);
        extend_new(&mut merged.doubts, &record.doubts);
        extend_new(&mut merged.corrected, &record.corrected);
    }
    merged
}

struct Claims<'a> {
    records: &'a [Document],
}

impl Claims<'_> {
    /// The records in the order of their claim to a field.
    fn ordered(&self, field: &str) -> Vec<&Document> {
        let mut ordered: Vec<&Document> = self.records.iter().collect();
        ordered.sort_by_key(|record| {
            (!record.is_corrected(field), is_builtin(record), is_inferred(record, field))
        });
        ordered
    }

    /// The record of the best claim to a field that has a value; what was corrected to nothing stays
    /// nothing.
    fn best(&self, field: &Field) -> Option<&Document> {
        let ordered = self.ordered(field.key);
        let corrected = ordered.first().filter(|best| best.is_corrected(field.key)).copied();
        corrected.or_else(|| ordered.into_iter().find(|record| field.is_known(record)))
    }

    /// The inferences whose field was taken from the record that inferred it: no record of a
    /// better claim states the field.
    fn inferred(&self) -> Vec<Inference> {
        let mut kept: Vec<Inference> = Vec::new();
        let mut seen = BTreeSet::new();
        for inference in self.records.iter().flat_map(|record| &record.inferred) {
            if seen.insert(&inference.field) {
                let best = self.ordered(&inference.field).into_iter().next();
                let own = best.iter().flat_map(|record| &record.inferred);
                kept.extend(own.filter(|own| own.field == inference.field).take(1).cloned());
            }
        }
        kept
    }
}

fn is_inferred(record: &Document, field: &str) -> bool {
    record.inferred.iter().any(|inference| inference.field == field)
}

fn is_builtin(record: &Document) -> bool {
    record.sources.iter().all(|source| source.is_builtin())
}

fn source_key(record: &Document) -> Vec<(String, String)> {
    record.sources.iter().map(|s| (s.file.clone(), s.place.clone())).collect()
}

/// The longest body, but never the built-in digest where there is an original; behind it, source
/// by source, the paragraphs that only other records have.
fn body(records: &[Document]) -> Vec<Section> {
    let length = |record: &Document| -> usize {
        record.passages().iter().map(|passage| passage.text.len()).sum()
    };
    let best = records.iter().min_by_key(|record| {
        let length = length(record);
        (length == 0, is_builtin(record), std::cmp::Reverse(length))
    });
    let Some(best) = best else { return Vec::new() };
    let mut body = best.body.clone();
    let mut known = fold::key(&best.title) + &text_key(best);
    for other in records.iter().filter(|other| is_builtin(other) == is_builtin(best)) {
        if let Some(section) = only_in(other, &known) {
            known.push_str(&text_key(other));
            body.push(section);
        }
    }
    body
}

/// The folded text of a body, over the ends of paragraphs: files of two formats set these
/// differently.
fn text_key(record: &Document) -> String {
    record.passages().iter().map(|passage| fold::key(&passage.text)).collect()
}

/// The paragraphs of a record that a text does not have, under the name of its file.
fn only_in(record: &Document, known: &str) -> Option<Section> {
    let passages = record.passages();
    let texts = passages.iter().map(|passage| passage.text.as_ref());
    let new = std::iter::once(record.title.as_str()).chain(texts);
    let new = new.filter(|text| !known.contains(&fold::key(text)));
    let blocks: Vec<Block> = new.map(|text| Block::Paragraph(text.to_owned())).collect();
    let source = record.sources.first()?;
    let file = source.file.rsplit(['/', '\\']).next().unwrap_or_default();
    let heading = format!("另一来源（{file} {}）中不同的段落", source.place).replace(" ）", "）");
    (!blocks.is_empty()).then(|| Section { heading: Some(heading), blocks, sections: Vec::new() })
}

fn extend_new<T: Clone + PartialEq>(list: &mut Vec<T>, more: &[T]) {
    for item in more {
        if !list.contains(item) {
            list.push(item.clone());
        }
    }
}
