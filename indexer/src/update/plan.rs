//! Planning an update: which sources there are after the change, and which of
//! their files are new, changed or gone.

use std::collections::BTreeSet;
use std::num::NonZero;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::thread::{self, available_parallelism};
use std::time::Duration;

use corpus::builtin;
use corpus::readers::Isolation;

use crate::error::{Error, Result};
use crate::sources::{self, Problem, listing};
use crate::store::manifest::{FileRecord, Manifest, Sources};
use crate::update::looking::is_being_written;
use crate::update::losses::FirstHits;
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
    /// Whether a rebuilt index may replace one that has much more.
    pub accept_losses: bool,
    /// How to find the first hits by which a rebuilt index is compared with the old one.
    pub first_hits: Option<FirstHits>,
    /// How long to wait for another process that is writing.
    pub patience: Duration,
    /// A file that was changed within this time may still be being written, and is left for the next
    /// run.
    pub settling: Duration,
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
    /// For a new generation files that cannot be read now, to be taken from the old one.
    pub(crate) carry: Vec<String>,
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

/// What an index is known to be made of.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) manifest: &'a Manifest,
    /// Whether that is another generation, and all is to be read again.
    pub(crate) is_old: bool,
    /// Whether there is no index.
    pub(crate) is_new: bool,
}

impl Plan {
    /// Compares the sources after a change with what is known of them.
    ///
    /// # Errors
    /// When a path to forget is no source.
    pub(crate) fn make(known: Known<'_>, change: &Change, report: &mut Report) -> Result<Plan> {
        let sources = sources(&known.manifest.sources, change, known.is_new, report)?;
        let manifest = Manifest { sources, ..Manifest::default() };
        let mut problems = Vec::new();
        let office = Office::load(&manifest.sources.roots, &mut problems);
        let (read, remove, carry) = (Vec::new(), Vec::new(), Vec::new());
        let mut plan = Plan { manifest, read, remove, carry, office };
        let mut listed = Listed { problems, ..Listed::default() };
        if plan.manifest.sources.builtin {
            listed.wanted.extend(builtin::files().map(|(name, _)| name.to_owned()));
        }
        for root in &plan.manifest.sources.roots {
            listed.add(root, known.manifest);
        }
        let Listed { mut wanted, mut absent, mut problems } = listed;
        if !change.settling.is_zero() {
            let is_unsettled = |name: &String| is_being_written(name, change.settling);
            let unsettled: BTreeSet<String> = wanted.extract_if(.., is_unsettled).collect();
            report.unsettled = unsettled.len();
            absent.extend(unsettled);
        }
        let names: Vec<&String> = wanted.iter().collect();
        for (name, found) in names.iter().zip(fingerprints(&names)) {
            let found = found.map_err(|error| problems.push(error)).ok();
            plan.sort_in(name, found, known, report);
        }
        for name in absent.difference(&wanted) {
            plan.sort_in(name, None, known, report);
        }
        plan.manifest.problems = problems.iter().map(ToString::to_string).collect();
        let lines = plan.manifest.problems.iter().cloned();
        report.unreadable.extend(lines.map(|message| Unreadable { message }));
        if !known.is_old {
            let is_gone = |name: &&String| !wanted.contains(*name) && !absent.contains(*name);
            plan.remove = known.manifest.files.keys().filter(is_gone).cloned().collect();
            let had_any = |name: &&String| known.manifest.files[*name].documents > 0;
            report.removed = plan.remove.iter().filter(had_any).cloned().collect();
        }
        Ok(plan)
    }

    /// Decides by the hash of its content, and what the office says of it, whether a file has to be
    /// read. One that cannot be looked at (`None`) stays as it was.
    fn sort_in(
        &mut self,
        name: &str,
        found: Option<(String, u64)>,
        known: Known<'_>,
        report: &mut Report,
    ) {
        let before = known.manifest.files.get(name);
        let found = found.map(|(hash, bytes)| (hash + &self.office.about(name), bytes));
        match (found, before) {
            (None, None) => {}
            (None, Some(_)) if known.is_old => self.carry.push(name.to_owned()),
            (Some((hash, bytes)), before) if known.is_old || !is_as_before(before, &hash) => {
                let documents =
                    before.filter(|_| !known.is_old).map_or(0, |before| before.documents);
                self.read.push(FileToRead { name: name.to_owned(), hash, bytes, documents });
            }
            (_, Some(record)) => {
                self.manifest.files.insert(name.to_owned(), record.clone());
                report.unchanged.push(name.to_owned());
            }
            (Some(_), None) => {}
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

/// The hash of each file's content and its size in bytes, found out on all cores.
fn fingerprints(names: &[&String]) -> Vec<Result<(String, u64), Problem>> {
    let threads = available_parallelism().map_or(1, NonZero::get);
    let of_all = |names: &[&String]| -> Vec<_> {
        names.iter().map(|name| sources::fingerprint(name)).collect()
    };
    let share = names.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parts = names.chunks(share).map(|part| scope.spawn(move || of_all(part)));
        let parts: Vec<_> = parts.collect();
        let join = |part: thread::ScopedJoinHandle<'_, Vec<_>>| {
            part.join().unwrap_or_else(|panic| resume_unwind(panic))
        };
        parts.into_iter().flat_map(join).collect()
    })
}

/// Whether a file has this content and was read whole.
fn is_as_before(before: Option<&FileRecord>, hash: &str) -> bool {
    before.is_some_and(|record| record.problems.is_empty() && record.hash == hash)
}

/// The files of some sources.
#[derive(Default)]
struct Listed {
    /// Those that are there.
    wanted: BTreeSet<String>,
    /// Those that were there, where it cannot be told whether they still are: a folder that is not
    /// mounted today is no reason to lose what was read from it.
    absent: BTreeSet<String>,
    problems: Vec<Problem>,
}

impl Listed {
    fn add(&mut self, root: &str, known: &Manifest) {
        let path = Path::new(root);
        let known_below = |path: &Path| -> Vec<String> {
            let below = known.files.keys().filter(|name| Path::new(name).starts_with(path));
            below.cloned().collect()
        };
        let below = known_below(path);
        if !path.exists() && !below.is_empty() {
            self.problems.push(Problem::SourceGone { path: path.into(), files: below.len() });
            return self.absent.extend(below);
        }
        let mut is_empty = true;
        for file in listing::files(path) {
            match file {
                Ok(file) => {
                    is_empty = false;
                    self.wanted.insert(file.to_string_lossy().into_owned());
                }
                Err(problem) => {
                    if let Problem::Text(corpus::TextError::Read { path, .. }) = &problem {
                        self.absent.extend(known_below(path));
                    }
                    self.problems.push(problem);
                }
            }
        }
        let unknown = below.iter().filter(|name| !self.absent.contains(*name)).count();
        if is_empty && unknown > 0 {
            self.problems.push(Problem::SourceEmpty { path: path.into(), files: below.len() });
            self.absent.extend(below);
        }
    }
}

#[cfg(test)]
mod tests;
