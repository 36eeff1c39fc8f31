//! Planning an update: which sources there are after the change, and which of
//! their files are new, changed or gone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use corpus::gazetteer::Gazetteer;
use corpus::library;
use corpus::readers::Isolation;

use crate::error::{Error, Result};
use crate::manifest::{FileRecord, Manifest};
use crate::report::{Report, Unreadable};

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
    /// The names by which fields are read.
    pub(crate) gazetteer: Gazetteer,
}

/// A file that is new, changed, or was not read whole the last time.
pub(crate) struct FileToRead {
    pub(crate) name: String,
    pub(crate) hash: String,
    /// Whether an earlier state of it is in the index.
    pub(crate) known: bool,
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
        let manifest = sources(known, change, is_new, report)?;
        let files = library::gazetteers(&manifest.roots);
        let (gazetteer, problems) = Gazetteer::with_files(&files);
        let synonyms = library::synonyms(&manifest.roots);
        let unread = synonyms.iter().filter_map(|file| library::text(file).err());
        let problems = problems.into_iter().chain(unread);
        let problems = problems.map(|error| Unreadable { message: error.to_string() });
        report.unreadable.extend(problems);
        let names: String = files.iter().filter_map(|file| hash_of_names(file)).collect();
        let mut plan = Plan { manifest, read: Vec::new(), remove: Vec::new(), gazetteer };
        let mut wanted = BTreeSet::new();
        if plan.manifest.builtin {
            wanted.extend(library::builtin_files().map(|(name, _)| name.to_owned()));
        }
        for root in &plan.manifest.roots {
            files_of(root, known, &mut wanted, report);
        }
        for name in &wanted {
            plan.sort_in(name, &names, known.files.get(name), report);
        }
        plan.remove = known.files.keys().filter(|&name| !wanted.contains(name)).cloned().collect();
        report.removed = plan.remove.len();
        Ok(plan)
    }

    /// Decides by the hash of its content, and that of the office's names, whether a file has to be
    /// read.
    fn sort_in(
        &mut self,
        name: &str,
        names: &str,
        before: Option<&FileRecord>,
        report: &mut Report,
    ) {
        let mut keep = |manifest: &mut Manifest| {
            if let Some(record) = before {
                manifest.files.insert(name.to_owned(), record.clone());
                report.unchanged += 1;
            }
        };
        match library::fingerprint(name).map(|hash| hash + names) {
            Ok(hash) if before.is_some_and(|record| record.whole && record.hash == hash) => {
                keep(&mut self.manifest);
            }
            Ok(hash) => {
                let file = FileToRead { name: name.to_owned(), hash, known: before.is_some() };
                self.read.push(file);
            }
            Err(error) => {
                keep(&mut self.manifest);
                report.unreadable.push(Unreadable { message: error.to_string() });
            }
        }
    }

    /// Whether the index is as its sources are.
    pub(crate) fn changes_nothing(&self, known: &Manifest) -> bool {
        self.read.is_empty() && self.remove.is_empty() && self.manifest == *known
    }
}

/// The hash of an office's gazetteer, to be told from other hashes.
fn hash_of_names(file: &Path) -> Option<String> {
    Some(format!("+{}", library::fingerprint(file.to_str()?).ok()?))
}

/// The sources after the change, without files. A new index gets the built-in library where no
/// path is given.
fn sources(
    known: &Manifest,
    change: &Change,
    is_new: bool,
    report: &mut Report,
) -> Result<Manifest> {
    let mut sources = Manifest { files: BTreeMap::new(), ..known.clone() };
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
                let error = corpus::Error::Read { path: path.clone(), source };
                report.unreadable.push(Unreadable { message: error.to_string() });
            }
        }
    }
    sources.builtin |= change.builtin || (is_new && change.add.is_empty());
    Ok(sources)
}

/// Drops a source: a path, also one that no longer exists, or the built-in library by its name.
fn forget(sources: &mut Manifest, path: &Path) -> Result<()> {
    if path == Path::new(library::BUILTIN) && sources.builtin {
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
            let builtin = sources.builtin.then(|| library::BUILTIN.to_owned());
            let known: Vec<String> = builtin.into_iter().chain(sources.roots.clone()).collect();
            Err(Error::NotASource { path: path.to_path_buf(), known: known.join("、") })
        }
    }
}

/// Collects the files of a source. A source that is not there keeps the files it had: a folder
/// that is not mounted today is no reason to lose what was read from it.
fn files_of(root: &str, known: &Manifest, wanted: &mut BTreeSet<String>, report: &mut Report) {
    let path = Path::new(root);
    if !path.exists() {
        let below = known.files.keys().filter(|name| Path::new(name).starts_with(path));
        wanted.extend(below.cloned());
    }
    for file in library::files(path) {
        match file {
            Ok(file) => {
                wanted.insert(file.to_string_lossy().into_owned());
            }
            Err(error) => report.unreadable.push(Unreadable { message: error.to_string() }),
        }
    }
}
