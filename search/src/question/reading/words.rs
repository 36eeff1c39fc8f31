//! The words of a query: those that documents should have, and the characters by which it ranks.

use indexer::analysis::{Word, runs};

use super::QueryReader;
use crate::question::lexicon::Filler;
use crate::question::numerals::written_otherwise;
use crate::question::query::{QueryWord, Runs};

impl QueryReader<'_> {
    /// Words at the top, which may be given up where nothing has them all.
    pub(super) fn words(&mut self, text: &str, with_fillers: bool) {
        for word in self.content(text, true, with_fillers) {
            if self.query.words.iter().all(|known| known.runs != word.runs) {
                self.query.marks.push(word.runs.clone());
                self.query.marks.extend(word.synonyms.iter().map(|other| runs(other)));
                self.query.words.push(word);
            }
        }
    }

    /// A text taken as it stands.
    pub(super) fn runs(&mut self, text: &str, ranks: bool) -> Option<Runs> {
        let runs = runs(text);
        if ranks && !runs.is_empty() {
            self.query.runs.extend(runs.iter().cloned());
            self.query.marks.push(runs.clone());
        }
        (!runs.is_empty()).then_some(runs)
    }

    /// The words that carry a topic; with the function words between them they rank.
    pub(super) fn content(
        &mut self,
        text: &str,
        ranks: bool,
        with_fillers: bool,
    ) -> Vec<QueryWord> {
        let all = self.reading.analyzer.words(text);
        let role = |word: &&Word| Filler::of(&word.text);
        let ranked: Vec<&Word> =
            all.iter().filter(|word| role(word) != Some(Filler::Question)).collect();
        let content: Vec<Word> = all.iter().filter(|word| role(word).is_none()).cloned().collect();
        // A text of nothing but fillers is meant as it stands.
        let bare = content.is_empty() && with_fillers;
        let ranked = if bare { all.iter().collect() } else { ranked };
        let content = if bare { all.clone() } else { content };
        if ranks && !content.is_empty() {
            self.query.runs.extend(joined(&ranked));
            let long = ranked.iter().filter(|word| word.text.chars().nth(1).is_some());
            self.query.ranked_words.extend(long.map(|word| word.text.clone()));
        }
        self.query_words(text, &content)
    }

    /// Words as typed, with their synonyms.
    fn query_words(&self, text: &str, words: &[Word]) -> Vec<QueryWord> {
        let given: Vec<char> = text.chars().collect();
        let joined = self.reading.synonyms.map(|synonyms| synonyms.join(words));
        let mut part = self.query.words.last().map_or(0, |word| word.part + 1);
        let mut end = words.first().map(|word| word.start);
        let mut typed = Vec::new();
        for word in joined.as_deref().unwrap_or(words) {
            part += usize::from(end != Some(word.start));
            end = Some(word.end);
            typed.push(QueryWord {
                text: given[word.start..word.end].iter().collect(),
                runs: vec![word.text.chars().collect()],
                synonyms: self.same(&word.text),
                part,
            });
        }
        typed
    }

    /// Words that say the same as a folded one: its synonyms, and a number written otherwise.
    fn same(&self, word: &str) -> Vec<String> {
        let Some(synonyms) = self.reading.synonyms else { return Vec::new() };
        let same = synonyms.of(word).into_iter().map(str::to_owned);
        same.chain(written_otherwise(word)).collect()
    }
}

/// The characters of words that touch each other, as runs.
fn joined(words: &[&Word]) -> Vec<Vec<char>> {
    let mut runs: Vec<Vec<char>> = Vec::new();
    let mut end = None;
    for word in words {
        match runs.last_mut() {
            Some(run) if end == Some(word.start) => run.extend(word.text.chars()),
            _ => runs.push(word.text.chars().collect()),
        }
        end = Some(word.end);
    }
    runs
}
