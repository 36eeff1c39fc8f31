//! When the library first saw each document, and when it last changed. This is kept beside the
//! generations, in a form of its own, so that it outlives rebuilds, damage and formats; what a search
//! needs of it is in columns of the index.
//!
//! ```text
//! SEEN    a line that says what it is; then records of equal length, of which a document's last counts
//! ```
//!
//! Records are only added, so an update of few documents writes few bytes. Documents that are gone keep
//! theirs: what is forgotten and read again is nothing new. Damage costs no more than the times.

mod record;

use std::collections::{HashMap, HashSet};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use corpus::{Document, Moment};

use crate::error::{Error, Result};
use crate::store::sealed;
use record::{Prints, Record};

/// The file in an index folder.
pub const SEEN: &str = "SEEN";
/// What it begins with, and what one of the first form did.
const HEAD: &[u8] = b"zhengce seen 2\n";
const FIRST_HEAD: &[u8] = b"zhengce seen 1\n";
/// The share of what two documents say that both say, from which on one may have become the other: a
/// number was mended, or a title.
const ALIKE: f64 = 0.7;
/// A file with so many records for each document is written anew.
const MOST_RECORDS: usize = 3;

/// When a document was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Times {
    /// For the first time.
    pub(crate) first: Moment,
    /// Changed; `None` where it never was.
    pub(crate) changed: Option<Moment>,
}

/// What is known of documents that were seen, and what a run adds to it.
pub(crate) struct Seen {
    path: PathBuf,
    /// As it was before the run, by the print of the id.
    known: HashMap<u64, Record>,
    /// Ids by the print of the text, for documents that have another id now.
    texts: HashMap<u64, u64>,
    /// What this run adds.
    fresh: HashMap<u64, Record>,
    /// The prints of the ids that this run met, and of those that it found gone.
    met: HashSet<u64>,
    gone: HashSet<u64>,
    /// How many records the file has; `None` where it is to be written whole.
    written: Option<usize>,
    now: Moment,
}

/// What the file of an index folder says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Whole,
    Missing,
    Damaged,
}

impl Seen {
    /// Reads what is known in an index folder, with what state it is in.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub(crate) fn open(dir: &Path) -> Result<(Seen, State)> {
        let path = dir.join(SEEN);
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(Error::folder(&path)(error)),
        };
        let now = Moment::now();
        let mut seen = Seen {
            path,
            known: HashMap::new(),
            texts: HashMap::new(),
            fresh: HashMap::new(),
            met: HashSet::new(),
            gone: HashSet::new(),
            written: None,
            now,
        };
        let Some(bytes) = bytes else { return Ok((seen, State::Missing)) };
        let now = bytes.strip_prefix(HEAD).map(|records| (records, record::BYTES));
        let first = || Some((bytes.strip_prefix(FIRST_HEAD)?, record::FIRST_BYTES));
        let Some((records, length)) = now.or_else(first) else {
            return Ok((seen, State::Damaged));
        };
        let records = records.chunks_exact(length);
        let mut damaged = 0;
        let is_whole = records.remainder().is_empty() && now.is_some();
        let count = records.len();
        for bytes in records {
            match Record::read(bytes) {
                Some(record) => seen.learn(record),
                None => damaged += 1,
            }
        }
        seen.written = (damaged == 0 && is_whole).then_some(count);
        // A run that was broken off leaves a part of a record behind, of what no index has.
        Ok((seen, if damaged == 0 { State::Whole } else { State::Damaged }))
    }

    /// Takes in that a document was there at a time, of which nothing else is known; what is known
    /// already stays.
    pub(crate) fn remember(&mut self, id: &str, times: Times) {
        let prints = Prints::of_id(id);
        if !self.known.contains_key(&prints.id) {
            self.learn(Record { prints, times });
            self.written = None;
        }
    }

    /// When a document was seen, which this run is about to write. It has changed where it says
    /// something else than before, and was read from a file that `is_new`: what the program reads
    /// better is no change of the document. One of a file that is not new is known by its text where its
    /// id is another one now; else it is what became of one that is gone and much alike.
    pub(crate) fn times(&mut self, document: &Document, is_new: bool) -> Times {
        let prints = Prints::of(document);
        self.met.insert(prints.id);
        let before = self.known.get(&prints.id).copied();
        let times = match before {
            Some(before) => {
                let is_other = before.prints.content != prints.content;
                let changed = is_new && is_other && before.prints.content != 0;
                let now = changed.then_some(self.now);
                Times { changed: now.or(before.times.changed), ..before.times }
            }
            None => {
                let own = self.fresh.get(&prints.id).map(|record| record.times);
                let new = Times { first: self.now, changed: None };
                own.or_else(|| self.of_predecessor(&prints, is_new)).unwrap_or(new)
            }
        };
        let record = Record { prints, times };
        if before == Some(record) {
            self.fresh.remove(&prints.id);
        } else {
            self.fresh.insert(prints.id, record);
        }
        times
    }

    /// Whether a document of this id may be what became of another one.
    pub(crate) fn may_succeed(&self, id: &str) -> bool {
        !self.known.is_empty() && !self.known.contains_key(&record::print([id]))
    }

    /// Takes in that documents are gone: those of these ids; all that this run did not meet, where it
    /// read everything.
    pub(crate) fn part_with<'a>(&mut self, ids: Option<impl Iterator<Item = &'a str>>) {
        self.gone = match ids {
            Some(ids) => ids.map(|id| record::print([id])).collect(),
            None => self.known.keys().filter(|id| !self.met.contains(id)).copied().collect(),
        };
    }

    /// The times of the document that another one was before.
    fn of_predecessor(&mut self, prints: &Prints, is_new: bool) -> Option<Times> {
        let same = self.texts.get(&prints.text).and_then(|id| self.known.get(id));
        if let Some(same) = same.filter(|_| !is_new) {
            return Some(same.times);
        }
        let shared = |id: &u64| {
            let shared = self.known.get(id)?.prints.sketch.shared(&prints.sketch);
            (shared >= ALIKE).then_some((shared, *id))
        };
        let alike = self.gone.iter().filter_map(shared);
        let (_, id) = alike.max_by(|(a, one), (b, other)| a.total_cmp(b).then(one.cmp(other)))?;
        self.gone.remove(&id);
        let before = self.known.get(&id)?.times;
        let now = is_new.then_some(self.now);
        Some(Times { changed: now.or(before.changed), ..before })
    }

    /// Writes what this run adds.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(crate) fn save(&mut self) -> Result<()> {
        let fresh: Vec<Record> = std::mem::take(&mut self.fresh).into_values().collect();
        fresh.iter().for_each(|record| self.learn(*record));
        let few = |written: usize| written + fresh.len() <= MOST_RECORDS * self.known.len();
        let written = match self.written.filter(|written| few(*written)) {
            Some(_) if fresh.is_empty() => return Ok(()),
            Some(written) => {
                self.append(&bytes(&fresh)).map_err(Error::folder(&self.path))?;
                written + fresh.len()
            }
            None => {
                let all: Vec<Record> = self.known.values().copied().collect();
                let content = [HEAD, &bytes(&all)].concat();
                sealed::replace(&self.path, &content).map_err(Error::folder(&self.path))?;
                all.len()
            }
        };
        self.written = Some(written);
        Ok(())
    }

    fn append(&self, bytes: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().append(true).open(&self.path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    fn learn(&mut self, record: Record) {
        if record.prints.text != 0 {
            self.texts.insert(record.prints.text, record.prints.id);
        }
        self.known.insert(record.prints.id, record);
    }
}

fn bytes(records: &[Record]) -> Vec<u8> {
    records.iter().flat_map(Record::written).collect()
}

#[cfg(test)]
mod tests;
