//! The commands, one a file.

use crate::output;
use crate::terminal::say;
pub(crate) mod check;
pub(crate) mod cite;
pub(crate) mod compare;
pub(crate) mod evaluate;
pub(crate) mod explain;
pub(crate) mod figures;
pub(crate) mod generate;
pub(crate) mod index;
pub(crate) mod read_files;
pub(crate) mod search;
pub(crate) mod serve;
pub(crate) mod show;
pub(crate) mod stats;
pub(crate) mod table;
mod writing;

use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use ::search::{Analyzer, Engine};
use indexer::Change;

/// How a command ended when nothing failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done; something was found.
    Done,
    /// Nothing was found, or not everything could be read.
    Partial,
    /// Nothing came of it, for reasons already told.
    Nothing,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> ExitCode {
        match outcome {
            Outcome::Done => ExitCode::SUCCESS,
            Outcome::Partial => ExitCode::from(1),
            Outcome::Nothing => ExitCode::from(2),
        }
    }
}

/// Opens the index; where there is none, builds one from the built-in library and says so.
fn open_or_build(dir: &Path) -> anyhow::Result<Engine> {
    let analyzer = Analyzer::load();
    match Engine::open(dir, analyzer.clone()) {
        Err(::search::Error::Index(indexer::Error::Missing { .. })) => {
            if has_other_files(dir) {
                anyhow::bail!("{}：不是索引文件夹，里面有别的文件；请检查 --index", dir.display());
            }
            if is_left_empty(dir) {
                anyhow::bail!(
                    "{}：上次的 zhengce index 没有收录任何文件，这里还没有索引；请按它列出的问题处理后再运行一次，\
                     只要内置资料就运行不带路径的 zhengce index",
                    dir.display()
                );
            }
            say!("还没有索引，先用内置资料在 {} 建立一个", dir.display());
            let quiet = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
            indexer::update(dir, analyzer.clone(), &Change::default(), quiet)?;
            Ok(Engine::open(dir, analyzer)?)
        }
        opened => Ok(opened?),
    }
}

/// Says that nothing is called so, or which documents are.
fn say_missing(engine: &Engine, given: &str) -> anyhow::Result<()> {
    let candidates = engine.candidates(given)?;
    if candidates.is_empty() {
        say!("没有编号为“{given}”的文件；编号见 zhengce search 的结果，也可以写文号或完整的标题");
    } else {
        say!("“{given}”不止是一份文件的名称，或不是完整的标题；请写明是哪一份：");
        candidates.iter().for_each(|candidate| say!("  {}", output::entry(candidate)));
    }
    Ok(())
}

/// How long to wait for another process that is writing to the index.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Verifies the index and says what is damaged; returns how much.
fn damages(dir: &Path) -> anyhow::Result<usize> {
    let damages = indexer::verify(dir, &Analyzer::load())?;
    damages.iter().for_each(|damage| say!("已损坏：{damage}"));
    Ok(damages.len())
}

/// What a first index leaves behind that ended without anything to commit.
const LEFT: [&str; 3] = ["LOCK", indexer::SEEN, read_files::RECOGNIZED];

/// Whether a folder holds anything that an index would stand beside, other than what a first index
/// that was broken off leaves behind.
fn has_other_files(dir: &Path) -> bool {
    let is_other =
        |name: &String| !LEFT.contains(&name.as_str()) && !name.starts_with("generation-");
    names_in(dir).iter().any(is_other)
}

/// Whether a first index ended without anything to commit: whoever named files for it does not expect
/// the built-in library there.
fn is_left_empty(dir: &Path) -> bool {
    let names = names_in(dir);
    !names.is_empty() && names.iter().all(|name| LEFT.contains(&name.as_str()))
}

fn names_in(dir: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}
