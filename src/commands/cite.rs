//! `zhengce cite`: prints how a document is cited.

use std::io::Write;
use std::path::Path;

use corpus::PartialDate;
use report::citation::Cited;
use report::citation::article;

use crate::cli::CiteArgs;
use crate::commands::{Outcome, open_or_build};
use crate::terminal::{self, say};

pub(crate) fn run(dir: &Path, args: &CiteArgs) -> anyhow::Result<Outcome> {
    let Some(document) = open_or_build(dir)?.document(&args.id)? else {
        say!("没有编号为“{}”的文件；编号见 zhengce search 的结果", args.id);
        return Ok(Outcome::Partial);
    };
    let article = match args.article.as_ref().map(|asked| article::find(&document, asked)) {
        Some(Err(missing)) => {
            say!("{missing}");
            return Ok(Outcome::Partial);
        }
        found => found.transpose().ok().flatten(),
    };
    let cited = Cited::of(&document, args.today.unwrap_or_else(PartialDate::today));
    let told = cited.article(article.as_ref(), args.quote).told(args.format);
    let mut out = terminal::stdout();
    writeln!(out, "{told}")?;
    out.flush()?;
    Ok(Outcome::Done)
}
