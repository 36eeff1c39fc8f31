//! The files of a source, and what is wrong with those that cannot be listed.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use corpus::readers;

use super::Problem;
use super::office_data::is_office_data;
use super::walk::entries;

/// The files below a path that was given as a source, in the order of their names: the path
/// itself for a file; for a folder all files in it but hidden ones, the office's own data and
/// by-products of programs. Links inside are not followed: what they lead to inside the folder is
/// listed anyway.
///
/// # Errors
/// Each entry that the system refuses to list, each pipe, device or socket, each link that leads out
/// of the folder, into a loop or nowhere, and each name that is not UTF-8 is an `Err` of its own.
pub(crate) fn files(root: &Path) -> impl Iterator<Item = Result<PathBuf, Problem>> {
    let inside = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    entries(root).filter(|entry| !entry.as_ref().is_ok_and(is_office_data)).filter_map(
        move |entry| match entry {
            Ok(entry) if entry.depth() > 0 && readers::is_by_product(entry.path()) => None,
            Ok(entry) if entry.depth() > 0 && entry.path_is_symlink() => {
                link_fault(entry.path(), &inside).map(Err)
            }
            Ok(entry) if entry.file_type().is_file() => Some(named(entry.into_path())),
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => Some(Err(Problem::NoFile { path: entry.into_path() })),
            Err(error) => Some(Err(unlisted(error))),
        },
    )
}

/// All files below a path that was given as a source, with their sizes in bytes and when they were
/// changed, as far as the system tells.
pub(crate) fn seen(root: &Path) -> impl Iterator<Item = (PathBuf, u64, Option<SystemTime>)> {
    let files = entries(root).filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    files.map(|entry| {
        let metadata = entry.metadata().ok();
        let changed = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        (entry.into_path(), metadata.map_or(0, |metadata| metadata.len()), changed)
    })
}

/// What is wrong with a link; nothing where it leads to something else inside the folder.
fn link_fault(link: &Path, inside: &Path) -> Option<Problem> {
    let path = link.to_path_buf();
    let Ok(target) = link.canonicalize() else {
        return Some(Problem::LinkBroken { path });
    };
    let place = link.parent().and_then(|parent| parent.canonicalize().ok());
    if place.is_some_and(|place| place.starts_with(&target)) {
        Some(Problem::LinkCycle { path })
    } else if !target.starts_with(inside) {
        Some(Problem::LinkOutside { path, target })
    } else {
        None
    }
}

/// A path whose name the index can hold.
fn named(path: PathBuf) -> Result<PathBuf, Problem> {
    if path.to_str().is_some() {
        return Ok(path);
    }
    let bytes = path.file_name().unwrap_or_default().as_encoded_bytes();
    let name = encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned();
    Err(Problem::FileName { path, name })
}

fn unlisted(error: walkdir::Error) -> Problem {
    let path = error.path().map(Path::to_path_buf).unwrap_or_default();
    corpus::TextError::Read { path, source: error.into() }.into()
}
