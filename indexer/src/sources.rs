//! The sources of an index: the built-in library, and the files and folders of an office with what
//! it keeps beside its documents.

pub(crate) mod listing;
pub(crate) mod office_data;
pub(crate) mod original;
mod problem;
mod walk;

use std::fs::File;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use corpus::builtin;
use corpus::gazetteer::Gazetteer;
use corpus::readers::{self, Isolation, Item};

pub(crate) use problem::Problem;

/// Reads one file of a source, built-in or not, by its name; a file of the office's own as
/// `isolation` says, with the `names` by which agencies are told.
///
/// # Errors
/// When the file as a whole cannot be read.
pub(crate) fn read_file(
    file: &str,
    names: &Gazetteer,
    isolation: &Isolation,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<(), Problem> {
    match builtin::content(file) {
        Some(bytes) => Ok(readers::read_bytes(file, bytes, names, sink)?),
        None => Ok(readers::read_file(Path::new(file), file, names, isolation, sink)?),
    }
}

/// A hash of the content of a file, built-in or not, and its size in bytes.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn fingerprint(file: &str) -> Result<(String, u64), Problem> {
    let mut hasher = blake3::Hasher::new();
    match builtin::content(file) {
        Some(bytes) => {
            hasher.update(bytes);
        }
        None => {
            let read = |source| corpus::TextError::Read { path: PathBuf::from(file), source };
            hasher.update_reader(File::open(file).map_err(read)?).map_err(read)?;
        }
    }
    Ok((hasher.finalize().to_hex().to_string(), hasher.count()))
}

/// A hash of a text, as [`fingerprint`] makes it.
pub(crate) fn text_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().to_string()
}
