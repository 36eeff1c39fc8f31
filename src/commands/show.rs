//! `zhengce show`: prints one document.

use std::io::Write;
use std::path::Path;

use crate::cli::{ShowArgs, ShowFormat};
use crate::commands::{self, Outcome, open_or_build};
use crate::output;
use crate::terminal;

pub(crate) fn run(dir: &Path, args: &ShowArgs) -> anyhow::Result<Outcome> {
    let engine = open_or_build(dir)?;
    let Some(document) = engine.linked_document(&args.id)? else {
        commands::say_missing(&engine, &args.id)?;
        return Ok(Outcome::Partial);
    };
    let mut out = terminal::stdout();
    match args.format {
        ShowFormat::Text => output::write_document(&mut out, &document)?,
        ShowFormat::Json => terminal::print_json(&serde_json::to_string_pretty(&document)?)?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}
