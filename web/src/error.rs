//! What can go wrong while serving. Requests that are merely wrong (an unknown address, a bad
//! parameter) are no errors of this crate; [`crate::routes`] answers them.

use std::io;
use std::net::SocketAddr;

/// Why the server could not start, or a request could not be answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another program listens there.
    #[error("无法监听 {addr}：端口已被其他程序占用")]
    AddressInUse {
        /// The address asked for.
        addr: SocketAddr,
    },
    /// The system refuses to listen there.
    #[error("无法监听 {addr}：{source}")]
    Listen {
        /// The address asked for.
        addr: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The system gave no threads, timers or signals to serve with.
    #[error("无法启动服务：{0}")]
    Start(#[source] io::Error),
    /// The index could not be read.
    #[error("读取索引时出错：{0}")]
    Search(#[from] search::Error),
    /// A file of tokens has none.
    #[error("没有口令")]
    NoToken,
    /// A token could be guessed, or not be sent.
    #[error("第 {line} 行的口令不能用：至少 {least} 个字符，只用可见的 ASCII 字符，中间没有空格")]
    BadToken {
        /// Its line, from 1.
        line: usize,
        /// The fewest characters.
        least: usize,
    },
    /// More is asked than can be answered.
    #[error("同时检索的人太多")]
    Overloaded,
    /// The answer took longer than a request may.
    #[error("查询超时")]
    TookTooLong,
    /// The code that worked on the answer panicked.
    #[error("处理请求的程序出错")]
    Crashed,
    /// A page could not be written from its template.
    #[error("生成页面时出错：{0}")]
    Render(#[from] askama::Error),
    /// A file could not be made.
    #[error("生成文件时出错：{0}")]
    File(#[source] io::Error),
    /// An object could not be written as JSON.
    #[error("生成 JSON 时出错：{0}")]
    Json(#[from] serde_json::Error),
}

impl Error {
    /// Sorts what the system said on binding into the cases that users can mend.
    pub(crate) fn listening(addr: SocketAddr, source: io::Error) -> Error {
        match source.kind() {
            io::ErrorKind::AddrInUse => Error::AddressInUse { addr },
            _ => Error::Listen { addr, source },
        }
    }
}
