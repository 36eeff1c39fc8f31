//! Writing records into a generation as documents: those of one id are joined, and at the end those
//! that are one document under two ids. What is joined is told by `joining` and `comparison`.

use std::collections::HashSet;
use std::sync::Arc;

use corpus::{Document, identity};
use tantivy::DocAddress;

use crate::error::Result;
use crate::store::manifest::Manifest;
use crate::update::comparison::Comparison;
use crate::update::joining::{Joining, Rewritten, as_one};
use crate::update::lookup::Lookup;
use crate::update::writer::GenerationWriter;

/// Turns in which what is one document is joined in pairs: enough for a thousand copies of one.
const MOST_TURNS: usize = 10;

/// The most documents that are kept until it is known which others are gone.
const MOST_KEPT: usize = 2_000;

/// The records of a run on their way into a generation.
pub(super) struct Writing {
    writer: GenerationWriter,
    joining: Joining<Lookup>,
    /// Documents that may be what became of others.
    kept: Vec<Document>,
}

impl Writing {
    /// Starts with the generation as it is.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn start(writer: GenerationWriter) -> Result<Writing> {
        let joining = Joining::with(writer.flushed()?, Arc::clone(&writer.names));
        Ok(Writing { writer, joining, kept: Vec::new() })
    }

    /// Takes away all records that were read from a file.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn remove_file(&mut self, file: &str) -> Result<()> {
        self.joining.remove_file(file)
    }

    /// Whether a document of this id is there already, be it from before or from this run.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn has(&self, id: &str) -> Result<bool> {
        self.joining.has(id)
    }

    /// Adds a record of a document.
    ///
    /// # Errors
    /// When the index cannot be read or written.
    pub(super) fn add(&mut self, record: Document) -> Result<()> {
        match self.joining.add(record)? {
            Some(new) if self.kept.len() < MOST_KEPT && self.writer.may_succeed(&new) => {
                self.kept.push(new);
                Ok(())
            }
            Some(new) => self.writer.put(vec![new]),
            None => Ok(()),
        }
    }

    /// Commits everything with the manifest; returns how many documents the index has.
    ///
    /// # Errors
    /// When the index cannot be read or written.
    pub(super) fn commit(&mut self, manifest: &Manifest) -> Result<usize> {
        let touched = self.joining.take_touched();
        self.writer.part_with(&touched);
        self.writer.rewrite(touched)?;
        let kept = std::mem::take(&mut self.kept);
        kept.into_iter().try_for_each(|new| self.writer.put(vec![new]))?;
        self.writer.flush()?;
        // A late record is joined, or goes on with the next of its ids.
        for _ in 0..identity::MOST_IDS {
            if !self.joining.has_late() {
                break;
            }
            let joined = self.joining.join_late(&self.writer.flushed()?)?;
            self.writer.rewrite(joined.rewritten)?;
            joined.new.into_iter().try_for_each(|record| self.writer.put(vec![record]))?;
            self.rewrite_touched()?;
        }
        let versions = self.join_same()?.versions;
        let documents = self.writer.flushed()?.count_documents();
        self.writer.commit(manifest, versions)?;
        Ok(documents)
    }

    /// Tidies up, after the commit.
    ///
    /// # Errors
    /// When segments cannot be merged, or files not be written or deleted.
    pub(super) fn finish(self) -> Result<()> {
        self.writer.finish()
    }

    fn rewrite_touched(&mut self) -> Result<()> {
        self.writer.rewrite(self.joining.take_touched())?;
        self.writer.flush()
    }

    /// Makes one of documents that are the same; returns what is found of the others.
    fn join_same(&mut self) -> Result<Comparison> {
        let mut now = self.writer.flushed()?;
        let mut found = Comparison::of(&now, &self.writer.names)?;
        // A turn halves those that are one document; what is left after so many, the next run joins.
        for _ in 0..MOST_TURNS {
            if found.same.is_empty() {
                break;
            }
            self.writer.rewrite(pairs_as_one(&found.same, &now)?)?;
            self.writer.flush()?;
            now = self.writer.flushed()?;
            found = Comparison::of(&now, &self.writer.names)?;
        }
        Ok(found)
    }
}

/// Makes one document of each pair; of those that share a document, of one only.
fn pairs_as_one(pairs: &[[DocAddress; 2]], now: &Lookup) -> Result<Rewritten> {
    let mut rewritten = Rewritten::new();
    let mut seen = HashSet::new();
    for pair in pairs.iter().filter(|pair| pair.iter().all(|at| seen.insert(*at))) {
        let [mut records, others] = [now.load_records(pair[0])?, now.load_records(pair[1])?];
        records.extend(others);
        rewritten.extend(as_one(records));
    }
    Ok(rewritten)
}
