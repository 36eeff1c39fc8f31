//! `zhengce serve`: runs the web application.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use crate::advice::told;
use crate::cli::ServeArgs;
use crate::commands::{Outcome, open_or_build};

pub(crate) fn run(dir: &Path, args: &ServeArgs) -> anyhow::Result<Outcome> {
    log_to_stderr();
    let engine = Arc::new(open_or_build(dir)?);
    let options = web::Options { addr: args.addr, tell: told };
    web::serve(engine, &options, |addr| {
        anstream::eprintln!("政策检索已启动：http://{addr}/ （按 Ctrl-C 停止）");
    })?;
    Ok(Outcome::Done)
}

/// What goes wrong while serving is for the person who runs the server.
fn log_to_stderr() {
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::WARN)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false)
        .init();
}
