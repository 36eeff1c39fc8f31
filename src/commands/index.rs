//! `zhengce index`: builds or updates the index and reports file by file.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use indexer::analysis::Analyzer;
use indexer::{Change, Progress, Report};
use indicatif::{ProgressBar, ProgressStyle};

use crate::advice::told;
use crate::cli::IndexArgs;
use crate::commands::{Outcome, PATIENCE, damages, read_files};
use crate::terminal::{self, one_line, say, shown};
use crate::watching::{self, Audience};
use interruption::Interruption;

mod interruption;

/// The most lines of the report about what could not be read; the rest is counted.
const MOST_LINES: usize = 100;

pub(crate) fn run(dir: &Path, args: &IndexArgs) -> anyhow::Result<Outcome> {
    if args.rollback {
        indexer::roll_back(dir, PATIENCE)?;
        say!("已退回重建之前的索引：{}", dir.display());
        return Ok(Outcome::Done);
    }
    let rebuild = args.rebuild || (args.repair && damages(dir)? > 0);
    if args.repair && !rebuild {
        say!("索引完好，无需修复：{}", dir.display());
        return Ok(Outcome::Done);
    }
    let interruption = Interruption::listen()?;
    let change = Change {
        add: args.paths.clone(),
        forget: args.forget.clone(),
        builtin: args.builtin,
        rebuild,
        accept_losses: args.accept_losses,
        first_hits: Some(search::first_hits),
        patience: PATIENCE,
        settling: Duration::ZERO,
        isolation: read_files::isolation(dir)?,
    };
    let bar = progress_bar()?;
    let analyzer = Analyzer::load();
    let report = indexer::update(dir, analyzer.clone(), &change, &mut |progress| {
        show(&bar, &progress);
        interruption.decide(&progress)
    });
    bar.finish_and_clear();
    let report = report?;
    print(dir, &report, args.list)?;
    if args.watch {
        interruption.expect();
        say!("正在看守来源，有变化就更新（按 Ctrl-C 停止）");
        watching::watch(dir, &analyzer, &Watched { dir, interruption, list: args.list })?;
        return Ok(Outcome::Done);
    }
    Ok(outcome(args, rebuild, &report))
}

/// Who watches at a terminal.
struct Watched<'a> {
    dir: &'a Path,
    interruption: Interruption,
    list: bool,
}

impl Audience for Watched<'_> {
    fn goes_on(&self) -> bool {
        !self.interruption.is_asked()
    }

    fn progress(&self, progress: &Progress<'_>) -> ControlFlow<()> {
        self.interruption.decide(progress)
    }

    fn updated(&self, result: &Result<Report, indexer::Error>) {
        match result {
            Ok(report) if !report.committed => {}
            // Where nobody reads the list, the index is kept up to date all the same.
            Ok(report) => drop(print(self.dir, report, self.list)),
            Err(error) => say!("错误：{}；稍后再试", told(error)),
        }
    }
}

/// A bar over the bytes of the files to read, as one of them may be as long as all others; it hides
/// itself where standard error is no terminal.
fn progress_bar() -> anyhow::Result<ProgressBar> {
    let style = ProgressStyle::with_template("{bar:30} {percent}% {msg}")?;
    Ok(ProgressBar::no_length().with_style(style))
}

fn show(bar: &ProgressBar, progress: &Progress<'_>) {
    bar.set_length(progress.bytes);
    bar.set_position(progress.bytes_done);
    bar.set_message(format!(
        "{}/{} 个文件 {} 篇 {}",
        progress.files_done,
        progress.files,
        progress.documents,
        shown(progress.file)
    ));
}

fn print(dir: &Path, report: &Report, list: bool) -> io::Result<()> {
    let changes = [
        ("新增", &report.new),
        ("更新", &report.changed),
        ("移除", &report.removed),
        ("未变", &report.unchanged),
    ];
    if list {
        let mut out = terminal::stdout();
        for (change, file) in
            changes.iter().flat_map(|(c, files)| files.iter().map(move |f| (c, f)))
        {
            writeln!(out, "{change}\t{}", one_line(file))?;
        }
    }
    for unreadable in report.unreadable.iter().take(MOST_LINES) {
        say!("未能读取：{}", unreadable.message);
    }
    if let Some(more @ 1..) = report.unreadable.len().checked_sub(MOST_LINES) {
        say!("……还有 {more} 处未能读取");
    }
    for notice in report.notices.iter().take(MOST_LINES) {
        say!("说明：{notice}");
    }
    if let Some(more @ 1..) = report.notices.len().checked_sub(MOST_LINES) {
        say!("……还有 {more} 条说明，可用 zhengce check 查看");
    }
    let counts = changes.map(|(change, files)| format!("{change} {}", files.len()));
    say!("文件：{}，未能读取 {} 处", counts.join("，"), report.unreadable.len());
    if !report.losses.are_none() {
        say!("注意：{}（--rollback 可退回）", report.losses);
    }
    if report.committed {
        say!("索引共 {} 篇：{}", report.documents, dir.display());
    }
    Ok(())
}

fn outcome(args: &IndexArgs, rebuild: bool, report: &Report) -> Outcome {
    // A rebuild that found nothing has not done what was asked.
    let done = report.committed || !rebuild;
    if done && report.unreadable.is_empty() {
        Outcome::Done
    } else if report.committed || (args.paths.is_empty() && !report.unchanged.is_empty()) {
        Outcome::Partial
    } else {
        say!("没有可提交的内容，索引保持原样");
        Outcome::Nothing
    }
}
