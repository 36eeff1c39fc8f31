//! Bringing an index up to date with its sources: reading what the plan says,
//! and committing the result in one step.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use corpus::gazetteer::Gazetteer;
use corpus::readers::{Isolation, Item};
use corpus::{Document, describe, library};

use crate::analysis::Analyzer;
use crate::error::{Error, Result};
use crate::folder::{self, WritableFolder};
use crate::manifest::{FileRecord, Manifest};
use crate::open;
use crate::plan::{Change, FileToRead, Plan};
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
        let mut writing = Writing::start(index, fields, &path, self.fresh)?;
        for name in &self.plan.remove {
            writing.remove_file(name)?;
        }
        let mut documents = 0;
        for at in 0..self.plan.read.len() {
            self.read_file(at, &mut writing, &mut documents)?;
        }
        let sources_changed = !self.fresh && self.plan.manifest != self.known;
        if documents > 0 || !self.plan.remove.is_empty() || sources_changed {
            self.report.documents = writing.commit(&self.plan.manifest)?;
            self.report.committed = true;
        }
        Ok(())
    }

    /// Reads one file into the index. Its old records go when its first new one comes, so that a
    /// file that has become unreadable keeps what was read from it before.
    fn read_file(&mut self, at: usize, writing: &mut Writing, documents: &mut usize) -> Result<()> {
        let file = &self.plan.read[at];
        let files = self.plan.read.len();
        let mut outcome = Reading { documents: 0, problems: Vec::new(), failed: None };
        let watch = &mut *self.watch;
        let gazetteer = &self.plan.gazetteer;
        let mut sink = |item: Item| -> ControlFlow<()> {
            let document = match item {
                Item::Document(document) => *document,
                Item::Problem(problem) => {
                    outcome.problems.push(problem.to_string());
                    return ControlFlow::Continue(());
                }
            };
            if (*documents).is_multiple_of(WATCH_EVERY) {
                let documents = *documents;
                watch(Progress { file: &file.name, files_done: at, files, documents })
                    .map_break(|()| outcome.failed = Some(Error::Interrupted))?;
            }
            *documents += 1;
            outcome.add(document, file, gazetteer, writing)
        };
        let read = library::read(&file.name, self.isolation, &mut sink);
        if let Some(error) = outcome.failed {
            return Err(error);
        }
        if let Err(error) = read {
            outcome.problems.push(error.to_string());
        }
        self.settle(at, outcome.documents, outcome.problems);
        Ok(())
    }

    /// Notes in report and manifest how the reading of a file went.
    fn settle(&mut self, at: usize, documents: usize, problems: Vec<String>) {
        let file = &self.plan.read[at];
        if documents > 0 {
            let count = if file.known { &mut self.report.changed } else { &mut self.report.new };
            *count += 1;
        }
        if documents > 0 || file.known {
            let record = FileRecord { hash: file.hash.clone(), whole: problems.is_empty() };
            self.plan.manifest.files.insert(file.name.clone(), record);
        }
        let lines = problems.into_iter().map(|message| Unreadable { message });
        self.report.unreadable.extend(lines);
    }
}

/// How the reading of one file goes.
struct Reading {
    documents: usize,
    problems: Vec<String>,
    failed: Option<Error>,
}

impl Reading {
    fn add(
        &mut self,
        mut document: Document,
        file: &FileToRead,
        gazetteer: &Gazetteer,
        writing: &mut Writing,
    ) -> ControlFlow<()> {
        let has_own_id = !document.id.is_empty();
        describe::complete(&mut document, gazetteer);
        let first = self.documents == 0 && file.known;
        self.documents += 1;
        let removed = if first { writing.remove_file(&file.name) } else { Ok(()) };
        match removed.and_then(|()| self.write(document, has_own_id, writing)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }

    /// Documents of one derived id are one document; a stated id is given once, and what states
    /// it again is left out and named.
    fn write(&mut self, document: Document, has_own_id: bool, writing: &mut Writing) -> Result<()> {
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
}
