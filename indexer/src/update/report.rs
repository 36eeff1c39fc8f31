//! What an update did, and how far it is.

use super::losses::Losses;

/// What an update did to each file of the sources.
#[derive(Debug, Default)]
pub struct Report {
    /// Files read for the first time.
    pub new: Vec<String>,
    /// Files read again, as their content changed.
    pub changed: Vec<String>,
    /// Files gone from their source, or whose source was forgotten.
    pub removed: Vec<String>,
    /// Files not read again.
    pub unchanged: Vec<String>,
    /// Files that may still be being written, left for the next run.
    pub unsettled: usize,
    /// What could not be read, in the order of reading.
    pub unreadable: Vec<Unreadable>,
    /// What should be known of how files were read, a line each that names the file.
    pub notices: Vec<String>,
    /// What a rebuilt index lacks of what the old one had.
    pub losses: Losses,
    /// How many documents the index has now; 0 when nothing was committed.
    pub documents: usize,
    /// Whether the index now holds the result; false when no file could be read.
    pub committed: bool,
}

/// A file, or a part of one, that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What is wrong and how to mend it; names the file.
    pub message: String,
}

/// How far an update is; given to the caller after each file, every few documents, while nothing
/// comes, and when searches begin to see the result.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// The file that is being read.
    pub file: &'a str,
    /// Files done.
    pub files_done: usize,
    /// Files to read.
    pub files: usize,
    /// Bytes of the files done.
    pub bytes_done: u64,
    /// Bytes of the files to read.
    pub bytes: u64,
    /// Documents read so far.
    pub documents: usize,
    /// Whether searches may see the result, or a part of it.
    pub visible: bool,
}
