//! `zhengce check`: the health of the library.

use std::io::{self, Write};
use std::path::Path;

use corpus::PartialDate;
use search::{Health, HealthTopic};

use crate::advice::for_index;
use crate::cli::{CheckArgs, CheckFormat};
use crate::commands::{Outcome, damages, open_or_build};
use crate::output::entry;
use crate::terminal::{self, BOLD, DIMMED, one_line, say};

pub(crate) fn run(dir: &Path, args: &CheckArgs) -> anyhow::Result<Outcome> {
    if args.deep {
        match damages(dir)? {
            0 => say!("索引完好"),
            count => {
                let advice = for_index("请用 zhengce index --repair 修复");
                say!("索引有 {count} 处损坏，{advice}");
                return Ok(Outcome::Partial);
            }
        }
    }
    let engine = open_or_build(dir)?;
    let health = engine.health(args.today.unwrap_or_else(PartialDate::today))?;
    let mut out = terminal::stdout();
    match args.format {
        CheckFormat::Text => write_health(&mut out, &health, args.limit)?,
        CheckFormat::Json => terminal::print_json(&serde_json::to_string_pretty(&*health)?)?,
        CheckFormat::Csv => write!(out, "{}", health.counts_as_csv())?,
    }
    out.flush()?;
    Ok(Outcome::Done)
}

fn write_health(out: &mut impl Write, health: &Health, limit: usize) -> io::Result<()> {
    writeln!(out, "资料库共 {} 篇", health.documents)?;
    for section in health.sections(limit) {
        let found = section.count;
        writeln!(out, "\n{BOLD}{}（{found}）{BOLD:#}", section.topic.heading())?;
        writeln!(out, "{DIMMED}{}{DIMMED:#}", section.topic.advice())?;
        for line in &section.lines {
            // Of those that have a title in common one stands for all.
            let named = match section.topic {
                HealthTopic::SameTitle => &line.documents[..1],
                _ => &line.documents,
            };
            let named: Vec<String> = named.iter().map(entry).collect();
            let parts = [named.join(" ← "), line.text.clone()];
            let parts: Vec<&str> =
                parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
            writeln!(out, "  {}", one_line(&parts.join("：")))?;
        }
        if let Some(more @ 1..) = found.checked_sub(limit) {
            writeln!(out, "  ……还有 {more} 处（--limit {found} 可全部列出）")?;
        }
    }
    Ok(())
}
