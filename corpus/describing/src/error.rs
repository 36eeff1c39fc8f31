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
    #[error("{path}：第 {line} 行：{fault}", path = path.display())]
    Catalogue {
        /// The catalogue.
        path: PathBuf,
        /// The line of a CSV file, or the number of the `[[document]]`, counted from 1.
        line: usize,
        /// What is wrong with it.
        fault: CatalogueFault,
    },
}

/// Why a line of a catalogue of corrections cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CatalogueFault {
    /// It does not say which file it is about.
    #[error("没有写明文件；请在“file”一列写文件名")]
    NoFile,
    /// The file that it is about is not there.
    #[error("没有文件“{0}”；请写它相对于本文件夹的路径")]
    FileMissing(String),
    /// The file has no document that it could be about.
    #[error("没有找到这一行所说的文件或位置；请检查 file、place 和 id")]
    Unused,
    /// A column of a name that stands for nothing.
    #[error("不认识“{0}”这一列；可用的列名同台账，备注请写在“备注”列")]
    UnknownColumn(String),
    /// A value that its field cannot have.
    #[error("{name}“{value}”{reason}")]
    Refused {
        /// The name of the column.
        name: String,
        /// The value.
        value: String,
        /// Why the field does not take it.
        reason: String,
    },
    /// A row that cannot be cut into cells.
    #[error("{0}")]
    Csv(#[source] csv::Error),
    /// A file that is no TOML.
    #[error("{}；TOML 里的中文字段名要加引号", .0.message())]
    Toml(#[source] Box<toml::de::Error>),
    /// A TOML file without its tables.
    #[error("没有 [[document]]；请为每个文件写一段，以 [[document]] 开头")]
    NoTables,
    /// A table that is none.
    #[error("[[document]] 下面应是“字段 = 值”")]
    NoTable,
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;
