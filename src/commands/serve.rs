//! `zhengce serve`: runs the web application.

use std::path::Path;
use std::sync::Arc;

use crate::cli::ServeArgs;
use crate::commands::{Outcome, open_or_build};

pub(crate) fn run(dir: &Path, args: &ServeArgs) -> anyhow::Result<Outcome> {
    let engine = Arc::new(open_or_build(dir)?);
    let options = web::Options { addr: args.addr };
    web::serve(engine, &options, |addr| {
        anstream::eprintln!("政策检索已启动：http://{addr}/ （按 Ctrl-C 停止）");
    })?;
    Ok(Outcome::Done)
}
