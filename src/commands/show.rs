//! `zhengce show`: prints one document.

use std::io::Write;
use std::path::Path;

use crate::cli::{ShowArgs, ShowFormat};
use crate::commands::{Outcome, open_or_build};
use crate::output;

pub(crate) fn run(dir: &Path, args: &ShowArgs) -> anyhow::Result<Outcome> {
    let engine = open_or_build(dir)?;
    let Some(document) = engine.linked_document(&args.id)? else {
        anstream::eprintln!("没有编号为“{}”的文件；编号见 zhengce search 的结果", args.id);
        return Ok(Outcome::Partial);
    };
    let mut out = anstream::stdout().lock();
    match args.format {
        ShowFormat::Text => output::write_document(&mut out, &document)?,
        ShowFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&document)?)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}
