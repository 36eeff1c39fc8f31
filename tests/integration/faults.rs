//! Runs of `index` that are killed at a change of a file, or whose changes are refused: the index is
//! the old one or the new one, whole, the next run succeeds by itself, and nothing is left behind.
//!
//! Some of all changes are tried each time; `cargo test --test integration -- --ignored faults`
//! tries every one, and five hundred random moments.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::time::Duration;

use tempfile::TempDir;

use crate::program::Environment;

/// Of so many changes one is tried where not all are.
const ONE_IN: usize = 13;
/// How often a run is killed at a random moment.
const RANDOM_KILLS: u32 = 500;

/// What is preloaded; see its source. `None` without a compiler for it, or where nothing can be
/// preloaded.
static SHIM: LazyLock<Option<(TempDir, PathBuf)>> = LazyLock::new(|| {
    if !cfg!(target_os = "linux") {
        return None;
    }
    let dir = tempfile::tempdir().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/integration/faults/shim.c");
    let shim = dir.path().join("shim.so");
    let mut compiler = Command::new("cc");
    compiler.args(["-shared", "-fPIC", "-O1", "-w", "-o"]).arg(&shim).arg(source).arg("-ldl");
    compiler.status().is_ok_and(|status| status.success()).then_some((dir, shim))
});

/// A run that changes an index: what is done to the library before, and its arguments.
struct Scenario {
    name: &'static str,
    /// Whether there is an index of [`first_library`] before.
    is_there: bool,
    prepare: fn(&Environment),
    args: &'static [&'static str],
}

const SCENARIOS: [Scenario; 4] = [
    Scenario { name: "new", is_there: false, prepare: |_| {}, args: &["index", "库"] },
    Scenario { name: "update", is_there: true, prepare: change_library, args: &["index"] },
    Scenario {
        name: "forget",
        is_there: true,
        prepare: |_| {},
        args: &["index", "--forget", "另"],
    },
    Scenario {
        name: "rebuild",
        is_there: true,
        prepare: change_library,
        args: &["index", "--rebuild"],
    },
];

fn first_library(environment: &Environment) {
    for n in 0..4 {
        let text = format!("关于第{n}项工作的通知\n\n各单位应当做好第{n}项工作。\n");
        environment.write(&format!("库/{n}.txt"), text);
    }
    environment.write("另/甲.txt", "甲市停车办法\n\n停车应当交费。\n");
}

/// Some files of it are new, changed and gone.
fn change_library(environment: &Environment) {
    environment.write("库/1.txt", "关于第1项工作的通知\n\n第1项工作已经改了。\n");
    environment.write("库/9.txt", "关于第9项工作的通知\n\n新的一项。\n");
    environment
        .write("另/乙.jsonl", r#"{"id":"乙-1","text":"乙市供水办法。\n供水应当保证水质。"}"#);
    fs::remove_file(environment.library().join("库/0.txt")).unwrap();
}

/// An environment in the state before a scenario's run.
fn prepared(scenario: &Scenario) -> Environment {
    let environment = Environment::new();
    first_library(&environment);
    if scenario.is_there {
        environment.check(&["index", "库", "另"], 0, &[]);
    }
    (scenario.prepare)(&environment);
    environment
}

/// What a search shows of all documents: ids and snippets.
fn shown(environment: &Environment) -> BTreeSet<String> {
    let outcome = environment.run(&["search", "工作 OR 办法", "--format", "json"]);
    match outcome.code {
        Some(0) => {}
        // No index yet: searching would build one.
        code => panic!("{code:?} {outcome:?}"),
    }
    let found: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let hits = found["hits"].as_array().unwrap().iter();
    hits.map(|hit| format!("{} {}", hit["id"], hit["snippets"])).collect()
}

/// The same, nothing where there is no index.
fn shown_if_any(environment: &Environment) -> BTreeSet<String> {
    let index = environment.index();
    let has_commit = |entry: fs::DirEntry| entry.path().join("COMMIT").exists();
    let is_there = fs::read_dir(index).into_iter().flatten().flatten().any(has_commit);
    if is_there { shown(environment) } else { BTreeSet::new() }
}

/// Files that no commit names.
fn leftovers(index: &Path) -> Vec<PathBuf> {
    let list = |dir: &Path| -> Vec<PathBuf> {
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect()
    };
    let mut left = Vec::new();
    for path in list(index) {
        if !path.is_dir() {
            let known = ["CURRENT", "LOCK", "SEEN"].map(|name| index.join(name));
            left.extend((!known.contains(&path)).then_some(path));
            continue;
        }
        let commit = fs::read_to_string(path.join("COMMIT")).unwrap_or_default();
        let commit = commit.replace('-', "");
        for file in list(&path) {
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            let fixed = ["COMMIT", "meta.json", ".tantivy-writer.lock", ".tantivy-meta.lock"];
            let stem = name.strip_suffix(".json").unwrap_or(&name).replace('-', "");
            let parts: Vec<&str> = stem.split('.').collect();
            let named = match parts[..] {
                [id, stamp, "del"] => {
                    commit.contains(id) && commit.contains(&format!("\"opstamp\\\": {stamp}"))
                }
                [stem, ..] => commit.contains(stem),
                [] => false,
            };
            left.extend((!fixed.contains(&name.as_str()) && !named).then_some(file));
        }
    }
    left
}

fn check_leftovers(environment: &Environment, case: &str) {
    let left = leftovers(&environment.index());
    assert!(left.is_empty(), "{case}: {left:?}");
}

/// Runs a scenario with a fault at one change; tells how many changes it made.
fn run_with_fault(environment: &Environment, scenario: &Scenario, kind: &str, at: usize) -> usize {
    let (dir, shim) = SHIM.as_ref().unwrap();
    let count = dir.path().join(format!("{}-{kind}-{at}", scenario.name));
    let mut command = environment.command(scenario.args);
    command.env("LD_PRELOAD", shim).env("FAULT_DIR", environment.index());
    command.env("FAULT_AT", at.to_string()).env("FAULT_KIND", kind).env("FAULT_COUNT", &count);
    let status = command.output().unwrap().status;
    if kind == "kill" && at > 0 {
        return usize::from(status.code().is_some());
    }
    fs::read_to_string(count).map_or(0, |count| count.parse().unwrap())
}

/// Tries faults at some changes of a scenario, or at every one.
fn check_faults(scenario: &Scenario, kind: &str, one_in: usize) {
    if SHIM.is_none() {
        eprintln!("skipped: no cc, or no Linux, for faults of files");
        return;
    }
    let environment = prepared(scenario);
    let old = shown_if_any(&environment);
    let changes = run_with_fault(&environment, scenario, "", 0);
    let new = shown(&environment);
    assert!(changes > 20 && old != new, "{changes} {old:?} {new:?}");
    check_leftovers(&environment, "without a fault");
    for at in (1..=changes).step_by(one_in) {
        let case = format!("{} {kind} at {at} of {changes}", scenario.name);
        let environment = prepared(scenario);
        run_with_fault(&environment, scenario, kind, at);
        let seen = shown_if_any(&environment);
        assert!(seen == old || seen == new, "{case}: {seen:?}");
        let next = environment
            .run(&scenario.args.iter().copied().filter(|a| *a != "--rebuild").collect::<Vec<_>>());
        // What is forgotten already is no source any more.
        let is_done = scenario.name == "forget" && seen == new && next.code == Some(2);
        assert!(next.code == Some(0) || is_done, "{case}: {next:?}");
        if is_done {
            environment.check(&["index"], 0, &[]);
        }
        assert_eq!(shown(&environment), new, "{case}");
        check_leftovers(&environment, &case);
    }
}

#[test]
fn faults_in_a_new_index() {
    check_faults(&SCENARIOS[0], "kill", ONE_IN);
    check_faults(&SCENARIOS[0], "full", ONE_IN * 2);
}

#[test]
fn faults_in_an_update() {
    check_faults(&SCENARIOS[1], "kill", ONE_IN);
    check_faults(&SCENARIOS[1], "error", ONE_IN * 2);
}

#[test]
fn faults_in_forgetting_a_source() {
    check_faults(&SCENARIOS[2], "kill", ONE_IN);
    check_faults(&SCENARIOS[2], "full", ONE_IN * 2);
}

#[test]
fn faults_in_a_rebuild() {
    check_faults(&SCENARIOS[3], "kill", ONE_IN);
    check_faults(&SCENARIOS[3], "error", ONE_IN * 2);
}

#[test]
#[ignore = "takes many minutes: every change of every scenario"]
fn faults_at_every_change() {
    std::thread::scope(|scope| {
        for scenario in &SCENARIOS {
            scope.spawn(|| {
                for kind in ["kill", "full", "error"] {
                    check_faults(scenario, kind, 1);
                }
            });
        }
    });
}

#[test]
#[ignore = "takes many minutes: five hundred kills at random moments"]
fn faults_at_random_moments() {
    let scenario = &SCENARIOS[1];
    let reference = prepared(scenario);
    let old = shown(&reference);
    reference.check(scenario.args, 0, &[]);
    let new = shown(&reference);
    let mut state = 1_u64;
    for turn in 0..RANDOM_KILLS {
        let environment = prepared(scenario);
        let mut run = environment.command(scenario.args).spawn().unwrap();
        // A linear congruential generator (Knuth, MMIX): the same moments each time.
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        std::thread::sleep(Duration::from_micros((state >> 33) % 600_000));
        let _ = run.kill();
        run.wait().unwrap();
        let seen = shown(&environment);
        assert!(seen == old || seen == new, "{turn}: {seen:?}");
        environment.check(&["index"], 0, &[]);
        assert_eq!(shown(&environment), new, "{turn}");
        check_leftovers(&environment, &format!("turn {turn}"));
    }
}
