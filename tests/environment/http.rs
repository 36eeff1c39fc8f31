//! The little of HTTP that a test needs: one GET, its status and its body.

use std::io::{Read, Write};
use std::net::TcpStream;

/// Asks `url` (`http://HOST:PORT`) for a path, percent-encoded; returns status and body.
pub(crate) fn get(url: &str, path: &str) -> (u16, String) {
    let host = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    // HTTP/1.0: the body ends with the connection.
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, body.to_owned())
}
