//! One update, from the plan to the commit.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use tantivy::Index;

use crate::error::{Error, Result};
use crate::store::commit::{Commit, remove_generation};
use crate::store::folder::{self, WritableFolder};
use crate::store::manifest::{FileRecord, Manifest, Sources};
use crate::store::open::{self, OpenIndex};
use crate::store::packing::Unpacker;
use crate::text::analysis::Analyzer;
use crate::text::schema::IndexFields;
use crate::update::intake::Intake;
use crate::update::joining::{Records, is_read_from};
use crate::update::lookup::Lookup;
use crate::update::losses::{ChangedHits, Losses, usual_queries};
use crate::update::office::Content;
use crate::update::plan::{Change, FileToRead, Known, Plan};
use crate::update::reading::{Piece, read_in_order};
use crate::update::report::{Progress, Report, Unreadable};
use crate::update::sighting::Sighting;
use crate::update::writer::GenerationWriter;
use crate::update::writing::Writing;

/// How many documents are read between two calls of `watch`.
const WATCH_EVERY: usize = 256;

/// Updates the index in a folder, making it where there is none. `watch` is told how far it is
/// and may break the run off, which leaves the index as it was; once the result is visible its
/// answer changes nothing.
///
/// # Errors
/// When the index cannot be read or written, or the run was broken off. A source that cannot be
/// read is no error but a line of the report.
pub fn update(
    dir: &Path,
    analyzer: Analyzer,
    change: &Change,
    watch: &mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
) -> Result<Report> {
    let folder = WritableFolder::lock(dir, change.patience)?;
    let before = Before::of(&folder, dir, &analyzer, change)?;
    let mut report = Report::default();
    let is_new = folder::any_generation(dir).is_ok_and(|generation| generation.is_none());
    let known = Known { manifest: &before.known, is_old: change.rebuild, is_new };
    let plan = Plan::make(known, change, &mut report)?;
    let generation = match &before.opened {
        Some(_) if plan.changes_nothing(&before.known) => return Ok(report),
        Some(opened) => opened.generation,
        None => folder.new_generation()?,
    };
    let progress = plan.progress();
    let fresh = before.opened.is_none();
    let mut run = Run { dir, analyzer, generation, before, plan, change, report, progress, watch };
    let written = run.write_changes();
    if fresh {
        run.put_in_place(&folder, written)?;
    } else {
        written?;
    }
    Ok(run.report)
}

/// What there was before an update.
struct Before {
    /// The generation to write to; `None` where there is to be a new one.
    opened: Option<Opened>,
    /// The sources, and what was read; of the old generation where there is to be a new one.
    known: Manifest,
    /// The old generation, where there is to be a new one and it can be read.
    old: Option<Lookup>,
}

/// A generation in the state of its last commit.
struct Opened {
    generation: u64,
    index: (Index, IndexFields),
    commit: Commit,
}

impl Before {
    /// Finds out, and mends what the last run left that was broken off.
    fn of(
        folder: &WritableFolder,
        dir: &Path,
        analyzer: &Analyzer,
        change: &Change,
    ) -> Result<Before> {
        if change.rebuild {
            let sources = sources_to_rebuild(dir, change)?;
            let (files, old) = old(dir, analyzer).unwrap_or_default();
            let known = Manifest { sources, files, ..Manifest::default() };
            return Ok(Before { opened: None, known, old });
        }
        let Some(generation) = folder::current(dir)? else {
            return Ok(Before { opened: None, known: Manifest::default(), old: None });
        };
        folder.settle(generation)?;
        let path = folder::generation_dir(dir, generation);
        let commit = Commit::read(&path)?;
        let known = Manifest::of(&path, &commit)?;
        let index = open::restored(&path, &commit, analyzer)?;
        Ok(Before { opened: Some(Opened { generation, index, commit }), known, old: None })
    }
}

/// What was read into the index as it was, and its documents, as far as they can be read themselves.
fn old(dir: &Path, analyzer: &Analyzer) -> Option<(BTreeMap<String, FileRecord>, Option<Lookup>)> {
    let path = folder::generation_dirs(dir).ok()?.into_iter().find(|path| Commit::is_in(path))?;
    let commit = Commit::read(&path).ok()?;
    let manifest = Manifest::of(&path, &commit).ok()?;
    let lookup = || {
        let (index, fields) = open::committed(&path, &commit, analyzer).ok()?;
        Lookup::open(&index, &fields, &Arc::new(Unpacker::open(&path)), &path).ok()
    };
    Some((manifest.files, lookup()))
}

/// The sources of the index that is to be rebuilt, whatever its format and state: those of the
/// first generation that tells them.
fn sources_to_rebuild(dir: &Path, change: &Change) -> Result<Sources> {
    let generations = folder::generation_dirs(dir)?;
    let mut told = generations.iter().filter_map(|path| Sources::told_by(path));
    let is_new = folder::any_generation(dir).is_ok_and(|generation| generation.is_none());
    match told.next() {
        Some(sources) => Ok(sources),
        // What the caller names is enough to start from.
        None if is_new || change.builtin || !change.add.is_empty() => Ok(Sources::default()),
        None => Err(Error::SourcesLost { path: dir.to_path_buf() }),
    }
}

/// Carries out a plan.
struct Run<'a> {
    dir: &'a Path,
    analyzer: Analyzer,
    generation: u64,
    before: Before,
    plan: Plan,
    change: &'a Change,
    report: Report,
    progress: Progress<'static>,
    watch: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

impl Run<'_> {
    /// Makes a new generation the current one; where it did not come about, it leaves nothing behind.
    fn put_in_place(&mut self, folder: &WritableFolder, written: Result<()>) -> Result<()> {
        let written = written.and_then(|()| self.compare());
        if written.is_ok() && self.report.committed {
            folder.set_current(self.generation)?;
            self.tell_visible();
            return folder.sweep();
        }
        remove_generation(&folder::generation_dir(self.dir, self.generation));
        written
    }

    /// Compares a rebuilt generation with the old one, where that can be read.
    fn compare(&mut self) -> Result<()> {
        let Some(old) = self.before.old.as_ref().filter(|_| self.report.committed) else {
            return Ok(());
        };
        let path = folder::generation_dir(self.dir, self.generation);
        let commit = Commit::read(&path)?;
        let (index, fields) = open::committed(&path, &commit, &self.analyzer)?;
        let new = Lookup::open(&index, &fields, &Arc::new(Unpacker::open(&path)), &path)?;
        let losses = Losses::between(old, &new, &self.plan.manifest);
        match losses.map(|losses| Losses { hits: self.changed_hits(), ..losses }) {
            Ok(losses) if losses.are_heavy() && !self.change.accept_losses => {
                return Err(Error::Lossy { losses: losses.to_string() });
            }
            Ok(losses) => self.report.losses = losses,
            // What is damaged is what is being repaired.
            Err(_) => {}
        }
        Ok(())
    }

    /// How the first hits of an office's usual queries change, where both indexes can be searched.
    fn changed_hits(&self) -> ChangedHits {
        let queries = usual_queries(&self.plan.manifest.sources.roots);
        let open = |generation| OpenIndex::of_generation(self.dir, generation, &self.analyzer);
        let both = folder::current(self.dir).ok().flatten().and_then(|old| {
            let first_hits = self.change.first_hits.filter(|_| !queries.is_empty())?;
            let of = |generation| Some(first_hits(open(generation).ok()?, &queries));
            Some((of(old)?, of(self.generation)?))
        });
        let (old, new) = both.unwrap_or_default();
        ChangedHits::between(queries, old, new)
    }

    /// Writes what is new and takes away what is gone.
    fn write_changes(&mut self) -> Result<()> {
        let path = folder::generation_dir(self.dir, self.generation);
        let (index, commit) = match self.before.opened.take() {
            Some(opened) => (opened.index, Some(opened.commit)),
            None => (open::create(&path, &self.analyzer)?, None),
        };
        let fresh = commit.is_none();
        let names = Arc::clone(&self.plan.office.gazetteer);
        let mut sighting = Sighting::open(self.dir, &mut self.report.notices)?;
        sighting.expect(&self.plan.read, &self.before.known);
        let writer = GenerationWriter::start(index, &path, commit, names, sighting)?;
        let mut writing = Writing::start(writer)?;
        for name in &self.plan.remove {
            writing.remove_file(name)?;
        }
        self.carry_over(&mut writing)?;
        self.read_files(&mut writing)?;
        if self.has_changes(fresh) {
            self.report.documents = writing.commit(&self.plan.manifest)?;
            self.report.committed = true;
            if !fresh {
                self.tell_visible();
            }
            writing.finish()?;
        }
        Ok(())
    }

    /// Tells that searches see the result.
    fn tell_visible(&mut self) {
        let _ = (self.watch)(Progress { visible: true, ..self.progress });
    }

    /// Whether there is something to commit, after all was read.
    fn has_changes(&self, fresh: bool) -> bool {
        // A first index that has no documents yet remembers its sources; a rebuilt one does not give
        // up what it had for nothing.
        let is_first =
            self.before.known == Manifest::default() && self.report.unreadable.is_empty();
        let sources_changed = self.plan.manifest != self.before.known && (!fresh || is_first);
        let has_documents = self.progress.documents > 0 || !self.plan.remove.is_empty();
        has_documents || sources_changed
    }

    /// Takes from the old generation what cannot be read now.
    fn carry_over(&mut self, writing: &mut Writing) -> Result<()> {
        for file in &self.plan.carry {
            match self.before.old.as_ref().map(|old| old.of_file(file)) {
                Some(Ok(documents)) => {
                    let records = documents.into_iter().flatten();
                    for record in records.filter(|record| is_read_from(record, file)) {
                        writing.add(record)?;
                        self.progress.documents += 1;
                    }
                    let record = self.before.known.files[file].clone();
                    self.plan.manifest.files.insert(file.clone(), record);
                    self.report.unchanged.push(file.clone());
                }
                Some(Err(_)) | None => {
                    let message = format!("{file}：现在读不到，旧索引里的也取不出来，没有收录");
                    self.report.unreadable.push(Unreadable { message });
                }
            }
        }
        Ok(())
    }

    /// Reads what is new or changed into the index.
    fn read_files(&mut self, writing: &mut Writing) -> Result<()> {
        let Plan { read: files, manifest, office, .. } = &mut self.plan;
        let (progress, watch) = (&mut self.progress, &mut *self.watch);
        let mut intake = Intake::of(files, writing, manifest, &mut self.report);
        let read_file = |file: &FileToRead, sink: &mut dyn FnMut(Content) -> ControlFlow<()>| {
            office.read_file(&file.name, &self.change.isolation, sink);
        };
        read_in_order(files, &read_file, &mut |file, piece| {
            match piece {
                Piece::Content(content) => {
                    let is_document = intake.take(content, file)?;
                    progress.documents += usize::from(is_document);
                    if is_document && !progress.documents.is_multiple_of(WATCH_EVERY) {
                        return Ok(());
                    }
                }
                Piece::Wait => {}
                Piece::End => {
                    intake.settle(file);
                    progress.files_done += 1;
                    progress.bytes_done += file.bytes;
                }
            }
            let flow = watch(Progress { file: &file.name, ..*progress });
            if flow.is_break() { Err(Error::Interrupted) } else { Ok(()) }
        })?;
        intake.finish()
    }
}

#[cfg(test)]
mod tests;
