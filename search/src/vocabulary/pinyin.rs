//! How words are read: pinyin without tones, ü as v.
//!
//! Characters have several readings (重 zhong, chong); phrases settle them (`data/pinyin.csv`).

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::ToPinyinMulti;

use super::spelled::Syllables;
use corpus::table;

/// Phrases with the syllable of each character.
struct Phrases {
    syllables: HashMap<Vec<char>, Vec<&'static str>>,
    longest: usize,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let syllables: HashMap<Vec<char>, Vec<&str>> =
        table::embedded(include_str!("../../data/pinyin.csv"))
            .map(|row| (row[0].chars().collect(), row[1].split(' ').collect()))
            .collect();
    let longest = syllables.keys().map(Vec::len).max().unwrap_or(0);
    Phrases { syllables, longest }
});

impl Phrases {
    /// The longest phrase that a text starts with, as syllables.
    fn leading(&self, text: &[char]) -> Option<&[&'static str]> {
        let lengths = (2..=self.longest.min(text.len())).rev();
        lengths.filter_map(|length| self.syllables.get(&text[..length])).map(Vec::as_slice).next()
    }
}

/// The readings of single characters, each looked up once.
#[derive(Default)]
pub(super) struct PinyinReader {
    known: HashMap<char, Vec<Cow<'static, str>>>,
}

/// How a word is read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Pronunciation {
    /// The usual way.
    pub(super) usual: String,
    /// Its initials.
    pub(super) initials: String,
    /// The ways in which one character is read otherwise, each once.
    pub(super) others: Vec<String>,
}

impl PinyinReader {
    /// How a folded word is read; letters and digits stand for themselves. `None` if no
    /// character of it is read otherwise.
    pub(super) fn pronounce(&mut self, word: &[char]) -> Option<Pronunciation> {
        let syllables = self.syllables(word);
        let read = |(c, readings): (&char, &Vec<Cow<str>>)| !c.is_ascii() && readings[0].is_ascii();
        if !word.iter().zip(&syllables).any(read) {
            return None;
        }
        let initials = syllables.iter().filter_map(|readings| readings[0].chars().next()).collect();
        let usual: String = syllables.iter().map(|readings| &*readings[0]).collect();
        let mut others = otherwise(&syllables);
        others.retain(|other| *other != usual);
        Some(Pronunciation { usual, initials, others })
    }

    /// Whether the characters of a folded word are read as some pieces, each the beginning of a
    /// syllable.
    pub(super) fn begins_with(&mut self, word: &[char], pieces: &[&str]) -> bool {
        let syllables = self.syllables(word);
        let mut read = syllables.iter().map(|readings| &*readings[0]).zip(pieces);
        syllables.len() >= pieces.len() && read.all(|(syllable, piece)| syllable.starts_with(piece))
    }

    /// The syllables of all characters that were read.
    pub(super) fn into_syllables(self) -> Syllables {
        let readings = self.known.into_values().flatten().map(Cow::into_owned);
        let phrases = PHRASES.syllables.values().flatten().map(|s| (*s).to_owned());
        Syllables::new(readings.filter(|reading| reading.is_ascii()).chain(phrases))
    }

    /// Whether a character, read as usual, sounds as another can.
    pub(super) fn may_sound(&mut self, one: char, other: char) -> bool {
        let usual = self.of_character(one)[0].clone();
        self.of_character(other).contains(&usual)
    }

    /// The readings of each character, at least one.
    fn syllables(&mut self, word: &[char]) -> Vec<Vec<Cow<'static, str>>> {
        let mut syllables = Vec::with_capacity(word.len());
        while let Some(rest) = word.get(syllables.len()..).filter(|rest| !rest.is_empty()) {
            match PHRASES.leading(rest) {
                Some(phrase) => syllables.extend(phrase.iter().map(|s| vec![Cow::Borrowed(*s)])),
                None => syllables.push(self.of_character(rest[0]).clone()),
            }
        }
        syllables
    }

    fn of_character(&mut self, c: char) -> &Vec<Cow<'static, str>> {
        self.known.entry(c).or_insert_with(|| {
            let mut readings: Vec<Cow<str>> = Vec::new();
            for reading in c.to_pinyin_multi().into_iter().flatten() {
                let plain = latin(reading.plain());
                if !readings.contains(&plain) {
                    readings.push(plain);
                }
            }
            if readings.is_empty() {
                readings.push(Cow::Owned(c.to_string()));
            }
            readings
        })
    }
}

/// Pinyin in plain letters.
fn latin(syllable: &'static str) -> Cow<'static, str> {
    if syllable.is_ascii() {
        Cow::Borrowed(syllable)
    } else {
        Cow::Owned(syllable.replace('ü', "v").replace('ê', "e"))
    }
}

/// The ways to read in which one character is not read as usual, each once.
fn otherwise(syllables: &[Vec<Cow<str>>]) -> Vec<String> {
    let usual = |part: &[Vec<Cow<str>>]| -> String { part.iter().map(|r| &*r[0]).collect() };
    let mut ways = Vec::new();
    for (at, readings) in syllables.iter().enumerate().filter(|(_, readings)| readings.len() > 1) {
        let (before, after) = (usual(&syllables[..at]), usual(&syllables[at + 1..]));
        ways.extend(readings[1..].iter().map(|reading| format!("{before}{reading}{after}")));
    }
    ways.sort_unstable();
    ways.dedup();
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suggestions_read_phrases_and_all_readings() {
        let cases: [(&str, Option<(&str, &str)>); 8] = [
            ("区块链", Some(("qukuailian", "qkl"))),
            ("重庆", Some(("chongqing", "cq"))),
            ("中国银行业", Some(("zhongguoyinhangye", "zgyhy"))),
            ("增长期", Some(("zengzhangqi", "zzq"))),
            ("绿色", Some(("lvse", "ls"))),
            ("5g应用", Some(("5gyingyong", "5gyy"))),
            ("baas", None),
            ("", None),
        ];
        let mut reader = PinyinReader::default();
        for (word, expected) in cases {
            let chars: Vec<char> = word.chars().collect();
            let reading = reader.pronounce(&chars);
            let read = reading.as_ref().map(|r| (r.usual.as_str(), r.initials.as_str()));
            assert_eq!(read, expected, "{word}");
        }
        let reading = reader.pronounce(&['供', '映', '链']).unwrap();
        assert_eq!(reading.usual, "gongyinglian");
        assert_eq!(
            reader.pronounce(&['重', '区']).unwrap().others,
            ["chongqu", "tongqu", "zhongou"]
        );
        assert!(reader.may_sound('正', '整') && reader.may_sound('杭', '行'));
        assert!(!reader.may_sound('信', '深') && !reader.may_sound('a', 'b'));
    }

    #[test]
    fn suggestions_have_a_syllable_for_each_character_of_a_phrase() {
        for (phrase, syllables) in &PHRASES.syllables {
            assert_eq!(phrase.len(), syllables.len(), "{phrase:?}");
        }
        let lines = include_str!("../../data/pinyin.csv").lines().skip(1).count();
        assert_eq!(lines, PHRASES.syllables.len());
    }
}
