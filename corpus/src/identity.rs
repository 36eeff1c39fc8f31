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

/// Gives a document whose 发文字号 is that of another one an id of its own, and says so.
pub fn set_apart(document: &mut Document, other: &str) {
    document.id = hashed(document);
    let number = document.number.clone().unwrap_or_default();
    document.doubt("number", &number, &format!("另一文件《{other}》也是这个文号"));
}

/// Whether the id of a document follows from its other fields and was not stated.
pub(crate) fn is_derived(document: &Document) -> bool {
    document.id == derived(document)
}

fn derived(document: &Document) -> String {
    match &document.number {
        Some(number) if matches!(document.kind, Kind::Policy | Kind::Regulation) => number.clone(),
        _ => hashed(document),
    }
}

fn hashed(document: &Document) -> String {
    let date = document.date.map(|date| date.to_string()).unwrap_or_default();
    let agency = document.agency.as_deref().unwrap_or_default();
    let parts = [document.kind.key(), &fold::key(&document.title), &date, agency];
    let hash = blake3::hash(parts.join("\u{1f}").as_bytes()).to_hex();
    format!("{}-{}", document.kind.key(), &hash[..HASH_CHARS])
}
