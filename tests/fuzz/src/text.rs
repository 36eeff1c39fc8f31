//! Texts out of the bytes that the fuzzer makes, and pieces of them by their characters.

use std::borrow::Cow;
use std::collections::BTreeSet;

use corpus::fold;

/// The bytes as text. Those that are none become U+FFFD, as a target of texts would learn nothing
/// from refusing them.
pub fn of(data: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// Characters `start..end` of a text.
///
/// # Panics
/// They are none, or lie outside.
pub fn slice(text: &str, start: usize, end: usize) -> String {
    let count = text.chars().count();
    assert!(start < end && end <= count, "{start}..{end} of {count} characters");
    text.chars().skip(start).take(end - start).collect()
}

/// Asserts that places in a text are in order, without overlaps, and inside of it.
pub fn assert_in_order(text: &str, places: impl IntoIterator<Item = (usize, usize)>) {
    let mut done = 0;
    for (start, end) in places {
        assert!(done <= start && start < end, "{start}..{end} after {done} in {text:?}");
        done = end;
    }
    assert!(done <= text.chars().count(), "{done} is outside of {text:?}");
}

/// The letters, digits and ideographs of a text, each once, folded.
pub fn letters(text: &str) -> BTreeSet<char> {
    fold::key(text).chars().collect()
}
