//! The identity of a document: what stays the same when files are edited or
//! moved, so that one policy read in two places is one document.

use crate::document::{Document, Doubt};
use language::fold;
use language::kind::Kind;

/// Characters of the hash kept: 64 bits are enough for millions of documents.
const HASH_CHARS: usize = 16;

/// Gives a document its id where the source stated none: the 发文字号 of a policy or regulation;
/// else a hash of kind, folded title, stated date and lead agency.
pub fn settle(document: &mut Document) {
    if document.id.is_empty() {
        document.id = derived(document);
    }
}

/// How many ids a document can have without stating one: its number, and the hashes of more and
/// more of what it says.
pub const MOST_IDS: usize = 4;

/// Gives a record that has the id of another document the next of its own: by title, date and
/// issuer where it had that of a 发文字号, else by its text as well, else by the place where it was
/// read. False where it has no further one, so that who sets records apart comes to an end. A number
/// given twice is a doubt.
pub fn set_apart(record: &mut Document, other: &Document) -> bool {
    let ids = ids(record);
    let mut finer = ids.iter().skip_while(|id| **id != record.id);
    let Some(next) = finer.find(|id| **id != record.id).cloned() else { return false };
    if record.number.as_ref() == Some(&record.id) {
        let number = record.id.clone();
        let reason = format!("另一文件《{}》也是这个文号", other.title);
        Doubt::note(&mut record.doubts, "number", &number, &reason);
    }
    record.id = next;
    true
}

/// The ids of a document, from what stays the same over most changes to what is surely its own.
fn ids(document: &Document) -> [String; MOST_IDS] {
    let passages = document.passages();
    let text: String = passages.iter().map(|passage| fold::key(&passage.text)).collect();
    let places = document.sources.iter().map(|s| format!("{}\u{1e}{}", s.file, s.place));
    let places: Vec<String> = places.collect();
    [
        derived(document),
        hashed(document, ""),
        hashed(document, &text),
        hashed(document, &format!("{text}\u{1d}{}", places.join("\u{1d}"))),
    ]
}

/// Whether the id of a document follows from its other fields and was not stated.
pub fn is_derived(document: &Document) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Source};
    use crate::fields::Fields;

    #[test]
    fn a_record_is_set_apart_a_few_times_only() {
        let other = Document {
            fields: Fields { title: "甲".to_owned(), ..Fields::default() },
            ..Document::default()
        };
        // Whether it has a number and a text, and how many ids it then has.
        let cases = [(false, false, 2), (false, true, 3), (true, false, 3), (true, true, 4)];
        for (has_number, has_text, expected) in cases {
            let source = Source { file: "a.txt".to_owned(), place: String::new() };
            let mut record = Document { sources: vec![source], ..Document::default() };
            record.fields.kind = Kind::Policy;
            record.fields.number = has_number.then(|| "长政发〔2022〕1号".to_owned());
            if has_text {
                record.push_block(Block::Paragraph("停车".to_owned()));
            }
            settle(&mut record);
            let mut ids = vec![record.id.clone()];
            while set_apart(&mut record, &other) {
                assert!(!ids.contains(&record.id), "{ids:?} {}", record.id);
                ids.push(record.id.clone());
            }
            assert_eq!(ids.len(), expected, "{has_number} {has_text}");
            assert!(ids.len() <= MOST_IDS);
            assert_eq!(record.doubts.len(), usize::from(has_number));
        }
    }
}
