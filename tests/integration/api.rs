//! The JSON API from outside: what it answers, what it refuses and how, who has an answer already, and
//! which other sites' pages may ask.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::http::{Answer, ask, get};
use crate::program::Environment;
use crate::server::Server;

/// How long the server may take to see a commit.
const PATIENCE: Duration = Duration::from_secs(30);

fn object(server: &Server, path: &str) -> Value {
    let (status, body) = get(&server.url, path);
    assert_eq!(status, 200, "{path} {body}");
    serde_json::from_str(&body).unwrap()
}

/// The value of a header.
fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    let lines = answer.head.lines().filter_map(|line| line.split_once(": "));
    lines.filter(|(given, _)| given.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
}

#[test]
fn what_has_no_answer_is_a_problem_that_is_described() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let (_, page) = get(&server.url, "/api");
    let long = format!("/api/v1/search?q={}", "a".repeat(70_000));
    let cases = [
        ("/api/v1/nothing", 404, "/api"),
        ("/api/v2/search", 404, "/api"),
        ("/api/v1/document?id=x", 404, "id"),
        ("/api/v1/document", 400, "id"),
        ("/api/v1/document?id=x&more=1", 400, "more"),
        ("/api/v1/search?limit=ten", 400, "limit"),
        ("/api/v1/search?offset=-1", 400, "offset"),
        ("/api/v1/suggest?limit=51", 400, "50"),
        ("/api/v1/facets", 400, "field"),
        ("/api/v1/check?format=xml", 400, "csv"),
        ("/api/v1/status?x=1", 400, "x"),
        (&long, 414, "7000"),
    ];
    for (path, status, told) in cases {
        let answer = ask(&server.url, path, &["Host: localhost"]);
        let path = &path[..path.len().min(60)];
        assert_eq!(answer.status, status, "{path} {}", answer.body);
        assert_eq!(header(&answer, "content-type"), Some("application/problem+json"), "{path}");
        assert!(header(&answer, "permissions-policy").is_some(), "{path} {}", answer.head);
        let problem: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(problem["status"], status, "{path}");
        assert!(problem["detail"].as_str().unwrap().contains(told), "{path} {problem}");
        let place = problem["type"].as_str().unwrap().strip_prefix("/api#").unwrap();
        assert!(page.contains(&format!("id=\"{place}\"")), "{place}");
    }
}

#[test]
fn all_values_of_a_facet_are_paged_and_looked_for() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let names = |path: &str| -> Vec<String> {
        let values = object(&server, path)["values"].as_array().unwrap().clone();
        values.iter().map(|value| value["value"].as_str().unwrap().to_owned()).collect()
    };
    let all = names("/api/v1/facets?field=agency");
    assert_eq!(object(&server, "/api/v1/facets?field=agency")["total"], all.len());
    let some = names("/api/v1/facets?field=agency&limit=2&offset=1");
    assert_eq!(some, all[1..3]);
    // 静, in traditional characters.
    let found = names("/api/v1/facets?field=district&contains=%E9%9D%9C");
    assert_eq!(found, ["静安区"]);
    // 政策 is what people call it.
    assert_eq!(names("/api/v1/facets?field=kind&contains=%E6%94%BF%E7%AD%96"), ["policy"]);
    let search = object(&server, "/api/v1/search?q=%E5%8C%BA%E5%9D%97%E9%93%BE&year=2019");
    let facet =
        object(&server, "/api/v1/facets?field=district&q=%E5%8C%BA%E5%9D%97%E9%93%BE&year=2019");
    assert_eq!(facet["values"], search["facets"]["district"]["values"]);
    let unknown = object(&server, "/api/v1/facets?field=colour&year=abc");
    assert!(unknown["field"].is_null(), "{unknown}");
    assert_eq!(unknown["notices"].as_array().unwrap().len(), 2, "{unknown}");
}

#[test]
fn the_status_tells_of_program_and_index() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let status = object(&server, "/api/v1/status");
    assert_eq!(status["documents"], 39);
    assert_eq!(status["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(status["sources"], serde_json::json!(["内置资料"]));
    assert!(status["failed_update"].is_null() && status["format"].is_u64(), "{status}");
    let committed = status["committed"].as_str().unwrap();
    assert!(committed.starts_with("20") && committed.ends_with('Z'), "{committed}");
    let (_, description) = get(&server.url, "/api/v1/openapi.json");
    let description: Value = serde_json::from_str(&description).unwrap();
    assert_eq!(description["openapi"], "3.1.0");
}

#[test]
fn who_has_an_answer_already_gets_it_once() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let host = "Host: localhost";
    let id = environment.document("静安区促进金融业开放发展举措")["id"].clone();
    let id: String = form_urlencoded::byte_serialize(id.as_str().unwrap().as_bytes()).collect();
    let document = format!("/doc?id={id}");
    let pages = ["/", "/?q=a&year=2019", &document, "/help", "/check", "/api"];
    let calls =
        ["search?q=a", "facets?field=year", "suggest?q=a", "status", "check", "openapi.json"];
    let calls = calls.map(|call| format!("/api/v1/{call}"));
    let ask_all = |expected: u16, tags: &[String]| -> Vec<String> {
        let paths = pages.into_iter().chain(calls.iter().map(String::as_str));
        let asked = paths.enumerate().map(|(at, path)| {
            let held = tags.get(at).map(|tag| format!("If-None-Match: {tag}"));
            let head: Vec<&str> = [host].into_iter().chain(held.as_deref()).collect();
            let answer = ask(&server.url, path, &head);
            assert_eq!(answer.status, expected, "{path} {}", answer.head);
            assert_eq!(answer.body.is_empty(), expected == 304, "{path}");
            header(&answer, "etag").unwrap().to_owned()
        });
        asked.collect()
    };
    let tags = ask_all(200, &[]);
    assert_eq!(ask_all(304, &tags), tags);
    let since = ask(&server.url, "/", &[host]);
    let since = format!("If-Modified-Since: {}", header(&since, "last-modified").unwrap());
    assert_eq!(ask(&server.url, "/", &[host, &since]).status, 304);
    assert_eq!(ask(&server.url, "/nothing", &[host, &since]).status, 404);
    assert_eq!(ask(&server.url, "/metrics", &[host, &since]).status, 200);
    // Another commit is another answer.
    environment.write("新.md", "# 氢能新办法\n\n正文。\n");
    environment.check(&["index", "新.md"], 0, &[]);
    let start = Instant::now();
    while object(&server, "/api/v1/status")["documents"] != 40 {
        assert!(start.elapsed() < PATIENCE, "the server still has the commit before");
        thread::sleep(Duration::from_millis(50));
    }
    assert!(ask_all(200, &tags).iter().all(|tag| !tags.contains(tag)));
}

#[test]
fn pages_of_other_sites_ask_only_where_they_may() {
    let environment = Environment::with_builtin();
    let silent = Server::start(environment.command(&[]));
    let allowing = ["--cors", "https://portal.example.cn"];
    let named = Server::start_with(environment.command(&[]), &allowing);
    let any = Server::start_with(environment.command(&[]), &["--cors", "*"]);
    let portal = "Origin: https://portal.example.cn";
    let cases = [
        (&silent, "/api/v1/search", portal, None),
        (&named, "/api/v1/search", portal, Some("https://portal.example.cn")),
        (&named, "/api/v1/nothing", portal, Some("https://portal.example.cn")),
        (&named, "/api/v1/search", "Origin: https://portal.example.cn.evil.cn", None),
        (&named, "/", portal, None),
        (&any, "/api/v1/search", "Origin: http://x.cn", Some("http://x.cn")),
    ];
    for (server, path, origin, allowed) in cases {
        let answer = ask(&server.url, path, &["Host: localhost", origin]);
        assert_eq!(header(&answer, "access-control-allow-origin"), allowed, "{path} {origin}");
        assert!(header(&answer, "permissions-policy").is_some(), "{}", answer.head);
    }
    environment.check(&["serve", "--cors", "portal.example.cn/x"], 2, &["--cors"]);
}
