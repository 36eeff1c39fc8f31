//! `zhengce figures`: writes the numbers and targets of the documents that a query finds.

use std::path::Path;

use jiff::Zoned;
use report::figures;
use search::Budget;

use crate::cli::FiguresArgs;
use crate::commands::writing::{self, Target};
use crate::commands::{Outcome, open_or_build};

pub(crate) fn run(dir: &Path, args: &FiguresArgs) -> anyhow::Result<Outcome> {
    let target = Target::new(&args.output)?;
    let request = args.request();
    let listing = open_or_build(dir)?.listing(&Budget::unlimited(), &request, None)?;
    let order = args.sort.figures;
    let (table, rows) = figures::table(&request, listing, usize::MAX, order, Zoned::now())?;
    let (table, rows) =
        if target.is_word() { figures::printed(table, rows) } else { (table, rows) };
    let has_figures = !rows.is_empty();
    writing::write(target, &table, rows.into_iter().map(Ok))?;
    Ok(if has_figures { Outcome::Done } else { Outcome::Partial })
}
