//! What can go wrong while files become documents.

use std::path::PathBuf;

/// Why a file, or a part of it, could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file system refused.
    #[error("{path}：无法读取（{source}）", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file has no text.
    #[error("{path}：文件是空的", path = path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A text that is read whole has too many bytes.
    #[error("{path}：文件超过 {limit} 字节；请拆成几个文件", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most bytes that a text may have.
        limit: usize,
    },
    /// The file is not text.
    #[error("{path}：不是文本文件；目前可读 txt、md、csv、tsv、jsonl、jsonl.gz", path = path.display())]
    Binary {
        /// The file.
        path: PathBuf,
    },
    /// A format that has no reader.
    #[error("{path}：不支持的格式“.{extension}”；目前可读 txt、md、csv、tsv、jsonl、jsonl.gz", path = path.display())]
    Unsupported {
        /// The file.
        path: PathBuf,
        /// The end of its name.
        extension: String,
    },
    /// The text has bytes that are in no known encoding.
    #[error("{path}：第 {line} 行的编码无法识别；请另存为 UTF-8", path = path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The first line, counted from 1, that could not be decoded.
        line: usize,
    },
    /// A table without a column that could be the title.
    #[error("{path}：表头“{header}”里没有标题列；请把一列命名为“政策”“标题”或“文件名称”", path = path.display())]
    NoTitleColumn {
        /// The file.
        path: PathBuf,
        /// The header as read.
        header: String,
    },
    /// A line of a JSON lines file or a row of a table that is no document.
    #[error("{path}：第 {line} 行：{reason}", path = path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong and how to mend it.
        reason: String,
    },
    /// The office's gazetteer has a line that cannot be used.
    #[error("{path}：第 {line} 行：{reason}", path = path.display())]
    Gazetteer {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
        /// What is wrong and how to mend it.
        reason: String,
    },
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
