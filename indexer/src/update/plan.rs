//! Planning an update: which sources there are after the change, and which of
//! their files are new, changed or gone.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use corpus::builtin;
use corpus::readers::Isolation;

use crate::error::{Error, Result};
use crate::sources::{self, Problem, listing};
use crate::store::manifest::{FileRecord, Manifest, Sources};
use crate::update::office::Office;
use crate::update::report::{Progress, Report, Unreadable};

/// How the sources of an index are to change.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// Files and folders to add.
    pub add: Vec<PathBuf>,
    /// Files and folders to drop.
    pub forget: Vec<PathBuf>,
    /// Whether to add the built-in library. A new index without paths gets it anyway.
    pub builtin: bool,
    /// Whether to read everything again into a new index that then replaces the old one.
    pub rebuild: bool,
    /// How long to wait for another process that is writing.
    pub patience: Duration,
    /// How to read files of formats that can harm who reads them.
    pub isolation: Isolation,
}

/// What there is to do.
pub(crate) struct Plan {
    /// The sources after the run, and the files that stay as they are.
    pub(crate) manifest: Manifest,
    /// Files to read.
    pub(crate) read: Vec<FileToRead>,
    /// Files whose records go.
    pub(crate) remove: Vec<String>,
    /// The office's own data, by which fields are read.
    pub(crate) office: Office,
}

/// A file that is new, changed, or was not read whole the last time.
pub(crate) struct FileToRead {
    pub(crate) name: String,
    pub(crate) hash: String,
    /// Its size in bytes.
    pub(crate) bytes: u64,
    /// How many documents of an earlier state of it are in the index.
    pub(crate) documents: usize,
}

impl Plan {
    /// Compares the sources after a change with what is known of them.
    ///
    /// # Errors
    /// When a path to forget is no source.
    pub(crate) fn make(
        known: &Manifest,
        change: &Change,
        is_new: bool,
        report: &mut Report,
    ) -> Result<Plan> {
        let sources = sources(&known.sources, change, is_new, report)?;
        let manifest = Manifest { sources, ..Manifest::default() };
        let mut problems = Vec::new();
        let office = Office::load(&manifest.sources.roots, &mut problems);
        let mut plan = Plan { manifest, read: Vec::new(), remove: Vec::new(), office };
        let mut wanted = BTreeSet::new();
        if plan.manifest.sources.builtin {
            wanted.extend(builtin::files().map(|(name, _)| name.to_owned()));
        }
        for root in &plan.manifest.sources.roots {
            files_of(root, known, &mut wanted, &mut problems);
        }
        for name in &wanted {
            plan.sort_in(name, known.files.get(name), report, &mut problems);
        }
        plan.manifest.problems = problems.iter().map(ToString::to_string).collect();
        let lines = plan.manifest.problems.iter().cloned();
        report.unreadable.extend(lines.map(|message| Unreadable { message }));
        plan.remove = known.files.keys().filter(|&name| !wanted.contains(name)).cloned().collect();
        let had_any = |name: &&String| known.files[*name].documents > 0;
        report.removed = plan.remove.iter().filter(had_any).count();
        Ok(plan)
    }

    /// Decides by the hash of its content, and what the office says of it, whether a file has to be
    /// read.
    fn sort_in(
        &mut self,
        name: &str,
        before: Option<&FileRecord>,
        report: &mut Report,
        problems: &mut Vec<Problem>,
    ) {
        let mut keep = |manifest: &mut Manifest| {
            if let Some(record) = before {
                manifest.files.insert(name.to_owned(), record.clone());
                report.unchanged += 1;
            }
        };
        match sources::fingerprint(name)
            .map(|(hash, bytes)| (hash + &self.office.about(name), bytes))
        {
            Ok((hash, _)) if before.is_some_and(|r| r.problems.is_empty() && r.hash == hash) => {
                keep(&mut self.manifest);
            }
            Ok((hash, bytes)) => {
                let documents = before.map_or(0, |record| record.documents);
                self.read.push(FileToRead { name: name.to_owned(), hash, bytes, documents });
            }
            Err(error) => {
                keep(&mut self.manifest);
                problems.push(error);
            }
        }
    }

    /// The beginning of reading the files.
    pub(crate) fn progress(&self) -> Progress<'static> {
        Progress {
            file: "",
            files_done: 0,
            files: self.read.len(),
            bytes_done: 0,
            bytes: self.read.iter().map(|file| file.bytes).sum(),
            documents: 0,
            visible: false,
        }
    }

    /// Whether the index is as its sources are.
    pub(crate) fn changes_nothing(&self, known: &Manifest) -> bool {
        self.read.is_empty() && self.remove.is_empty() && self.manifest == *known
    }
}

/// The sources after the change. A new index gets the built-in library where no path is given.
fn sources(known: &Sources, change: &Change, is_new: bool, report: &mut Report) -> Result<Sources> {
    let mut sources = known.clone();
    for path in &change.forget {
        forget(&mut sources, path)?;
    }
    for path in &change.add {
        match path.canonicalize() {
            Ok(path) => {
                let root = path.to_string_lossy().into_owned();
                if !sources.roots.contains(&root) {
                    sources.roots.push(root);
                }
            }
            Err(source) => {
                let error = corpus::TextError::Read { path: path.clone(), source };
                report.unreadable.push(Unreadable { message: error.to_string() });
            }
        }
    }
    sources.builtin |= change.builtin || (is_new && change.add.is_empty());
    Ok(sources)
}

/// Drops a source: a path, also one that no longer exists, or the built-in library by its name.
fn forget(sources: &mut Sources, path: &Path) -> Result<()> {
    if path == Path::new(builtin::BUILTIN) && sources.builtin {
        sources.builtin = false;
        return Ok(());
    }
    let absolute = path.canonicalize().or_else(|_| std::path::absolute(path));
    let root = absolute.unwrap_or_else(|_| path.to_path_buf()).to_string_lossy().into_owned();
    match sources.roots.iter().position(|known| *known == root) {
        Some(at) => {
            sources.roots.remove(at);
            Ok(())
        }
        None => {
            let builtin = sources.builtin.then(|| builtin::BUILTIN.to_owned());
            let known: Vec<String> = builtin.into_iter().chain(sources.roots.clone()).collect();
            Err(Error::NotASource { path: path.to_path_buf(), known })
        }
    }
}

/// Collects the files of a source. A source that is not there keeps the files it had: a folder
/// that is not mounted today is no reason to lose what was read from it.
fn files_of(
    root: &str,
    known: &Manifest,
    wanted: &mut BTreeSet<String>,
    problems: &mut Vec<Problem>,
) {
    let path = Path::new(root);
    if !path.exists() {
        let below = known.files.keys().filter(|name| Path::new(name).starts_with(path));
        wanted.extend(below.cloned());
    }
    for file in listing::files(path) {
        match file {
            Ok(file) => {
                wanted.insert(file.to_string_lossy().into_owned());
            }
            Err(error) => problems.push(error),
        }
    }
}

#[cfg(test)]
mod tests;
