//! The lines that a document is laid out by: headings, paragraphs, items that run on within a
//! paragraph, rows of tables.

use std::borrow::Cow;
use std::sync::LazyLock;

use corpus::body::Role;
use regex::Regex;

use super::mark::{self, Mark};

/// A line.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) mark: Option<Mark>,
    /// How many sections it is in, where it stands in one.
    pub(super) depth: usize,
    pub(super) is_heading: bool,
    /// Whether nothing that is open goes on behind it: a signature, a list of what is attached.
    pub(super) closes: bool,
    /// Whether it is of a table or figure, which belongs to what stands above.
    pub(super) is_beside: bool,
    /// Whether it goes on in the paragraph of the line before.
    pub(super) is_glued: bool,
}

impl<'a> Line<'a> {
    pub(super) fn heading(text: &'a str, role: Role<'_>, depth: usize) -> Line<'a> {
        Line { is_heading: true, ..Line::paragraph(text, role, depth) }
    }

    pub(super) fn paragraph(text: &'a str, role: Role<'_>, depth: usize) -> Line<'a> {
        let closes = matches!(role, Role::Signature | Role::Annex | Role::History);
        let mark = mark::of_line(text, role);
        Line { mark, depth, closes, ..Line::beside(text.into()) }.in_text()
    }

    pub(super) fn beside(text: Cow<'a, str>) -> Line<'a> {
        Line {
            text,
            mark: None,
            depth: 0,
            is_heading: false,
            closes: false,
            is_beside: true,
            is_glued: false,
        }
    }

    fn in_text(self) -> Line<'a> {
        Line { is_beside: false, ..self }
    }
}

#[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
static INNER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:^\s*|[：:；;。]\s*)(?P<mark>[（(](?P<n>[一二三四五六七八九十]{1,3})[）)])";
    Regex::new(pattern).expect("inner pattern")
});

/// A paragraph cut before the items of a list that run on in it: …：（一）甲；（二）乙。
pub(super) fn pieces(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let mut next = 1;
    for found in INNER.captures_iter(text) {
        let number = corpus::numeral::parse(&found["n"]);
        let at = found.name("mark").map_or(0, |mark| mark.start());
        if text[..at].trim().is_empty() {
            next = number.unwrap_or(0) + 1;
        } else if number == Some(next) {
            cuts.push(at);
            next += 1;
        }
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_may_run_on_in_a_paragraph() {
        let cases: [(&str, &[&str]); 4] = [
            ("应当：（一）甲；（二）乙。", &["应当：", "（一）甲；", "（二）乙。"]),
            ("（二）乙；（三）丙。", &["（二）乙；", "（三）丙。"]),
            (
                "按照第三条第（一）项办理；（三）不在此列。",
                &["按照第三条第（一）项办理；（三）不在此列。"],
            ),
            ("甲。", &["甲。"]),
        ];
        for (text, expected) in cases {
            assert_eq!(pieces(text), expected);
        }
    }
}
