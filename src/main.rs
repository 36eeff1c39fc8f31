//! The command line of zhengce: parses arguments, dispatches to a command,
//! and alone decides on the exit code.

mod cli;
mod commands;
mod output;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};
use crate::commands::Outcome;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(&cli) {
        Ok(outcome) => outcome.into(),
        // Whoever reads our output has seen enough: `zhengce search … | head`.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("错误：{}{}", told(&error), advice(&error));
            ExitCode::from(2)
        }
    }
}

/// An error with its causes, but for those that were named before.
fn told(error: &anyhow::Error) -> String {
    let mut told = error.to_string();
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !told.contains(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}

/// How to mend an index that a search could not read.
fn advice(error: &anyhow::Error) -> &'static str {
    let search = error.chain().find_map(|cause| cause.downcast_ref::<search::Error>());
    match search {
        Some(search::Error::Read(_) | search::Error::NoColumn { .. }) => {
            "；请用 zhengce index --rebuild 重建"
        }
        _ => "",
    }
}

fn run(cli: &Cli) -> anyhow::Result<Outcome> {
    match &cli.command {
        Command::Index(args) => commands::index::run(&cli.index_dir()?, args),
        Command::Search(args) => commands::search::run(&cli.index_dir()?, args),
        Command::Show(args) => commands::show::run(&cli.index_dir()?, args),
        Command::Explain(args) => commands::explain::run(&cli.index_dir()?, args),
        Command::Evaluate(args) => commands::evaluate::run(&cli.index_dir()?, args),
        Command::Check(args) => commands::check::run(&cli.index_dir()?, args),
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
