//! `zhengce evaluate`: measures the ranking on judged queries.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use search::evaluation::{Evaluation, Judgements, Measures};
use search::{Engine, Ranked};
use serde::Deserialize;

use crate::cli::EvaluateArgs;
use crate::commands::{Outcome, open_or_build};
use crate::terminal;

#[derive(Deserialize)]
struct JudgedQuery {
    qid: String,
    text: String,
}

pub(crate) fn run(dir: &Path, args: &EvaluateArgs) -> anyhow::Result<Outcome> {
    let queries = read_queries(&args.queries)?;
    let qrels = read_qrels(&args.qrels)?;
    let engine = open_or_build(dir)?;
    let mut out = args.run.as_deref().map(create).transpose()?;
    let mut evaluation = Evaluation::default();
    for query in &queries {
        let Some(judgements) = qrels.get(&query.qid) else { continue };
        let ranking = rank(&engine, query, args.k, out.as_mut())?;
        evaluation.add(&ranking, judgements);
    }
    if let Some(mut out) = out {
        out.flush()?;
    }
    let measures = evaluation.measures();
    print(&measures)?;
    Ok(if measures.queries > 0 { Outcome::Done } else { Outcome::Partial })
}

fn rank(
    engine: &Engine,
    query: &JudgedQuery,
    k: usize,
    out: Option<&mut BufWriter<File>>,
) -> anyhow::Result<Vec<String>> {
    let ranked = engine.rank(&query.text, k)?;
    if let Some(out) = out {
        for (rank, Ranked { id, score }) in (1..).zip(&ranked) {
            writeln!(out, "{}\tQ0\t{id}\t{rank}\t{score}\tzhengce", query.qid)?;
        }
    }
    Ok(ranked.into_iter().map(|ranked| ranked.id).collect())
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("{}：无法读取", path.display()))
}

fn create(path: &Path) -> anyhow::Result<BufWriter<File>> {
    let file = File::create(path).with_context(|| format!("{}：无法写入", path.display()))?;
    Ok(BufWriter::new(file))
}

fn read_queries(path: &Path) -> anyhow::Result<Vec<JudgedQuery>> {
    let text = read(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            serde_json::from_str(line).with_context(|| {
                format!("{}：第 {} 行不是 {{\"qid\", \"text\"}}", path.display(), at + 1)
            })
        })
        .collect()
}

fn read_qrels(path: &Path) -> anyhow::Result<HashMap<String, Judgements>> {
    let text = read(path)?;
    let mut qrels: HashMap<String, Judgements> = HashMap::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let parts: Vec<&str> = line.split('\t').map(str::trim).collect();
        let grade = parts.get(2).and_then(|grade| grade.parse().ok());
        let (&[qid, id, ..], Some(grade)) = (parts.as_slice(), grade) else {
            anyhow::bail!(
                "{}：第 {} 行不是 qid、文件编号、等级三列（以制表符分隔）",
                path.display(),
                at + 1
            );
        };
        qrels.entry(qid.to_owned()).or_default().insert(id.to_owned(), grade);
    }
    Ok(qrels)
}

fn print(measures: &Measures) -> std::io::Result<()> {
    let mut out = terminal::stdout();
    writeln!(out, "queries     {}", measures.queries)?;
    writeln!(out, "nDCG@10     {:.4}", measures.ndcg_10)?;
    writeln!(out, "MRR@10      {:.4}", measures.mrr_10)?;
    writeln!(out, "Recall@10   {:.4}", measures.recall_10)?;
    writeln!(out, "Recall@100  {:.4}", measures.recall_100)
}
