//! The vocabulary of a snapshot, read when it is first needed: a
//! search that finds what it looks for never pays for it.

use std::sync::{Mutex, OnceLock, PoisonError};

use super::Vocabulary;
use crate::snapshot::Snapshot;

/// A vocabulary that is not read before it is needed, and then once.
#[derive(Default)]
pub(crate) struct LazyVocabulary {
    read: OnceLock<Vocabulary>,
    /// Held by the thread that reads.
    reading: Mutex<()>,
}

impl LazyVocabulary {
    /// The vocabulary of a snapshot, which must always be the same one. The first call reads it, a
    /// quarter of a second for 67,774 documents; others wait for it.
    ///
    /// # Errors
    /// When the index cannot be read; the next call tries again.
    pub(crate) fn get(&self, snapshot: &Snapshot) -> tantivy::Result<&Vocabulary> {
        if let Some(known) = self.read.get() {
            return Ok(known);
        }
        let _reading = self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = self.read.get() {
            return Ok(known);
        }
        let read = Vocabulary::load(snapshot)?;
        Ok(self.read.get_or_init(|| read))
    }
}
