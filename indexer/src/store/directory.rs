//! The folder of a generation, as Tantivy sees it. Tantivy's own directory makes its list of files
//! readable to their writer alone, and wants to write to a folder in order to read from it. Here
//! whoever may read the files of an index can search it. Readers see the list of segments of a
//! commit, writers their own; and nothing that a commit needs is deleted before the next one, which
//! is not for Tantivy to do, so that it needs no list of what it has written.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::Directory;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};

use crate::store::commit::{Commit, SEGMENTS, TANTIVY_FILES};
use crate::store::sealed::replace;

/// The files of a generation.
#[derive(Clone, Debug)]
pub(crate) struct GenerationDirectory {
    files: MmapDirectory,
    path: PathBuf,
    /// The list of segments that a reader sees; `None` for a writer.
    segments: Option<Arc<[u8]>>,
}

impl GenerationDirectory {
    /// For writing, from whatever state the folder is in.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(crate) fn working(path: &Path) -> Result<GenerationDirectory, OpenDirectoryError> {
        let files = MmapDirectory::open(path)?;
        Ok(GenerationDirectory { files, path: path.to_path_buf(), segments: None })
    }

    /// For reading, as of a commit.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(crate) fn committed(
        path: &Path,
        commit: &Commit,
    ) -> Result<GenerationDirectory, OpenDirectoryError> {
        let segments = Some(Arc::from(commit.segments.as_bytes()));
        Ok(GenerationDirectory { segments, ..GenerationDirectory::working(path)? })
    }

    fn committed_segments(&self, path: &Path) -> Option<&Arc<[u8]>> {
        self.segments.as_ref().filter(|_| path == Path::new(SEGMENTS))
    }

    /// A lock for someone who may not write to the folder: its file is only read, and where there is
    /// none, nobody writes.
    fn lock_unwritable(&self, lock: &Lock) -> io::Result<DirectoryLock> {
        let file = match File::open(self.path.join(&lock.filepath)) {
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            file => Some(file?),
        };
        file.as_ref().map(File::lock).transpose()?;
        Ok(DirectoryLock::from(Box::new(file)))
    }
}

impl Directory for GenerationDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.files.get_file_handle(path)
    }

    /// Leaves the file to [`Commit::sweep`]: the commit may need it, which Tantivy knows nothing of.
    fn delete(&self, _: &Path) -> Result<(), DeleteError> {
        Ok(())
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        if self.committed_segments(path).is_some() {
            return Ok(true);
        }
        self.files.exists(path)
    }

    /// Replaces a file that is there, as `inversion` does with some of Tantivy's.
    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let _ = fs::remove_file(self.path.join(path));
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        match self.committed_segments(path) {
            Some(segments) => Ok(segments.to_vec()),
            None if path == Path::new(TANTIVY_FILES) => {
                Err(OpenReadError::FileDoesNotExist(path.to_path_buf()))
            }
            None => self.files.atomic_read(path),
        }
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        if path == Path::new(TANTIVY_FILES) {
            return Ok(());
        }
        replace(&self.path.join(path), data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.files.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.files.acquire_lock(lock) {
            // Readers wait for their lock, writers do not.
            Err(LockError::IoError(error)) if lock.is_blocking && forbids_writing(&error) => {
                self.lock_unwritable(lock).map_err(LockError::wrap_io_error)
            }
            acquired => acquired,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.files.watch(callback)
    }
}

fn forbids_writing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

#[cfg(test)]
mod tests {

    use tantivy::directory::{INDEX_WRITER_LOCK, META_LOCK};
    use tantivy::schema::Schema;
    use tantivy::{Index, IndexWriter};

    use super::*;

    #[test]
    fn who_may_only_read_can_search() {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::create_in_dir(dir.path(), Schema::builder().build()).unwrap();
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        writer.commit().unwrap();
        drop(writer);
        let mut permissions = fs::metadata(dir.path()).unwrap().permissions();
        let before = permissions.clone();
        permissions.set_readonly(true);
        // Without effect for a superuser, who may write everywhere.
        fs::set_permissions(dir.path(), permissions).unwrap();
        let directory = GenerationDirectory::working(dir.path()).unwrap();
        let searcher = Index::open(directory).and_then(|index| Ok(index.reader()?.searcher()));
        fs::set_permissions(dir.path(), before).unwrap();
        assert_eq!(searcher.unwrap().num_docs(), 0);
    }

    #[test]
    fn a_lock_that_cannot_be_made_is_only_read() {
        let dir = tempfile::tempdir().unwrap();
        let directory = GenerationDirectory::working(dir.path()).unwrap();
        // Nobody has ever written.
        assert!(directory.lock_unwritable(&META_LOCK).is_ok());
        assert!(!dir.path().join(&META_LOCK.filepath).exists());
        let file = File::create(dir.path().join(&META_LOCK.filepath)).unwrap();
        let lock = directory.lock_unwritable(&META_LOCK).unwrap();
        assert!(file.try_lock().is_err());
        drop(lock);
        assert!(file.try_lock().is_ok());
        // A writer's lock is not passed over.
        let held = directory.acquire_lock(&INDEX_WRITER_LOCK).unwrap();
        assert!(directory.acquire_lock(&INDEX_WRITER_LOCK).is_err());
        drop(held);
    }
}
