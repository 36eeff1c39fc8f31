//! Mending slips: words that sound like one that documents have (区快链),
//! differ from it in one character (供血链), or are typed in pinyin.

use std::cmp::Reverse;

use indexer::analysis::{Analyzer, Word};

use super::pinyin::PinyinReader;
use super::slips::Slip;
use super::thresholds::{
    GOOD_HITS, LEAST_EDITED_LATIN, LEAST_INITIALS, MOST_CHARS, MOST_QUERY, MOST_WORDS,
    MOST_WORDS_EDITED, RATIO, RATIO_OF_INITIALS, RATIO_OF_PAIRS, SHARE,
};
use super::windows::{QueryWindow, windows, words};
use super::{Vocabulary, may_be_edited};
use crate::question::Filler;

/// What a window is mended to.
struct Mending<'a> {
    window: &'a QueryWindow<'a>,
    /// The place of the key.
    at: usize,
    /// Whether the two sound the same.
    sounds: bool,
}

impl Vocabulary {
    /// The query with slips mended; `None` where nothing better is known. Every mended word
    /// stands in a document.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn correct(
        &self,
        query: &str,
        analyzer: &Analyzer,
    ) -> tantivy::Result<Option<String>> {
        let given: Vec<char> = query.chars().take(MOST_QUERY).collect();
        let words = words(&given, analyzer);
        if given.len() == MOST_QUERY || words.len() > MOST_WORDS {
            return Ok(None);
        }
        let windows = windows(&words, &given);
        let mut mendings = Vec::new();
        for window in &windows {
            let mending = if window.is_latin() {
                self.latin(window)?
            } else {
                self.han(window, words.len() > MOST_WORDS_EDITED)?
            };
            mendings.extend(mending);
        }
        // The more of the query a word explains, the better; then sound; then frequency.
        mendings.sort_by_key(|mending| {
            let length = mending.window.chars.len();
            (Reverse(length), !mending.sounds, Reverse(self.entry(mending.at).count))
        });
        let Some(mended) = self.mend(given, mendings) else { return Ok(None) };
        Ok(self.is_known(&mended, &words, analyzer)?.then_some(mended))
    }

    /// Whether documents have all words that a query got by mending: two halves may make one
    /// that none has.
    fn is_known(
        &self,
        mended: &str,
        before: &[Word],
        analyzer: &Analyzer,
    ) -> tantivy::Result<bool> {
        let given: Vec<char> = mended.chars().collect();
        let words = words(&given, analyzer);
        let is_new = |word: &Word| before.iter().all(|known| known.text != word.text);
        let mut runs: Vec<String> =
            words.iter().filter(|word| is_new(word)).map(|word| word.text.clone()).collect();
        // What is left of a word beside a mended one is none: 数字化|济.
        let is_rest = |word: &Word| {
            word.end == word.start + 1 && !word.text.is_ascii() && Filler::of(&word.text).is_none()
        };
        for pair in words.windows(2).filter(|pair| pair[0].end == pair[1].start) {
            if pair.iter().any(is_new) && pair.iter().any(is_rest) {
                runs.push(format!("{}{}", pair[0].text, pair[1].text));
            }
        }
        for run in runs {
            if self.documents_with(&run.chars().collect::<Vec<char>>())? == 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The query with those mendings that do not overlap with earlier ones.
    fn mend(&self, mut given: Vec<char>, mendings: Vec<Mending>) -> Option<String> {
        let mut chosen: Vec<Mending> = Vec::new();
        for mending in mendings {
            let apart = |other: &Mending| {
                other.window.end() <= mending.window.start()
                    || mending.window.end() <= other.window.start()
            };
            if chosen.iter().all(apart) {
                chosen.push(mending);
            }
        }
        chosen.sort_by_key(|mending| Reverse(mending.window.start()));
        for mending in &chosen {
            let written = self.spelt(mending.at).chars();
            let (start, end) = (mending.window.start(), mending.window.end());
            if end <= given.len() && start <= end {
                given.splice(start..end, written);
            }
        }
        (!chosen.is_empty()).then(|| given.into_iter().collect())
    }

    /// The text of a key, as its own entry is written.
    fn spelt(&self, at: usize) -> &str {
        if self.is_own(at) { self.written(self.entry(at)) } else { self.keys.text(at) }
    }

    /// Characters that should be others; in a long query only if they sound the same.
    fn han<'a>(
        &self,
        window: &'a QueryWindow<'a>,
        long: bool,
    ) -> tantivy::Result<Option<Mending<'a>>> {
        let is_filler = |word: &&Word| Filler::of(&word.text).is_some();
        let has_filler = window.words.iter().any(|word| is_filler(&word));
        let edges = [window.words.first(), window.words.last()];
        if edges.iter().flatten().any(is_filler) {
            return Ok(None);
        }
        let known = self.own_place(&window.text()).map_or(0, |at| self.entry(at).count as usize);
        if (has_filler && window.chars.len() < MOST_CHARS / 2) || known >= GOOD_HITS {
            return Ok(None);
        }
        let alike = self.alike(window);
        let near = if has_filler || long { None } else { self.near(window) };
        if alike.is_none() && near.is_none() {
            return Ok(None);
        }
        let typed = self.documents_with(&window.chars)?;
        let is_word = window.words.len() == 1 && window.chars.len() == 2;
        if let Some(at) = alike
            && !(is_word && typed > 0)
            && self.is_better(at, typed, window.chars.len())?
        {
            return Ok(Some(Mending { window, at, sounds: true }));
        }
        match near {
            Some(at) if typed == 0 && self.has_share(window, at)? => {
                Ok(Some(Mending { window, at, sounds: false }))
            }
            _ => Ok(None),
        }
    }

    /// The most frequent word that sounds the same and has as many characters; one that differs in
    /// a single character before all that differ in more.
    fn alike(&self, window: &QueryWindow) -> Option<usize> {
        let mut reader = PinyinReader::default();
        let reading = reader.pronounce(&window.chars)?;
        let usual = self.usual.exactly(&reading.usual).map(|at| self.usual.number(at));
        let mut places: Vec<u32> = usual.collect();
        places.extend(self.others.exactly(&reading.usual).map(|at| self.others.number(at)));
        for other in &reading.others {
            places.extend(self.usual.exactly(other).map(|at| self.usual.number(at)));
        }
        let text = window.text();
        let mut sounds =
            |pair: (&char, char)| *pair.0 == pair.1 || reader.may_sound(*pair.0, pair.1);
        let fits = |at: &usize| {
            let key = self.keys.text(*at);
            key != text
                && key.chars().count() == window.chars.len()
                && window.chars.iter().zip(key.chars()).all(&mut sounds)
        };
        let differing = |at: usize| {
            let pairs = window.chars.iter().zip(self.keys.text(at).chars());
            pairs.filter(|(typed, meant)| *typed != meant).count()
        };
        let places = places.into_iter().map(|at| at as usize).filter(fits);
        places.max_by_key(|&at| {
            (differing(at) == 1, self.entry(at).count, self.is_own(at), Reverse(at))
        })
    }

    /// The most frequent word that differs in one character, which jieba could not make part of
    /// another word.
    fn near(&self, window: &QueryWindow) -> Option<usize> {
        if window.words.len() < 2 {
            return None;
        }
        let fits = |at: &usize| {
            let key: Vec<char> = self.keys.text(*at).chars().collect();
            let slip = Slip::between(&window.chars, &key);
            slip.is_some_and(|slip| window.is_plausible(slip, &key))
        };
        let places = self.slips.near(&window.chars).into_iter().map(|at| at as usize);
        self.most_frequent(places.filter(fits))
    }

    /// Letters that are pinyin, or a misspelt word.
    fn latin<'a>(&self, window: &'a QueryWindow<'a>) -> tantivy::Result<Option<Mending<'a>>> {
        let letters = window.text();
        let single = window.words.len() == 1;
        let own = self.own_place(&letters).filter(|_| single);
        let typed = own.map_or(0, |at| self.entry(at).count as usize);
        let usual = self.usual.exactly(&letters).map(|at| self.usual.number(at) as usize);
        let others = self.others.exactly(&letters).map(|at| self.others.number(at) as usize);
        let read = self.most_frequent(usual).or_else(|| self.most_frequent(others));
        if let Some(at) = read {
            let better = self.is_better(at, typed, self.keys.text(at).chars().count())?;
            return Ok(better.then_some(Mending { window, at, sounds: true }));
        }
        if !single || typed > 0 {
            return Ok(None);
        }
        let near = self.near_latin(window).or_else(|| self.unambiguous(&letters));
        let Some(at) = near else { return Ok(None) };
        let better = self.is_better(at, 0, 0)?;
        Ok(better.then_some(Mending { window, at, sounds: false }))
    }

    fn near_latin(&self, window: &QueryWindow) -> Option<usize> {
        if window.chars.len() < LEAST_EDITED_LATIN {
            return None;
        }
        let fits = |at: &usize| {
            let key: Vec<char> = self.keys.text(*at).chars().collect();
            may_be_edited(self.keys.text(*at)) && Slip::between(&window.chars, &key).is_some()
        };
        let places = self.slips.near(&window.chars).into_iter().map(|at| at as usize);
        self.most_frequent(places.filter(fits))
    }

    /// The word that has these initials, if it is much more frequent than others.
    fn unambiguous(&self, letters: &str) -> Option<usize> {
        if letters.len() < LEAST_INITIALS {
            return None;
        }
        let all = || {
            let places = self.initials.exactly(letters);
            places.map(|at| self.initials.number(at) as usize).filter(|&at| self.is_own(at))
        };
        let count = |at: usize| self.entry(at).count as usize;
        let best = self.most_frequent(all())?;
        let next = all().filter(|&at| at != best).map(count).max().unwrap_or(0);
        (count(best) >= next * RATIO_OF_INITIALS).then_some(best)
    }

    /// Of keys at some places the one of most documents.
    fn most_frequent(&self, places: impl Iterator<Item = usize>) -> Option<usize> {
        places.max_by_key(|&at| (self.entry(at).count, self.is_own(at), Reverse(at)))
    }

    /// Whether a word that sounds the same is so much more frequent that it was meant.
    fn is_better(&self, at: usize, typed: usize, length: usize) -> tantivy::Result<bool> {
        let ratio = if length <= 2 { RATIO_OF_PAIRS } else { RATIO };
        if typed >= GOOD_HITS {
            return Ok(false);
        }
        let key: Vec<char> = self.keys.text(at).chars().collect();
        Ok(self.documents_with(&key)? >= (typed * ratio).max(1))
    }

    /// Whether words within the window mostly stand in the word at a place.
    fn has_share(&self, window: &QueryWindow, at: usize) -> tantivy::Result<bool> {
        let key: Vec<char> = self.keys.text(at).chars().collect();
        let mended = self.documents_with(&key)?;
        for word in window.words {
            let chars: Vec<char> = word.text.chars().collect();
            if chars.len() > 1 && (mended as f32) < self.documents_with(&chars)? as f32 * SHARE {
                return Ok(false);
            }
        }
        Ok(mended > 0)
    }
}
