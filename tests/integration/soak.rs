//! A server that is asked all the time while its library changes all the time: no request fails, what
//! changed shows up, and nothing grows. An hour of it: `cargo test --test integration -- --ignored soak`.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use crate::http::get;
use crate::program::Environment;
use crate::server::Server;
use crate::watching::{total, wait_for};

/// Files of the library.
const FILES: usize = 200;
/// Documents that the library has at any time, at least: of each three that change two stay.
const LEAST_FOUND: u64 = FILES as u64 / 2;
/// From so many changes on growth is told from what comes and goes with each of them.
const MANY: usize = 100;
/// The memory and open files of a server may grow by this share between the first and the second half
/// of the time, at the median.
const GROWTH: f64 = 1.1;

/// What people ask: words, filters, questions, what is not there, completions, pages.
const ASKED: [&str; 8] = [
    "/api/v1/search?q=%E7%99%BB%E8%AE%B0",
    "/api/v1/search?q=%E7%99%BB%E8%AE%B0&year=2019&sort=date&limit=100",
    "/api/v1/search?q=%E7%AC%AC7%E5%8F%B7%E5%8A%9E%E6%B3%95%E4%BB%80%E4%B9%88%E6%97%B6%E5%80%99%E6%96%BD%E8%A1%8C",
    "/api/v1/search?q=%E9%BA%92%E9%BA%9F%E9%B9%A6%E9%B9%89",
    "/api/v1/suggest?q=%E7%99%BB",
    "/?q=%E7%99%BB%E8%AE%B0",
    "/check",
    "/metrics",
];

fn text(file: usize, turn: usize) -> String {
    let year = 2015 + turn % 10;
    format!("# 第{file}号办法\n\n第一条 第{file}号登记，第{turn}次修改，自{year}年1月1日起施行。\n")
}

/// Kilobytes of memory and number of open files of a process.
fn use_of(process: u32) -> [f64; 2] {
    let of_process = Path::new("/proc").join(process.to_string());
    let status = fs::read_to_string(of_process.join("status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).unwrap();
    let memory = line.trim().trim_end_matches(" kB").parse().unwrap();
    [memory, fs::read_dir(of_process.join("fd")).unwrap().count() as f64]
}

/// Sets a sign when it is dropped, also where a test fails.
struct AtEnd<'a>(&'a AtomicBool);

impl Drop for AtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

fn soak(time: Duration) {
    let environment = Environment::new();
    for file in 0..FILES {
        environment.write(&format!("库/{file}.md"), text(file, 0));
    }
    environment.check(&["index", "库"], 0, &[]);
    let server = Server::start_with(environment.command(&[]), &["--watch"]);
    let (over, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    thread::scope(|scope| {
        for way in 0..4 {
            let (url, over, asked) = (&server.url, &over, &asked);
            scope.spawn(move || {
                for turn in way.. {
                    if over.load(Ordering::Relaxed) {
                        break;
                    }
                    let path = ASKED[turn % ASKED.len()];
                    let (status, body) = get(url, path);
                    assert_eq!(status, 200, "{path} {body}");
                    asked.fetch_add(1, Ordering::Relaxed);
                    sleep(Duration::from_millis(20));
                }
            });
        }
        let end = AtEnd(&over);
        let changed = change(&environment, &server, time);
        drop(end);
        println!("{} requests, {changed} changes", asked.load(Ordering::Relaxed));
    });
}

/// Changes the library all the time, and looks at what becomes of it.
fn change(environment: &Environment, server: &Server, time: Duration) -> usize {
    let start = Instant::now();
    let (mut uses, mut turn) = (Vec::new(), 0);
    while start.elapsed() < time {
        turn += 1;
        for file in (0..FILES).filter(|file| file % 20 == turn % 20) {
            let path = environment.library().join(format!("库/{file}.md"));
            match (turn / 20 + file / 20) % 3 {
                0 => drop(fs::remove_file(path)),
                _ => fs::write(path, text(file, turn)).unwrap(),
            }
        }
        environment.write("库/现在.md", format!("# 现在\n\n珊瑚第{turn}次。\n"));
        wait_for(server, &format!("珊瑚第{turn}次"), 1);
        assert!(total(server, "登记") >= LEAST_FOUND);
        uses.push(use_of(server.process_id()));
    }
    for (at, what) in ["kB of memory", "open files"].into_iter().enumerate() {
        let [first, second] = [&uses[..turn / 2], &uses[turn / 2..]].map(|half| {
            let mut half: Vec<f64> = half.iter().map(|used| used[at]).collect();
            half.sort_by(f64::total_cmp);
            half.get(half.len() / 2).copied().unwrap_or_default()
        });
        println!("{what}: {first} → {second}");
        assert!(turn < MANY || second <= first * GROWTH, "{what}: {first} → {second}");
    }
    turn
}

#[test]
#[cfg(target_os = "linux")]
fn a_server_under_changes_for_some_seconds() {
    soak(Duration::from_secs(20));
}

#[test]
#[ignore = "takes an hour"]
#[cfg(target_os = "linux")]
fn soak_for_an_hour() {
    soak(Duration::from_secs(3600));
}
