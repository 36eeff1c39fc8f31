//! What can go wrong in a search.

/// Why the index could not be searched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The index could not be opened.
    #[error(transparent)]
    Index(#[from] indexer::Error),
    /// The index could not be read.
    #[error("读取索引失败（{0}）；请用 zhengce index --rebuild 重建")]
    Read(String),
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Error {
        Error::Read(error.to_string())
    }
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
