//! The identity of a document: what stays the same when files are edited or
//! moved, so that one policy read in two places is one document.

use crate::document::Document;
use crate::fold;
use crate::kind::Kind;

/// Characters of the hash kept: 64 bits are enough for millions of documents.
const HASH_CHARS: usize = 16;

/// Sets the id where the source stated none: the 发文字号 of a policy or regulation; else a hash
/// of kind, folded title, stated date and lead agency.
pub(crate) fn settle(document: &mut Document) {
    if document.id.is_empty() {
        document.id = derived(document);
    }
}

/// Gives a record that has the id of another document one of its own: by title, date and issuer
/// where it had that of a 发文字号, else by its text as well. A number given twice is a doubt.
pub fn set_apart(record: &mut Document, other: &Document) {
    let plain = hashed(record, "");
    if record.id == plain {
        let passages = record.passages();
        let text: String = passages.iter().map(|passage| fold::key(&passage.text)).collect();
        record.id = hashed(record, &text);
        return;
    }
    record.id = plain;
    let number = record.number.clone().unwrap_or_default();
    record.doubt("number", &number, &format!("另一文件《{}》也是这个文号", other.title));
}

/// Whether the id of a document follows from its other fields and was not stated.
pub(crate) fn is_derived(document: &Document) -> bool {
    document.id == derived(document)
}

fn derived(document: &Document) -> String {
    match &document.number {
        Some(number) if matches!(document.kind, Kind::Policy | Kind::Regulation) => number.clone(),
        _ => hashed(document, ""),
    }
}

/// A hash of kind, title, date, lead agency, and a text where there is one.
fn hashed(document: &Document, text: &str) -> String {
    let date = document.date.map(|date| date.to_string()).unwrap_or_default();
    let agency = document.agency.as_deref().unwrap_or_default();
    let title = fold::key(&document.title);
    let parts = [document.kind.key(), &title, &date, agency, text];
    let parts = if text.is_empty() { &parts[..4] } else { &parts[..] };
    let hash = blake3::hash(parts.join("\u{1f}").as_bytes()).to_hex();
    format!("{}-{}", document.kind.key(), &hash[..HASH_CHARS])
}
