//! `zhengce read-file`: the process in which `index` reads a file that could
//! harm who reads it. Nobody else calls it, so help does not name it.

use std::time::Duration;

use corpus::readers::{self, Isolation};

use crate::cli::ReadFileArgs;
use crate::commands::Outcome;

/// The name of the command.
pub(crate) const NAME: &str = "read-file";

/// How long a file may give nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reading by this program in a process of its own.
pub(crate) fn isolation() -> anyhow::Result<Isolation> {
    Ok(Isolation::program(std::env::current_exe()?, &[NAME], PATIENCE))
}

pub(crate) fn run(args: &ReadFileArgs) -> anyhow::Result<Outcome> {
    readers::serve(&args.path, &args.name, &mut std::io::stdout().lock())?;
    Ok(Outcome::Done)
}
