//! Words that mean the same (`data/synonyms.csv`, and an office's own file of
//! that form): what has one is found for the other, after what has the word itself.

use std::collections::HashMap;
use std::path::PathBuf;

use corpus::{fold, table};
use indexer::analysis::Word;

/// The most words of a text that make up one word of the list (扶持 + 资金).
const MOST_WORDS: usize = 4;

/// Groups of words, found by their folded form.
#[derive(Debug, Default)]
pub(crate) struct Synonyms {
    groups: Vec<Vec<String>>,
    by_key: HashMap<String, usize>,
}

impl Synonyms {
    /// The built-in groups and those of an office's files, whose words leave the built-in groups
    /// that they were in. A file that cannot be read adds
    /// nothing; indexing reports it.
    pub(crate) fn load(files: &[PathBuf]) -> Synonyms {
        let mut synonyms = Synonyms::default();
        synonyms.add(include_str!("../../data/synonyms.csv"));
        for text in files.iter().filter_map(|file| corpus::encoding::read_text(file).ok()) {
            synonyms.add(&text);
        }
        synonyms
    }

    fn add(&mut self, text: &str) {
        for row in table::rows(text) {
            let Some(words) = row.first() else { continue };
            let group: Vec<String> = words.split('|').map(|word| word.trim().to_owned()).collect();
            for word in &group {
                self.by_key.insert(fold::key(word), self.groups.len());
            }
            self.groups.push(group);
        }
    }

    /// The other words of a word's group.
    pub(crate) fn of(&self, word: &str) -> Vec<&str> {
        let key = fold::key(word);
        let group = self.by_key.get(&key).map(|&at| self.groups[at].as_slice());
        let others = group.unwrap_or_default().iter().map(String::as_str);
        others.filter(|other| fold::key(other) != key).collect()
    }

    /// Joins neighbouring words that are one word of the list.
    pub(crate) fn join(&self, words: &[Word]) -> Vec<Word> {
        let mut joined = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let most = touching(&words[at..]).min(MOST_WORDS);
            let length = (2..=most)
                .rev()
                .find(|&length| self.by_key.contains_key(&concatenated(&words[at..at + length])));
            let length = length.unwrap_or(1);
            let (first, last) = (&words[at], &words[at + length - 1]);
            let text = concatenated(&words[at..at + length]);
            joined.push(Word { text, start: first.start, end: last.end });
            at += length;
        }
        joined
    }
}

/// How many words follow one right after the other.
fn touching(words: &[Word]) -> usize {
    1 + words.windows(2).take_while(|pair| pair[0].end == pair[1].start).count()
}

fn concatenated(words: &[Word]) -> String {
    words.iter().map(|word| word.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_joined_words() {
        let synonyms = Synonyms::load(&[]);
        assert_eq!(synonyms.of("人工智能"), ["AI"]);
        assert_eq!(synonyms.of("ＡＩ"), ["人工智能"]);
        assert!(synonyms.of("静安区").is_empty());
        let word = |text: &str, start: usize| Word {
            text: text.to_owned(),
            start,
            end: start + text.chars().count(),
        };
        let joined = synonyms.join(&[word("申请", 0), word("扶持", 2), word("资金", 4)]);
        let texts: Vec<&str> = joined.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["申请", "扶持资金"]);
        assert_eq!(synonyms.join(&[word("扶持", 0), word("资金", 3)]).len(), 2);
    }

    #[test]
    fn an_office_adds_groups() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("synonyms.csv");
        std::fs::write(&file, "words,note\n一网通办|一网办,\n").unwrap();
        assert_eq!(Synonyms::load(&[file]).of("一网办"), ["一网通办"]);
    }
}
