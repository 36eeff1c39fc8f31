//! The words, names and titles of an index, for completing what is being typed
//! and mending what was misspelt.
//!
//! Words and names are kept in memory, in order, with their pinyin and with what is left of them
//! without each character; titles are searched for.

mod as_read;
mod completion;
mod gathering;
mod lazy;
mod numbers;
mod ordered;
mod pinyin;
mod slips;
mod spelled;
mod spelling;
mod tail;
#[cfg(test)]
mod tests;
mod thresholds;
mod titles;
mod windows;

use fixedbitset::FixedBitSet;
use indexer::{Documents, IndexFields};
use tantivy::Searcher;

use crate::matching::find_runs;
use crate::message::{Budget, CompletionKind};
use crate::snapshot::Snapshot;
use gathering::Draft;
pub(crate) use lazy::LazyVocabulary;
use numbers::Numbers;
use ordered::Ordered;
use pinyin::PinyinReader;
use slips::Slips;
use spelled::Syllables;
use thresholds::{LEAST_EDITED_HAN, LEAST_EDITED_LATIN, MOST_NAME};

/// The words, names and titles of one snapshot, for completing and correcting.
pub(crate) struct Vocabulary {
    searcher: Searcher,
    fields: IndexFields,
    documents: Documents,
    entries: Vec<VocabularyEntry>,
    /// The folded texts by which entries are found, with the numbers of the entries: their own and
    /// other names of the same thing.
    keys: Ordered,
    /// How keys are usually read, with their places.
    usual: Ordered,
    /// How else they could be read.
    others: Ordered,
    initials: Ordered,
    syllables: Syllables,
    /// The places of keys by their slips.
    slips: Slips,
    numbers: Numbers,
}

/// A word or name.
struct VocabularyEntry {
    /// How many documents have it.
    count: u32,
    /// The place of its own key.
    key: u32,
    kind: CompletionKind,
    /// How it is written where that is not its key.
    written: Option<Box<str>>,
}

impl Vocabulary {
    /// Reads the words and names of a snapshot.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load(snapshot: &Snapshot) -> tantivy::Result<Vocabulary> {
        let (drafts, aliases) = gathering::gather(snapshot)?;
        let own = drafts.iter().zip(0..).map(|(draft, number)| (draft.key.clone(), number));
        let keys = Ordered::new(own.chain(aliases).collect());
        let entries = entries(drafts, &keys);
        let Readings { usual, others, initials, syllables } = Readings::of(&keys);
        let slips = Slips::new(mendable(&keys));
        let (searcher, fields) = (snapshot.searcher.clone(), snapshot.fields().clone());
        let documents = snapshot.index.documents.clone();
        Ok(Vocabulary {
            searcher,
            fields,
            documents,
            entries,
            keys,
            usual,
            others,
            initials,
            syllables,
            slips,
            numbers: Numbers::of(snapshot),
        })
    }

    /// The entry that the key at a place leads to.
    fn entry(&self, at: usize) -> &VocabularyEntry {
        &self.entries[self.keys.number(at) as usize]
    }

    /// Whether the key at a place is the entry's own, and not another name for it.
    fn is_own(&self, at: usize) -> bool {
        self.entry(at).key as usize == at
    }

    /// How an entry is written.
    fn written<'a>(&'a self, entry: &'a VocabularyEntry) -> &'a str {
        entry.written.as_deref().unwrap_or_else(|| self.keys.text(entry.key as usize))
    }

    /// The place of a text's own key.
    fn own_place(&self, text: &str) -> Option<usize> {
        self.keys.exactly(text).find(|&at| self.is_own(at))
    }

    /// How many documents have a run of folded characters.
    fn documents_with(&self, run: &[char]) -> tantivy::Result<usize> {
        let mut documents = 0;
        for segment in self.searcher.segment_readers() {
            let mut found = FixedBitSet::with_capacity(segment.max_doc() as usize);
            let (reading, run) = ((&self.searcher, segment), [run.to_vec()]);
            find_runs(reading, self.fields.text, &run, &Budget::unlimited(), &mut found)?;
            documents += match segment.alive_bitset() {
                Some(alive) => found.ones().filter(|&doc| alive.is_alive(doc as u32)).count(),
                None => found.count_ones(..),
            };
        }
        Ok(documents)
    }
}

fn entries(drafts: Vec<Draft>, keys: &Ordered) -> Vec<VocabularyEntry> {
    let mut own = vec![0; drafts.len()];
    for at in 0..keys.len() {
        let number = keys.number(at) as usize;
        if drafts[number].key == keys.text(at) {
            own[number] = at as u32;
        }
    }
    let entry = |(draft, key): (Draft, u32)| VocabularyEntry {
        count: draft.count,
        key,
        kind: draft.kind,
        written: draft.written,
    };
    drafts.into_iter().zip(own).map(entry).collect()
}

/// How keys are read.
struct Readings {
    usual: Ordered,
    others: Ordered,
    initials: Ordered,
    syllables: Syllables,
}

impl Readings {
    fn of(keys: &Ordered) -> Readings {
        let (mut usual, mut others, mut initials) = (Vec::new(), Vec::new(), Vec::new());
        let mut reader = PinyinReader::default();
        for at in 0..keys.len() {
            let chars: Vec<char> = keys.text(at).chars().collect();
            let short = chars.len() <= MOST_NAME;
            if let Some(reading) = short.then(|| reader.pronounce(&chars)).flatten() {
                usual.push((reading.usual, at as u32));
                initials.push((reading.initials, at as u32));
                others.extend(reading.others.into_iter().map(|other| (other, at as u32)));
            }
        }
        Readings {
            usual: Ordered::new(usual),
            others: Ordered::new(others),
            initials: Ordered::new(initials),
            syllables: reader.into_syllables(),
        }
    }
}

/// The keys that are long enough to be mended in one character, with their places.
fn mendable(keys: &Ordered) -> impl Iterator<Item = (&str, u32)> {
    let texts = (0..keys.len()).map(|at| (keys.text(at), at as u32));
    texts.filter(|(text, _)| may_be_edited(text))
}

/// Whether a text is long enough to differ in one character.
fn may_be_edited(text: &str) -> bool {
    let least = if text.is_ascii() { LEAST_EDITED_LATIN } else { LEAST_EDITED_HAN };
    (least..=MOST_NAME).contains(&text.chars().count())
}
