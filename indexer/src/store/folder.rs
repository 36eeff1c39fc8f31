//! The index folder: generations beside each other, one of them current, and
//! the lock that keeps a second writer out.
//!
//! ```text
//! CURRENT          sealed; which generation is current, its format, and the one before
//! LOCK             held while a process writes, and says which
//! SEEN             when each document was first seen and last changed
//! generation-3/    a Tantivy index with its commit
//! ```
//!
//! A rebuild fills a new generation and then replaces CURRENT in one step, so readers see the old
//! index or the new one and never a part. The one before is kept, for going back to it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::error::{Damage, Error, Result};
use crate::store::commit::{Commit, remove_generation};
use crate::store::manifest;
use crate::store::sealed;
use crate::store::seen::SEEN;

/// The version of the index format; an index of another version has to be rebuilt.
///
/// 1. 2026-11: grams with positions, terms with frequencies, documents as JSON.
/// 2. 2026-11: headings on their own, regions in the text, larger blocks of stored documents.
/// 3. 2026-11: what could not be read is in the manifest; sketches and versions.
/// 4. 2026-11: the text goes to `inversion` in fields of its own; documents are packed one by one.
/// 5. 2026-11: the fields of a stored document are a line of their own.
/// 6. 2026-11: the names that documents go by; signs and points belong to words.
/// 7. 2026-11: one commit for segments and manifest; what is stored has checksums.
/// 8. 2026-11: when documents were first seen and changed, in columns and in SEEN; the last day of applying
///    has a column.
/// 9. 2026-11: regions have a column; a cell of a row is one paragraph.
pub const FORMAT: u32 = 9;

const CURRENT: &str = "CURRENT";
const LOCK: &str = "LOCK";
const GENERATION: &str = "generation-";
/// How often a lock is tried.
const PATIENCE: Duration = Duration::from_millis(50);

/// What CURRENT says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Current {
    format: u32,
    generation: u64,
    /// The generation that was current before this one was made.
    #[serde(default)]
    previous: Option<u64>,
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
    if path.exists() {
        let bytes = sealed::read_bytes(&path)?;
        // Up to format 6 it was not sealed.
        let bare = bytes.starts_with(b"{");
        let content = if bare { bytes } else { sealed::read(&path)? };
        let current = serde_json::from_slice(&content).map_err(Damage::Json);
        return current.map(Some).map_err(Error::damaged(&path));
    }
    // A first run was broken off: at its very end, so that all is there, or before.
    let mut all = generations(dir)?.into_iter();
    if all.clone().any(|at| manifest::is_of_older_format(&generation_dir(dir, at))) {
        return Err(Error::damaged(&path)(Damage::MissingFile));
    }
    let finished = all.find(|at| Commit::is_in(&generation_dir(dir, *at)));
    Ok(finished.map(|generation| Current { format: FORMAT, generation, previous: None }))
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

/// The folders of all generations, in the order in which they are asked what an index was: the
/// current one, if it is told, then the newest.
///
/// # Errors
/// When the folder cannot be read.
pub(crate) fn generation_dirs(dir: &Path) -> Result<Vec<PathBuf>> {
    let current = any_generation(dir).ok().flatten();
    let mut all = generations(dir)?;
    all.sort_by_key(|generation| Some(*generation) != current);
    Ok(all.into_iter().map(|generation| generation_dir(dir, generation)).collect())
}

/// The folder of a generation.
pub(crate) fn generation_dir(dir: &Path, generation: u64) -> PathBuf {
    dir.join(format!("{GENERATION}{generation}"))
}

/// Goes back to the index as it was before the last rebuild, waiting at most `patience` for another
/// process that is writing. Going back twice changes nothing.
///
/// # Errors
/// When there is nothing to go back to, another process goes on writing, or the folder cannot be
/// read or written.
pub fn roll_back(dir: &Path, patience: Duration) -> Result<()> {
    WritableFolder::lock(dir, patience)?.roll_back()
}

/// A folder that this process alone may write to, until it is dropped.
#[derive(Debug)]
pub(crate) struct WritableFolder {
    dir: PathBuf,
    _lock: File,
}

impl WritableFolder {
    /// Makes the folder where it is missing and takes its lock, which another process may hold for
    /// `patience`.
    ///
    /// # Errors
    /// When the folder cannot be written, or another process goes on holding the lock.
    pub(crate) fn lock(dir: &Path, patience: Duration) -> Result<WritableFolder> {
        fs::create_dir_all(dir).map_err(Error::folder(dir))?;
        let path = dir.join(LOCK);
        let lock = OpenOptions::new().write(true).create(true).truncate(false).open(&path);
        let mut lock = lock.map_err(Error::folder(&path))?;
        let start = Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => break,
                Err(TryLockError::WouldBlock) if start.elapsed() < patience => sleep(PATIENCE),
                Err(TryLockError::WouldBlock) => {
                    let holder = fs::read_to_string(&path).unwrap_or_default().trim().to_owned();
                    return Err(Error::Locked { path: dir.to_path_buf(), holder });
                }
                Err(TryLockError::Error(source)) => return Err(Error::Folder { path, source }),
            }
        }
        // Whoever waits is told; the lock holds without it.
        let _ = lock.set_len(0).and_then(|()| writeln!(lock, "{}", std::process::id()));
        Ok(WritableFolder { dir: dir.to_path_buf(), _lock: lock })
    }

    /// Makes the folder of a new generation, empty.
    pub(crate) fn new_generation(&self) -> Result<u64> {
        let newest = generations(&self.dir)?.first().copied().unwrap_or(0);
        let dir = generation_dir(&self.dir, newest + 1);
        fs::create_dir(&dir).map_err(Error::folder(&dir))?;
        Ok(newest + 1)
    }

    /// Makes a generation the current one, in one step, and remembers the one before, if it can
    /// still be read.
    ///
    /// # Errors
    /// When CURRENT cannot be written.
    pub(crate) fn set_current(&self, generation: u64) -> Result<()> {
        let before = read_current(&self.dir).ok().flatten();
        let readable = before.filter(|before| before.format == FORMAT);
        let previous = match readable {
            Some(before) if before.generation == generation => before.previous,
            before => before.map(|before| before.generation),
        };
        let current = Current { format: FORMAT, generation, previous };
        sealed::write_json(&self.dir.join(CURRENT), &current)
    }

    /// Writes CURRENT where a first run did not come to do so, and sweeps.
    ///
    /// # Errors
    /// When the folder or CURRENT cannot be read or written.
    pub(crate) fn settle(&self, generation: u64) -> Result<()> {
        if !self.dir.join(CURRENT).exists() {
            self.set_current(generation)?;
        }
        self.sweep()
    }

    /// Deletes all generations but the current one and the one before: those replaced and those
    /// left by a crash.
    ///
    /// # Errors
    /// When the folder or CURRENT cannot be read.
    pub(crate) fn sweep(&self) -> Result<()> {
        let current = read_current(&self.dir)?;
        let kept = current.map_or([None; 2], |kept| [Some(kept.generation), kept.previous]);
        for generation in
            generations(&self.dir)?.into_iter().filter(|at| !kept.contains(&Some(*at)))
        {
            remove_generation(&generation_dir(&self.dir, generation));
        }
        for name in [CURRENT, SEEN] {
            let _ = fs::remove_file(self.dir.join(format!("{name}{}", sealed::UNFINISHED)));
        }
        Ok(())
    }

    /// Makes the generation before the current one, and the current one the one before.
    ///
    /// # Errors
    /// When there is none, or CURRENT cannot be read or written.
    pub(crate) fn roll_back(&self) -> Result<()> {
        let current = read_current(&self.dir)?;
        let previous = current.and_then(|current| current.previous);
        let previous = previous.filter(|at| Commit::is_in(&generation_dir(&self.dir, *at)));
        let nothing = || Error::NothingBefore { path: self.dir.clone() };
        self.set_current(previous.ok_or_else(nothing)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is in an index folder: the text of CURRENT, and generations, each with whether it has a
    /// commit.
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
                Commit::default().publish(&path).unwrap();
            }
        }
        dir
    }

    fn lock(dir: &Path) -> Result<WritableFolder> {
        WritableFolder::lock(dir, Duration::ZERO)
    }

    #[test]
    fn the_current_generation_is_told_or_why_there_is_none() {
        type Check = fn(Result<Option<u64>>) -> bool;
        let damaged: Check =
            |found| matches!(found, Err(Error::Damaged { path, .. }) if path.ends_with(CURRENT));
        let cases: [(State<'_>, Check); 8] = [
            ((None, &[]), |found| matches!(found, Ok(None))),
            // A first run that was broken off leaves this, or at its end that.
            ((None, &[(1, false)]), |found| matches!(found, Ok(None))),
            ((None, &[(1, false), (2, true)]), |found| matches!(found, Ok(Some(2)))),
            ((Some(r#"{"format":99,"generation":3}"#), &[]), |found| {
                matches!(found, Err(Error::NewerFormat { found: 99, known: FORMAT, .. }))
            }),
            ((Some(r#"{"format":7,"generation":3}"#), &[]), |found| {
                matches!(found, Err(Error::OlderFormat { found: 7, .. }))
            }),
            ((Some("?"), &[(3, true)]), damaged),
            ((Some("{}"), &[]), damaged),
            ((Some(""), &[]), damaged),
        ];
        for (state, check) in cases {
            let dir = folder(state);
            assert!(check(current(dir.path())), "{state:?}");
        }
        assert!(matches!(current(Path::new("there is no such folder")), Ok(None)));
        let older = folder((None, &[(1, false)]));
        fs::write(generation_dir(older.path(), 1).join("manifest-9.json"), "{}").unwrap();
        assert!(damaged(current(older.path())));
    }

    #[test]
    fn generations_are_counted_up_and_swept_but_for_the_one_before() {
        let dir = folder((None, &[(2, true), (10, true)]));
        let writable = lock(dir.path()).unwrap();
        assert_eq!(writable.new_generation().unwrap(), 11);
        writable.set_current(11).unwrap();
        assert_eq!(current(dir.path()).unwrap(), Some(11));
        assert_eq!(generations(dir.path()).unwrap(), [11, 10, 2]);
        writable.sweep().unwrap();
        assert_eq!(generations(dir.path()).unwrap(), [11, 10]);
        writable.set_current(11).unwrap();
        for expected in [10, 11, 10] {
            Commit::default().publish(&generation_dir(dir.path(), expected)).unwrap();
            writable.roll_back().unwrap();
            assert_eq!(current(dir.path()).unwrap(), Some(expected));
        }
        remove_generation(&generation_dir(dir.path(), 11));
        assert!(matches!(writable.roll_back(), Err(Error::NothingBefore { .. })));
    }

    #[test]
    fn one_process_writes() {
        let dir = folder((None, &[]));
        let first = lock(dir.path()).unwrap();
        match lock(dir.path()) {
            Err(Error::Locked { holder, .. }) => {
                assert_eq!(holder, std::process::id().to_string());
            }
            other => panic!("{other:?}"),
        }
        let path = dir.path().to_path_buf();
        let waiting =
            std::thread::spawn(move || WritableFolder::lock(&path, Duration::from_secs(60)));
        drop(first);
        assert!(waiting.join().unwrap().is_ok());
    }
}
