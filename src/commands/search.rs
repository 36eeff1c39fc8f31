//! `zhengce search`: runs a query and prints the result.

use std::io::Write;
use std::path::Path;

use crate::cli::{SearchArgs, SearchFormat};
use crate::commands::{Outcome, open_or_build};
use crate::output;
use crate::terminal;

pub(crate) fn run(dir: &Path, args: &SearchArgs) -> anyhow::Result<Outcome> {
    let engine = open_or_build(dir)?;
    let response = engine.search(&args.request())?;
    let mut out = terminal::stdout();
    match args.format {
        SearchFormat::Text => {
            output::print_notices(&response);
            output::write_answer(&mut out, &response)?;
            output::write_hits(&mut out, &response)?;
            output::write_nearest(&mut terminal::stderr(), &response)?;
        }
        SearchFormat::Json => {
            terminal::print_json(&serde_json::to_string_pretty(&response)?)?;
        }
        SearchFormat::Jsonl => {
            for hit in &response.hits {
                terminal::print_json(&serde_json::to_string(hit)?)?;
            }
        }
    }
    out.flush()?;
    Ok(if response.total > 0 { Outcome::Done } else { Outcome::Partial })
}
