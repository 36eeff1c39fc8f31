//! How pages say dates, fields and values in Chinese.

use std::collections::HashMap;

use corpus::document::Inference;
use corpus::fields::{Field, Validity};
use report::number::grouped;
pub(super) use report::wording::value;

/// A title, or what stands in place of one.
pub(super) fn title(title: &str) -> &str {
    if title.is_empty() { "（无标题）" } else { title }
}

/// Milliseconds, no more precise than anyone cares to know.
pub(super) fn milliseconds(took: f64) -> String {
    if took < 9.95 { format!("{took:.1}") } else { grouped(took.round() as usize) }
}

/// The beginning of a longer text.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Words of the query in quotation marks; those inside become single ones.
pub(super) fn quoted(words: &str) -> String {
    let single = |character| match character {
        '“' => '‘',
        '”' => '’',
        other => other,
    };
    format!("“{}”", words.trim().chars().map(single).collect::<String>())
}

/// An agency, with where it is as far as its name does not say so.
pub(super) fn agency(name: &str, places: &HashMap<String, String>) -> String {
    match places.get(name) {
        Some(place) => format!("{name}（{place}）"),
        None => name.to_owned(),
    }
}

/// A fact about a document, with what it was inferred from where the source does not state it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) inferred: Option<String>,
}

impl Fact {
    /// A fact that is not inferred.
    pub(super) fn stated(label: &str, text: impl Into<String>) -> Fact {
        Fact { label: label.to_owned(), text: text.into(), inferred: None }
    }

    /// The value of a field, with what it was inferred from.
    pub(super) fn of(inferred: &[Inference], field: &Field, text: String) -> Fact {
        let inferred = inferred.iter().find(|inference| inference.field == field.key);
        let explain = |inference: &Inference| match inference.evidence.as_str() {
            "" => "原文未写明，由程序推断".to_owned(),
            evidence => format!("原文未写明，推断依据：{evidence}"),
        };
        Fact { label: field.label.to_owned(), text, inferred: inferred.map(explain) }
    }
}

/// The class that colours a status.
pub(super) fn status_class(status: Validity) -> &'static str {
    match status {
        Validity::InForce => "status-valid",
        Validity::Expired | Validity::Repealed => "status-ended",
        Validity::Open => "status-unsure",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_easy_to_read() {
        let cases = [(0.04, "0.0"), (2.34, "2.3"), (12.6, "13"), (1234.5, "1,235")];
        for (took, expected) in cases {
            assert_eq!(milliseconds(took), expected);
        }
        assert_eq!(shortened("一二三", 2), "一二…");
        assert_eq!(shortened("一二三", 3), "一二三");
    }

    #[test]
    fn quotation_marks_are_nested() {
        let cases = [("2019年", "“2019年”"), (" “十三五”期间", "“‘十三五’期间”")];
        for (words, expected) in cases {
            assert_eq!(quoted(words), expected);
        }
    }
}
