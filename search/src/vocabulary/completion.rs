//! Completing what is being typed: its last word, and titles that have all of it.

use std::collections::HashSet;

use indexer::analysis::Analyzer;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use super::gathering::name_columns;
use super::tail::Tail;
use super::thresholds::{
    LEAST_FOREIGN, MOST_RUNS, MOST_TYPED, NUMBERS_ONE_IN, OTHER_NAME_PART, TITLES_ONE_IN,
};
use super::{Vocabulary, VocabularyEntry};
use crate::message::{Completion, CompletionKind};
use crate::question::Filler;

/// How well a word fits what was typed, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WordFit {
    /// It begins with the characters and goes on as the letters read.
    GoesOn,
    /// It begins so, as it is written or usually read.
    Begins,
    /// Its initials begin so.
    Initials,
    /// It could be read so.
    ReadOtherwise,
    /// Another name of it begins so.
    OtherName,
    /// It has it inside.
    Inside,
}

/// A word that fits.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FittingWord {
    fit: WordFit,
    /// Frequent ones first.
    rarity: u32,
    entry: u32,
    /// The byte of the typed text from which it is replaced.
    from: usize,
}

impl Vocabulary {
    /// Up to `limit` texts that what was typed so far may become: its last word completed, best
    /// first, then titles.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn complete(
        &self,
        typed: &str,
        limit: usize,
        analyzer: &Analyzer,
    ) -> crate::error::Result<Vec<Completion>> {
        if limit == 0 || typed.chars().nth(MOST_TYPED).is_some() {
            return Ok(Vec::new());
        }
        let numbers = self.numbers.complete(typed, limit / NUMBERS_ONE_IN).into_iter();
        let number = |text| Completion { text, kind: CompletionKind::Number };
        let mut completions: Vec<Completion> = numbers.map(number).collect();
        let rest = limit - completions.len();
        completions.extend(self.words(&Tail::of(typed, analyzer), typed, rest)?);
        let kept = if completions.is_empty() { limit } else { limit / TITLES_ONE_IN };
        let titles = self.titles(typed, kept.max(limit - completions.len()))?;
        completions.truncate(limit - kept.min(titles.len()));
        for text in titles {
            let known = completions.iter().any(|completion| completion.text == text);
            if completions.len() < limit && !known && text != typed {
                completions.push(Completion { text, kind: CompletionKind::Title });
            }
        }
        Ok(completions)
    }

    /// The last word completed.
    fn words(&self, tail: &Tail, typed: &str, limit: usize) -> tantivy::Result<Vec<Completion>> {
        let mut found = Vec::new();
        self.as_written(tail, limit, &mut found);
        self.as_read(tail, &mut found);
        found.sort_unstable();
        let (mut seen, mut completions) = (HashSet::new(), Vec::new());
        let mut runs = 0;
        for found in found {
            let entry = &self.entries[found.entry as usize];
            if completions.len() == limit {
                break;
            }
            if seen.insert(found.entry)
                && self.has_documents(entry)?
                && self.is_joined(tail, &found, entry, &mut runs)?
            {
                let text = format!("{}{}", &typed[..found.from], self.written(entry));
                completions.push(Completion { text, kind: entry.kind });
            }
        }
        if completions.len() < limit {
            completions.extend(self.read_as_several(tail, typed)?);
        }
        Ok(completions)
    }

    /// The words that begin with the longest possible end of the tail, and if they are few those
    /// that have it inside.
    fn as_written(&self, tail: &Tail, limit: usize, found: &mut Vec<FittingWord>) {
        let mut ends = tail.starts.iter().map(|&start| (start, tail.text(start)));
        let (start, end) = ends
            .find(|(_, end)| !self.keys.beginning(end).is_empty())
            .unwrap_or_else(|| (0, tail.text(0)));
        if end.is_empty() {
            return;
        }
        let begin = self.keys.beginning(&end);
        let few = begin.len() <= limit;
        let foreign = end.len() < LEAST_FOREIGN && tail.letters == start;
        let fit = if foreign { WordFit::Initials } else { WordFit::Begins };
        let begin = begin.map(|at| (at, self.keys.text(at)));
        self.add(begin, fit, tail.from(start), &end, found);
        if few && !end.is_ascii() {
            let inside = self.keys.containing(&end).filter(|&at| self.is_own(at));
            let inside = inside.map(|at| (at, self.keys.text(at)));
            self.add(inside, WordFit::Inside, tail.from(start), &end, found);
        }
    }

    /// Adds what keys at some places lead to, each with the text that fits what was typed; but no
    /// word that stands there already, and another name only when most of it was typed (经济 is
    /// no 经济和信息化委员会).
    pub(super) fn add<'a>(
        &self,
        places: impl IntoIterator<Item = (usize, &'a str)>,
        fit: WordFit,
        from: usize,
        typed: &str,
        found: &mut Vec<FittingWord>,
    ) {
        for (at, text) in places {
            let own = self.is_own(at);
            let left_out = match own {
                true => self.keys.text(at) == typed,
                false => typed.len() * OTHER_NAME_PART <= text.len(),
            };
            if left_out {
                continue;
            }
            let entry = self.keys.number(at);
            let rarity = u32::MAX - self.entries[entry as usize].count;
            let fit = if own { fit } else { fit.max(WordFit::OtherName) };
            found.push(FittingWord { fit, rarity, entry, from });
        }
    }

    /// Whether a document has the word right behind the one before it, where both are typed as one:
    /// 优化 and 运营商 make no 优化运营商. What is no topic or names something may stand before any.
    /// `runs` counts how many were looked for: thousands may begin alike, and the rare ones are
    /// left.
    fn is_joined(
        &self,
        tail: &Tail,
        found: &FittingWord,
        entry: &VocabularyEntry,
        runs: &mut usize,
    ) -> tantivy::Result<bool> {
        let Some(before) = tail.word_before(found.from) else { return Ok(true) };
        let is_name = || {
            let kind = self.own_place(&before).map(|at| self.entry(at).kind);
            kind.is_some_and(|kind| kind != CompletionKind::Term)
        };
        let is_topic = Filler::of(&before).is_none()
            && before.chars().nth(1).is_some()
            && before.chars().all(char::is_alphabetic);
        if !is_topic || is_name() || entry.kind != CompletionKind::Term {
            return Ok(true);
        }
        *runs += 1;
        if *runs > MOST_RUNS {
            return Ok(false);
        }
        self.has_run(&format!("{before}{}", self.keys.text(entry.key as usize)))
    }

    /// Whether a document has the entry that was not removed since it was written.
    fn has_documents(&self, entry: &VocabularyEntry) -> tantivy::Result<bool> {
        let text = self.written(entry);
        let mut columns = name_columns(&self.fields);
        let column = columns.find(|(_, kind)| *kind == entry.kind).map(|(column, _)| column);
        let by_kind = Term::from_field_text(column.unwrap_or(self.fields.text.terms), text);
        let word = Term::from_field_text(self.fields.text.terms, text);
        for segment in self.searcher.segment_readers() {
            if has_term(segment, &by_kind)? || has_term(segment, &word)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Whether a document of a segment has a term that was not removed.
fn has_term(segment: &SegmentReader, term: &Term) -> tantivy::Result<bool> {
    let index = segment.inverted_index(term.field())?;
    let Some(alive) = segment.alive_bitset() else { return Ok(index.doc_freq(term)? > 0) };
    let Some(mut docs) = index.read_postings(term, IndexRecordOption::Basic)? else {
        return Ok(false);
    };
    while docs.doc() != TERMINATED && !alive.is_alive(docs.doc()) {
        docs.advance();
    }
    Ok(docs.doc() != TERMINATED)
}
