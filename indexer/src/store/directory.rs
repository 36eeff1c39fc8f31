//! The folder of a generation, as Tantivy sees it. Tantivy's own directory makes its list of files
//! readable to their writer alone, and wants to write to a folder in order to read from it. Here
//! whoever may read the files of an index can search it.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Directory, Index};

use crate::store::whole_file::replace;

/// Opens the Tantivy index in a folder.
///
/// # Errors
/// When there is none, or it cannot be read.
pub(crate) fn open_index(path: &Path) -> tantivy::Result<Index> {
    Index::open(GenerationDirectory::open(path)?)
}

/// The files of a generation.
#[derive(Clone, Debug)]
pub(crate) struct GenerationDirectory {
    files: MmapDirectory,
    path: PathBuf,
}

impl GenerationDirectory {
    /// # Errors
    /// When the folder cannot be read.
    pub(crate) fn open(path: &Path) -> Result<GenerationDirectory, OpenDirectoryError> {
        Ok(GenerationDirectory { files: MmapDirectory::open(path)?, path: path.to_path_buf() })
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

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.files.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.files.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.files.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
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
    use std::fs;

    use tantivy::IndexWriter;
    use tantivy::directory::{INDEX_WRITER_LOCK, META_LOCK};
    use tantivy::schema::Schema;

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
        let searcher = open_index(dir.path()).and_then(|index| Ok(index.reader()?.searcher()));
        fs::set_permissions(dir.path(), before).unwrap();
        assert_eq!(searcher.unwrap().num_docs(), 0);
    }

    #[test]
    fn a_lock_that_cannot_be_made_is_only_read() {
        let dir = tempfile::tempdir().unwrap();
        let directory = GenerationDirectory::open(dir.path()).unwrap();
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
