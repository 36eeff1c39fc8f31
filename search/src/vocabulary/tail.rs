//! The end of a typed text, which is to be completed.

use corpus::fold::{Folded, fold};
use indexer::analysis::{Analyzer, Word};

use super::thresholds::MOST_TAIL;
use crate::question::Filler;

/// The last word or words of a typed text, up to a separator.
pub(super) struct Tail {
    /// Folded characters, each with its first byte in the typed text.
    pub(super) chars: Vec<(usize, char)>,
    /// From which of them on there are only Latin letters.
    pub(super) letters: usize,
    /// Where the word being typed may start.
    pub(super) starts: Vec<usize>,
    /// The words.
    words: Vec<Word>,
}

impl Tail {
    pub(super) fn of(typed: &str, analyzer: &Analyzer) -> Tail {
        let mut chars: Vec<(usize, char)> = Vec::new();
        for (byte, given) in typed.char_indices() {
            let in_pinyin = || chars.last().is_some_and(|(_, c)| c.is_ascii_alphabetic());
            match fold(given) {
                Folded::Char('ü') => chars.push((byte, 'v')),
                Folded::Char(c) => chars.push((byte, c)),
                _ if matches!(given, '\'' | '’' | '＇') && in_pinyin() => {}
                _ => chars.clear(),
            }
        }
        chars.drain(..chars.len().saturating_sub(MOST_TAIL));
        let letter = |(_, c): &(usize, char)| c.is_ascii_alphabetic();
        let letters = chars.iter().rposition(|c| !letter(c)).map_or(0, |at| at + 1);
        let text: String = chars.iter().map(|(_, c)| c).collect();
        let words = analyzer.words(&text);
        Tail { letters, starts: starts(&words, chars.len()), words, chars }
    }

    /// The folded text from a character on.
    pub(super) fn text(&self, start: usize) -> String {
        self.chars[start..].iter().map(|(_, c)| c).collect()
    }

    /// The word that ends where another one begins, at a byte of the typed text.
    pub(super) fn word_before(&self, from: usize) -> Option<String> {
        let start = self.chars.iter().position(|(byte, _)| *byte == from)?;
        self.words.iter().find(|word| word.end == start).map(|word| word.text.clone())
    }

    /// The byte of the typed text where a character stands.
    pub(super) fn from(&self, start: usize) -> usize {
        self.chars[start].0
    }
}

/// Where the word being typed may start: with any of the words; but a last character after another
/// single one is more likely part of a word that is not known (静/按/区).
fn starts(words: &[Word], length: usize) -> Vec<usize> {
    let mut starts: Vec<usize> = words.iter().map(|word| word.start).collect();
    if let [.., before, last] = words
        && !last.text.is_ascii()
        && last.start + 1 == length
        && before.start + 1 == last.start
        && !before.text.is_ascii()
        && Filler::of(&before.text).is_none()
        && !UNITS.contains(&before.text.as_str())
    {
        starts.pop();
    }
    starts
}

/// Single characters that end a word of digits.
const UNITS: [&str; 4] = ["年", "月", "日", "号"];
