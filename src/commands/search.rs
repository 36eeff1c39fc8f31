//! `zhengce search`: runs a query and prints the result.

use std::io::Write;
use std::path::Path;

use report::policies::Layout;
use report::writing::Format;
use search::Response;

use crate::cli::{SearchArgs, SearchFormat};
use crate::commands::writing::Target;
use crate::commands::{Outcome, open_or_build, table};
use crate::output;
use crate::terminal;

pub(crate) fn run(dir: &Path, args: &SearchArgs) -> anyhow::Result<Outcome> {
    let engine = open_or_build(dir)?;
    let request = args.request();
    let file = |format| {
        table::write(&engine, &request, Layout::default(), Target::standard_output(format))
    };
    let response = || engine.search(&request);
    let found = match args.format {
        SearchFormat::Csv => return file(Format::Csv),
        SearchFormat::Md => return file(Format::Markdown),
        SearchFormat::Text => print(response()?)?,
        SearchFormat::Json => {
            let response = response()?;
            terminal::print_json(&serde_json::to_string_pretty(&response)?)?;
            response.total
        }
        SearchFormat::Jsonl => {
            let response = response()?;
            for hit in &response.hits {
                terminal::print_json(&serde_json::to_string(hit)?)?;
            }
            response.total
        }
    };
    Ok(if found > 0 { Outcome::Done } else { Outcome::Partial })
}

/// Prints a result for people; gives how much was found.
fn print(response: Response) -> anyhow::Result<usize> {
    let mut out = terminal::stdout();
    output::print_notices(&response);
    output::write_answer(&mut out, &response)?;
    output::write_hits(&mut out, &response)?;
    output::write_nearest(&mut terminal::stderr(), &response)?;
    out.flush()?;
    Ok(response.total)
}
