//! Words that differ from a given one in one character: another one, one more,
//! one less, or two that changed places.
//!
//! Two such words become equal when one character is dropped from each (Garbe's symmetric
//! deletion), so every word is listed under itself and under what is left without each of its
//! characters.

use std::hash::{DefaultHasher, Hash, Hasher};

/// In which way a text differs from a word; places are those of the text, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// Another character stands there.
    Other(usize),
    /// A character is missing before that place.
    Missing(usize),
    /// That character is too many.
    Extra(usize),
    /// That character and the next changed places.
    Swapped(usize),
}

impl Slip {
    /// The only slip by which a text differs from a word.
    pub(super) fn between(text: &[char], word: &[char]) -> Option<Slip> {
        let same = |(a, b): &(&char, &char)| a == b;
        let start = text.iter().zip(word).take_while(same).count();
        let (text_rest, word_rest) = (&text[start..], &word[start..]);
        let end = text_rest.iter().rev().zip(word_rest.iter().rev()).take_while(same).count();
        let differ = (&text_rest[..text_rest.len() - end], &word_rest[..word_rest.len() - end]);
        match differ {
            ([_], [_]) => Some(Slip::Other(start)),
            ([], [_]) => Some(Slip::Missing(start)),
            ([_], []) => Some(Slip::Extra(start)),
            ([a, b], [c, d]) if a == d && b == c => Some(Slip::Swapped(start)),
            _ => None,
        }
    }

    /// The characters of the text that are wrong; none where one is missing.
    pub(super) fn wrong(self) -> std::ops::Range<usize> {
        match self {
            Slip::Other(at) | Slip::Extra(at) => at..at + 1,
            Slip::Missing(at) => at..at,
            Slip::Swapped(at) => at..at + 2,
        }
    }
}

/// Numbers of words, found by what is left of them.
pub(super) struct Slips {
    /// Hashes with numbers of words, in order.
    left: Vec<(u32, u32)>,
}

impl Slips {
    /// Of words with their numbers.
    pub(super) fn new<'a>(words: impl Iterator<Item = (&'a str, u32)>) -> Slips {
        let mut left = Vec::new();
        for (word, number) in words {
            let chars: Vec<char> = word.chars().collect();
            left.extend(hashes(&chars).map(|hash| (hash, number)));
        }
        left.sort_unstable();
        left.dedup();
        left.shrink_to_fit();
        Slips { left }
    }

    /// The numbers of words that may differ in one character; others are among them.
    pub(super) fn near(&self, text: &[char]) -> Vec<u32> {
        let mut near = Vec::new();
        for hash in hashes(text) {
            let start = self.left.partition_point(|&(known, _)| known < hash);
            let found = self.left[start..].iter().take_while(|&&(known, _)| known == hash);
            near.extend(found.map(|&(_, number)| number));
        }
        near.sort_unstable();
        near.dedup();
        near
    }
}

/// Of the text and of what is left of it without each of its characters.
fn hashes(text: &[char]) -> impl Iterator<Item = u32> + '_ {
    (0..=text.len()).map(|dropped| {
        let mut hasher = DefaultHasher::new();
        for (_, c) in text.iter().enumerate().filter(|&(at, _)| at != dropped) {
            c.hash(&mut hasher);
        }
        hasher.finish() as u32
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_know_slips_of_one_character() {
        let cases = [
            ("供映链", "供应链", Some(Slip::Other(1))),
            ("供链", "供应链", Some(Slip::Missing(1))),
            ("供应链链", "供应链", Some(Slip::Extra(3))),
            ("供链应", "供应链", Some(Slip::Swapped(1))),
            ("应供链", "供应链", Some(Slip::Swapped(0))),
            ("供应链", "供应链", None),
            ("区快键", "区块链", None),
            ("", "链", Some(Slip::Missing(0))),
            ("", "", None),
        ];
        let chars = |text: &str| text.chars().collect::<Vec<char>>();
        for (text, word, expected) in cases {
            assert_eq!(Slip::between(&chars(text), &chars(word)), expected, "{text} {word}");
            let slips = Slips::new([(word, 7)].into_iter());
            let found = slips.near(&chars(text)).contains(&7);
            assert!(found || expected.is_none(), "{text} {word}");
        }
    }
}
