//! Tests of the program as its users run it: each starts the real binary with
//! an index folder of its own. One module a topic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows these only inside functions marked #[test]"
)]

#[path = "../environment/http.rs"]
mod http;
#[path = "../environment/program.rs"]
mod program;
#[path = "../environment/server.rs"]
mod server;

mod access;
mod api;
mod architecture;
mod bad_files;
mod builtin;
mod citations;
mod comparing;
mod confinement;
mod counts;
mod damage;
mod deadlines;
mod discovery;
mod documentation;
mod facets;
mod faults;
mod feeds;
mod figures;
mod file_formats;
mod file_limits;
mod formats;
mod generate;
mod health;
mod hostile;
mod index_folder;
mod json_object;
mod originals;
mod process;
mod queries;
mod recognition;
mod report;
mod rooms;
mod serving;
mod soak;
mod sources;
mod tables;
mod terminal;
mod understanding;
mod versions;
mod watching;
