//! What number and head say of a document: its 发文字号, its type, and the types of what it prints.

use document::document::Attachment;
use document::record::Record;
use document::title;
use language::kind::Kind;
use language::{doc_type, number};

use crate::finding::{Finding, Settled};
use crate::letter::Letter;

/// The 发文字号: of the letter's head, or with which the title opens. Who explains a document names
/// its number.
pub(crate) fn number(record: &Record, kind: Kind, letter: &Letter) -> Settled<String> {
    let stated = Settled::stated(record, "number", record.fields.number.clone());
    let title = &record.fields.title;
    let of_title = || {
        let value = number::opening(title)?.number;
        Some(Finding { value, evidence: title.clone() })
    };
    match kind {
        Kind::Interpretation => stated,
        _ => stated.or(|| letter.number.clone().or_else(of_title)),
    }
}

/// The type of what was issued, by its title.
pub(crate) fn doc_type(record: &Record, is_issued: bool) -> Settled<String> {
    let stated = Settled::stated(record, "doc_type", record.fields.doc_type.clone());
    stated.or(|| {
        let (value, words) = of_title(&record.fields.title).filter(|_| is_issued)?;
        Some(Finding { value: value.to_owned(), evidence: words.to_owned() })
    })
}

/// The type that a title ends with, that of what it says was given, or that of its number
/// (海关总署公告2022年第15号（…）); and the words.
fn of_title(title: &str) -> Option<(&'static str, &str)> {
    doc_type::of_title(title)
        .or_else(|| doc_type::of_title(title::given(title)?))
        .or_else(|| doc_type::of_title(number::opening(title)?.office))
}

/// What a notice prints is found by its own document type, as a keyword.
pub(crate) fn keywords(record: &Record, printed: &[Attachment]) -> Settled<Vec<String>> {
    let stated = Some(record.fields.keywords.clone()).filter(|keywords| !keywords.is_empty());
    Settled::stated(record, "keywords", stated).or(|| {
        let mut value: Vec<String> = printed.iter().filter_map(|p| p.doc_type.clone()).collect();
        value.dedup();
        let evidence = record.fields.title.clone();
        (!value.is_empty()).then_some(Finding { value, evidence })
    })
}
