//! `zhengce search`: runs a query and prints the result.

use std::io::Write;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use crate::cli::{SearchArgs, SearchFormat};
use crate::commands::{Outcome, open_or_build};
use crate::output;
use crate::terminal;

pub(crate) fn run(dir: &Path, args: &SearchArgs) -> anyhow::Result<Outcome> {
    let engine = open_or_build(dir)?;
    // What is printed comes from files that are as they were written.
    let (response, verified) = thread::scope(|scope| {
        let verifying = scope.spawn(|| engine.verify());
        (engine.search(&args.request()), verifying.join())
    });
    verified.unwrap_or_else(|panic| resume_unwind(panic))?;
    let response = response?;
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
