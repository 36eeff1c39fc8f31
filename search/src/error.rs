//! What can go wrong in a search.

/// Why the index could not be searched.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The index could not be opened.
    #[error(transparent)]
    Index(#[from] indexer::Error),
    /// The index could not be read.
    #[error("读取索引失败（{0}）")]
    Read(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The index has no column for a facet.
    #[error("索引里没有 {column} 这一列")]
    NoColumn {
        /// The name of the column.
        column: &'static str,
    },
}

impl From<tantivy::TantivyError> for Error {
    fn from(error: tantivy::TantivyError) -> Error {
        Error::Read(Box::new(error))
    }
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
