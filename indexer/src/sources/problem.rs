//! What is wrong with a source or a part of it. It is a line of the report, and no error of the run.

use std::path::PathBuf;

/// Why a file, a link or a line of the office's data could not be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// A text or the office's names could not be read.
    #[error(transparent)]
    Text(#[from] corpus::TextError),
    /// A file could not be read.
    #[error(transparent)]
    File(#[from] corpus::readers::Error),
    /// Corrections could not be used.
    #[error(transparent)]
    Corrections(#[from] corpus::corrections::Error),
    /// A link leads out of the folder that is a source.
    #[error("{path}：是指向文件夹以外（{target}）的链接，没有收录；请把那里也作为来源，或复制进来", path = path.display(), target = target.display())]
    LinkOutside {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// A link leads to a folder that it is in itself.
    #[error("{path}：链接指回它所在的文件夹，成了循环，已跳过；请删去这个链接", path = path.display())]
    LinkCycle {
        /// The link.
        path: PathBuf,
    },
    /// A link leads nowhere.
    #[error("{path}：链接指向的文件不存在；请删去这个链接或补上文件", path = path.display())]
    LinkBroken {
        /// The link.
        path: PathBuf,
    },
    /// What is in a folder is a pipe, a device or a socket.
    #[error("{path}：不是普通文件（管道、设备或套接字），没有收录", path = path.display())]
    NoFile {
        /// The entry.
        path: PathBuf,
    },
    /// A source is not there any more.
    #[error("{path}：来源现在读不到，可能没有挂载；原有的 {files} 个文件保留。确实不要了，请把它从来源中去掉", path = path.display())]
    SourceGone {
        /// The source.
        path: PathBuf,
        /// How many files it had.
        files: usize,
    },
    /// A source is a folder in which no file is left.
    #[error("{path}：里面一个文件也没有了，可能没有挂载；原有的 {files} 个文件保留。确实清空了，请把它从来源中去掉，再重新加入", path = path.display())]
    SourceEmpty {
        /// The source.
        path: PathBuf,
        /// How many files it had.
        files: usize,
    },
    /// The name of a file is not UTF-8.
    #[error("{path}：文件名不是 UTF-8 编码（按 GBK 是“{name}”）；请改名，例如用 convmv -f GBK -t UTF-8", path = path.display())]
    FileName {
        /// The file, with characters in place of what could not be decoded.
        path: PathBuf,
        /// The end of the name, decoded as GBK.
        name: String,
    },
}
