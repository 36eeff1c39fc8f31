//! The number that a cell or a line of metadata states: the document's own, and none that it refers to.

use super::{NUMBER, find, of_line, order, standard};

/// Words on either side of a number that is another document's: 依据粤财社〔2026〕19号.
const REFERENCES: [&str; 16] = [
    "依据", "根据", "按照", "依照", "遵照", "参照", "落实", "贯彻", "转发", "批复", "代替", "替代",
    "取代", "引用", "详见", "为准",
];

/// Words that say so only before it: behind it they are of the document itself (（已废止）).
const ACTS: [&str; 4] = ["废止", "修改", "修订", "执行"];

/// The number that a text under the name of numbers states: a 发文字号, that of an order, an
/// announcement or a standard. A remark may follow it (沪府发〔2024〕3号（已废止）); of several the
/// first counts. `None` where the text only names the number of another document.
pub fn stated(text: &str) -> Option<String> {
    let plain = crate::fold::halfwidth(text);
    let plain = plain.trim();
    let inner = plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(plain);
    if is_reference(inner) {
        return None;
    }
    let of_order = || {
        let order = order(inner)?;
        let is_apart = order.rest.starts_with(|c: char| !c.is_alphanumeric());
        is_apart.then_some(order.number)
    };
    find(inner).or_else(|| of_line(inner)).or_else(of_order).or_else(|| standard(inner))
}

/// Whether words around the first number say that it is another document's.
fn is_reference(text: &str) -> bool {
    let (before, after) = match (NUMBER.captures(text), order(text)) {
        (Some(found), _) => {
            let serial = found.get(0).map_or(text.len(), |whole| whole.end());
            let year = found.name("year").map_or(0, |year| year.start());
            (&text[..year], &text[serial..])
        }
        (None, Some(order)) => (order.office, order.rest),
        (None, None) => return false,
    };
    let says = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    says(before, &REFERENCES) || says(before, &ACTS) || says(after, &REFERENCES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_another_document_is_none() {
        let cases = [
            ("江府发〔2024〕3号", Some("江府发〔2024〕3号")),
            ("文号：江府发[2024]3号", Some("江府发〔2024〕3号")),
            ("江府发〔2024〕3号（已废止）", Some("江府发〔2024〕3号")),
            ("江府发〔2024〕3号、江府发〔2024〕4号", Some("江府发〔2024〕3号")),
            ("江城市人民政府令第12号", Some("江城市人民政府令第12号")),
            ("江城市人民政府令（第12号）", Some("江城市人民政府令第12号")),
            ("江城市人民政府令第12号（2024年修正）", Some("江城市人民政府令第12号")),
            ("（国务院令第746号）", Some("国务院令第746号")),
            ("依据江财社〔2026〕19号", None),
            ("（依据江财社〔2026〕19号）", None),
            ("以江财社〔2026〕19号为依据", None),
            ("批复国函〔2024〕7号", None),
            ("根据国务院令第746号", None),
            ("国函〔2024〕7号（批复）", None),
            ("（2025年第一批公告）", None),
            ("无", None),
        ];
        for (text, expected) in cases {
            assert_eq!(stated(text).as_deref(), expected, "{text}");
        }
    }
}
