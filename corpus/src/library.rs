//! The built-in library, and the files of an office's own.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use describing::corrections;
use language::gazetteer::Gazetteer;
use readers::{Isolation, Item};

use crate::error::{Error, Result};

pub use ::document::document::BUILTIN;

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

/// Reads one file of a library, built-in or not, by its name; a file of the office's own as
/// `isolation` says, with the `names` by which agencies are told.
///
/// # Errors
/// When the file as a whole cannot be read.
pub fn read_file(
    file: &str,
    names: &Gazetteer,
    isolation: &Isolation,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<()> {
    match FILES.iter().find(|(name, _)| *name == file) {
        Some((name, bytes)) => Ok(readers::read_bytes(name, bytes, names, sink)?),
        None => Ok(readers::read_file(Path::new(file), file, names, isolation, sink)?),
    }
}

/// A hash of the content of a library's file, built-in or not, and its size in bytes.
///
/// # Errors
/// When the file cannot be read.
pub fn fingerprint(file: &str) -> Result<(String, u64)> {
    let mut hasher = blake3::Hasher::new();
    match FILES.iter().find(|(name, _)| *name == file) {
        Some((_, bytes)) => {
            hasher.update(bytes);
        }
        None => {
            let read = |source| language::Error::Read { path: PathBuf::from(file), source };
            hasher.update_reader(File::open(file).map_err(read)?).map_err(read)?;
        }
    }
    Ok((hasher.finalize().to_hex().to_string(), hasher.count()))
}

/// A hash of a text, as [`fingerprint`] makes it.
pub fn hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}

/// The gazetteers of the folders among some sources.
pub fn gazetteers(roots: &[String]) -> Vec<PathBuf> {
    at_the_top(roots, GAZETTEER)
}

/// The synonyms of the folders among some sources.
pub fn synonyms(roots: &[String]) -> Vec<PathBuf> {
    at_the_top(roots, SYNONYMS)
}

/// The catalogues of corrections in some sources, wherever in them.
pub fn catalogues(roots: &[String]) -> Vec<PathBuf> {
    let below = roots.iter().flat_map(|root| entries(Path::new(root)));
    let files =
        below.filter_map(std::result::Result::ok).filter(|entry| entry.file_type().is_file());
    let paths = files.map(walkdir::DirEntry::into_path);
    paths.filter(|path| corrections::is_catalogue(path)).collect()
}

fn at_the_top(roots: &[String], name: &str) -> Vec<PathBuf> {
    let files = roots.iter().map(|root| Path::new(root).join(name));
    files.filter(|file| file.is_file()).collect()
}

/// The files below a path that was given as a source, in the order of their names: the path
/// itself for a file; for a folder all files in it but hidden ones, the office's own data and
/// by-products of programs. Links inside are not followed: what they lead to inside the folder is
/// listed anyway.
///
/// # Errors
/// Each entry that the system refuses to list, each link that leads out of the folder, into a
/// loop or nowhere, and each name that is not UTF-8 is an `Err` of its own.
pub fn files(root: &Path) -> impl Iterator<Item = Result<PathBuf>> {
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    entries(root).filter(|entry| !entry.as_ref().is_ok_and(is_office_data)).filter_map(
        move |entry| match entry {
            Ok(entry) if entry.depth() > 0 && readers::is_by_product(entry.path()) => None,
            Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() => {
                link_fault(entry.path(), &inside).map(Err)
            }
            Ok(entry) if entry.file_type().is_file() => Some(named(entry.into_path())),
            Ok(_) => None,
            Err(error) => Some(Err(unlisted(error))),
        },
    )
}

/// Everything below a path but what is hidden, in the order of names.
fn entries(root: &Path) -> impl Iterator<Item = walkdir::Result<walkdir::DirEntry>> {
    let walk = WalkDir::new(root).sort_by_file_name().into_iter();
    walk.filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
}

/// What is wrong with a link; nothing where it leads to something else inside the folder.
fn link_fault(link: &Path, inside: &Path) -> Option<Error> {
    let path = link.to_path_buf();
    let Ok(target) = link.canonicalize() else {
        return Some(Error::LinkBroken { path });
    };
    let place = link.parent().and_then(|parent| parent.canonicalize().ok());
    if place.is_some_and(|place| place.starts_with(&target)) {
        Some(Error::LinkCycle { path })
    } else if !target.starts_with(inside) {
        Some(Error::LinkOutside { path, target })
    } else {
        None
    }
}

/// A path whose name the index can hold.
fn named(path: PathBuf) -> Result<PathBuf> {
    if path.to_str().is_some() {
        return Ok(path);
    }
    let bytes = path.file_name().unwrap_or_default().as_encoded_bytes();
    let name = encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned();
    Err(Error::FileName { path, name })
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

fn is_office_data(entry: &walkdir::DirEntry) -> bool {
    let at_the_top = [GAZETTEER, SYNONYMS].iter().any(|name| entry.file_name() == *name);
    (entry.depth() == 1 && at_the_top) || corrections::is_catalogue(entry.path())
}

fn unlisted(error: walkdir::Error) -> Error {
    let path = error.path().map(Path::to_path_buf).unwrap_or_default();
    language::Error::Read { path, source: error.into() }.into()
}
