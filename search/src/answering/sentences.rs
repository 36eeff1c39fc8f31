//! Where sentences and clauses end.

use std::ops::Range;

/// Whether a character ends a clause.
pub(super) fn ends_clause(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '\t' | '。' | '!' | '?')
}

/// The sentences of a text, as ranges of bytes that cover it.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
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
