//! Windows on a query: neighbouring words that may be one misspelt word, which
//! the analyzer cuts apart (区/快/链, jing/an).

use indexer::analysis::{Analyzer, Word};

use super::slips::Slip;
use super::thresholds::{MOST_CHARS, MOST_LETTERS};

/// Neighbouring words of a query that may be one misspelt word.
pub(super) struct QueryWindow<'a> {
    pub(super) words: &'a [Word],
    /// Their folded characters.
    pub(super) chars: Vec<char>,
}

impl QueryWindow<'_> {
    pub(super) fn text(&self) -> String {
        self.chars.iter().collect()
    }

    pub(super) fn is_latin(&self) -> bool {
        self.chars.iter().all(char::is_ascii_alphabetic)
    }

    pub(super) fn start(&self) -> usize {
        self.words.first().map_or(0, |word| word.start)
    }

    pub(super) fn end(&self) -> usize {
        self.words.last().map_or(0, |word| word.end)
    }

    fn is_of_one_script(&self) -> bool {
        self.is_latin() || !self.chars.iter().any(char::is_ascii)
    }

    /// Whether a slip is in single characters, which no other word explains, and more than a
    /// word too many (区块链上).
    pub(super) fn is_plausible(&self, slip: Slip, word: &[char]) -> bool {
        let wrong = slip.wrong();
        let mut start = 0;
        let mut whole = false;
        for piece in self.words {
            let length = piece.text.chars().count();
            let end = start + length;
            if length > 1 && start < wrong.end && wrong.start < end {
                return false;
            }
            whole |= length > 1 && length == word.len();
            start = end;
        }
        !whole
    }
}

/// The words between white space, which the analyzer would pass over (静按区 区快链).
pub(super) fn words(given: &[char], analyzer: &Analyzer) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = 0;
    for part in given.split(|c| c.is_whitespace()) {
        let text: String = part.iter().collect();
        let shifted =
            |word: Word| Word { start: word.start + start, end: word.end + start, ..word };
        words.extend(analyzer.words(&text).into_iter().map(shifted));
        start += part.len() + 1;
    }
    words
}

/// Neighbouring words that may be one word: characters that touch each other, and letters with
/// blanks or apostrophes between.
pub(super) fn windows<'a>(words: &'a [Word], given: &[char]) -> Vec<QueryWindow<'a>> {
    let mut windows = Vec::new();
    for first in 0..words.len() {
        let mut window = QueryWindow { words: &words[first..first], chars: Vec::new() };
        for (next, word) in words.iter().enumerate().skip(first) {
            let before = next.checked_sub(1).filter(|_| next > first).map(|at| &words[at]);
            if before.is_some_and(|before| !touch(before, word, given)) {
                break;
            }
            window.chars.extend(word.text.chars().map(|c| if c == 'ü' { 'v' } else { c }));
            window.words = &words[first..=next];
            let most = if window.is_latin() { MOST_LETTERS } else { MOST_CHARS };
            if window.chars.len() > most || !window.is_of_one_script() {
                break;
            }
            if window.chars.len() > 1 {
                windows.push(QueryWindow { words: window.words, chars: window.chars.clone() });
            }
        }
    }
    windows
}

fn touch(before: &Word, word: &Word, given: &[char]) -> bool {
    let between = given.get(before.end..word.start).unwrap_or_default();
    let latin = word.text.is_ascii() && before.text.is_ascii();
    let joins = |c: &char| matches!(c, ' ' | '\'' | '’' | '＇');
    between.is_empty() || (latin && between.iter().all(joins))
}
