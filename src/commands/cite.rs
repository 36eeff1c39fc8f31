//! `zhengce cite`: prints how a document, or a part of it, is cited.

use std::io::Write;
use std::path::Path;

use corpus::PartialDate;
use report::citation::Cited;
use report::citation::part;

use crate::cli::CiteArgs;
use crate::commands::{self, Outcome, open_or_build};
use crate::terminal::{self, say};

pub(crate) fn run(dir: &Path, args: &CiteArgs) -> anyhow::Result<Outcome> {
    let engine = open_or_build(dir)?;
    let Some(document) = engine.document(&args.id)? else {
        commands::say_missing(&engine, &args.id)?;
        return Ok(Outcome::Partial);
    };
    let part = match args.part.as_ref().map(|asked| part::find(&document, asked)) {
        Some(Err(missing)) => {
            say!("{missing}");
            return Ok(Outcome::Partial);
        }
        found => found.transpose().ok().flatten(),
    };
    let day = args.today.unwrap_or_else(PartialDate::today);
    let names = engine.names();
    let told = Cited::of(&document, &names, day).part(part.as_ref(), args.quote).told(args.format);
    let mut out = terminal::stdout();
    writeln!(out, "{told}")?;
    out.flush()?;
    Ok(Outcome::Done)
}
