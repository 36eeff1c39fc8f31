//! Where sentences and clauses end.

use std::ops::Range;

/// Whether a folded character ([`super::fold`]) ends a clause.
pub fn ends_clause(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '\t' | '。' | '!' | '?')
}

/// The sentences of a text, as ranges of bytes that cover it.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | '\n' | '\r') {
            let mut end = at + c.len_utf8();
            while let Some((at, c)) = chars.next_if(|(_, c)| matches!(c, '”' | '」' | '）' | ')'))
            {
                end = at + c.len_utf8();
            }
            found.push(start..end);
            start = end;
        }
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_cover_a_text() {
        let cases = [
            ("甲。乙！（丙；）丁", "甲。|乙！|（丙；）|丁"),
            ("他说“好。”又走。", "他说“好。”|又走。"),
            ("无", "无"),
            ("", ""),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found.join("|"), expected);
            assert_eq!(found.concat(), text);
        }
    }
}
