//! Text that tries to be more than text: in titles, bodies, names of files, records and queries. Whatever
//! a page or an answer of the API shows of it is text.

use crate::http::{ask, get};
use crate::program::Environment;
use crate::server::Server;

/// What would run, leave its element or its attribute, or lead elsewhere.
const ATTACKS: [&str; 6] = [
    "<script>window.hostile=1</script>",
    "\"><img src=x onerror=window.hostile=1>",
    "'><svg/onload=window.hostile=1>",
    "</title></textarea></style><script>window.hostile=1</script>",
    "<iframe src=javascript:window.hostile=1>",
    "<!--<base href=//evil.example>",
];

/// What turns the direction of writing, rings or steers a terminal.
const UNSEEN: &str = "\u{202e}\u{2066}\u{200f}\u{61c}\u{7}\u{1b}[31m\u{9b}\u{7f}";

/// Their beginnings, which stand in no page of ours.
const TRACES: [&str; 6] = [
    "<script>window",
    "\"><img",
    "<svg/onload",
    "</textarea",
    "<iframe src=javascript",
    "<!--<base",
];

fn environment() -> Environment {
    let environment = Environment::new();
    let records: Vec<String> = ATTACKS
        .iter()
        .enumerate()
        .map(|(at, attack)| {
            serde_json::json!({
                "id": format!("{at}{attack}"), "title": format!("关于{UNSEEN}{attack}的通知"),
                "text": format!("第一条 为了{attack}{UNSEEN}，制定本办法。\n\n# {attack}\n\n|{attack}|乙|\n|--|--|\n|丙|{attack}|"),
                "date": "2020-01-02", "agency": format!("{attack}{UNSEEN}"), "number": format!("沪府〔2020〕{at}号"),
                "district": format!("{attack}{UNSEEN}"), "keywords": [attack], *attack: attack,
                "url": "javascript:window.hostile=1",
            })
            .to_string()
        })
        .collect();
    environment.write("records.jsonl", records.join("\n"));
    // A slash cannot be part of a name.
    for (at, attack) in ATTACKS.iter().enumerate() {
        let name = format!("{at}\u{202e}{}.md", attack.replace('/', "∕"));
        environment.write(&name, format!("# 文件{at}{attack}\n\n正文{attack}。\n"));
    }
    environment.run(&["index", "."]);
    environment
}

/// Where the text of a page stops being text, with what is around it.
fn traces(body: &str) -> Vec<String> {
    let found = TRACES.iter().filter_map(|trace| {
        let at = body.find(trace)?;
        let around = body[at..].chars().take(80).collect::<String>();
        Some(around)
    });
    found.collect()
}

fn is_unseen(c: char) -> bool {
    (c.is_control() && c != '\n') || "\u{202e}\u{2066}\u{200f}\u{61c}".contains(c)
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[test]
fn hostile_text_stays_text_on_every_page() {
    let environment = environment();
    let server = Server::start(environment.command(&[]));
    let found = environment.search(&["", "--limit", "100"]);
    let hits = found["hits"].as_array().unwrap();
    assert!(hits.len() >= ATTACKS.len(), "{} documents", hits.len());
    let documents =
        hits.iter().map(|hit| format!("/doc?id={}", encoded(hit["id"].as_str().unwrap())));
    let mut paths: Vec<String> = documents.collect();
    paths.extend(["/", "/check", "/help", "/accessibility"].map(str::to_owned));
    for attack in ATTACKS {
        let attack = encoded(&format!("{attack}{UNSEEN}"));
        let names = ["q", "district", "agency", "year", "sort", "ignore", "offset", "today"];
        paths.extend(names.map(|name| format!("/?{name}={attack}")));
        paths.push(format!("/?{attack}={attack}"));
        paths.push(format!("/doc?id={attack}&q={attack}"));
        paths.push(format!("/{attack}"));
        paths.push(format!("/assets/{attack}"));
        paths.push(format!("/opensearch.xml?{attack}"));
    }
    for path in paths {
        let (status, body) = get(&server.url, &path);
        assert!(status < 500, "{path} {status}");
        assert_eq!(traces(&body), Vec::<String>::new(), "{path}");
        assert!(!body.contains("href=\"javascript:"), "{path}");
        assert_eq!(body.find(is_unseen), None, "{path}");
    }
}

#[test]
fn every_answer_says_what_it_is_and_what_it_may() {
    let environment = environment();
    let server = Server::start(environment.command(&[]));
    let attack = encoded(ATTACKS[0]);
    let html = "text/html; charset=utf-8";
    let cases = [
        (format!("/?q={attack}"), html),
        (format!("/doc?id={attack}"), html),
        ("/check".to_owned(), html),
        ("/robots.txt".to_owned(), "text/plain; charset=utf-8"),
        (format!("/suggest?q={attack}"), "application/x-suggestions+json; charset=utf-8"),
        (format!("/api/v1/search?q={attack}"), "application/json"),
        (format!("/api/v1/suggest?q={attack}"), "application/json"),
        (format!("/api/v1/document?id=0{attack}"), "application/json"),
    ];
    for (path, content_type) in cases {
        let answer = ask(&server.url, &path, &["Host: localhost"]);
        let head = answer.head.to_ascii_lowercase();
        for line in [
            &format!("content-type: {content_type}"),
            "x-content-type-options: nosniff",
            "content-security-policy: default-src 'self'; ",
            "permissions-policy: ",
            "x-frame-options: deny",
        ] {
            assert!(head.contains(line), "{path} lacks {line}: {head}");
        }
    }
}

#[test]
fn a_head_cannot_be_written_by_a_query_or_a_host() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    for path in [
        "/?q=%0d%0aSet-Cookie:%20a=1",
        "/doc?id=%0d%0aSet-Cookie:%20a=1",
        "/%0d%0aSet-Cookie:%20a=1",
    ] {
        let answer = ask(&server.url, path, &["Host: localhost"]);
        assert!(!answer.head.to_ascii_lowercase().contains("set-cookie"), "{path} {}", answer.head);
    }
    for host in ["evil.example", "localhost\"><script>", "localhost/<b>", "127.0.0.1@evil.example"]
    {
        let answer = ask(&server.url, "/opensearch.xml", &[&format!("Host: {host}")]);
        assert!((400..500).contains(&answer.status), "{host}: {}", answer.status);
        assert!(!answer.body.contains(host), "{host}: {}", answer.body);
    }
}
