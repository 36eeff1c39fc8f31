//! What can go wrong with an index. By which command it is mended is for the program to say.

use std::path::{Path, PathBuf};

/// Why an index could not be built, updated or opened.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder has no index.
    #[error("{path}：这里没有索引", path = path.display())]
    Missing {
        /// The index folder.
        path: PathBuf,
    },
    /// The index was written by a newer program.
    #[error(
        "{path}：索引格式是第 {found} 版，本程序只认识到第 {known} 版",
        path = path.display()
    )]
    NewerFormat {
        /// The index folder.
        path: PathBuf,
        /// The format of the index.
        found: u32,
        /// The newest format that this program reads.
        known: u32,
    },
    /// The index was written by an older program.
    #[error("{path}：索引格式是第 {found} 版，已经过时", path = path.display())]
    OlderFormat {
        /// The index folder.
        path: PathBuf,
        /// The format of the index.
        found: u32,
    },
    /// A file of the index folder cannot be read, written or made.
    #[error("{path}：无法读写索引文件夹（{source}）", path = path.display())]
    Folder {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another process is writing.
    #[error("{path}：另一个进程（进程号 {holder}）正在更新这个索引；请等它结束后再试", path = path.display())]
    Locked {
        /// The index folder.
        path: PathBuf,
        /// The number of the process, empty where it cannot be told.
        holder: String,
    },
    /// There is no generation before the current one to go back to.
    #[error("{path}：没有可退回的上一版索引", path = path.display())]
    NothingBefore {
        /// The index folder.
        path: PathBuf,
    },
    /// A part of the index is missing, or does not hold what it should.
    #[error("{path}：索引已损坏（{damage}）", path = path.display())]
    Damaged {
        /// The index folder or a file in it.
        path: PathBuf,
        /// What was found.
        damage: Damage,
    },
    /// An index that is to be rebuilt does not say of what.
    #[error("{path}：来源清单已损坏或不见了，不知道从哪里重建", path = path.display())]
    SourcesLost {
        /// The index folder.
        path: PathBuf,
    },
    /// Tantivy could not read or write the index.
    #[error("{path}：索引读写失败（{source}）", path = path.display())]
    Tantivy {
        /// The index folder.
        path: PathBuf,
        /// What Tantivy said.
        source: tantivy::TantivyError,
    },
    /// A rebuilt index that lost much of what the old one has did not replace it.
    #[error("重建的索引丢失太多，没有替换原来的：{losses}")]
    Lossy {
        /// What is lost, in words.
        losses: String,
    },
    /// A path to forget that is no source of the index.
    #[error("{path}：不是索引的来源；现有来源：{known}", path = path.display(), known = known.join("、"))]
    NotASource {
        /// The path given.
        path: PathBuf,
        /// The sources.
        known: Vec<String>,
    },
    /// The run was interrupted; the index is as it was before.
    #[error("已中断，索引保持原样")]
    Interrupted,
}

/// What is wrong with a part of an index.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Damage {
    /// A file is not there.
    #[error("文件不见了")]
    MissingFile,
    /// The content is not what was sealed.
    #[error("内容与校验和不符")]
    Altered,
    /// What should be JSON of some form is not.
    #[error("{0}")]
    Json(serde_json::Error),
    /// The fields are not those of this program.
    #[error("字段与本程序的不同")]
    OtherFields,
    /// What is stored of a document is no zstd frame.
    #[error("文档不是 zstd 数据")]
    NotPacked,
    /// A zstd frame cannot be unpacked.
    #[error("文档无法解压：{0}")]
    Packed(&'static str),
    /// What is stored of a document is no UTF-8.
    #[error("文档不是 UTF-8 文本")]
    NotText,
}

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// For `map_err` on file operations.
    pub(crate) fn folder(path: &Path) -> impl FnOnce(std::io::Error) -> Error + '_ {
        move |source| Error::Folder { path: path.to_path_buf(), source }
    }

    /// For `map_err` where a part of the index is not as it should be.
    pub(crate) fn damaged(path: &Path) -> impl FnOnce(Damage) -> Error + '_ {
        move |damage| Error::Damaged { path: path.to_path_buf(), damage }
    }

    /// For `map_err` on Tantivy's operations.
    pub(crate) fn tantivy(path: &Path) -> impl FnOnce(tantivy::TantivyError) -> Error + '_ {
        move |source| Error::Tantivy { path: path.to_path_buf(), source }
    }
}
