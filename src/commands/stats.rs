//! `zhengce stats`: counts what is found, as a table or a chart.

use std::path::Path;

use jiff::Zoned;
use report::about::About;
use report::counts::Form;
use report::{chart, counts};
use search::{Budget, CountTable};

use crate::cli::StatsArgs;
use crate::commands::writing::{self, Target};
use crate::commands::{Outcome, open_or_build};
use crate::terminal::say;

pub(crate) fn run(dir: &Path, args: &StatsArgs) -> anyhow::Result<Outcome> {
    let form = args.form()?;
    let target = |format| Target::of(format, args.output.clone());
    let engine = open_or_build(dir)?;
    let request = args.request();
    let counted = engine.count_within(&Budget::unlimited(), &request, &[args.by()])?;
    let Some(by) = counted.tables.first() else { return Ok(Outcome::Partial) };
    let about = About::of_counts(&request, &counted, &engine.state(), Zoned::now());
    let (table, rows) = counts::table(&counted, by, about);
    let title = args.caption.clone().unwrap_or_else(|| table.caption.clone());
    match form {
        Form::Table(format) => {
            let table = report::table::Table { caption: title, ..table };
            writing::write(target(format)?, &table, rows.into_iter().map(Ok))?;
        }
        Form::Svg | Form::Png if counted.total == 0 => {
            say!("没有找到文件，没有可画的图；请换个检索词或放宽条件");
        }
        Form::Svg | Form::Png => write_chart(args, by, &title, &table.about)?,
    }
    Ok(if counted.total > 0 { Outcome::Done } else { Outcome::Partial })
}

fn write_chart(
    args: &StatsArgs,
    by: &CountTable,
    title: &str,
    about: &About,
) -> anyhow::Result<()> {
    if by.rows.values.len() > chart::MOST_BARS {
        say!("提示：一张图最多画 {} 项，其余不画；要全部请用表格", chart::MOST_BARS);
    }
    let Some(svg) = chart::printed(by, title, &about.source_lines()) else {
        anyhow::bail!("没有找到文件，没有可画的图；请换个检索词或放宽条件");
    };
    let drawing = chart::drawing(svg, args.form()? == Form::Png);
    let mut path = args.output.clone();
    if let Some(refused) = &drawing.refused {
        say!("提示：{refused}");
        path = path.map(|path| path.with_extension("svg"));
    }
    writing::write_bytes(path.as_deref(), &drawing.bytes, drawing.is_png.then_some("png"))
}
