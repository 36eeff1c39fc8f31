//! What can go wrong while serving. Requests that are merely wrong (an unknown address, a bad
//! parameter) are no errors of this crate; [`crate::routes`] answers them.

use std::io;
use std::net::SocketAddr;

/// Why the server could not start, or a request could not be answered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Another program listens there.
    #[error(
        "无法监听 {addr}：端口已被其他程序占用。请先关闭那个程序，或用 --addr 换一个端口，例如 --addr {ip}:{other}；端口写 0 则自动选一个空闲的",
        ip = display_ip(addr),
        other = addr.port().checked_add(1).unwrap_or(8080)
    )]
    AddressInUse {
        /// The address asked for.
        addr: SocketAddr,
    },
    /// The system refuses to listen there.
    #[error(
        "无法监听 {addr}：{source}。请用 --addr 指定本机的地址和 1024 以上的端口，例如 --addr 127.0.0.1:8080"
    )]
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
    /// The answer took longer than a request may.
    #[error("查询超时")]
    Overloaded,
    /// The code that worked on the answer panicked.
    #[error("处理请求的程序出错")]
    Crashed,
    /// A page could not be written from its template.
    #[error("生成页面时出错：{0}")]
    Render(#[from] askama::Error),
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

/// The address as it is written before a port, an IPv6 address in brackets.
fn display_ip(addr: &SocketAddr) -> String {
    match addr {
        SocketAddr::V4(addr) => addr.ip().to_string(),
        SocketAddr::V6(addr) => format!("[{}]", addr.ip()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_port_names_the_address_and_the_way_out() {
        let cases =
            [("127.0.0.1:8080", "--addr 127.0.0.1:8081"), ("[::1]:65535", "--addr [::1]:8080")];
        for (addr, advice) in cases {
            let error = Error::listening(addr.parse().unwrap(), io::ErrorKind::AddrInUse.into());
            let text = error.to_string();
            assert!(text.contains(addr) && text.contains(advice), "{text}");
        }
    }
}
