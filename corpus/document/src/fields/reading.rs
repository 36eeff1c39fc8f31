//! How words of a source become values of fields. Each tells whether they are one.

use language::date::{DateError, PartialDate};
use language::doc_type;
use language::kind::Kind;

use super::values::Fields;

pub(super) fn text(place: &mut Option<String>, words: &str) -> bool {
    *place = Some(words.to_owned());
    true
}

pub(super) fn date(place: &mut Option<PartialDate>, words: &str) -> bool {
    let read: Result<PartialDate, DateError> = words.parse();
    if let Ok(date) = read {
        *place = Some(date);
    }
    read.is_ok()
}

pub(super) fn kind(fields: &mut Fields, words: &str) -> bool {
    let known = Kind::parse(words);
    if let Some(kind) = known {
        fields.kind = kind;
        if words != kind.name() && words != kind.key() {
            fields.category = Some(words.to_owned());
        }
    }
    known.is_some()
}

/// A column 类型 may hold a document type (通知) or a kind (报告).
pub(super) fn type_or_kind(fields: &mut Fields, words: &str) -> bool {
    let known = doc_type::of_title(words);
    if let Some((name, _)) = known {
        fields.doc_type = Some(name.to_owned());
    }
    let is_kind = Kind::parse(words).is_some_and(|kind| kind != Kind::Policy);
    (is_kind && kind(fields, words)) || known.is_some()
}

/// Splits a cell that names several: at 、，,；; and white space between ideographs.
pub(super) fn list(place: &mut Vec<String>, words: &str) -> bool {
    let parts = words.split(['、', '，', ',', '；', ';', ' ', '\u{3000}', '\n']).map(str::trim);
    *place = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
    true
}
