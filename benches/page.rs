//! How long a warm server takes for a page, over a new connection each.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a bench that cannot run ends")]

#[path = "../tests/environment/http.rs"]
mod http;
#[path = "../tests/environment/server.rs"]
mod server;

use std::hint::black_box;
use std::process::Command;

use divan::Bencher;

use crate::server::Server;

/// The first page, results for 区块链 in 静安区, and the same as JSON.
const PATHS: [&str; 3] = [
    "/",
    "/?q=%E5%8C%BA%E5%9D%97%E9%93%BE&district=%E9%9D%99%E5%AE%89%E5%8C%BA",
    "/api/v1/search?q=%E5%8C%BA%E5%9D%97%E9%93%BE&district=%E9%9D%99%E5%AE%89%E5%8C%BA",
];

fn main() {
    divan::main();
}

#[divan::bench(args = PATHS)]
fn warm_server(bencher: Bencher, path: &str) {
    let index = tempfile::tempdir().unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_zhengce"));
    program.env("ZHENGCE_INDEX", index.path());
    let server = Server::start(program);
    assert_eq!(http::get(&server.url, path).0, 200);
    bencher.bench(|| black_box(http::get(&server.url, path)));
}
