//! `zhengce read-files`: the process in which `index` reads files that could
//! harm who reads them. Nobody else calls it, so help does not name it.

use std::time::Duration;

use corpus::readers::{self, Isolation};

use crate::cli;
use crate::commands::Outcome;

/// How long a file may give nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reading by this program in a process of its own.
pub(crate) fn isolation() -> anyhow::Result<Isolation> {
    Ok(Isolation::program(std::env::current_exe()?, &[cli::READ_FILES], PATIENCE))
}

pub(crate) fn run() -> anyhow::Result<Outcome> {
    let requests = std::io::BufReader::new(std::io::stdin());
    readers::serve(requests, &mut std::io::stdout().lock())?;
    Ok(Outcome::Done)
}
