//! The index folder: generations beside each other, one of them current, and
//! the lock that keeps a second writer out.
//!
//! ```text
//! CURRENT          which generation is current, and its format
//! LOCK             held while a process writes
//! generation-3/    a Tantivy index with its manifest
//! ```
//!
//! A rebuild fills a new generation and then replaces CURRENT in one step, so readers see the old
//! index or the new one and never a part.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::store::manifest::Manifest;
use crate::store::whole_file::{read_json, write_json};

/// The version of the index format; an index of another version has to be rebuilt.
///
/// 1. 2026-11: grams with positions, terms with frequencies, documents as JSON.
/// 2. 2026-11: headings on their own, regions in the text, larger blocks of stored documents.
/// 3. 2026-11: what could not be read is in the manifest; sketches and versions.
/// 4. 2026-11: the text goes to `inversion` in fields of its own; documents are packed one by one.
/// 5. 2026-11: the fields of a stored document are a line of their own.
/// 6. 2026-11: the names that documents go by; signs and points belong to words.
pub(crate) const FORMAT: u32 = 6;

const CURRENT: &str = "CURRENT";
const LOCK: &str = "LOCK";
const GENERATION: &str = "generation-";

/// What CURRENT says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Current {
    format: u32,
    generation: u64,
}

/// The number of the current generation, `None` where the folder has no index yet.
///
/// # Errors
/// When CURRENT cannot be read or names another format.
pub(crate) fn current(dir: &Path) -> Result<Option<u64>> {
    let Some(current) = read_current(dir)? else { return Ok(None) };
    let path = dir.to_path_buf();
    match current.format {
        FORMAT => Ok(Some(current.generation)),
        found if found > FORMAT => Err(Error::NewerFormat { path, found, known: FORMAT }),
        found => Err(Error::OlderFormat { path, found }),
    }
}

/// The number of the current generation, whatever its format.
///
/// # Errors
/// When CURRENT cannot be read.
pub(crate) fn any_generation(dir: &Path) -> Result<Option<u64>> {
    Ok(read_current(dir)?.map(|current| current.generation))
}

fn read_current(dir: &Path) -> Result<Option<Current>> {
    let path = dir.join(CURRENT);
    // A generation with a manifest was finished; what a first run leaves that was broken off has none.
    let is_finished = |at: &u64| Manifest::is_in(&generation_dir(dir, *at));
    let is_new = || generations(dir).is_ok_and(|all| !all.iter().any(is_finished));
    if !path.exists() && is_new() { Ok(None) } else { read_json(&path).map(Some) }
}

/// The numbers of the generations in an index folder, newest first; none where there is no folder.
///
/// # Errors
/// When the folder cannot be read.
pub(crate) fn generations(dir: &Path) -> Result<Vec<u64>> {
    if !dir.exists() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(dir).map_err(Error::folder(dir))?;
    let number = |entry: fs::DirEntry| {
        entry.file_name().to_str()?.strip_prefix(GENERATION)?.parse::<u64>().ok()
    };
    let mut numbers: Vec<u64> = entries.flatten().filter_map(number).collect();
    numbers.sort_unstable_by(|a, b| b.cmp(a));
    Ok(numbers)
}

/// The folder of a generation.
pub(crate) fn generation_dir(dir: &Path, generation: u64) -> PathBuf {
    dir.join(format!("{GENERATION}{generation}"))
}

/// A folder that this process alone may write to, until it is dropped.
#[derive(Debug)]
pub(crate) struct WritableFolder {
    dir: PathBuf,
    _lock: File,
}

impl WritableFolder {
    /// Makes the folder where it is missing and takes its lock.
    ///
    /// # Errors
    /// When the folder cannot be written, or another process holds the lock.
    pub(crate) fn lock(dir: &Path) -> Result<WritableFolder> {
        fs::create_dir_all(dir).map_err(Error::folder(dir))?;
        let path = dir.join(LOCK);
        let lock = File::create(&path).map_err(Error::folder(&path))?;
        match lock.try_lock() {
            Ok(()) => Ok(WritableFolder { dir: dir.to_path_buf(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(Error::Locked { path: dir.to_path_buf() }),
            Err(TryLockError::Error(source)) => Err(Error::Folder { path, source }),
        }
    }

    /// Makes the folder of a new generation, empty.
    pub(crate) fn new_generation(&self) -> Result<u64> {
        let newest = generations(&self.dir)?.first().copied().unwrap_or(0);
        let dir = generation_dir(&self.dir, newest + 1);
        fs::create_dir(&dir).map_err(Error::folder(&dir))?;
        Ok(newest + 1)
    }

    /// Makes a generation the current one, in one step.
    pub(crate) fn set_current(&self, generation: u64) -> Result<()> {
        write_json(&self.dir.join(CURRENT), &Current { format: FORMAT, generation })
    }

    /// Deletes all generations but this one: those replaced and those left by a crash. One that
    /// cannot be deleted now (Windows: a reader has it open) is left to the next run.
    pub(crate) fn sweep(&self, keep: u64) -> Result<()> {
        for generation in
            generations(&self.dir)?.into_iter().filter(|&generation| generation != keep)
        {
            let _ = fs::remove_dir_all(generation_dir(&self.dir, generation));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Damage;

    /// What is in an index folder: the text of CURRENT, and generations, each with whether it was
    /// finished and has a manifest.
    type State<'a> = (Option<&'a str>, &'a [(u64, bool)]);

    fn folder((current, generations): State<'_>) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        if let Some(text) = current {
            fs::write(dir.path().join(CURRENT), text).unwrap();
        }
        for &(generation, is_finished) in generations {
            let path = generation_dir(dir.path(), generation);
            fs::create_dir(&path).unwrap();
            if is_finished {
                Manifest::default().write(&path, 1).unwrap();
            }
        }
        dir
    }

    #[test]
    fn the_current_generation_is_told_or_why_there_is_none() {
        type Check = fn(Result<Option<u64>>) -> bool;
        let damaged: Check = |found| matches!(found, Err(Error::Damaged { damage: Damage::Json(_), path }) if path.ends_with(CURRENT));
        let own = format!(r#"{{"format":{FORMAT},"generation":3}}"#);
        let cases: [(State<'_>, Check); 8] = [
            ((None, &[]), |found| matches!(found, Ok(None))),
            // A first run that was broken off leaves this.
            ((None, &[(1, false)]), |found| matches!(found, Ok(None))),
            ((None, &[(1, false), (2, true)]), |found| {
                matches!(found, Err(Error::Damaged { damage: Damage::MissingFile, .. }))
            }),
            ((Some(&own), &[]), |found| matches!(found, Ok(Some(3)))),
            ((Some(r#"{"format":99,"generation":3}"#), &[]), |found| {
                matches!(found, Err(Error::NewerFormat { found: 99, known: FORMAT, .. }))
            }),
            ((Some(r#"{"format":1,"generation":3}"#), &[]), |found| {
                matches!(found, Err(Error::OlderFormat { found: 1, .. }))
            }),
            ((Some("?"), &[(3, true)]), damaged),
            ((Some("{}"), &[]), damaged),
        ];
        for (state, check) in cases {
            let dir = folder(state);
            assert!(check(current(dir.path())), "{state:?}");
        }
        assert!(matches!(current(Path::new("there is no such folder")), Ok(None)));
    }

    #[test]
    fn generations_are_counted_up_and_swept() {
        let dir = folder((None, &[(2, true), (10, true)]));
        let writable = WritableFolder::lock(dir.path()).unwrap();
        assert_eq!(writable.new_generation().unwrap(), 11);
        writable.set_current(11).unwrap();
        assert_eq!(current(dir.path()).unwrap(), Some(11));
        assert_eq!(generations(dir.path()).unwrap(), [11, 10, 2]);
        writable.sweep(11).unwrap();
        assert_eq!(generations(dir.path()).unwrap(), [11]);
    }

    #[test]
    fn one_process_writes() {
        let dir = folder((None, &[]));
        let first = WritableFolder::lock(dir.path()).unwrap();
        let second = WritableFolder::lock(dir.path());
        assert!(matches!(second, Err(Error::Locked { .. })), "{second:?}");
        drop(first);
        assert!(WritableFolder::lock(dir.path()).is_ok());
    }
}
