//! The built-in library, and the files of an office's own.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::error::Result;
use crate::readers::{self, Item};

/// The name under which the built-in library is a source.
pub const BUILTIN: &str = "内置资料";

/// Files at the top of a folder that are an office's own names and synonyms, and no documents.
const GAZETTEER: &str = "gazetteer.csv";
const SYNONYMS: &str = "synonyms.csv";

/// The files of the built-in library: the two tables and the digest of the seed report.
const FILES: [(&str, &[u8]); 3] = [
    ("内置资料/policies.csv", include_bytes!("../data/policies.csv")),
    ("内置资料/organizations.csv", include_bytes!("../data/organizations.csv")),
    ("内置资料/report.md", include_bytes!("../data/report.md")),
];

/// Names and contents of the built-in library's files.
pub fn builtin_files() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    FILES.into_iter()
}

/// Whether a file, as [`crate::document::Source::file`] names it, is one of the built-in library.
pub fn is_builtin(file: &str) -> bool {
    file.strip_prefix(BUILTIN).is_some_and(|rest| rest.starts_with('/'))
}

/// Reads one file of a library, built-in or not, by its name.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn read(file: &str, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<()> {
    match FILES.iter().find(|(name, _)| *name == file) {
        Some((name, bytes)) => readers::read_bytes(name, bytes, sink),
        None => readers::read(Path::new(file), file, sink),
    }
}

/// A hash of the content of a library's file, built-in or not.
///
/// # Errors
/// When the file cannot be read.
pub fn fingerprint(file: &str) -> Result<String> {
    let mut hasher = blake3::Hasher::new();
    match FILES.iter().find(|(name, _)| *name == file) {
        Some((_, bytes)) => {
            hasher.update(bytes);
        }
        None => {
            let read = |source| crate::Error::Read { path: PathBuf::from(file), source };
            hasher.update_reader(File::open(file).map_err(read)?).map_err(read)?;
        }
    }
    Ok(hasher.finalize().to_hex().to_string())
}

/// The gazetteers of the folders among some sources.
pub fn gazetteers(roots: &[String]) -> Vec<PathBuf> {
    at_the_top(roots, GAZETTEER)
}

/// The synonyms of the folders among some sources.
pub fn synonyms(roots: &[String]) -> Vec<PathBuf> {
    at_the_top(roots, SYNONYMS)
}

fn at_the_top(roots: &[String], name: &str) -> Vec<PathBuf> {
    let files = roots.iter().map(|root| Path::new(root).join(name));
    files.filter(|file| file.is_file()).collect()
}

/// The files below a path that was given as a source, in the order of their names: the path
/// itself for a file; for a folder all files in it but hidden ones and the office's own data.
/// Links inside are not followed.
///
/// # Errors
/// Each entry that the system refuses to list is an `Err` of its own.
pub fn files(root: &Path) -> impl Iterator<Item = Result<PathBuf>> {
    WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
        .filter(|entry| !entry.as_ref().is_ok_and(is_office_data))
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_file() => Some(Ok(entry.into_path())),
            Ok(_) => None,
            Err(error) => Some(Err(unlisted(error))),
        })
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

fn is_office_data(entry: &walkdir::DirEntry) -> bool {
    entry.depth() == 1 && [GAZETTEER, SYNONYMS].iter().any(|name| entry.file_name() == *name)
}

fn unlisted(error: walkdir::Error) -> crate::Error {
    let path = error.path().map(Path::to_path_buf).unwrap_or_default();
    crate::Error::Read { path, source: error.into() }
}
