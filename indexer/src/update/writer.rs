//! Tantivy's writer for one generation: documents go in as their records, packed, and commits carry
//! the manifest.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use tantivy::indexer::{LogMergePolicy, MergePolicy, NoMergePolicy};
use tantivy::{Index, IndexWriter, TantivyDocument, Term};

use crate::error::{Damage, Error, Result};
use crate::store::entry::entry;
use crate::store::manifest::Manifest;
use crate::store::packing::{DictionaryId, Packer};
use crate::store::stored::Documents;
use crate::text::schema::IndexFields;
use crate::update::joining::Rewritten;
use crate::update::lookup::Lookup;

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
    documents: Documents,
    /// The names by which documents are compared.
    pub(super) names: Arc<Gazetteer>,
    /// Whether the generation is a new one.
    fresh: bool,
}

impl GenerationWriter {
    /// Starts writing to the generation in `dir`, which has its newest dictionary already, or none.
    ///
    /// # Errors
    /// When Tantivy cannot write there.
    pub(super) fn start(
        index: Index,
        fields: IndexFields,
        dir: &Path,
        fresh: bool,
        dictionary: Option<DictionaryId>,
        names: Arc<Gazetteer>,
    ) -> Result<GenerationWriter> {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.min(MOST_THREADS);
        let writer = index.writer_with_num_threads(threads, MEMORY).map_err(Error::tantivy(dir))?;
        writer.set_merge_policy(merge_policy(fresh));
        let packer = Packer::open(dir, dictionary)?;
        let documents = Documents::open(dir, &fields);
        let dir = dir.to_path_buf();
        Ok(GenerationWriter { index, fields, dir, writer, packer, documents, names, fresh })
    }

    /// The generation as of the last commit.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn committed(&self) -> Result<Lookup> {
        Lookup::open(&self.index, &self.fields, &self.documents, &self.dir)
    }

    /// The newest dictionary of packed documents.
    pub(super) fn dictionary(&self) -> Option<DictionaryId> {
        self.packer.dictionary
    }

    /// Writes a document that has these records, at least one.
    ///
    /// # Errors
    /// When it cannot be packed or written.
    pub(super) fn put(&mut self, records: Vec<Document>) -> Result<()> {
        let entry = entry(records, &self.fields, &self.names).map_err(Damage::Json);
        let (entry, text) = entry.map_err(Error::damaged(&self.dir))?;
        let packed = self.packer.pack(entry, text).map_err(Error::folder(&self.dir))?;
        self.put_packed(packed)
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

    /// Commits what was written, so that it can be read back, with the payload of the commit
    /// before: after a crash the next run reads the same files again. `visible` is called when
    /// searches begin to see it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn flush(&mut self, visible: &mut dyn FnMut()) -> Result<()> {
        let packed = self.packer.rest().map_err(Error::folder(&self.dir))?;
        self.put_packed(packed)?;
        self.commit_as_before(visible).map_err(Error::tantivy(&self.dir))
    }

    /// Commits everything with the manifest.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn commit(&mut self, manifest: &Manifest) -> Result<()> {
        let mut commit = self.writer.prepare_commit().map_err(Error::tantivy(&self.dir))?;
        let payload = manifest.write(&self.dir, commit.opstamp())?;
        commit.set_payload(&payload);
        commit.commit().map_err(Error::tantivy(&self.dir))?;
        Manifest::sweep(&self.dir, &payload);
        Ok(())
    }

    /// Makes few segments of many, after the commit.
    ///
    /// # Errors
    /// When they cannot be merged.
    pub(super) fn finish(mut self) -> Result<()> {
        if self.fresh {
            self.merge_all().map_err(Error::tantivy(&self.dir))?;
        }
        self.writer.wait_merging_threads().map_err(Error::tantivy(&self.dir))
    }

    fn put_packed(&self, entries: Vec<(TantivyDocument, Vec<u8>)>) -> Result<()> {
        for (mut entry, packed) in entries {
            entry.add_bytes(self.fields.stored, &packed);
            self.writer.add_document(entry).map_err(Error::tantivy(&self.dir))?;
        }
        Ok(())
    }

    fn commit_as_before(&mut self, visible: &mut dyn FnMut()) -> tantivy::Result<()> {
        let payload = self.index.load_metas()?.payload;
        let mut commit = self.writer.prepare_commit()?;
        if let Some(payload) = payload {
            commit.set_payload(&payload);
        }
        visible();
        commit.commit()?;
        Ok(())
    }

    /// Makes one segment of a new generation that has many: smaller, and faster to search.
    fn merge_all(&mut self) -> tantivy::Result<()> {
        let segments = self.index.searchable_segment_ids()?;
        if segments.len() > FEW_SEGMENTS {
            self.writer.merge(&segments).wait()?;
            self.writer.garbage_collect_files().wait()?;
        }
        Ok(())
    }
}

/// A new generation is merged once, at its end.
fn merge_policy(fresh: bool) -> Box<dyn MergePolicy> {
    if fresh {
        return Box::new(NoMergePolicy);
    }
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(DELETED_RATIO);
    Box::new(policy)
}
