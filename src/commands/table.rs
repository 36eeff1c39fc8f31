//! `zhengce table`: writes the table of a report.

use std::path::Path;

use jiff::Zoned;
use report::policies::{self, Layout};
use search::{Budget, Engine, Request};

use crate::cli::TableArgs;
use crate::commands::writing::{self, Target};
use crate::commands::{Outcome, open_or_build};

pub(crate) fn run(dir: &Path, args: &TableArgs) -> anyhow::Result<Outcome> {
    let target = Target::new(&args.output)?;
    write(&open_or_build(dir)?, &args.request(), args.layout(), target)
}

/// Writes the table of what a request finds.
pub(super) fn write(
    engine: &Engine,
    request: &Request,
    layout: Layout,
    target: Target,
) -> anyhow::Result<Outcome> {
    let listing = engine.listing(&Budget::unlimited(), request, layout.grouped)?;
    let (table, rows) = policies::table(request, layout, listing, engine.names(), Zoned::now())?;
    writing::write(target, &table, rows)?;
    Ok(if table.about.listed > 0 { Outcome::Done } else { Outcome::Partial })
}
