//! Bringing an index up to date with its sources: reading what the plan says,
//! and committing the result in one step.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use corpus::Document;
use corpus::readers::Isolation;

use crate::analysis::Analyzer;
use crate::error::{Error, Result};
use crate::folder::{self, WritableFolder};
use crate::manifest::{FileRecord, Manifest};
use crate::open;
use crate::plan::{Change, FileToRead, Plan};
use crate::reading::{Piece, Reader};
use crate::report::{Progress, Report, Unreadable};
use crate::writing::Writing;

/// How many documents are read between two calls of `watch`.
const WATCH_EVERY: usize = 256;

/// Updates the index in a folder, making it where there is none. `watch` is told how far it is
/// and may break the run off, which leaves the index as it was.
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
    let known = match current {
        Some(generation) => Manifest::committed(&folder::generation_dir(dir, generation))?,
        None if change.rebuild => sources_to_rebuild(dir, change)?,
        None => Manifest::default(),
    };
    let mut report = Report::default();
    let is_new = folder::any_generation(dir).is_ok_and(|generation| generation.is_none());
    let plan = Plan::make(&known, change, is_new, &mut report)?;
    let isolation = &change.isolation;
    let generation = match current {
        Some(_) if plan.changes_nothing(&known) => return Ok(report),
        Some(generation) => generation,
        None => folder.new_generation()?,
    };
    let fresh = current.is_none();
    let mut run = Run { dir, analyzer, generation, fresh, known, plan, isolation, report, watch };
    match run.write() {
        Ok(()) if run.fresh && run.report.committed => {
            folder.set_current(generation)?;
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

/// The sources of the index that is to be rebuilt, whatever its format and state.
fn sources_to_rebuild(dir: &Path, change: &Change) -> Result<Manifest> {
    let found = match folder::any_generation(dir) {
        Ok(Some(generation)) => Manifest::newest(&folder::generation_dir(dir, generation)),
        Ok(None) => return Ok(Manifest::default()),
        Err(error) => Err(error),
    };
    match found {
        Ok(manifest) => Ok(Manifest { files: BTreeMap::new(), ..manifest }),
        // What the caller names is enough to start from.
        Err(_) if change.builtin || !change.add.is_empty() => Ok(Manifest::default()),
        Err(error) => Err(error),
    }
}

/// Carries out a plan.
struct Run<'a> {
    dir: &'a Path,
    analyzer: Analyzer,
    generation: u64,
    /// Whether the generation is a new one.
    fresh: bool,
    /// The sources as they were before.
    known: Manifest,
    plan: Plan,
    isolation: &'a Isolation,
    report: Report,
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
        let mut writing = Writing::start(index, fields, &path, self.fresh, dictionary)?;
        for name in &self.plan.remove {
            writing.remove_file(name)?;
        }
        let documents = self.read(&mut writing)?;
        let sources_changed = !self.fresh && self.plan.manifest != self.known;
        if documents > 0 || !self.plan.remove.is_empty() || sources_changed {
            self.report.documents = writing.commit(&mut self.plan.manifest)?;
            self.report.committed = true;
        }
        Ok(())
    }

    /// Reads what is new or changed into the index; returns how many documents.
    fn read(&mut self, writing: &mut Writing) -> Result<usize> {
        let files = std::mem::take(&mut self.plan.read);
        let (manifest, report, watch) =
            (&mut self.plan.manifest, &mut self.report, &mut *self.watch);
        let mut progress = Progress::over(&files);
        let mut reading = FileReading::default();
        let reader = Reader { office: &self.plan.office, isolation: self.isolation };
        reader.read(&files, &mut |file, piece| {
            match piece {
                Piece::Document { document, has_own_id } => {
                    reading.add(*document, has_own_id, file, writing)?;
                    progress.documents += 1;
                    if !progress.documents.is_multiple_of(WATCH_EVERY) {
                        return Ok(());
                    }
                }
                Piece::Problem(problem) => reading.problems.push(problem),
                Piece::Wait => {}
                Piece::End => {
                    progress.files_done += 1;
                    progress.bytes_done += file.bytes;
                    std::mem::take(&mut reading).settle(file, manifest, report);
                }
            }
            let flow = watch(Progress { file: &file.name, ..progress });
            if flow.is_break() { Err(Error::Interrupted) } else { Ok(()) }
        })?;
        Ok(progress.documents)
    }
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
    /// are one document; a stated id is given once, and what states it again is left out and named.
    fn add(
        &mut self,
        document: Document,
        has_own_id: bool,
        file: &FileToRead,
        writing: &mut Writing,
    ) -> Result<()> {
        if self.documents == 0 && file.documents > 0 {
            writing.remove_file(&file.name)?;
        }
        self.documents += 1;
        if has_own_id && writing.has(&document.id)? {
            let place = document.sources.first().map(|s| format!("{}：{}", s.file, s.place));
            self.problems.push(format!(
                "{}：编号“{}”已被另一条记录使用，这一条没有收录；请改用不同的编号",
                place.unwrap_or_default(),
                document.id
            ));
            return Ok(());
        }
        writing.add(document)
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
