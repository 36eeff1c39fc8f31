//! The command line of zhengce: parses arguments, dispatches to a command,
//! and alone decides on the exit code.

mod advice;
mod cli;
mod commands;
mod output;
mod terminal;
mod watching;

use std::io::{ErrorKind, Write};
use std::panic::catch_unwind;
use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::commands::Outcome;
use crate::terminal::say;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => return refused(&error),
        // Help is no error.
        Err(help) => help.exit(),
    };
    match catch_unwind(|| run(&cli)).unwrap_or_else(|_| Err(anyhow::anyhow!(CRASHED))) {
        Ok(outcome) => outcome.into(),
        // Whoever reads our output has seen enough: `zhengce search … | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say!("错误：{}", advice::told(error.as_ref()));
            ExitCode::from(2)
        }
    }
}

/// Says what is wrong with the arguments, which may have signs that a terminal would obey.
fn refused(error: &clap::Error) -> ExitCode {
    let _ = write!(terminal::stderr(), "{}", error.render());
    ExitCode::from(2)
}

/// What a panic most likely is: files that are damaged can make those who read them panic.
const CRASHED: &str = "程序出错；如果索引可能已损坏，请用 zhengce check --deep 检查";

fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    match &cli.command {
        Command::Index(args) => commands::index::run(&cli.index_dir()?, args),
        Command::Search(args) => commands::search::run(&cli.index_dir()?, args),
        Command::Show(args) => commands::show::run(&cli.index_dir()?, args),
        Command::Table(args) => commands::table::run(&cli.index_dir()?, args),
        Command::Stats(args) => commands::stats::run(&cli.index_dir()?, args),
        Command::Compare(args) => commands::compare::run(&cli.index_dir()?, args),
        Command::Cite(args) => commands::cite::run(&cli.index_dir()?, args),
        Command::Explain(args) => commands::explain::run(&cli.index_dir()?, args),
        Command::Evaluate(args) => commands::evaluate::run(&cli.index_dir()?, args),
        Command::Check(args) => commands::check::run(&cli.index_dir()?, args),
        Command::Figures(args) => commands::figures::run(&cli.index_dir()?, args),
        Command::Serve(args) => commands::serve::run(&cli.index_dir()?, args),
        Command::Generate(args) => commands::generate::run(args),
        Command::ReadFiles => commands::read_files::run(),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|error| error.kind() == ErrorKind::BrokenPipe)
}
