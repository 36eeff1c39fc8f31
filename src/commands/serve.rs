//! `zhengce serve`: runs the web application.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use indexer::{Progress, Report};
use search::Engine;

use crate::advice::told;
use crate::cli::ServeArgs;
use crate::commands::{Outcome, open_or_build};
use crate::terminal::say;
use crate::watching::{Audience, watch};

pub(crate) fn run(dir: &Path, args: &ServeArgs) -> anyhow::Result<Outcome> {
    log_to_stderr();
    let engine = Arc::new(open_or_build(dir)?);
    if args.watch {
        let (dir, engine) = (dir.to_path_buf(), Arc::clone(&engine));
        thread::spawn(move || {
            if let Err(error) = watch(&dir, &engine.analyzer(), &Served { engine: &engine }) {
                tracing::error!(error = told(error.as_ref()), "the sources are not watched");
            }
        });
    }
    let options = web::Options { addr: args.addr, tell: told };
    web::serve(engine, &options, |addr| {
        say!("政策检索已启动：http://{addr}/ （按 Ctrl-C 停止）");
    })?;
    Ok(Outcome::Done)
}

/// A server whose index is kept up to date.
struct Served<'a> {
    engine: &'a Engine,
}

impl Audience for Served<'_> {
    fn goes_on(&self) -> bool {
        true
    }

    fn progress(&self, _: &Progress<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn updated(&self, result: &Result<Report, indexer::Error>) {
        let failure = result.as_ref().err().map(|error| told(error));
        self.engine.note_failed_update(failure.clone());
        if let Some(error) = failure {
            tracing::error!(error, "the index could not be updated; trying again");
        }
    }
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
