//! Tantivy's writer for one generation: documents go in as their records, packed, and commits carry
//! the manifest.

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use tantivy::index::SegmentId;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy, NoMergePolicy};
use tantivy::{Index, IndexWriter, SegmentMeta, TantivyDocument, Term};

use crate::error::{Damage, Error, Result};
use crate::store::commit::{Commit, SEGMENTS, Versions};
use crate::store::entry::entry;
use crate::store::manifest::Manifest;
use crate::store::packing::{Packer, Unpacker};
use crate::store::stored::checksum;
use crate::store::verifying::damaged_files;
use crate::text::schema::IndexFields;
use crate::update::joining::Rewritten;
use crate::update::lookup::Lookup;
use crate::update::sighting::Sighting;

/// Memory for the postings of all writing threads, in bytes.
const MEMORY: usize = 512 << 20;
/// Tantivy gains little from more threads, and each takes its memory.
const MOST_THREADS: usize = 8;
/// So many segments of a new generation are left as they are: merging costs more than it saves.
const FEW_SEGMENTS: usize = 3;
/// Segments with more deleted documents than this are merged.
const DELETED_RATIO: f32 = 0.3;

/// A generation that is being written to.
pub(super) struct GenerationWriter {
    index: Index,
    fields: IndexFields,
    dir: PathBuf,
    writer: IndexWriter,
    packer: Packer<TantivyDocument>,
    unpacker: Arc<Unpacker>,
    /// The names by which documents are compared.
    pub(super) names: Arc<Gazetteer>,
    sighting: Sighting,
    /// The last commit; `None` for a new generation.
    commit: Option<Commit>,
    /// Whether the generation is a new one.
    fresh: bool,
}

impl GenerationWriter {
    /// Starts writing to the generation in `dir`, as it was opened in the state of its last commit;
    /// a new one has none.
    ///
    /// # Errors
    /// When Tantivy cannot write there.
    pub(super) fn start(
        (index, fields): (Index, IndexFields),
        dir: &Path,
        commit: Option<Commit>,
        names: Arc<Gazetteer>,
        sighting: Sighting,
    ) -> Result<GenerationWriter> {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.min(MOST_THREADS);
        let writer = index.writer_with_num_threads(threads, MEMORY).map_err(Error::tantivy(dir))?;
        let fresh = commit.is_none();
        writer.set_merge_policy(merge_policy(fresh, &index, dir));
        let dictionaries = commit.as_ref().map(|commit| commit.dictionaries.clone());
        let packer = Packer::open(dir, dictionaries.unwrap_or_default())?;
        let unpacker = Arc::new(Unpacker::open(dir));
        let dir = dir.to_path_buf();
        Ok(GenerationWriter {
            index,
            fields,
            dir,
            writer,
            packer,
            unpacker,
            names,
            sighting,
            commit,
            fresh,
        })
    }

    /// The generation as of the last flush.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn flushed(&self) -> Result<Lookup> {
        Lookup::open(&self.index, &self.fields, &self.unpacker, &self.dir)
    }

    /// Writes a document that has these records, at least one.
    ///
    /// # Errors
    /// When it cannot be packed or written.
    pub(super) fn put(&mut self, records: Vec<Document>) -> Result<()> {
        let times = &mut |document: &Document| self.sighting.times(document);
        let entry = entry(records, &self.fields, &self.names, times).map_err(Damage::Json);
        let (entry, text) = entry.map_err(Error::damaged(&self.dir))?;
        let packed = self.packer.pack(entry, text).map_err(Error::folder(&self.dir))?;
        self.put_packed(packed)
    }

    /// Whether it has to be known what is gone before a document is written.
    pub(super) fn may_succeed(&self, document: &Document) -> bool {
        self.sighting.may_succeed(document)
    }

    /// Takes in that documents are about to be replaced: those without records are gone. In a new
    /// generation those are that were not written.
    pub(super) fn part_with(&mut self, documents: &Rewritten) {
        let gone = documents.iter().filter(|(_, records)| records.is_empty());
        let gone = gone.map(|(id, _)| id.as_str());
        self.sighting.part_with((!self.fresh).then_some(gone));
    }

    /// Replaces documents by what their records now say.
    ///
    /// # Errors
    /// As [`GenerationWriter::put`].
    pub(super) fn rewrite(&mut self, documents: Rewritten) -> Result<()> {
        for (id, records) in documents {
            self.writer.delete_term(Term::from_field_text(self.fields.id, &id));
            if !records.is_empty() {
                self.put(records)?;
            }
        }
        Ok(())
    }

    /// Writes everything out, so that it can be read back here. Nobody else sees it before
    /// [`GenerationWriter::commit`].
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn flush(&mut self) -> Result<()> {
        let packed = self.packer.rest().map_err(Error::folder(&self.dir))?;
        self.put_packed(packed)?;
        self.writer.commit().map_err(Error::tantivy(&self.dir))?;
        Ok(())
    }

    /// Makes what was flushed the commit of the generation, with the manifest and what was found
    /// of versions, in one step.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn commit(&mut self, manifest: &Manifest, versions: Versions) -> Result<()> {
        let metas = self.index.load_metas().map_err(Error::tantivy(&self.dir))?;
        let commit = Commit {
            segments: read_segments(&self.dir)?,
            manifest: manifest.write(&self.dir, metas.opstamp)?,
            sources: manifest.sources.clone(),
            unread: manifest.unread(),
            notices: manifest.notices(),
            versions,
            dictionaries: self.packer.dictionaries().to_vec(),
        };
        // Before the commit, as of what it shows the times must not be lost.
        self.sighting.save()?;
        // Nothing is deleted yet: Tantivy may be merging.
        commit.publish(&self.dir)?;
        self.commit = Some(commit);
        Ok(())
    }

    /// Makes few segments of many, and deletes what is no longer needed, after the commit.
    ///
    /// # Errors
    /// When segments cannot be merged, or files not be written or deleted.
    pub(super) fn finish(mut self) -> Result<()> {
        if self.fresh {
            self.merge_all().map_err(Error::tantivy(&self.dir))?;
        }
        let GenerationWriter { index, dir, writer, commit, .. } = self;
        writer.wait_merging_threads().map_err(Error::tantivy(&dir))?;
        let Some(mut commit) = commit else { return Ok(()) };
        let segments = read_segments(&dir)?;
        if segments != commit.segments {
            commit.segments = segments;
            commit.publish(&dir)?;
        }
        commit.sweep(&dir, &index.load_metas().map_err(Error::tantivy(&dir))?)
    }

    fn put_packed(&self, entries: Vec<(TantivyDocument, Vec<u8>)>) -> Result<()> {
        for (mut entry, packed) in entries {
            entry.add_bytes(self.fields.stored, &packed);
            entry.add_u64(self.fields.checksum, checksum(&packed));
            self.writer.add_document(entry).map_err(Error::tantivy(&self.dir))?;
        }
        Ok(())
    }

    /// Makes one segment of a new generation that has many: smaller, and faster to search.
    fn merge_all(&mut self) -> tantivy::Result<()> {
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > FEW_SEGMENTS {
            self.writer.merge(&segments).wait()?;
        }
        Ok(())
    }
}

/// Tantivy's list of segments, word for word.
fn read_segments(dir: &Path) -> Result<String> {
    let path = dir.join(SEGMENTS);
    fs::read_to_string(&path).map_err(Error::folder(&path))
}

/// A new generation is merged once, at its end.
fn merge_policy(fresh: bool, index: &Index, dir: &Path) -> Box<dyn MergePolicy> {
    if fresh {
        return Box::new(NoMergePolicy);
    }
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(DELETED_RATIO);
    Box::new(WholeSegments { policy, index: index.clone(), dir: dir.to_path_buf() })
}

/// Merges segments that are as they were written, so that damage is not sealed anew.
#[derive(Debug)]
struct WholeSegments {
    policy: LogMergePolicy,
    index: Index,
    dir: PathBuf,
}

impl MergePolicy for WholeSegments {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let is_whole = |id: &SegmentId| {
            let segment = segments.iter().find(|segment| segment.id() == *id);
            let damages =
                |segment| damaged_files(&self.dir, &self.index, std::slice::from_ref(segment));
            segment.map(damages).is_some_and(|damages| damages.is_empty())
        };
        let mut candidates = self.policy.compute_merge_candidates(segments);
        candidates.retain(|candidate| candidate.0.iter().all(is_whole));
        candidates
    }
}
