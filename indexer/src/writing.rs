//! Writing documents into a generation: each document is kept as the records
//! that the sources have of it, so that it can be made anew when a source goes.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use corpus::Document;
use corpus::gazetteer::Gazetteer;
use corpus::identity;
use corpus::likeness;
use tantivy::collector::DocSetCollector;
use tantivy::indexer::{LogMergePolicy, MergePolicy, NoMergePolicy};
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Index, IndexWriter, ReloadPolicy, Searcher, TantivyDocument, Term};

use crate::error::{Error, Result};
use crate::manifest::Manifest;
use crate::packing::{DictionaryId, Packer};
use crate::schema::Fields;
use crate::stored::{self, Documents};
use crate::versions::Found;

/// Memory for the postings of all writing threads, in bytes.
const MEMORY: usize = 512 << 20;
/// Tantivy gains little from more threads, and each takes its memory.
const MOST_THREADS: usize = 8;
/// So many segments of a new generation are left as they are: merging costs more than it saves.
const FEW_SEGMENTS: usize = 3;
/// Segments with more deleted documents than this are merged.
const DELETED_RATIO: f32 = 0.3;
/// Turns in which what is one document is joined in pairs: enough for a thousand copies of one.
const MOST_TURNS: usize = 10;

/// A generation that is being written to.
pub(crate) struct Writing {
    index: Index,
    fields: Fields,
    dir: PathBuf,
    writer: IndexWriter,
    packer: Packer<TantivyDocument>,
    documents: Documents,
    names: Arc<Gazetteer>,
    /// Whether the generation is a new one.
    fresh: bool,
    /// The index as it was before.
    before: Searcher,
    /// New records of all documents that were in the index before and are touched in this run.
    touched: HashMap<String, Vec<Document>>,
    /// Documents written in this run.
    written: HashSet<String>,
    /// Records of documents that were written in this run already.
    late: HashMap<String, Vec<Document>>,
}

impl Writing {
    /// Starts writing to the generation in `dir`.
    ///
    /// # Errors
    /// When Tantivy cannot write there.
    pub(crate) fn start(
        index: Index,
        fields: Fields,
        dir: &Path,
        fresh: bool,
        dictionary: Option<DictionaryId>,
        names: Arc<Gazetteer>,
    ) -> Result<Writing> {
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
        let threads = threads.min(MOST_THREADS);
        let writer = index.writer_with_num_threads(threads, MEMORY).map_err(Error::tantivy(dir))?;
        writer.set_merge_policy(merge_policy(fresh));
        let before = searcher(&index).map_err(Error::tantivy(dir))?;
        let packer = Packer::open(dir, dictionary);
        let packer = packer.map_err(|error| Error::tantivy(dir)(error.into()))?;
        let documents = Documents::open(dir, &fields);
        Ok(Writing {
            index,
            fields,
            dir: dir.to_path_buf(),
            writer,
            packer,
            documents,
            names,
            fresh,
            before,
            touched: HashMap::new(),
            written: HashSet::new(),
            late: HashMap::new(),
        })
    }

    /// Takes away all records that were read from a file.
    pub(crate) fn remove_file(&mut self, file: &str) -> Result<()> {
        self.remove_records(file).map_err(Error::tantivy(&self.dir))
    }

    /// Takes away the records of all files that a manifest does not know.
    pub(crate) fn remove_unknown(&mut self, known: &Manifest) -> Result<()> {
        let is_known = |name: &str| {
            let mut above = name.match_indices('/').map(|(at, _)| &name[..at]);
            known.files.contains_key(name) || above.any(|file| known.files.contains_key(file))
        };
        let files = all_terms(&self.before, self.fields.file).map_err(Error::tantivy(&self.dir))?;
        files.iter().filter(|file| !is_known(file)).try_for_each(|file| self.remove_file(file))
    }

    fn remove_records(&mut self, file: &str) -> tantivy::Result<()> {
        for at in find_file(&self.before, self.fields.file, file)? {
            let records = self.documents.load_records(&self.before, at)?;
            let Some(id) = records.first().map(|record| record.id.clone()) else { continue };
            let records = self.touched.entry(id).or_insert(records);
            records.retain(|record| record.sources.iter().all(|s| !is_of_file(&s.file, file)));
        }
        Ok(())
    }

    /// Adds a record of a document.
    pub(crate) fn add(&mut self, record: Document) -> Result<()> {
        self.add_record(record).map_err(Error::tantivy(&self.dir))
    }

    /// Whether a document of this id is there already, be it from before or from this run.
    pub(crate) fn has(&self, id: &str) -> Result<bool> {
        if let Some(records) = self.touched.get(id) {
            return Ok(!records.is_empty());
        }
        let found = find_one(&self.before, self.fields.id, id);
        Ok(self.written.contains(id) || found.map_err(Error::tantivy(&self.dir))?.is_some())
    }

    fn add_record(&mut self, record: Document) -> tantivy::Result<()> {
        if !self.touched.contains_key(&record.id) {
            if self.written.contains(&record.id) {
                self.late.entry(record.id.clone()).or_default().push(record);
                return Ok(());
            }
            let Some(at) = find_one(&self.before, self.fields.id, &record.id)? else {
                self.written.insert(record.id.clone());
                return self.put(vec![record]);
            };
            let records = self.documents.load_records(&self.before, at)?;
            self.touched.insert(record.id.clone(), records);
        }
        let records = self.touched.entry(record.id.clone()).or_default();
        match join(records, record, &self.names) {
            Some(other) => self.add_record(other),
            None => Ok(()),
        }
    }

    /// Commits everything with the manifest, which learns which documents belong together;
    /// returns how many documents the index has. `visible` is called when searches begin to see it.
    pub(crate) fn commit(
        &mut self,
        manifest: &mut Manifest,
        visible: &mut dyn FnMut(),
    ) -> Result<usize> {
        self.settle(manifest, visible).map_err(Error::tantivy(&self.dir))?;
        self.commit_with(manifest)
    }

    /// Makes few segments of many, after the commit.
    pub(crate) fn finish(mut self) -> Result<()> {
        if self.fresh {
            self.merge_all().map_err(Error::tantivy(&self.dir))?;
        }
        self.writer.wait_merging_threads().map_err(Error::tantivy(&self.dir))
    }

    /// Writes what is still to be written, joins what is one document, and finds versions.
    fn settle(
        &mut self,
        manifest: &mut Manifest,
        visible: &mut dyn FnMut(),
    ) -> tantivy::Result<()> {
        let touched = std::mem::take(&mut self.touched);
        self.write_anew(touched)?;
        self.flush(visible)?;
        // A late record is joined, or goes on with the next of its ids.
        for _ in 0..identity::MOST_IDS {
            if self.late.is_empty() {
                break;
            }
            self.join_late()?;
            let touched = std::mem::take(&mut self.touched);
            self.write_anew(touched)?;
            self.flush(visible)?;
        }
        let mut found = self.compare()?;
        // A turn halves those that are one document; what is left after so many, the next run joins.
        for _ in 0..MOST_TURNS {
            if found.same.is_empty() {
                break;
            }
            self.join_same(&found.same)?;
            self.flush(visible)?;
            found = self.compare()?;
        }
        manifest.versions = found.versions;
        manifest.dictionary = self.packer.dictionary;
        Ok(())
    }

    fn compare(&self) -> tantivy::Result<Found> {
        Found::of(&searcher(&self.index)?, &self.fields, &self.documents, &self.names)
    }

    /// Commits what was written, so that it can be read back, with the payload of the commit
    /// before: after a crash the next run reads the same files again.
    fn flush(&mut self, visible: &mut dyn FnMut()) -> tantivy::Result<()> {
        let packed = self.packer.rest()?;
        self.write(packed)?;
        let payload = self.index.load_metas()?.payload;
        let mut commit = self.writer.prepare_commit()?;
        if let Some(payload) = payload {
            commit.set_payload(&payload);
        }
        visible();
        commit.commit()?;
        Ok(())
    }

    fn commit_with(&mut self, manifest: &Manifest) -> Result<usize> {
        let mut commit = self.writer.prepare_commit().map_err(Error::tantivy(&self.dir))?;
        let payload = manifest.write(&self.dir, commit.opstamp())?;
        commit.set_payload(&payload);
        commit.commit().map_err(Error::tantivy(&self.dir))?;
        Manifest::sweep(&self.dir, &payload);
        let after = searcher(&self.index).map_err(Error::tantivy(&self.dir))?;
        usize::try_from(after.num_docs())
            .map_err(|error| Error::Damaged { path: self.dir.clone(), reason: error.to_string() })
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

    /// Joins the late records with the documents written earlier in this run; those that turn out
    /// to be of other documents are written as such.
    fn join_late(&mut self) -> tantivy::Result<()> {
        let searcher = searcher(&self.index)?;
        let mut anew = HashMap::new();
        let mut others = Vec::new();
        for (id, late) in std::mem::take(&mut self.late) {
            let Some(at) = find_one(&searcher, self.fields.id, &id)? else { continue };
            let mut records = self.documents.load_records(&searcher, at)?;
            others.extend(
                late.into_iter().filter_map(|record| join(&mut records, record, &self.names)),
            );
            anew.insert(id, records);
        }
        self.write_anew(anew)?;
        others.into_iter().try_for_each(|record| self.add_record(record))
    }

    /// Makes one document of each pair; of those that share one, in several turns. The id is that
    /// of the better known: by its number, by its date.
    fn join_same(&mut self, pairs: &[[DocAddress; 2]]) -> tantivy::Result<()> {
        let searcher = searcher(&self.index)?;
        let mut joined: HashMap<String, Vec<Document>> = HashMap::new();
        let mut seen = HashSet::new();
        for pair in pairs.iter().filter(|pair| pair.iter().all(|at| seen.insert(*at))) {
            let mut records = Vec::new();
            for at in pair {
                records.extend(self.documents.load_records(&searcher, *at)?);
            }
            let known = |r: &&Document| (r.number.is_none(), r.date.is_none(), r.id.clone());
            let Some(id) = records.iter().min_by_key(known).map(|r| r.id.clone()) else { continue };
            for record in &mut records {
                let own = std::mem::replace(&mut record.id, id.clone());
                joined.entry(own).or_default();
            }
            joined.insert(id, records);
        }
        self.write_anew(joined)
    }

    /// Writes a document that has these records.
    fn put(&mut self, records: Vec<Document>) -> tantivy::Result<()> {
        let (entry, text) = stored::entry(records, &self.fields, &self.names)?;
        let packed = self.packer.pack(entry, text)?;
        self.write(packed)
    }

    fn write(&self, entries: Vec<(TantivyDocument, Vec<u8>)>) -> tantivy::Result<()> {
        for (mut entry, packed) in entries {
            entry.add_bytes(self.fields.stored, &packed);
            self.writer.add_document(entry)?;
        }
        Ok(())
    }

    /// Replaces documents by what their records now say; one without records is deleted.
    fn write_anew(&mut self, documents: HashMap<String, Vec<Document>>) -> tantivy::Result<()> {
        for (id, records) in documents {
            self.writer.delete_term(Term::from_field_text(self.fields.id, &id));
            if !records.is_empty() {
                self.put(records)?;
            }
        }
        Ok(())
    }
}

/// Adds a record to those of one id; returned, with the next of its own ids, where it is of another
/// document and has one.
fn join(records: &mut Vec<Document>, mut record: Document, names: &Gazetteer) -> Option<Document> {
    let is_other = !records.iter().any(|known| likeness::is_one(known, &record, names));
    if let Some(other) = records.first().filter(|_| is_other)
        && identity::set_apart(&mut record, other)
    {
        return Some(record);
    }
    records.push(record);
    None
}

/// Whether a source is a file or something in it, as what is in archives is named.
fn is_of_file(source: &str, file: &str) -> bool {
    source.strip_prefix(file).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The documents that were read from a file or from something in it.
fn find_file(searcher: &Searcher, field: Field, file: &str) -> tantivy::Result<Vec<DocAddress>> {
    let mut names = vec![file.to_owned()];
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        // '0' comes after '/'.
        let (from, to) = (format!("{file}/"), format!("{file}0"));
        let mut inside = index.terms().range().ge(from).lt(to).into_stream()?;
        while inside.advance() {
            names.extend(std::str::from_utf8(inside.key()).map(str::to_owned));
        }
    }
    let mut found = Vec::new();
    for name in names {
        found.extend(find(searcher, field, &name)?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// All values of a field.
fn all_terms(searcher: &Searcher, field: Field) -> tantivy::Result<BTreeSet<String>> {
    let mut terms = BTreeSet::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut all = index.terms().stream()?;
        while all.advance() {
            terms.extend(std::str::from_utf8(all.key()).map(str::to_owned));
        }
    }
    Ok(terms)
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

fn searcher(index: &Index) -> tantivy::Result<Searcher> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    let reader: tantivy::IndexReader = reader;
    Ok(reader.searcher())
}

fn find(searcher: &Searcher, field: Field, value: &str) -> tantivy::Result<Vec<DocAddress>> {
    let term = Term::from_field_text(field, value);
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let mut found: Vec<DocAddress> =
        searcher.search(&query, &DocSetCollector)?.into_iter().collect();
    found.sort_unstable();
    Ok(found)
}

fn find_one(searcher: &Searcher, field: Field, value: &str) -> tantivy::Result<Option<DocAddress>> {
    Ok(find(searcher, field, value)?.first().copied())
}
