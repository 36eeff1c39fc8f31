//! Bringing an index up to date with its sources: reading what the plan says,
//! and committing the result in one step.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use corpus::Document;
use corpus::readers::Isolation;

use crate::analysis::Analyzer;
use crate::error::{Error, Result};
use crate::folder::{self, WritableFolder};
use crate::manifest::{FileRecord, Manifest, metas};
use crate::open;
use crate::plan::{Change, FileToRead, Plan};
use crate::reading::{Piece, Reader};
use crate::report::{Progress, Report, Unreadable};
use crate::writing::Writing;

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
    let folder = WritableFolder::lock(dir)?;
    let current = if change.rebuild { None } else { folder::current(dir)? };
    let (known, unfinished) = match current {
        Some(generation) => {
            folder.sweep(generation)?;
            let path = folder::generation_dir(dir, generation);
            (Manifest::committed(&path)?, Manifest::is_behind(&metas(&path)?))
        }
        None if change.rebuild => (sources_to_rebuild(dir, change)?, false),
        None => (Manifest::default(), false),
    };
    let mut report = Report::default();
    let is_new = folder::any_generation(dir).is_ok_and(|generation| generation.is_none());
    let plan = Plan::make(&known, change, is_new, &mut report)?;
    let isolation = &change.isolation;
    let generation = match current {
        Some(_) if !unfinished && plan.changes_nothing(&known) => return Ok(report),
        Some(generation) => generation,
        None => folder.new_generation()?,
    };
    let fresh = current.is_none();
    let progress = Progress::over(&plan.read);
    let mut run = Run {
        dir,
        analyzer,
        generation,
        fresh,
        unfinished,
        known,
        plan,
        isolation,
        report,
        progress,
        watch,
    };
    match run.write() {
        Ok(()) if run.fresh && run.report.committed => {
            folder.set_current(generation)?;
            let _ = (run.watch)(Progress { visible: true, ..run.progress });
            folder.sweep(generation)?;
        }
        // An index that did not come about leaves nothing behind.
        outcome if run.fresh => {
            let _ = std::fs::remove_dir_all(folder::generation_dir(dir, generation));
            outcome?;
        }
        outcome => outcome?,
    }
    Ok(run.report)
}

/// The sources of the index that is to be rebuilt, whatever its format and state: those of the
/// newest generation that tells them.
fn sources_to_rebuild(dir: &Path, change: &Change) -> Result<Manifest> {
    let generations = folder::generations(dir)?.into_iter();
    let mut told =
        generations.filter_map(|at| Manifest::newest(&folder::generation_dir(dir, at)).ok());
    let is_new = folder::any_generation(dir).is_ok_and(|generation| generation.is_none());
    match told.next() {
        Some(manifest) => Ok(Manifest { files: BTreeMap::new(), ..manifest }),
        // What the caller names is enough to start from.
        None if is_new || change.builtin || !change.add.is_empty() => Ok(Manifest::default()),
        None => Err(Error::SourcesLost { path: dir.to_path_buf() }),
    }
}

/// Carries out a plan.
struct Run<'a> {
    dir: &'a Path,
    analyzer: Analyzer,
    generation: u64,
    /// Whether the generation is a new one.
    fresh: bool,
    /// Whether the run before was broken off, so that documents may be there that the manifest does
    /// not know of.
    unfinished: bool,
    /// The sources as they were before.
    known: Manifest,
    plan: Plan,
    isolation: &'a Isolation,
    report: Report,
    progress: Progress<'static>,
    watch: &'a mut dyn FnMut(Progress<'_>) -> ControlFlow<()>,
}

impl Run<'_> {
    fn write(&mut self) -> Result<()> {
        let (index, fields) = if self.fresh {
            open::create_generation(self.dir, self.generation, &self.analyzer)?
        } else {
            open::open_generation(self.dir, self.generation, &self.analyzer)?
        };
        let path = folder::generation_dir(self.dir, self.generation);
        let dictionary = self.plan.manifest.dictionary.filter(|_| !self.fresh);
        let mut writing = {
            let names = Arc::clone(&self.plan.office.gazetteer);
            Writing::start(index, fields, &path, self.fresh, dictionary, names)?
        };
        if self.unfinished {
            writing.remove_unknown(&self.known)?;
        }
        for name in &self.plan.remove {
            writing.remove_file(name)?;
        }
        self.read(&mut writing)?;
        // A first index that has no documents yet remembers its sources; a rebuilt one does not give
        // up what it had for nothing.
        let is_first = self.known == Manifest::default() && self.report.unreadable.is_empty();
        let sources_changed = self.plan.manifest != self.known && (!self.fresh || is_first);
        let has_documents = self.progress.documents > 0 || !self.plan.remove.is_empty();
        if has_documents || sources_changed || self.unfinished {
            let seen = Progress { visible: !self.fresh, ..self.progress };
            let (manifest, watch) = (&mut self.plan.manifest, &mut *self.watch);
            self.report.documents = writing.commit(manifest, &mut || {
                let _ = watch(seen);
            })?;
            self.report.committed = true;
            writing.finish()?;
        }
        Ok(())
    }

    /// Reads what is new or changed into the index.
    fn read(&mut self, writing: &mut Writing) -> Result<()> {
        let files = std::mem::take(&mut self.plan.read);
        let (manifest, report, watch) =
            (&mut self.plan.manifest, &mut self.report, &mut *self.watch);
        let progress = &mut self.progress;
        let mut reading = FileReading::default();
        // Files whose old records are still there or were a moment ago.
        let mut old = files.iter().filter(|file| file.documents > 0).count();
        let mut moved = Vec::new();
        let reader = Reader { office: &self.plan.office, isolation: self.isolation };
        reader.read(&files, &mut |file, piece| {
            match piece {
                Piece::Document { document, has_own_id } => {
                    let others = old > usize::from(file.documents > 0);
                    if let Some(taken) = reading.add(*document, has_own_id, file, writing)? {
                        if others {
                            moved.push((file.name.clone(), taken));
                        } else {
                            reading.problems.push(id_taken(&taken));
                        }
                    }
                    progress.documents += 1;
                    if !progress.documents.is_multiple_of(WATCH_EVERY) {
                        return Ok(());
                    }
                }
                Piece::Problem(problem) => reading.problems.push(problem),
                Piece::Wait => {}
                Piece::End => {
                    old -= usize::from(file.documents > 0);
                    progress.files_done += 1;
                    progress.bytes_done += file.bytes;
                    std::mem::take(&mut reading).settle(file, manifest, report);
                }
            }
            let flow = watch(Progress { file: &file.name, ..*progress });
            if flow.is_break() { Err(Error::Interrupted) } else { Ok(()) }
        })?;
        self.add_moved(moved, writing)
    }

    /// Writes the documents whose ids belonged to files that have been read anew since.
    fn add_moved(&mut self, moved: Vec<(String, Document)>, writing: &mut Writing) -> Result<()> {
        for (file, document) in moved {
            if !writing.has(&document.id)? {
                writing.add(document)?;
                continue;
            }
            let message = id_taken(&document);
            if let Some(record) = self.plan.manifest.files.get_mut(&file) {
                record.problems.push(message.clone());
            }
            self.report.unreadable.push(Unreadable { message });
        }
        Ok(())
    }
}

fn id_taken(document: &Document) -> String {
    let place = document.sources.first().map(|s| format!("{}：{}", s.file, s.place));
    format!(
        "{}：编号“{}”已被另一条记录使用，这一条没有收录；请改用不同的编号",
        place.unwrap_or_default(),
        document.id
    )
}

/// How the reading of one file goes.
#[derive(Default)]
struct FileReading {
    documents: usize,
    problems: Vec<String>,
}

impl FileReading {
    /// Writes a document. The file's old records go when its first new one comes, so that a file
    /// that has become unreadable keeps what was read from it before. Documents of one derived id
    /// are one document; a stated id is given once, and a document that states it again comes back.
    fn add(
        &mut self,
        document: Document,
        has_own_id: bool,
        file: &FileToRead,
        writing: &mut Writing,
    ) -> Result<Option<Document>> {
        if self.documents == 0 && file.documents > 0 {
            writing.remove_file(&file.name)?;
        }
        self.documents += 1;
        if has_own_id && writing.has(&document.id)? {
            return Ok(Some(document));
        }
        writing.add(document)?;
        Ok(None)
    }

    /// Notes in manifest and report how it went.
    fn settle(self, file: &FileToRead, manifest: &mut Manifest, report: &mut Report) {
        match (self.documents, file.documents) {
            (0, _) => {}
            (_, 0) => report.new += 1,
            _ => report.changed += 1,
        }
        let documents = if self.documents > 0 { self.documents } else { file.documents };
        let lines = self.problems.iter().cloned().map(|message| Unreadable { message });
        report.unreadable.extend(lines);
        let record = FileRecord { hash: file.hash.clone(), documents, problems: self.problems };
        manifest.files.insert(file.name.clone(), record);
    }
}

#[cfg(test)]
mod tests;
