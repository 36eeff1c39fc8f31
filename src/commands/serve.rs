//! `zhengce serve`: runs the web application.

use std::env;
use std::fs;
use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use anyhow::Context;
use indexer::{Progress, Report};
use search::Engine;
use web::{Access, Guarded, Tokens};

use crate::advice::told;
use crate::cli::{LogFormat, ServeArgs, TokenFor};
use crate::commands::{Outcome, open_or_build};
use crate::terminal::say;
use crate::watching::{Audience, watch};

/// One token, where there is no file of them.
const TOKEN: &str = "ZHENGCE_TOKEN";

pub(crate) fn run(dir: &Path, args: &ServeArgs) -> anyhow::Result<Outcome> {
    log_to_stderr(args.log);
    let access = access(args)?;
    let engine = Arc::new(open_or_build(dir)?.hiding_folders());
    if args.watch {
        let (dir, engine) = (dir.to_path_buf(), Arc::clone(&engine));
        thread::spawn(move || {
            if let Err(error) = watch(&dir, &engine.analyzer(), &Served { engine: &engine }) {
                tracing::error!(error = told(error.as_ref()), "the sources are not watched");
            }
        });
    }
    let is_open = access.tokens.is_empty() && !args.addr.ip().is_loopback();
    let options = web::Options {
        addr: args.addr,
        access,
        logs_queries: args.log_queries,
        has_sitemap: args.sitemap,
        tell: told,
    };
    web::serve(engine, &options, |addr| {
        if is_open {
            say!(
                "注意：凡能连到 {addr} 的人都可以检索、查看体检报告和统计；要设口令，用 --token-file FILE"
            );
        }
        say!("政策检索已启动：http://{addr}/ （按 Ctrl-C 停止）");
    })?;
    Ok(Outcome::Done)
}

/// Who may ask what.
fn access(args: &ServeArgs) -> anyhow::Result<Access> {
    let text = match &args.token_file {
        Some(path) => {
            let name = path.display();
            let text = fs::read_to_string(path);
            Some((
                format!("口令文件 {name}"),
                text.with_context(|| format!("读不了口令文件 {name}"))?,
            ))
        }
        None => match env::var(TOKEN) {
            Ok(token) => Some((format!("环境变量 {TOKEN}"), token)),
            Err(env::VarError::NotPresent) => None,
            Err(error) => return Err(error).context(format!("环境变量 {TOKEN}")),
        },
    };
    let tokens = text.map(|(from, text)| Tokens::read(&text).context(from)).transpose()?;
    let guarded = match args.token_for {
        TokenFor::Reports => Guarded::Reports,
        TokenFor::All => Guarded::All,
    };
    anyhow::ensure!(
        tokens.is_some() || guarded == Guarded::Reports,
        "--token-for all 需要口令：用 --token-file FILE 给出，一行一个（可用 openssl rand -hex 24 生成）"
    );
    Ok(Access {
        hosts: args.hosts.clone(),
        proxies: args.proxies.clone(),
        tokens: tokens.unwrap_or_default(),
        guarded,
        origins: args.origins.clone(),
    })
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
fn log_to_stderr(format: LogFormat) {
    let log = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::INFO)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().flatten_event(true).init(),
    }
}
