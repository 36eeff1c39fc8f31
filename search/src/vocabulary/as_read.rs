//! Completing letters by how words are read: pinyin, initials, words begun in characters.

use super::completion::{FittingWord, WordFit};
use super::pinyin::PinyinReader;
use super::tail::Tail;
use super::thresholds::{LEAST_LETTERS_OF_TWO, MOST_MIXED, MOST_OF_A_PART, MOST_RUNS};
use super::{Vocabulary, VocabularyEntry};
use crate::message::{Completion, CompletionKind};

impl Vocabulary {
    /// The words that are read as the letters at the end of the tail.
    pub(super) fn as_read(&self, tail: &Tail, found: &mut Vec<FittingWord>) {
        let letters = tail.text(tail.letters);
        if letters.is_empty() {
            return;
        }
        let from = tail.from(tail.letters);
        let ways = [
            (&self.usual, WordFit::Begins),
            (&self.initials, WordFit::Initials),
            (&self.others, WordFit::ReadOtherwise),
        ];
        for (texts, fit) in ways {
            let places = texts.beginning(&letters);
            let places = places.map(|at| (texts.number(at) as usize, texts.text(at)));
            self.add(places, fit, from, &letters, found);
        }
        self.spelled(&letters, from, found);
        self.partly_read(tail, &letters, found);
    }

    /// The words that are read as the letters at the end of the tail where some syllables are
    /// spelt and of others there is only the initial (cqshi).
    fn spelled(&self, letters: &str, from: usize, found: &mut Vec<FittingWord>) {
        let mut reader = PinyinReader::default();
        for pieces in self.syllables.spellings(letters).iter().filter(|pieces| pieces.len() > 1) {
            let initials: String = pieces.iter().filter_map(|piece| piece.chars().next()).collect();
            if initials == letters {
                continue;
            }
            let mut is_read_so = |&(at, _): &(usize, &str)| {
                let word: Vec<char> = self.keys.text(at).chars().collect();
                reader.begins_with(&word, pieces)
            };
            let places = self.initials.beginning(&initials).take(MOST_MIXED);
            let places = places.map(|at| self.initials.number(at) as usize);
            let places = places.map(|at| (at, self.keys.text(at)));
            let places: Vec<(usize, &str)> = places.filter(&mut is_read_so).collect();
            self.add(places, WordFit::Initials, from, letters, found);
        }
    }

    /// The words that letters are read as together (shuzijingji), where documents have them one
    /// behind the other.
    pub(super) fn read_as_several(
        &self,
        tail: &Tail,
        typed: &str,
    ) -> tantivy::Result<Option<Completion>> {
        let letters = tail.text(tail.letters);
        if letters.len() < LEAST_LETTERS_OF_TWO {
            return Ok(None);
        }
        let mut tried = 0;
        let mut open = vec![(String::new(), letters.as_str())];
        while let Some((before, rest)) = open.pop() {
            if rest.is_empty() {
                let text = format!("{}{before}", &typed[..tail.from(tail.letters)]);
                return Ok(Some(Completion { text, kind: CompletionKind::Term }));
            }
            // One word alone is found as all words are.
            let ends = 2..rest.len() + usize::from(!before.is_empty());
            for (word, rest) in ends.map(|end| rest.split_at(end)) {
                for entry in self.read_exactly(word).into_iter().rev() {
                    let text = format!("{before}{}", self.written(entry));
                    tried += usize::from(!before.is_empty());
                    if tried > MOST_RUNS {
                        return Ok(None);
                    }
                    if before.is_empty() || self.has_run(&text)? {
                        open.push((text, rest));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Whether a document has a text in one run.
    pub(super) fn has_run(&self, text: &str) -> tantivy::Result<bool> {
        let run: Vec<char> = indexer::analysis::runs(text).concat();
        Ok(self.documents_with(&run)? > 0)
    }

    /// The most frequent words that are usually read as some letters.
    fn read_exactly(&self, letters: &str) -> Vec<&VocabularyEntry> {
        let places = self.usual.exactly(letters).map(|at| self.usual.number(at) as usize);
        let mut entries: Vec<&VocabularyEntry> =
            places.filter(|&at| self.is_own(at)).map(|at| self.entry(at)).collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.count));
        entries.truncate(MOST_OF_A_PART);
        entries
    }

    /// The words that begin with characters of the tail and go on as its letters read (区kuai).
    fn partly_read(&self, tail: &Tail, letters: &str, found: &mut Vec<FittingWord>) {
        let mut reader = PinyinReader::default();
        for &start in tail.starts.iter().filter(|&&start| start < tail.letters) {
            let written = tail.text(start);
            let written = &written[..written.len() - letters.len()];
            let mut goes_on = |at: &usize| {
                let rest: Vec<char> = self.keys.text(*at)[written.len()..].chars().collect();
                let reading = reader.pronounce(&rest).unwrap_or_default();
                reading.usual.starts_with(letters) || reading.initials.starts_with(letters)
            };
            let begin = self.keys.beginning(written).take(MOST_MIXED);
            let own = begin.filter(|&at| self.is_own(at)).filter(&mut goes_on);
            let places: Vec<(usize, &str)> = own.map(|at| (at, self.keys.text(at))).collect();
            if !places.is_empty() {
                return self.add(places, WordFit::GoesOn, tail.from(start), letters, found);
            }
        }
    }
}
