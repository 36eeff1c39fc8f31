//! `zhengce generate`: the manual page and completions.

use std::fs;
use std::io::Write;

use anyhow::Context;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::{Cli, GenerateArgs, Generated};
use crate::commands::Outcome;

pub(crate) fn run(args: &GenerateArgs) -> anyhow::Result<Outcome> {
    let mut command = Cli::command();
    if let Some(folder) = &args.folder {
        anyhow::ensure!(args.what == Generated::Man, "只有 man 可以写进文件夹");
        let written = fs::create_dir_all(folder);
        let written = written.and_then(|()| clap_mangen::generate_to(command, folder));
        written.with_context(|| format!("无法写入文件夹 {}", folder.display()))?;
        return Ok(Outcome::Done);
    }
    let mut page = Vec::new();
    let shell = match args.what {
        Generated::Man => None,
        Generated::Bash => Some(Shell::Bash),
        Generated::Zsh => Some(Shell::Zsh),
        Generated::Fish => Some(Shell::Fish),
    };
    match shell {
        Some(shell) => clap_complete::generate(shell, &mut command, "zhengce", &mut page),
        None => clap_mangen::Man::new(command).render(&mut page)?,
    }
    std::io::stdout().write_all(&page)?;
    Ok(Outcome::Done)
}
