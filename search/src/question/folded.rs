//! Text in the form in which answers are looked for: characters folded, white space left out,
//! punctuation kept, and the way back to the text as given.

use std::ops::Range;

use corpus::fold::{Folded, fold, fold_char};

/// A folded text.
#[derive(Debug, Default)]
pub(crate) struct FoldedText {
    pub(crate) text: String,
}

/// How one character is read; `None` for white space.
fn folded_char(c: char) -> Option<char> {
    match fold(c) {
        Folded::Char(c) => Some(c),
        Folded::Gap if c == '\t' => Some('\t'),
        Folded::Gap | Folded::Skip if c.is_whitespace() => None,
        Folded::Gap | Folded::Skip => Some(fold_char(c)),
    }
}

impl FoldedText {
    pub(crate) fn new(given: &str) -> FoldedText {
        FoldedText { text: given.chars().filter_map(folded_char).collect() }
    }

    /// Where a part of the folded text stands in the text that was given.
    pub(crate) fn given(given: &str, part: &Range<usize>) -> Range<usize> {
        let (mut at, mut start, mut end) = (0, None, given.len());
        for (place, c) in given.char_indices() {
            let Some(folded) = folded_char(c) else { continue };
            if at >= part.end {
                break;
            }
            if at >= part.start {
                start = start.or(Some(place));
                end = place + c.len_utf8();
            }
            at += folded.len_utf8();
        }
        start.map_or(0..0, |start| start..end)
    }
}
