//! Indexes that are kept up to date: what appears, changes or vanishes shows up by itself.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::http::get;
use crate::program::Environment;
use crate::server::Server;

/// It takes two seconds; a busy machine longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that watches a folder of one document.
fn watching() -> (Environment, Server) {
    let environment = Environment::new();
    environment.write("库/甲.txt", notice("珊瑚"));
    environment.check(&["index", "库"], 0, &[]);
    let server = Server::start_with(environment.command(&[]), &["--watch"]);
    (environment, server)
}

fn notice(about: &str) -> String {
    format!("关于{about}的通知\n\n{about}应当登记。\n")
}

/// How many documents have a word.
pub(crate) fn total(server: &Server, word: &str) -> u64 {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("q", word).finish();
    let (status, body) = get(&server.url, &format!("/api/v1/search?literal=1&{query}"));
    assert_eq!(status, 200, "{body}");
    serde_json::from_str::<Value>(&body).unwrap()["total"].as_u64().unwrap()
}

pub(crate) fn wait_for(server: &Server, word: &str, expected: u64) {
    let start = Instant::now();
    while total(server, word) != expected {
        assert!(start.elapsed() < PATIENCE, "{word} is in {} documents", total(server, word));
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn what_appears_changes_or_vanishes_shows_up() {
    let (environment, server) = watching();
    wait_for(&server, "珊瑚应当登记", 1);
    environment.write("库/深处/乙.txt", notice("麒麟"));
    wait_for(&server, "麒麟应当登记", 1);
    environment.write("库/深处/乙.txt", notice("凤凰"));
    wait_for(&server, "凤凰应当登记", 1);
    assert_eq!(total(&server, "麒麟应当登记"), 0);
    fs::remove_file(environment.library().join("库/深处/乙.txt")).unwrap();
    wait_for(&server, "凤凰应当登记", 0);
    // Another program may write meanwhile, and its sources are watched, too.
    environment.write("别处/丙.txt", notice("貔貅"));
    environment.check(&["index", "别处"], 0, &[]);
    wait_for(&server, "貔貅应当登记", 1);
    environment.write("别处/丁.txt", notice("鲲鹏"));
    wait_for(&server, "鲲鹏应当登记", 1);
}

#[test]
fn a_half_written_file_is_waited_for_and_a_burst_is_survived() {
    let (environment, server) = watching();
    let mut file = File::create(environment.library().join("库/慢.txt")).unwrap();
    for piece in 0..12 {
        write!(file, "第{piece}段麒麟的内容。\n\n").unwrap();
        assert_eq!(total(&server, "段麒麟的内容"), 0);
        sleep(Duration::from_millis(150));
    }
    drop(file);
    wait_for(&server, "第11段麒麟的内容", 1);
    for number in 0..1000 {
        environment.write(&format!("库/多/{number}.txt"), notice(&format!("第{number}号凤凰")));
    }
    wait_for(&server, "号凤凰应当登记", 1000);
}

#[test]
fn a_folder_that_is_gone_keeps_its_documents_and_is_watched_again_when_it_is_back() {
    let (environment, server) = watching();
    let [folder, away] = ["库", "移走"].map(|name| environment.library().join(name));
    fs::rename(&folder, &away).unwrap();
    let start = Instant::now();
    loop {
        let (_, body) = get(&server.url, "/api/v1/check");
        if body.contains("可能没有挂载") {
            break;
        }
        assert!(start.elapsed() < PATIENCE, "{body}");
        sleep(Duration::from_millis(50));
    }
    assert_eq!(total(&server, "珊瑚应当登记"), 1);
    fs::rename(&away, &folder).unwrap();
    sleep(Duration::from_millis(500));
    environment.write("库/乙.txt", notice("麒麟"));
    wait_for(&server, "麒麟应当登记", 1);
}

#[test]
fn a_failed_update_leaves_serving_as_it_is_and_is_tried_again() {
    let (environment, server) = watching();
    wait_for(&server, "珊瑚应当登记", 1);
    let manifest = fs::read_dir(environment.index().join("generation-1")).unwrap();
    let mut manifest = manifest.map(|entry| entry.unwrap().path());
    let manifest = manifest.find(|path| path.to_string_lossy().contains("manifest-")).unwrap();
    let good = fs::read(&manifest).unwrap();
    fs::write(&manifest, "?").unwrap();
    environment.write("库/乙.txt", notice("麒麟"));
    server.logged("manifest-");
    assert_eq!(total(&server, "珊瑚应当登记"), 1);
    assert!(get(&server.url, "/api/v1/check").1.contains("manifest-"));
    fs::write(&manifest, good).unwrap();
    wait_for(&server, "麒麟应当登记", 1);
    assert!(!get(&server.url, "/api/v1/check").1.contains("manifest-"));
}

#[test]
fn watching_at_a_terminal_ends_well_with_an_interruption() {
    let environment = Environment::new();
    environment.write("库/甲.txt", notice("珊瑚"));
    let mut command = environment.command(&["index", "库", "--watch"]);
    let mut run = command.stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(run.stderr.take().unwrap()).lines().map_while(Result::ok);
    assert!(said.any(|line| line.contains("正在看守")));
    environment.write("库/乙.txt", notice("麒麟"));
    assert!(said.any(|line| line.contains("新增 1")));
    assert_eq!(environment.total(&["--literal", "麒麟"]), 1);
    let start = Instant::now();
    Command::new("kill").args(["-INT", &run.id().to_string()]).status().unwrap();
    assert_eq!(run.wait().unwrap().code(), Some(0));
    assert!(start.elapsed() < Duration::from_secs(5));
}
