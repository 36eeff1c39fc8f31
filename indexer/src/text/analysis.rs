//! The one analyzer of index and query: how a text becomes terms.
//!
//! Characters decide what matches, words help to rank. Every text is indexed twice:
//!
//! - *grams*, with positions: each pair of neighbouring characters, and each pair on both sides of
//!   a gap with a mark between. A run of characters is found by its pairs in order.
//! - *terms*, with frequencies only: each single character, each word that jieba cuts, and each
//!   short number with the character behind it.
//!
//! A run passes over white space and inner punctuation ([`corpus::fold`]); the end of a sentence
//! is a gap of one position.

use std::sync::Arc;

use corpus::fold::{Folded, folded, is_sign};
use corpus::gazetteer::{Entity, Gazetteer};
use jieba_rs::Jieba;

use super::grams::each_gram;
pub use super::grams::{Gram, grams, runs};

/// The longest number that counts something, in bytes.
const LONGEST_COUNT: usize = 3;

/// Cuts texts into terms; cheap to clone and to share.
#[derive(Clone)]
pub struct Analyzer {
    pub(crate) jieba: Arc<Jieba>,
}

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word, folded.
    pub text: String,
    /// Where it starts in the text as given, in characters.
    pub start: usize,
    /// Where it ends in the text as given, in characters.
    pub end: usize,
}

impl Analyzer {
    /// Loads jieba's dictionary and on top our words (`data/lexicon.csv`) and the names of districts.
    /// Costs about a tenth of a second.
    #[expect(
        clippy::disallowed_methods,
        reason = "an index and its queries are cut alike, whatever names an office adds"
    )]
    pub fn load() -> Analyzer {
        let mut jieba = Jieba::new();
        let lines = include_str!("../../data/lexicon.csv").lines().skip(1);
        let words = lines.filter_map(|line| line.split(',').next());
        let names = Gazetteer::builtin().names().iter();
        let districts = names.filter(|name| name.entity == Entity::District);
        for word in words.chain(districts.map(|district| district.name.as_str())) {
            // The least frequency at which jieba keeps the word whole.
            let frequency = jieba.suggest_freq(word);
            jieba.add_word(word, Some(frequency), None);
        }
        Analyzer { jieba: Arc::new(jieba) }
    }

    /// The words of a text in order, covering all its letters, digits and ideographs.
    pub fn words(&self, text: &str) -> Vec<Word> {
        let (mut folded, mut places) = (String::new(), Vec::new());
        each_folded(text, |c, place| {
            folded.push(c);
            places.push(place);
        });
        let mut words = Vec::new();
        let mut at = 0;
        for piece in self.cut(&folded) {
            let chars = piece.chars().count();
            if piece.starts_with(char::is_alphanumeric) {
                let (start, end) = (places[at], places[at + chars - 1] + 1);
                words.push(Word { text: piece.to_owned(), start, end });
            }
            at += chars;
        }
        words
    }

    /// The pieces that jieba cuts a folded text into, one after the other; what signs join is one
    /// (1.5, r&d, c++).
    fn cut<'t>(&self, folded: &'t str) -> Vec<&'t str> {
        let mut pieces: Vec<&str> = Vec::new();
        let mut end = 0;
        for piece in self.jieba.cut(folded, false) {
            let start = end;
            end += piece.word.len();
            match pieces.last_mut() {
                Some(before) if joins(before, piece.word) => {
                    *before = &folded[start - before.len()..end];
                }
                _ => pieces.push(piece.word),
            }
        }
        pieces
    }

    /// Calls `found` with each character of a text, then with each of its words of two characters
    /// and more.
    pub(crate) fn each_term(&self, text: &str, mut found: impl FnMut(Term<'_>)) {
        let mut folded = String::with_capacity(text.len());
        each_folded(text, |c, _| {
            folded.push(c);
            if c != ' ' {
                found(Term::Character(c));
            }
        });
        let mut end = 0;
        for piece in self.cut(&folded) {
            let start = end;
            end += piece.len();
            if piece.chars().nth(1).is_some() {
                found(Term::Word(piece));
            }
            if is_count(piece)
                && let Some(measure) = folded[end..].chars().next().filter(|c| !c.is_ascii())
            {
                found(Term::Word(&folded[start..end + measure.len_utf8()]));
            }
        }
    }

    /// The words of two characters and more under which a text is indexed, each once.
    pub fn terms(&self, text: &str) -> Vec<String> {
        let mut terms: Vec<String> = Vec::new();
        self.each_term(text, |term| match term {
            Term::Word(word) if !terms.iter().any(|known| known == word) => {
                terms.push(word.to_owned());
            }
            Term::Word(_) | Term::Character(_) => {}
        });
        terms
    }

    /// How many terms a text is indexed by: all the analyzer's work on it, and nothing else.
    pub fn count_terms(&self, text: &str) -> usize {
        let mut terms = 0;
        each_gram(text, |_| terms += 1);
        self.each_term(text, |_| terms += 1);
        terms
    }
}

/// Whether a piece is a number that counts something, and no year: with the character behind it it
/// is one word more (3年 is no part of 2023年).
fn is_count(piece: &str) -> bool {
    piece.len() <= LONGEST_COUNT && piece.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// Whether a sign holds two neighbouring pieces of a text together: the word before begins with a
/// Latin letter or digit, and one of them is of signs where they meet.
fn joins(before: &str, next: &str) -> bool {
    let is_latin = |c: char| c.is_ascii_alphanumeric();
    before.starts_with(is_latin)
        && next.starts_with(|c| is_latin(c) || is_sign(c))
        && (before.ends_with(is_sign) || next.starts_with(is_sign))
}

/// A term that has no position.
pub(crate) enum Term<'a> {
    /// A character, folded.
    Character(char),
    /// A word of two characters and more, folded.
    Word(&'a str),
}

/// What stands between two characters of a text.
#[derive(Clone, Copy, PartialEq)]
enum Between {
    Nothing,
    Space,
    Punctuation,
}

/// Calls `found` with each character of a text folded for cutting into words, and its place in the
/// text as given, in characters: punctuation becomes one blank, and white space vanishes (2016 年)
/// but between Latin words.
fn each_folded(given: &str, mut found: impl FnMut(char, usize)) {
    let mut between = Between::Nothing;
    let mut before = None;
    for (place, (given, folded)) in folded(given).enumerate() {
        match folded {
            Folded::Char(c) => {
                if separates(between, before, c) {
                    found(' ', place);
                }
                found(c, place);
                between = Between::Nothing;
                before = Some(c);
            }
            Folded::Skip if given.is_whitespace() && between == Between::Nothing => {
                between = Between::Space;
            }
            Folded::Skip if given.is_whitespace() => {}
            Folded::Skip | Folded::Gap => between = Between::Punctuation,
        }
    }
}

fn separates(between: Between, before: Option<char>, after: char) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    match between {
        Between::Nothing => false,
        Between::Space => before.is_some_and(latin) && latin(after),
        Between::Punctuation => before.is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_point_into_the_text_as_given() {
        let analyzer = Analyzer::load();
        let text = "2019 年靜安區的區塊鏈，BaaS cloud";
        let given: Vec<char> = text.chars().collect();
        let words = analyzer.words(text);
        let read: Vec<String> =
            words.iter().map(|w| given[w.start..w.end].iter().collect()).collect();
        assert_eq!(read.concat(), "2019年靜安區的區塊鏈BaaScloud");
        assert!(words.iter().any(|word| word.text == "静安区"));
    }

    #[test]
    fn signs_hold_words_together() {
        let analyzer = Analyzer::load();
        let cases = [
            ("R&D经费1.5万元", "r&d 经费 1.5 万元"),
            ("C++、C#和PM2.5", "c++ c# 和 pm2.5"),
            ("互联网+政务", "互联网 政务"),
            ("#1 + 2", "1+2"),
        ];
        for (text, expected) in cases {
            let words = analyzer.words(text);
            let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            assert_eq!(words.join(" "), expected, "{text}");
        }
    }
}
