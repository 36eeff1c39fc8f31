//! The words of a query: those that documents should have, and the characters by which it ranks.

use indexer::analysis::{Word, runs};

use super::QueryReader;
use crate::question::lexicon::{Filler, LEXICON};
use crate::question::numerals::{PERCENT, is_numeral, written_otherwise};
use crate::question::query::{QueryWord, Runs};

/// The longest number that counts something, in digits; a longer one may be a year.
const LONGEST_NUMBER: usize = 3;

impl QueryReader<'_> {
    /// Words at the top, which may be given up where nothing has them all.
    pub(super) fn words(&mut self, text: &str, with_fillers: bool) {
        let words = self.content(text, true, with_fillers);
        self.mark_phrases(&words);
        for word in words {
            if self.query.words.iter().all(|known| known.runs != word.runs) {
                self.query.marks.push(word.runs.clone());
                let others = word.spellings.iter().chain(&word.synonyms);
                self.query.marks.extend(others.map(|other| runs(other)));
                self.query.words.push(word);
            }
        }
    }

    /// Words that were typed as one are marked where they stand as one, before each alone.
    fn mark_phrases(&mut self, words: &[QueryWord]) {
        for phrase in words.chunk_by(|a, b| a.part == b.part).filter(|phrase| phrase.len() > 1) {
            let chars = phrase.iter().flat_map(|word| word.runs.iter().flatten().copied());
            self.query.marks.push(vec![chars.collect()]);
        }
    }

    /// A text taken as it stands.
    pub(super) fn runs(&mut self, text: &str, ranks: bool) -> Option<Runs> {
        let runs = runs(text);
        if ranks && !runs.is_empty() {
            self.query.runs.extend(runs.iter().cloned());
            self.mark_whole(text);
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
        let all = counted(self.reading.analyzer.words(text));
        let roles: Vec<Option<Filler>> = roles(&all);
        let having = |keep: &dyn Fn(Option<Filler>) -> bool| -> Vec<Word> {
            let kept = all.iter().zip(&roles).filter(|(_, role)| keep(**role));
            kept.map(|(word, _)| word.clone()).collect()
        };
        let ranked = having(&|role| role != Some(Filler::Question));
        let content = having(&|role| role.is_none());
        // A text of nothing but fillers is meant as it stands.
        let bare = content.is_empty() && with_fillers;
        let ranked = if bare { all.clone() } else { ranked };
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
                count: count(&word.text),
                spellings: match self.reading.synonyms {
                    Some(_) => written_otherwise(&word.text),
                    None => Vec::new(),
                },
                synonyms: self.same(&word.text),
                part,
            });
        }
        typed
    }

    /// Words that say the same as a folded one.
    fn same(&self, word: &str) -> Vec<String> {
        let Some(synonyms) = self.reading.synonyms else { return Vec::new() };
        synonyms.of(word).into_iter().map(str::to_owned).collect()
    }
}

/// What each word does, by what it is and where it stands: 查询 asks at the beginning and is a topic
/// in 信用查询办法, 发布 asks before 了什么, 文件 at the end.
fn roles(words: &[Word]) -> Vec<Option<Filler>> {
    let plain: Vec<Option<Filler>> = words.iter().map(|word| Filler::of(&word.text)).collect();
    let mut roles = Vec::with_capacity(words.len());
    for (at, &role) in plain.iter().enumerate() {
        let begins = || roles.iter().all(Option::is_some);
        let ends = || plain[at + 1..].iter().all(Option::is_some);
        let next = plain.get(at + 1).copied().flatten();
        let before = at.checked_sub(1).and_then(|before| plain[before]);
        let asks = match role {
            Some(Filler::Asking) => begins(),
            Some(Filler::Issuing) => begins() || next.is_some(),
            Some(Filler::Document) => ends() || before == Some(Filler::Question),
            _ => false,
        };
        roles.push(match role {
            Some(Filler::Asking | Filler::Issuing | Filler::Document) => {
                asks.then_some(Filler::Function)
            }
            role => role,
        });
    }
    roles
}

/// Words in which a number and what it counts are one: 3|年, 二十|条, 百分之|三十.
fn counted(words: Vec<Word>) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    for word in words {
        match joined.last_mut() {
            Some(number) if number.end == word.start && counts(&number.text, &word.text) => {
                number.text += &word.text;
                number.end = word.end;
            }
            _ => joined.push(word),
        }
    }
    joined
}

/// The number that a word begins with, and the character of what it counts.
fn count(word: &str) -> Option<String> {
    let number = word.chars().take_while(|c| c.is_ascii_digit() || *c == '.').count();
    let is_short = (1..=LONGEST_NUMBER).contains(&number);
    let counts = word.chars().nth(number).is_some_and(|c| !c.is_ascii());
    (is_short && counts).then(|| word.chars().take(number + 1).collect())
}

fn counts(number: &str, what: &str) -> bool {
    let is_numeral = |text: &str| text.chars().all(is_numeral);
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    let is_number = number.len() <= LONGEST_NUMBER && number.chars().all(is_digit);
    let is_unit = || LEXICON.units.iter().any(|(unit, _)| *unit == what);
    (is_number || is_numeral(number)) && is_unit() || number == PERCENT && is_numeral(what)
}

/// The characters of words that touch each other, as runs.
fn joined(words: &[Word]) -> Vec<Vec<char>> {
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
