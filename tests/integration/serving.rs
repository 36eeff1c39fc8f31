//! The running server: the JSON API returns what the command line prints, pages
//! answer, and what was indexed meanwhile shows up.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::http::get;
use crate::program::Environment;
use crate::server::Server;

/// The server looks for a new index every few seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// The path of a request with these parameters.
fn path(start: &str, parameters: &[(&str, &str)]) -> String {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("{start}?{query}")
}

fn api(server: &Server, parameters: &[(&str, &str)]) -> Value {
    let (status, body) = get(&server.url, &path("/api/v1/search", parameters));
    assert_eq!(status, 200, "{parameters:?} {body}");
    serde_json::from_str(&body).unwrap()
}

#[test]
fn the_api_returns_what_the_command_line_prints() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let cases: [&[(&str, &str)]; 8] = [
        &[],
        &[("q", "2019年静安区的区块链政策")],
        &[("q", "区块链"), ("district", "静安区"), ("district", "杨浦"), ("kind", "policy")],
        &[("q", "区块链"), ("year", "2018..2020"), ("sort", "date-asc"), ("limit", "3")],
        &[("q", "金融"), ("date", "2017-03..2018-06"), ("level", "区级"), ("offset", "1")],
        &[("q", "-区块链 & 100%+"), ("agency", "市科委"), ("doc-type", "指南")],
        &[("q", "“科技创新行动计划”"), ("today", "2020-01-01"), ("ignore", "dates")],
        &[("q", "区块链"), ("district", "敬安区"), ("year", "1999")],
    ];
    for parameters in cases {
        let flags: Vec<String> = parameters
            .iter()
            .filter(|(name, _)| *name != "q")
            .flat_map(|(name, value)| [format!("--{name}"), (*value).to_owned()])
            .collect();
        let query = parameters.iter().find(|(name, _)| *name == "q").map_or("", |(_, query)| query);
        let args: Vec<&str> = [query].into_iter().chain(flags.iter().map(String::as_str)).collect();
        let mut printed = environment.search(&args);
        let mut returned = api(&server, parameters);
        for response in [&mut printed, &mut returned] {
            let took = response["took_ms"].take();
            assert!(took.as_f64().unwrap() >= 0.0);
        }
        assert_eq!(returned, printed, "{parameters:?}");
    }
}

#[test]
fn addresses_and_their_status() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let document = environment.document("静安区促进金融业开放发展举措");
    let id = document["id"].as_str().unwrap();
    let page = path("/doc", &[("id", id)]);
    let of_document = path("/api/v1/document", &[("id", id)]);
    let search = path("/", &[("q", "区块链"), ("district", "静安区")]);
    let facet = path("/facet", &[("field", "agency"), ("find", "杨浦"), ("q", "区块链")]);
    let unknown = path("/", &[("q", "区块链"), ("district", "敬安区")]);
    let cases = [
        ("/", 200, "资料库有"),
        ("/?sort=date", 200, "<h1 class=\"asked\">全部文件</h1>"),
        (&facet, 200, "杨浦区（作为机构）"),
        ("/facet?field=colour", 404, "<html"),
        (&search, 200, "静安区促进金融业开放发展举措"),
        (&unknown, 200, "您是不是要找：静安区"),
        (&page, 200, "助推数字金融在静安健康发展"),
        ("/doc?id=x", 404, "<html"),
        ("/nothing", 404, "<html"),
        (&of_document, 200, "助推数字金融在静安健康发展"),
        ("/api", 200, "id=\"bad_parameter\""),
        ("/api/", 200, "<html"),
        ("/healthz", 200, "ok"),
        ("/api/v1/search?size=1", 200, "unknown_parameter"),
        ("/overview?q=x&year=spring", 200, "无法使用"),
        ("/check?section=lacking", 200, "提到而没有收录"),
        ("/api/v1/counts?by=district", 200, "\"district\""),
        ("/../Cargo.toml", 404, "<html"),
    ];
    for (path, status, part) in cases {
        let (found, body) = get(&server.url, path);
        assert_eq!(found, status, "{path} {body}");
        assert!(body.contains(part), "{part} is not in {path}: {body}");
    }
    let (_, body) = get(&server.url, &of_document);
    assert_eq!(serde_json::from_str::<Value>(&body).unwrap(), document);
}

#[test]
fn a_query_too_long_is_refused_politely_and_the_server_goes_on() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let (status, body) = get(&server.url, &path("/", &[("q", &"区块链".repeat(33_334))]));
    assert!((400..500).contains(&status), "{status} {body}");
    assert!(body.contains("过长"), "{body}");
    assert_eq!(get(&server.url, "/").0, 200);
}

#[test]
fn a_page_is_bounded_however_much_is_asked() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let words = "区块链".repeat(2000);
    let agencies: Vec<(&str, &str)> = vec![("agency", "市科委"); 1000];
    let cases: [(&[(&str, &str)], &str); 4] = [
        (&[("q", &words)], "只用了前 1000 个字，略去了后面的 5000 个字"),
        (&[("q", &words), ("literal", "1")], "只用了前 1000 个字"),
        (&[("q", "区块链"), ("within", &words)], "within 的一个值太长或值太多"),
        (&agencies, "agency 的一个值太长或值太多"),
    ];
    for (asked, told) in cases {
        let (status, body) = get(&server.url, &path("/", asked));
        assert_eq!(status, 200, "{told}");
        assert!(body.contains(told), "no {told}");
        assert!(body.len() < 1 << 20, "{} bytes: {told}", body.len());
        let (_, body) = get(&server.url, &path("/api/v1/search", asked));
        assert!(body.contains(told), "no {told} in {body:.2000}");
    }
}

#[test]
fn markup_in_a_query_stays_text() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let attack = "\"><script>alert(1)</script>";
    for name in ["q", "district", "year", "within", "in", "from", "find", attack] {
        for page in ["/", "/facet"] {
            let asked = path(page, &[(name, attack), ("field", "agency")]);
            let (status, body) = get(&server.url, &asked);
            assert_eq!(status, 200, "{asked}");
            assert!(!body.contains("<script>alert"), "{asked} {body}");
        }
    }
}

#[test]
fn what_was_indexed_meanwhile_shows_up() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    assert_eq!(api(&server, &[])["total"], 39);
    environment.write("新.md", "# 氢能新办法\n\n正文。\n");
    for (args, expected) in [(&["index", "新.md"][..], 40), (&["index", "--rebuild"], 40)] {
        environment.check(args, 0, &[]);
        let start = Instant::now();
        while api(&server, &[])["total"] != expected {
            assert!(
                start.elapsed() < PATIENCE,
                "the server still has the index as of before {args:?}"
            );
            thread::sleep(Duration::from_millis(50));
        }
    }
    assert_eq!(api(&server, &[("q", "氢能新办法")])["hits"][0]["title"], "氢能新办法");
}

/// Sends a request for a page; the rest is for the caller.
fn ask(server: &Server, path: &str) -> TcpStream {
    let host = server.url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
    stream
}

#[cfg(unix)]
#[test]
fn a_full_table_of_file_handles_ends_nothing() {
    let environment = Environment::with_builtin();
    let program = environment.command(&[]);
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -n 60; exec \"$0\" \"$@\""]).arg(program.get_program());
    for (name, value) in program.get_envs() {
        shell.env(name, value.unwrap());
    }
    let server = Server::start(shell);
    let host = server.url.strip_prefix("http://").unwrap();
    let idle: Vec<TcpStream> = (0..120).map_while(|_| TcpStream::connect(host).ok()).collect();
    assert!(idle.len() > 100);
    thread::sleep(Duration::from_millis(500));
    drop(idle);
    assert_eq!(api(&server, &[])["total"], 39);
}

#[test]
fn who_ends_its_side_after_asking_gets_its_answer() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let mut stream = ask(&server, "/api/v1/search?q=");
    stream.shutdown(Shutdown::Write).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.contains("\"total\":39"), "{answer}");
}

#[test]
fn who_asks_and_goes_delays_nobody() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let words: String = ('一'..'十').chain('政'..'改').collect();
    let long = path("/api/v1/search", &[("q", &words), ("limit", "1000")]);
    for _ in 0..300 {
        drop(ask(&server, &long));
    }
    assert_eq!(api(&server, &[])["total"], 39);
}

#[test]
fn damage_is_logged_with_the_way_to_mend_it() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    std::fs::write(environment.index().join("CURRENT"), "?").unwrap();
    let line = server.logged("CURRENT");
    assert!(line.contains("--rebuild"), "{line}");
    assert_eq!(get(&server.url, "/api/v1/search?q=").0, 200);
}
