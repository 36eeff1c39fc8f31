//! Who may ask a server, by which name, and what it writes down of it.

use std::os::unix::ffi::OsStrExt;

use serde_json::Value;

use crate::http::{Answer, ask};
use crate::program::{Environment, Outcome};
use crate::server::Server;

const TOKEN: &str = "0123456789abcdef0123456789abcdef";
/// `user:` and the token, in base64.
const BASIC: &str = "Authorization: Basic dXNlcjowMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==";
const QUERY: &str = "/api/v1/search?q=%E5%8C%BA%E5%9D%97%E9%93%BE";

/// A server that knows a token, and what it was started with.
fn guarded(environment: &Environment, args: &[&str]) -> Server {
    environment.write("tokens", format!("# 2026\n{TOKEN}\n"));
    let with_tokens = [&["--token-file", "tokens"], args].concat();
    Server::start_with(environment.command(&[]), &with_tokens)
}

#[test]
fn a_token_opens_reports_or_everything() {
    let environment = Environment::with_builtin();
    let bearer = format!("Authorization: Bearer {TOKEN}");
    let wrong = format!("Authorization: Bearer {TOKEN}0");
    let some = guarded(&environment, &[]);
    let all = guarded(&environment, &["--token-for", "all"]);
    let cases: [(&Server, &str, &[&str], u16); 16] = [
        (&some, QUERY, &[], 200),
        (&some, "/metrics", &[], 401),
        (&some, "/check", &[&wrong], 401),
        (&some, "/check/", &[], 401),
        (&some, "/check", &[BASIC], 200),
        (&some, "/api/v1/check", &[&bearer], 200),
        (&all, "/", &[], 401),
        (&all, QUERY, &[&wrong], 401),
        (&all, QUERY, &[&bearer], 200),
        (&all, "/", &[BASIC], 200),
        (&all, "/metrics", &[&bearer], 200),
        (&all, "/assets/base.css", &[], 200),
        (&some, "/api/v1/status", &[], 401),
        (&some, "/api/v1/status", &[&bearer], 200),
        (&all, "/api", &[], 401),
        (&all, "/healthz", &[], 200),
    ];
    for (server, path, head, expected) in cases {
        let Answer { status, head, body } = ask(&server.url, path, head);
        assert_eq!(status, expected, "{path} {head} {body}");
        assert_eq!(head.contains("www-authenticate: Basic realm="), status == 401, "{head}");
        assert!(!head.contains("cookie") && head.contains("nosniff"), "{path} {head}");
    }
    let counted = ask(&all.url, "/metrics", &[&bearer]).body;
    let line = r#"zhengce_requests_total{path="/api/v1/search",status="401"} 1"#;
    assert!(counted.contains(line), "{counted}");
    for line in ["zhengce_documents 39", "zhengce_request_seconds_count 8"] {
        assert!(counted.contains(line), "no {line} in {counted}");
    }
    assert!(!counted.contains("# EOF"), "{counted}");
    for (accepted, content_type, has_end) in [
        ("text/plain", "text/plain; version=0.0.4; charset=utf-8", false),
        ("application/openmetrics-text", "application/openmetrics-text; version=1.0.0", true),
    ] {
        let accept = format!("Accept: {accepted}");
        let Answer { head, body, .. } = ask(&all.url, "/metrics", &[&bearer, &accept]);
        assert!(head.contains(&format!("content-type: {content_type}")), "{head}");
        assert_eq!(body.ends_with("# EOF\n"), has_end, "{body}");
    }
}

#[test]
fn who_guesses_tokens_is_told_to_wait() {
    let environment = Environment::with_builtin();
    let server = guarded(&environment, &["--token-for", "all"]);
    let wrong = format!("Authorization: Bearer {TOKEN}0");
    for _ in 0..30 {
        ask(&server.url, "/", &[&wrong]);
    }
    let last = ask(&server.url, "/", &[&wrong]);
    assert_eq!(last.status, 429);
    assert!(last.head.contains("retry-after: "), "{}", last.head);
    assert!(last.body.contains("口令错得太多"), "{}", last.body);
}

#[test]
fn a_server_answers_to_its_own_names_alone() {
    let environment = Environment::with_builtin();
    let server = Server::start_with(environment.command(&[]), &["--host", "zhengce.example.cn"]);
    for (host, expected) in [
        ("Host: 127.0.0.1:9", 200),
        ("Host: localhost", 200),
        ("Host: zhengce.example.cn", 200),
        ("Host: other.example.cn", 421),
        ("X: no host", 200),
    ] {
        assert_eq!(ask(&server.url, "/", &[host]).status, expected, "{host}");
    }
    let style = ask(&server.url, "/assets/base.css", &["Host: other.example.cn"]);
    assert_eq!(style.status, 200, "the page that refuses is without its style");
    let answer = ask(&server.url, QUERY, &["Host: other.example.cn"]);
    assert!(answer.body.contains("--host"), "{}", answer.body);
}

#[test]
fn the_log_has_a_line_for_each_request_and_no_secret() {
    let environment = Environment::with_builtin();
    let line = |server: &Server, path: &str| {
        ask(&server.url, path, &[BASIC, "X-Forwarded-For: 10.0.0.7"]);
        server.logged("request")
    };
    let quiet = guarded(&environment, &["--log", "json"]);
    let text = line(&quiet, QUERY);
    let object: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(object["path"], "/api/v1/search", "{text}");
    assert_eq!((&object["status"], &object["client"]), (&200.into(), &"127.0.0.1".into()));
    assert!(object["ms"].is_number() && object["timestamp"].is_string(), "{text}");
    for secret in ["%E5%8C%BA", "区块链", TOKEN, "dXNlcjow"] {
        assert!(!text.contains(secret), "{text}");
    }
    let telling = guarded(&environment, &["--log-queries", "--proxy", "127.0.0.1"]);
    let text = line(&telling, QUERY);
    assert!(text.contains("%E5%8C%BA") && text.contains("status=200"), "{text}");
    assert!(text.contains("client=10.0.0.7"), "{text}");
}

#[test]
fn tokens_that_cannot_be_used_are_named() {
    let environment = Environment::with_builtin();
    environment.write("none", "\n# none\n");
    environment.write("short", "# this year\nshort\n");
    let cases: [(&[&str], &str); 5] = [
        (&["--token-file", "missing"], "读不了口令文件 missing"),
        (&["--token-file", "none"], "没有口令"),
        (&["--token-file", "short"], "第 2 行"),
        (&["--token-for", "all"], "--token-file"),
        (&["--host", "http://a.cn/"], "--host"),
    ];
    for (args, expected) in cases {
        let serve = [&["serve", "--addr", "127.0.0.1:0"], args].concat();
        environment.check(&serve, 2, &[expected]);
    }
    let mut serve = environment.command(&["serve", "--addr", "127.0.0.1:0"]);
    serve.env("ZHENGCE_TOKEN", std::ffi::OsStr::from_bytes(b"\xff0123456789abcdef01234567"));
    Outcome::from(serve.output().unwrap()).check("serve", 2, &["ZHENGCE_TOKEN"]);
}
