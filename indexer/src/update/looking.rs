//! Looking at the files of an index's sources from outside, without reading them: cheap enough to do
//! again and again.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::error::{Error, Result};
use crate::sources::listing;
use crate::store::commit::Commit;
use crate::store::folder;

/// What the sources of an index look like at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The files and folders that are its sources.
    pub roots: Vec<PathBuf>,
    /// A hash of what files there are, how long they are and when they were changed; of what the
    /// office keeps beside its documents, too.
    pub stamp: String,
}

/// Looks at the sources of the index in a folder.
///
/// # Errors
/// When there is no index, or it cannot be read.
pub fn look(dir: &Path) -> Result<Look> {
    let missing = || Error::Missing { path: dir.to_path_buf() };
    let generation = folder::current(dir)?.ok_or_else(missing)?;
    let commit = Commit::read(&folder::generation_dir(dir, generation))?;
    let roots: Vec<PathBuf> = commit.sources.roots.iter().map(PathBuf::from).collect();
    let mut hasher = blake3::Hasher::new();
    for (path, bytes, changed) in roots.iter().flat_map(|root| listing::seen(root)) {
        hasher.update(path.as_os_str().as_encoded_bytes());
        hasher.update(&bytes.to_le_bytes());
        let changed = changed.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        hasher.update(&changed.map_or(0, |time| time.as_nanos()).to_le_bytes());
    }
    Ok(Look { roots, stamp: hasher.finalize().to_hex().to_string() })
}

/// Whether a file was changed so lately that it may still be being written.
pub(super) fn is_being_written(file: &str, settling: Duration) -> bool {
    let changed = std::fs::metadata(file).and_then(|metadata| metadata.modified());
    // One of the future says nothing: another machine's clock is wrong.
    changed.is_ok_and(|time| time.elapsed().is_ok_and(|age| age < settling))
}
