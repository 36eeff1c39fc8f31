//! zhengce beside Lucene 8 on the same texts, queries and machine, in one run:
//! indexing, size of the index, and queries. What is compared is a ratio of medians; the texts
//! and the peer's program are no part of the project.

#![allow(clippy::expect_used, reason = "a bench that cannot run ends")]

use std::fs;
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use indexer::Change;
use indexer::analysis::Analyzer;
use search::{Engine, Request};
use tempfile::TempDir;

/// The texts and the peer. Not part of the project.
const BENCH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/bench");
/// Where Debian puts Lucene: packages liblucene8-java and libgoogle-gson-java.
const JARS: &str = "/usr/share/java";
const THREADS: &str = "2";
/// How often the laws are indexed and the queries run.
const ROUNDS: usize = 3;

fn main() {
    let peer = Path::new(BENCH).join("peer/LuceneBench.java");
    if !peer.exists() || jars().is_empty() {
        eprintln!("skipped: no ../shared/bench/peer, or no Lucene 8 in {JARS}");
        return;
    }
    let bench = Bench { peer, analyzer: Analyzer::load(), dir: folder() };
    let laws = bench.unpacked(&["laws"]);
    println!("| what | zhengce | other | ratio |\n| --- | --- | --- | --- |");
    bench.indexing("laws.jsonl", &laws, &["cjk", "smartcn"], ROUNDS);
    let all = bench.unpacked(&["laws", "policies", "news"]);
    bench.indexing("67,774 documents", &all, &["cjk"], 1);
    bench.queries("two words", &bench.two_words());
    bench.queries("questions", &bench.questions());
}

struct Bench {
    peer: PathBuf,
    analyzer: Analyzer,
    dir: TempDir,
}

impl Bench {
    /// Files of the texts as one plain file.
    fn unpacked(&self, names: &[&str]) -> PathBuf {
        let path = self.dir.path().join(format!("{}.jsonl", names.join("-")));
        let file = fs::File::create(&path).expect("a temporary file can be made");
        let packed = names.iter().map(|name| format!("{BENCH}/{name}.jsonl.gz"));
        let status = Command::new("gzip").arg("-dc").args(packed).stdout(file).status();
        assert!(status.is_ok_and(|status| status.success()), "gzip -dc failed");
        path
    }

    /// Speed and size of indexing, medians of some rounds in which each takes its turn; both keep
    /// their last index for the queries.
    fn indexing(&self, what: &str, texts: &Path, analyzers: &[&str], rounds: usize) {
        let bytes = text_bytes(texts) as f64;
        let (mut speeds, mut alone) = (Vec::new(), Vec::new());
        let mut theirs = vec![(Vec::new(), 0.0); analyzers.len()];
        let mut size = 0.0;
        for _ in 0..rounds {
            let (speed, share) = self.ours(texts, bytes);
            speeds.push(speed);
            size = share;
            alone.push(self.analyzer_alone(texts));
            for (analyzer, (speeds, size)) in analyzers.iter().zip(&mut theirs) {
                let line = self.lucene(&["index", &path(texts), &self.theirs(), analyzer, THREADS]);
                speeds.push(field(&line, "mb_s="));
                *size = field(&line, "ratio=");
            }
        }
        let speed = median(speeds);
        row(&format!("indexing {what}, MB/s, analyzer alone"), speed, median(alone));
        for (analyzer, (speeds, their_size)) in analyzers.iter().zip(theirs) {
            row(&format!("indexing {what}, MB/s, {analyzer}"), speed, median(speeds));
            row(&format!("index of {what}, share of the text, {analyzer}"), size, their_size);
        }
    }

    /// MB/s of our indexing, and the size of the index as a share of the text.
    fn ours(&self, texts: &Path, bytes: f64) -> (f64, f64) {
        let ours = self.dir.path().join("ours");
        let _ = fs::remove_dir_all(&ours);
        let change = Change { add: vec![texts.to_path_buf()], ..Change::default() };
        let go_on = &mut |_: indexer::Progress<'_>| ControlFlow::Continue(());
        let start = Instant::now();
        indexer::update(&ours, self.analyzer.clone(), &change, go_on).expect("texts are indexed");
        let speed = bytes / 1e6 / start.elapsed().as_secs_f64();
        (speed, folder_bytes(&ours) as f64 / bytes)
    }

    /// MB/s of the analyzer on two threads, every stream of it and nothing else.
    fn analyzer_alone(&self, texts: &Path) -> f64 {
        let texts: Vec<String> = records(texts).map(|(title, text)| title + "\n" + &text).collect();
        let bytes: usize = texts.iter().map(String::len).sum();
        let start = Instant::now();
        std::thread::scope(|scope| {
            for half in texts.chunks(texts.len().div_ceil(2)) {
                scope.spawn(|| {
                    let terms: usize =
                        half.iter().map(|text| self.analyzer.count_terms(text)).sum();
                    std::hint::black_box(terms)
                });
            }
        });
        bytes as f64 / 1e6 / start.elapsed().as_secs_f64()
    }

    /// Times of queries: ours with all facets and ten hits with snippets, theirs the bare top ten.
    fn queries(&self, what: &str, queries: &[String]) {
        let engine = Engine::open(&self.dir.path().join("ours"), self.analyzer.clone())
            .expect("the index was just made");
        let ours = (0..ROUNDS).map(|_| times(&engine, queries)).last().unwrap_or_default();
        let file = self.dir.path().join("queries.txt");
        fs::write(&file, queries.join("\n") + "\n").expect("a temporary file can be written");
        let rounds = ROUNDS.to_string();
        let theirs =
            self.lucene(&["search", &self.theirs(), "cjk", &path(&file), &rounds, "plain"]);
        for (name, share, key) in [("median", 0.5, "p50_ms="), ("99th", 0.99, "p99_ms=")] {
            let ours = ours[(ours.len() as f64 * share) as usize];
            row(&format!("{what}, {name}, ms"), ours, field(&theirs, key));
        }
    }

    fn questions(&self) -> Vec<String> {
        let lines = fs::read_to_string(format!("{BENCH}/ncp/queries.dev.jsonl"));
        let text = |line: &str| {
            let query: serde_json::Value = serde_json::from_str(line).expect("a JSON line");
            query["text"].as_str().unwrap_or_default().to_owned()
        };
        lines.expect("judged queries").lines().map(text).collect()
    }

    /// The first and the third word of each question.
    fn two_words(&self) -> Vec<String> {
        let pair = |question: &String| {
            let words = self.analyzer.words(question);
            let mut long = words.iter().filter(|word| word.text.chars().count() > 1);
            Some(format!("{} {}", long.next()?.text, long.nth(1)?.text))
        };
        self.questions().iter().filter_map(pair).collect()
    }

    fn theirs(&self) -> String {
        path(&self.dir.path().join("theirs"))
    }

    /// Runs the peer; returns the line that it prints.
    fn lucene(&self, arguments: &[&str]) -> String {
        let output = Command::new("java")
            .args(["-Xmx4g", "-cp", &jars().join(":")])
            .arg(&self.peer)
            .args(arguments)
            .output()
            .expect("java runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }
}

/// Milliseconds of each query, sorted.
fn times(engine: &Engine, queries: &[String]) -> Vec<f64> {
    let time = |query: &String| {
        let request = Request { query: query.clone(), ..Request::default() };
        let start = Instant::now();
        std::hint::black_box(engine.search(&request).expect("the index is readable"));
        start.elapsed().as_secs_f64() * 1e3
    };
    let mut times: Vec<f64> = queries.iter().map(time).collect();
    times.sort_by(f64::total_cmp);
    times
}

fn row(what: &str, ours: f64, theirs: f64) {
    println!("| {what} | {ours:.2} | {theirs:.2} | {:.2} |", ours / theirs);
}

fn field(line: &str, key: &str) -> f64 {
    let rest = line.split_once(key).map_or("", |(_, rest)| rest);
    rest.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or(f64::NAN)
}

/// Titles and texts.
fn records(path: &Path) -> impl Iterator<Item = (String, String)> {
    let file = BufReader::new(fs::File::open(path).expect("just written"));
    file.lines().map(|line| {
        let line = line.expect("UTF-8");
        let record: serde_json::Value = serde_json::from_str(&line).expect("a JSON line");
        let text = |key: &str| record[key].as_str().unwrap_or_default().to_owned();
        (text("title"), text("text"))
    })
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Bytes of all titles and texts.
fn text_bytes(path: &Path) -> usize {
    records(path).map(|(title, text)| title.len() + text.len()).sum()
}

fn folder_bytes(path: &Path) -> u64 {
    let entries = fs::read_dir(path).expect("a folder").flatten();
    let bytes = |entry: fs::DirEntry| match entry.metadata() {
        Ok(data) if data.is_dir() => folder_bytes(&entry.path()),
        data => data.map_or(0, |data| data.len()),
    };
    entries.map(bytes).sum()
}

fn jars() -> Vec<String> {
    let wanted = |name: &str| {
        name == "gson.jar"
            || (name.starts_with("lucene-") && name.contains("-8") && name.ends_with(".jar"))
    };
    let entries = fs::read_dir(JARS).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| wanted(name)).map(|name| format!("{JARS}/{name}")).collect()
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder can be made")
}

fn path(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
