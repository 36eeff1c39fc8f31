//! `zhengce explain`: how a query was understood, and why a document was or was
//! not found.

use std::io::{self, Write};
use std::path::Path;

use search::{Applied, ExplainedDocument, Explanation};

use crate::cli::{ExplainArgs, ShowFormat};
use crate::commands::{self, Outcome, open_or_build};
use crate::output::readings;
use crate::terminal;

pub(crate) fn run(dir: &Path, args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let engine = open_or_build(dir)?;
    let explanation = engine.explain(&args.request(), args.id.as_deref())?;
    let mut out = terminal::stdout();
    match args.format {
        ShowFormat::Text => write_explanation(&mut out, &explanation)?,
        ShowFormat::Json => terminal::print_json(&serde_json::to_string_pretty(&explanation)?)?,
    }
    out.flush()?;
    let found = match (&args.id, &explanation.document) {
        (None, _) => explanation.total > 0,
        (Some(_), Some(document)) => document.found,
        (Some(id), None) => {
            commands::say_missing(&engine, id)?;
            false
        }
    };
    Ok(if found { Outcome::Done } else { Outcome::Partial })
}

fn write_explanation(out: &mut impl Write, explanation: &Explanation) -> io::Result<()> {
    let understood = &explanation.understood;
    writeln!(out, "查询：{}", explanation.query)?;
    for (words, field, value, applied) in readings(understood) {
        let applied = match applied {
            Applied::Filter => "筛选",
            Applied::Preference => "只影响排序",
            Applied::Exclude => "排除",
            Applied::Named => "识别为文件，排在最前",
        };
        writeln!(out, "读出：“{words}” → {field} {value}（{applied}）")?;
    }
    for word in &explanation.words {
        let synonyms = match word.synonyms.as_slice() {
            [] => String::new(),
            synonyms => format!("，同义：{}", synonyms.join("、")),
        };
        writeln!(out, "词语：{}（{} 篇{synonyms}）", word.text, word.documents)?;
    }
    for (what, values) in [("条件", &explanation.conditions), ("筛选", &explanation.filters)] {
        values.iter().try_for_each(|value| writeln!(out, "{what}：{value}"))?;
    }
    for notice in &explanation.notices {
        writeln!(out, "提示：{}", notice.text)?;
    }
    writeln!(out, "结果：共 {} 篇，排序 {}", explanation.total, understood.sort)?;
    explanation.document.as_ref().map_or(Ok(()), |document| write_document(out, document))
}

fn write_document(out: &mut impl Write, document: &ExplainedDocument) -> io::Result<()> {
    writeln!(out, "\n文件：{}（{}）", document.title, document.id)?;
    for filter in &document.filters {
        let passes = if filter.passes { "符合" } else { "不符合" };
        writeln!(out, "筛选 {}：{passes}", filter.field)?;
    }
    for word in &document.words {
        let has = match (word.has, word.by_synonym) {
            (true, true) => "只有同义词",
            (true, false) => "有",
            (false, _) => "没有",
        };
        writeln!(out, "词语“{}”：{has}", word.text)?;
    }
    match (document.found, document.rank) {
        (true, Some(rank)) => writeln!(out, "已找到，排第 {rank}")?,
        (true, None) => writeln!(out, "已找到")?,
        (false, _) => writeln!(out, "没有找到")?,
    }
    document.advice.iter().try_for_each(|advice| writeln!(out, "可试：{advice}"))
}
