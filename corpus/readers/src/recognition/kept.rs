//! Recognised pages, kept in a folder so that a run that was broken off, or an index that is made
//! anew, need not recognise them again; and turns, so that all processes together recognise no more
//! pages at a time than there are cores.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::{Duration, SystemTime};

use crate::recognition::lines::ReadPage;

/// What pages were recognised by; a change that gives other text has another number.
const WAY: &str = "1";

/// The end of the names of kept pages.
const PAGE: &str = "page";

/// Bytes that all kept pages have together: tens of thousands of pages.
const MOST_BYTES: u64 = 256 << 20;

/// How long a page is kept that nobody asked for.
const LONGEST: Duration = Duration::from_secs(90 * 24 * 3600);

/// How long one waits before it is looked again for a turn.
const PAUSE: Duration = Duration::from_millis(50);

/// The kept pages of a file.
pub(super) struct Shelf {
    folder: PathBuf,
    /// The start of the names of its pages.
    file: String,
}

impl Shelf {
    /// The pages of the file with these bytes. What is too old or too much goes, once in a process.
    pub(super) fn open(folder: &Path, bytes: &[u8]) -> Shelf {
        // Where it cannot be made, nothing is kept.
        let _ = fs::create_dir_all(folder);
        static SWEPT: Once = Once::new();
        SWEPT.call_once(|| sweep(folder, MOST_BYTES, LONGEST));
        let mut hasher = blake3::Hasher::new();
        hasher.update(WAY.as_bytes()).update(bytes);
        let file = hasher.finalize().to_hex()[..32].to_owned();
        Shelf { folder: folder.to_owned(), file }
    }

    fn path(&self, page: usize) -> PathBuf {
        self.folder.join(format!("{}-{page}.{PAGE}", self.file))
    }

    pub(super) fn find(&self, page: usize) -> Option<ReadPage> {
        let file = OpenOptions::new().read(true).write(true).open(self.path(page)).ok()?;
        let found = serde_json::from_reader(std::io::BufReader::new(&file)).ok()?;
        let _ = file.set_modified(SystemTime::now());
        Some(found)
    }

    /// Keeps a page, if it can be.
    pub(super) fn keep(&self, page: usize, content: &ReadPage) {
        // One that is half written never has the name of a page.
        let written = tempfile::NamedTempFile::new_in(&self.folder);
        let _ = written.map(|file| {
            serde_json::to_writer(&file, content).is_ok() && file.persist(self.path(page)).is_ok()
        });
    }

    /// Waits for one of some turns, which all processes share that use the folder. It ends with the
    /// value, or the process. `None` where the folder cannot be used.
    pub(super) fn take_turn(&self, turns: usize) -> Option<File> {
        loop {
            for turn in 0..turns {
                let path = self.folder.join(format!("turn-{turn}"));
                let file = OpenOptions::new().write(true).create(true).truncate(false).open(path);
                let file = file.ok()?;
                match file.try_lock() {
                    Ok(()) => return Some(file),
                    Err(TryLockError::WouldBlock) => {}
                    Err(TryLockError::Error(_)) => return None,
                }
            }
            std::thread::sleep(PAUSE);
        }
    }
}

/// Deletes kept pages nobody asked for in so long, and where they are more than so many bytes the
/// oldest. Nothing else in the folder is touched.
fn sweep(folder: &Path, most: u64, longest: Duration) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let page = |entry: fs::DirEntry| {
        let (path, about) = (entry.path(), entry.metadata().ok()?);
        let is_page = about.is_file() && path.extension().is_some_and(|end| end == PAGE);
        is_page.then_some((about.modified().ok()?, about.len(), path))
    };
    let mut pages: Vec<(SystemTime, u64, PathBuf)> = entries.flatten().filter_map(page).collect();
    pages.sort_unstable_by(|a, b| b.cmp(a));
    let mut bytes = 0;
    for (used, length, path) in pages {
        bytes += length;
        if bytes > most || used.elapsed().is_ok_and(|age| age > longest) {
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_kept_by_file_and_number() {
        let folder = tempfile::tempdir().unwrap();
        let page = ReadPage { height: 842.0, ..ReadPage::default() };
        let shelf = Shelf::open(&folder.path().join("kept"), b"a");
        assert!(shelf.find(0).is_none());
        shelf.keep(0, &page);
        assert_eq!(shelf.find(0), Some(page));
        assert!(shelf.find(1).is_none());
        assert!(Shelf::open(&shelf.folder, b"b").find(0).is_none());
        fs::write(shelf.path(0), "{").unwrap();
        assert!(shelf.find(0).is_none());
    }

    #[test]
    fn what_is_too_much_or_too_old_goes() {
        let folder = tempfile::tempdir().unwrap();
        let hour = Duration::from_secs(3600);
        let names = ["a-0.page", "a-1.page", "a-2.page", "turn-0"];
        for (name, age) in names.iter().zip(0..) {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_len(100).unwrap();
            file.set_modified(SystemTime::now() - hour * age).unwrap();
        }
        let left = |most: u64, longest: Duration| {
            sweep(folder.path(), most, longest);
            names.map(|name| folder.path().join(name).exists())
        };
        assert_eq!(left(1000, hour * 9), [true; 4]);
        assert_eq!(left(200, hour * 9), [true, true, false, true]);
        assert_eq!(left(1000, hour / 2), [true, false, false, true]);
    }

    #[test]
    fn turns_are_shared() {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(folder.path(), b"a");
        let [first, _second] = [0, 1].map(|_| shelf.take_turn(2));
        let waiting = std::thread::scope(|scope| {
            let third = scope.spawn(|| shelf.take_turn(2).is_some());
            drop(first);
            third.join().unwrap()
        });
        assert!(waiting);
    }
}
