//! What can go wrong where texts and names are read.

use std::path::PathBuf;

/// Why a text or a list of names could not be read.
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
    /// The file is not text.
    #[error("{path}：不是文本文件；请改成与内容相符的扩展名", path = path.display())]
    Binary {
        /// The file.
        path: PathBuf,
    },
    /// The text has bytes that are in no known encoding.
    #[error("{path}：第 {line} 行的编码无法识别；请另存为 UTF-8", path = path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// The first line, counted from 1, that could not be decoded.
        line: usize,
    },
    /// The office's gazetteer has a line that cannot be used.
    #[error("{path}：第 {line} 行：应写成 district、agency、region 或 title,名称,规范名称", path = path.display())]
    Gazetteer {
        /// The file.
        path: PathBuf,
        /// The line, counted from 1.
        line: u64,
    },
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
