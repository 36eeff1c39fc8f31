//! `zhengce read-files`: the process in which `index` reads files that could
//! harm who reads them. Nobody else calls it, so help does not name it.

use std::path::Path;
use std::time::Duration;

use corpus::readers::{self, Isolation};

use crate::cli;
use crate::commands::Outcome;

/// How long a file may give nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// The folder in an index folder where recognised pages are kept.
pub(crate) const RECOGNIZED: &str = "recognized";

/// Reading by this program in a process of its own, for the index in a folder.
pub(crate) fn isolation(dir: &Path) -> anyhow::Result<Isolation> {
    let isolation = Isolation::program(std::env::current_exe()?, &[cli::READ_FILES], PATIENCE);
    Ok(isolation.recognizing(std::path::absolute(dir)?.join(RECOGNIZED)))
}

pub(crate) fn run() -> anyhow::Result<Outcome> {
    let requests = std::io::BufReader::new(std::io::stdin());
    readers::serve(requests, &mut std::io::stdout().lock())?;
    Ok(Outcome::Done)
}
