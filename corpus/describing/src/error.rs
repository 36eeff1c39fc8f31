//! What can go wrong where corrections are read.

use std::path::PathBuf;

/// Why corrections could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file could not be read, or is no text.
    #[error(transparent)]
    Text(#[from] language::Error),
    /// A catalogue of corrections has a line that cannot be used.
    #[error("{path}：第 {line} 行：{reason}", path = path.display())]
    Catalogue {
        /// The catalogue.
        path: PathBuf,
        /// The line of a CSV file, or the number of the `[[document]]`, counted from 1.
        line: usize,
        /// What is wrong and how to mend it.
        reason: String,
    },
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
