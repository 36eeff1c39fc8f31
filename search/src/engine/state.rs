//! The state of an index: which commit it is of, and whether it is kept up to date.

use std::time::SystemTime;

use corpus::document::BUILTIN;

/// The state of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexState {
    /// How many documents there are.
    pub documents: usize,
    /// What is another one for each commit, in visible ASCII characters.
    pub commit: String,
    /// When it was committed; `None` where the file system does not say.
    pub committed: Option<SystemTime>,
    /// The format of the index.
    pub format: u32,
    /// Files and folders that are read, and the name of the built-in library where it is one.
    pub sources: Vec<String>,
    /// How many files, lines and links could not be read.
    pub unreadable: usize,
    /// Why the last update failed; `None` where it did not.
    pub failed_update: Option<String>,
    /// When updates began to fail, or to succeed again.
    pub turned: Option<SystemTime>,
}

impl IndexState {
    /// Whether the library is nothing but what the program brings along.
    pub fn is_builtin(&self) -> bool {
        self.sources == [BUILTIN]
    }
}
