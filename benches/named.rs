//! Whether a title finds its document: titles of laws and policies, whole and as people shorten
//! them, in 67,774 documents. No times; what is counted is how many come first. The texts are no
//! part of the project.

#![allow(clippy::expect_used, reason = "a bench that cannot run ends")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use indexer::Change;
use indexer::analysis::Analyzer;
use search::{Engine, Request};

/// The texts. Not part of the project.
const BENCH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/bench");
/// A document further down is as good as none.
const DEPTH: usize = 50;
/// How many titles that do not come first are listed of each kind.
const LISTED: usize = 10;

/// A title with the place that it may begin with, as its record states it.
struct Title {
    text: String,
    region: String,
    city: String,
}

/// What is typed for a title; `None` where the title has no such form.
type Form = fn(&Title) -> Option<String>;

fn main() {
    let sources: Vec<PathBuf> =
        ["laws", "policies", "news"].iter().map(|name| source(name)).collect();
    if !sources.iter().all(|source| source.exists()) {
        eprintln!("skipped: no ../shared/bench");
        return;
    }
    let titles: Vec<Title> = sources[..2].iter().flat_map(titles).collect();
    let dir = tempfile::tempdir().expect("a temporary folder can be made");
    let analyzer = Analyzer::load();
    let change = Change { add: sources, ..Change::default() };
    let go_on = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
    indexer::update(dir.path(), analyzer.clone(), &change, go_on).expect("texts are indexed");
    let engine = Engine::open(dir.path(), analyzer).expect("the index was just made");
    println!("| typed | titles | first | % | in {DEPTH} |\n| --- | --- | --- | --- | --- |");
    let forms: [(&str, Form); 13] = [
        ("whole", |title| Some(title.text.clone())),
        ("in 《》", |title| Some(format!("《{}》", title.text))),
        ("without 中华人民共和国", |title| {
            without(&title.text, &["中华人民共和国".to_owned()])
        }),
        ("without the place", |title| without(&title.text, &title.places())),
        ("without brackets", |title| without_brackets(&title.text)),
        ("from 关于 on", |title| title.text.find("关于").map(|at| title.text[at..].to_owned())),
        ("behind 关于", |title| Some(title.text.split_once("关于")?.1.to_owned())),
        ("between 关于 and 的", |title| {
            Some(title.text.split_once("关于")?.1.rsplit_once('的')?.0.to_owned())
        }),
        ("with 全文", |title| Some(format!("{}全文", title.text))),
        ("with 最新版", |title| Some(format!("{} 最新版", title.text))),
        ("with 最新的", |title| Some(format!("最新的{}", title.text))),
        ("with 原文 or PDF", |title| {
            let tail = if title.text.len().is_multiple_of(2) { "原文" } else { " PDF" };
            Some(format!("{}{tail}", title.text))
        }),
        ("with the place shortened", |title| title.with_short_place()),
    ];
    for (name, form) in forms {
        measure(&engine, name, &asked(&titles, form));
    }
}

fn source(name: &str) -> PathBuf {
    PathBuf::from(format!("{BENCH}/{name}.jsonl.gz"))
}

/// The titles of a file's records, each once.
fn titles(source: &PathBuf) -> Vec<Title> {
    let mut unpacking = Command::new("gzip")
        .arg("-dc")
        .arg(source)
        .stdout(Stdio::piped())
        .spawn()
        .expect("gzip can be run");
    let lines = BufReader::new(unpacking.stdout.take().expect("its output is piped")).lines();
    let mut seen = BTreeSet::new();
    let mut titles = Vec::new();
    for line in lines {
        let line = line.expect("a record can be read");
        let record: serde_json::Value = serde_json::from_str(&line).expect("a record is JSON");
        let field = |name: &str| record[name].as_str().unwrap_or_default().trim().to_owned();
        let title = Title { text: field("title"), region: field("region"), city: field("city") };
        if !title.text.is_empty() && seen.insert(title.text.clone()) {
            titles.push(title);
        }
    }
    unpacking.wait().expect("gzip ends");
    titles
}

impl Title {
    /// The names that its place may have at the beginning, the longest first.
    fn places(&self) -> Vec<String> {
        const ENDS: [&str; 10] = [
            "维吾尔自治区",
            "壮族自治区",
            "回族自治区",
            "经济特区",
            "自治区",
            "自治州",
            "省",
            "市",
            "县",
            "区",
        ];
        let bare =
            [&self.region, &self.city].map(|place| place.trim_end_matches(['省', '市']).to_owned());
        let named = bare.iter().filter(|place| !place.is_empty() && *place != "全国");
        named.flat_map(|place| ENDS.map(|end| format!("{place}{end}"))).collect()
    }

    fn with_short_place(&self) -> Option<String> {
        let place = self.places().into_iter().find(|place| self.text.starts_with(place))?;
        let bare = place.trim_end_matches(['省', '市']);
        let short = ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区"]
            .iter()
            .find_map(|end| bare.strip_suffix(end))
            .unwrap_or(bare);
        (short != place).then(|| self.text.replacen(&place, short, 1))
    }
}

/// A text without the first of some beginnings that it has.
fn without(text: &str, beginnings: &[String]) -> Option<String> {
    let rest = beginnings.iter().find_map(|beginning| text.strip_prefix(beginning.as_str()))?;
    (!rest.is_empty()).then(|| rest.to_owned())
}

fn without_brackets(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !"《》（）()“”".contains(*c)).collect();
    (bare != text).then_some(bare)
}

/// What is typed, with the title that it stands for; what stands for several, or is another title
/// whole, is left out.
fn asked(titles: &[Title], form: Form) -> Vec<(String, String)> {
    let mut asked: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for title in titles {
        if let Some(typed) = form(title) {
            asked.entry(typed).or_default().insert(&title.text);
        }
    }
    let own: BTreeSet<&str> = titles.iter().map(|title| title.text.as_str()).collect();
    let is_other = |typed: &str, title: &str| {
        let national = format!("中华人民共和国{typed}");
        [typed, &national].iter().any(|other| *other != title && own.contains(other))
    };
    let single = asked.into_iter().filter(|(typed, titles)| {
        titles.len() == 1 && titles.iter().all(|title| !is_other(typed, title))
    });
    single.filter_map(|(typed, titles)| Some((typed, (*titles.first()?).to_owned()))).collect()
}

fn measure(engine: &Engine, name: &str, asked: &[(String, String)]) {
    let (mut first, mut found, mut missed) = (0, 0, Vec::new());
    for (typed, title) in asked {
        let request = Request { query: typed.clone(), limit: DEPTH, ..Request::default() };
        let hits = engine.search(&request).expect("a query never fails").hits;
        let rank = hits.iter().position(|hit| hit.title.trim() == title);
        first += usize::from(rank == Some(0));
        found += usize::from(rank.is_some());
        if rank != Some(0) {
            missed.push(format!("{typed} → {}", hits.first().map_or("-", |hit| &hit.title)));
        }
    }
    let share = 100.0 * first as f64 / asked.len().max(1) as f64;
    println!("| {name} | {} | {first} | {share:.1} | {found} |", asked.len());
    missed.iter().take(LISTED).for_each(|line| eprintln!("{name}: {line}"));
}
