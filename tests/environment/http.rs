//! The little of HTTP that a test needs: one GET, its status and its body.

use std::io::{Read, Write};
use std::net::TcpStream;

/// What the server answered.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The lines of its head.
    #[allow(dead_code, reason = "not every binary of tests looks at it")]
    pub(crate) head: String,
    pub(crate) body: String,
}

/// Asks `url` (`http://HOST:PORT`) for a path, percent-encoded; returns status and body.
pub(crate) fn get(url: &str, path: &str) -> (u16, String) {
    let host = url.strip_prefix("http://").unwrap();
    let Answer { status, body, .. } = ask(url, path, &[&format!("Host: {host}")]);
    (status, body)
}

/// Asks with these lines for a head.
pub(crate) fn ask(url: &str, path: &str, head: &[&str]) -> Answer {
    let mut stream = TcpStream::connect(url.strip_prefix("http://").unwrap()).unwrap();
    let head: String = head.iter().map(|line| format!("{line}\r\n")).collect();
    // HTTP/1.0: the body ends with the connection.
    write!(stream, "GET {path} HTTP/1.0\r\n{head}\r\n").unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let answer = String::from_utf8_lossy(&bytes);
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}
