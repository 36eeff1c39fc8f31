//! Derives what a source did not state: canonical agencies, district, region,
//! level, document type, kind, the date that counts, and the identity. What was
//! inferred and not stated is listed in the document with its evidence.

use std::path::Path;

use crate::agency;
use crate::date::PartialDate;
use crate::doc_type;
use crate::document::{Document, Inference};
use crate::gazetteer::Gazetteer;
use crate::identity;
use crate::kind::Kind;
use crate::notice;
use crate::place;

/// Completes a document as a reader hands it over. Doing it twice changes nothing.
pub fn complete(document: &mut Document, gazetteer: &Gazetteer) {
    document.date = document.dates.published.or(document.dates.issued).or(document.date);
    notice::settle(document);
    settle_date_of_name(document);
    agency::settle(document, gazetteer);
    place::settle(document, gazetteer);
    settle_doc_type(document);
    settle_kind(document);
    place::settle_level(document, gazetteer);
    identity::settle(document);
}

/// A file may be named for its date: 上海市劳动合同条例(2001-11-15).md.
fn settle_date_of_name(document: &mut Document) {
    let [source] = document.sources.as_slice() else { return };
    if document.date.is_some() || !source.place.is_empty() {
        return;
    }
    let stem = Path::new(&source.file).file_stem().unwrap_or_default();
    let stem = stem.to_string_lossy().into_owned();
    let bracket =
        stem.trim_end().strip_suffix([')', '）']).and_then(|s| s.rsplit_once(['(', '（']));
    if let Some((_, words)) = bracket
        && let Ok(date) = words.parse::<PartialDate>()
    {
        let words = words.to_owned();
        document.date = Some(date);
        infer(document, "date", &words);
    }
}

fn settle_doc_type(document: &mut Document) {
    let issues_documents = !matches!(document.kind, Kind::Organization | Kind::News | Kind::Report);
    if document.doc_type.is_none()
        && issues_documents
        && let Some((doc_type, words)) = doc_type::of_title(&document.title)
    {
        let words = words.to_owned();
        document.doc_type = Some(doc_type.to_owned());
        infer(document, "doc_type", &words);
    }
}

fn settle_kind(document: &mut Document) {
    if document.kind != Kind::Other || document.category.is_some() {
        return;
    }
    let Some(doc_type) = document.doc_type.clone() else { return };
    document.kind = doc_type::kind(&doc_type, document.agency.as_deref());
    infer(document, "kind", &doc_type);
}

/// Notes that a field was inferred, and from which words.
pub(crate) fn infer(document: &mut Document, field: &str, evidence: &str) {
    document.inferred.retain(|inference| inference.field != field);
    document.inferred.push(Inference { field: field.to_owned(), evidence: evidence.to_owned() });
}
