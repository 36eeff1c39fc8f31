//! A document as an entry of the index: the texts and values that it is found by, and the text that
//! is stored of it.

use std::collections::BTreeSet;

use corpus::gazetteer::Gazetteer;
use corpus::merge::merge;
use corpus::{Document, fields, naming};
use tantivy::TantivyDocument;

use crate::store::likeness_columns;
use crate::store::seen::Times;
use crate::store::stored::{records_to_store, text_to_store};
use crate::text::schema::IndexFields;

/// The entry of the index for a document that has these records, at least one, and the text that
/// is to be packed and stored with it. `names` tell what of a title is its issuers and its place,
/// `times` when the document was seen.
///
/// # Errors
/// When something of it has no JSON.
pub(crate) fn entry(
    records: Vec<Document>,
    fields: &IndexFields,
    names: &Gazetteer,
    times: &mut dyn FnMut(&Document) -> Times,
) -> serde_json::Result<(TantivyDocument, String)> {
    let stored_records = records_to_store(&records)?;
    let document = merge(records);
    let mut entry = TantivyDocument::default();
    add_text(&mut entry, fields, &document);
    add_values(&mut entry, fields, &document);
    add_times(&mut entry, fields, times(&document));
    let names_of = naming::of_document(&document, names);
    let terms: BTreeSet<String> = names_of.iter().map(naming::Name::term).collect();
    terms.iter().for_each(|term| entry.add_text(fields.names, term));
    likeness_columns::add(&mut entry, fields, &document, names);
    Ok((entry, text_to_store(document, stored_records)?))
}

fn add_text(entry: &mut TantivyDocument, fields: &IndexFields, document: &Document) {
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
    for field in fields::ALL.iter().filter(|field| field.is_text) {
        field.values(&document.fields).iter().for_each(|value| add(value));
    }
    document.extra.iter().for_each(|field| add(&field.value));
    document.passages().iter().for_each(|passage| add(&passage.text));
    text
}

/// FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), 32 bits: the same on every machine.
fn tie(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn add_values(entry: &mut TantivyDocument, fields: &IndexFields, document: &Document) {
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
    if let Some(deadline) = document.dates.deadline {
        entry.add_u64(fields.deadline, deadline.last_day());
    }
    if let Some(number) = &document.number {
        entry.add_text(fields.number, number);
    }
    for (field, column) in fields.facets() {
        for value in field.values(&document.fields) {
            entry.add_text(column, value);
        }
    }
}

fn add_times(entry: &mut TantivyDocument, fields: &IndexFields, times: Times) {
    entry.add_u64(fields.first_seen, u64::from(times.first.seconds()));
    if let Some(changed) = times.changed {
        entry.add_u64(fields.changed, u64::from(changed.seconds()));
    }
}

#[cfg(test)]
mod tests {
    use corpus::document::{Block, Fields, Statement};

    use super::*;

    #[test]
    fn ties_are_the_published_hashes() {
        // Test vectors of draft-eastlake-fnv, appendix C.
        let cases = [("", 0x811c_9dc5), ("a", 0xe40c_292c), ("foobar", 0xbf9c_f968)];
        for (id, expected) in cases {
            assert_eq!(tie(id), expected, "{id}");
        }
    }

    #[test]
    fn everything_that_is_text_can_be_found() {
        let text = |name: &str| Some(name.to_owned());
        let list = |name: &str| vec![format!("{name}一"), format!("{name}二")];
        let fields = Fields {
            title: "标题".to_owned(),
            subtitle: text("副题"),
            number: text("文号"),
            summary: text("内容"),
            affiliation: text("单位"),
            category: text("种类"),
            agencies: list("机构"),
            region: list("地区"),
            keywords: list("词"),
            authors: list("作者"),
            ..Fields::default()
        };
        let mut document = Document {
            fields,
            extra: vec![Statement { name: "栏".to_owned(), value: "值".to_owned() }],
            ..Document::default()
        };
        document.push_block(Block::Paragraph("正文".to_owned()));
        let expected = "标题 副题 机构一 机构二 地区一 地区二 文号 种类 作者一 作者二 单位 词一 词二 内容 值 正文";
        assert_eq!(all_text(&document).replace('\n', " "), expected);
        assert_eq!(headings(&document), "");
    }
}
