//! The program among other processes: interrupted, its output no longer read,
//! its port taken, told to stop.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::program::{Environment, Outcome};

/// A condition that has not come true by then never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// A second, and what a busy machine takes to end a process.
const SOON: Duration = Duration::from_secs(5);

/// Waits until a condition holds while a process runs.
fn wait_until(what: &str, process: &mut Child, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "{what} did not come about");
        assert!(process.try_wait().unwrap().is_none(), "the program ended before {what}");
        thread::sleep(Duration::from_millis(2));
    }
}

fn send(signal: &str, process: &Child) {
    let id = process.id().to_string();
    assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
}

/// A JSON lines file that takes seconds to index.
fn write_large_library(environment: &Environment) {
    let mut file = fs::File::create(environment.write("大.jsonl", "")).unwrap();
    let text = "为了促进本市产业发展，加强统筹协调，现就有关工作提出如下意见。".repeat(20);
    for id in 0..20_000 {
        writeln!(file, r#"{{"id": "{id}", "text": "第{id}号文件\n{text}"}}"#).unwrap();
    }
}

fn start(environment: &Environment, args: &[&str]) -> Child {
    let mut command = environment.command(args);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn entries(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_interrupted_update_leaves_the_index_as_it_was() {
    // What is run, and the entry of the index folder that shows that it reads.
    let cases: [(&[&str], &str); 2] =
        [(&["index", "大.jsonl", "--rebuild"], "generation-2"), (&["index", "大.jsonl"], "")];
    for (args, sign) in cases {
        let environment = Environment::with_builtin();
        write_large_library(&environment);
        let current = environment.index().join("generation-1");
        let (before, written) = (entries(&environment.index()), entries(&current));
        let mut process = start(&environment, args);
        wait_until("reading", &mut process, || match sign {
            "" => entries(&current) != written,
            sign => environment.index().join(sign).join("meta.json").exists(),
        });
        send("-INT", &process);
        let outcome = Outcome::from(process.wait_with_output().unwrap());
        outcome.check(&args.join(" "), 2, &["已中断，索引保持原样"]);
        assert_eq!(entries(&environment.index()), before);
        assert_eq!(environment.total(&[""]), 39);
        environment.check(&["index"], 0, &["未变 3"]);
    }
}

#[test]
fn an_interrupted_first_run_leaves_no_index() {
    let environment = Environment::new();
    write_large_library(&environment);
    let mut process = start(&environment, &["index", "大.jsonl"]);
    let sign = environment.index().join("generation-1/meta.json");
    wait_until("reading", &mut process, || sign.exists());
    send("-INT", &process);
    let outcome = Outcome::from(process.wait_with_output().unwrap());
    outcome.check("index", 2, &["已中断"]);
    assert_eq!(entries(&environment.index()), ["LOCK"]);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let environment = Environment::with_builtin();
    let id = environment.document("静安区促进金融业开放发展举措")["id"].clone();
    let cases: [&[&str]; 9] = [
        &["search", "区块链", "--format", "text"],
        &["search", "区块链", "--format", "json"],
        &["search", "区块链", "--format", "jsonl"],
        &["show", id.as_str().unwrap()],
        &["show", id.as_str().unwrap(), "--format", "json"],
        &["generate", "man"],
        &["generate", "bash"],
        &["generate", "zsh"],
        &["generate", "fish"],
    ];
    for args in cases {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = environment.command(args).stdout(writer).output().unwrap();
        let outcome = Outcome::from(output);
        outcome.check(&args.join(" "), 0, &[]);
        let silent = outcome.stderr.lines().all(|line| line.starts_with("共 "));
        assert!(silent, "{args:?}: {outcome:?}");
    }
}

#[test]
fn a_port_in_use() {
    let environment = Environment::with_builtin();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    environment.check(&["serve", "--addr", &addr], 2, &[&addr, "--addr"]);
}

#[test]
fn a_server_stops_when_told() {
    for signal in ["-INT", "-TERM"] {
        let environment = Environment::with_builtin();
        let mut process = start(&environment, &["serve", "--addr", "127.0.0.1:0"]);
        let mut said = Vec::new();
        let mut output = process.stderr.take().unwrap();
        while !String::from_utf8_lossy(&said).contains("Ctrl-C") {
            let mut byte = [0];
            std::io::Read::read_exact(&mut output, &mut byte).unwrap();
            said.extend(byte);
        }
        send(signal, &process);
        assert_eq!(process.wait().unwrap().code(), Some(0), "{signal}");
    }
}

#[test]
fn an_interrupted_update_ends_soon_wherever_it_is() {
    let environment = Environment::with_builtin();
    write_large_library(&environment);
    for (delay, signal) in
        [(0, "-INT"), (100, "-TERM"), (700, "-INT"), (2000, "-TERM"), (3500, "-INT")]
    {
        let mut process = start(&environment, &["index", "大.jsonl"]);
        thread::sleep(Duration::from_millis(delay));
        let ended = process.try_wait().unwrap().is_some();
        if !ended {
            send(signal, &process);
        }
        let told = Instant::now();
        let outcome = Outcome::from(process.wait_with_output().unwrap());
        assert!(ended || told.elapsed() < SOON, "{signal} after {delay} ms: {outcome:?}");
        match outcome.code {
            // A signal may come before the program listens.
            None | Some(2) => {
                assert_eq!(environment.total(&[""]), 39, "{delay} ms: {outcome:?}");
            }
            Some(0 | 1) => {
                environment.check(&["index", "大.jsonl"], 0, &[]);
                return assert_eq!(environment.total(&[""]), 20_039, "{delay} ms: {outcome:?}");
            }
            _ => panic!("{delay} ms: {outcome:?}"),
        }
    }
}
