//! What other programs find their way in by: the description for browsers, completions as they read
//! them, and what crawlers are told; and how much a first page weighs.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::http::{ask, get};
use crate::program::Environment;
use crate::server::Server;

/// Bytes of a first page with all that it loads, before compression.
const MOST_OF_A_PAGE: usize = 100_000;

#[test]
fn a_browser_can_add_the_search() {
    let environment = Environment::with_builtin();
    let server = Server::start_with(environment.command(&[]), &["--host", "policies.example.cn"]);
    for host in ["policies.example.cn", "127.0.0.1:8080"] {
        let answer = ask(&server.url, "/opensearch.xml", &[&format!("Host: {host}")]);
        let template = format!("template=\"http://{host}/?q={{searchTerms}}\"");
        assert!(answer.body.contains(&template), "{}", answer.body);
        assert!(answer.head.contains("application/opensearchdescription+xml"), "{}", answer.head);
    }
    let (_, page) = get(&server.url, "/");
    assert!(page.contains("rel=\"search\" href=\"/opensearch.xml\""), "{page}");

    let (_, body) = get(&server.url, "/suggest?q=%E9%9D%99%E5%AE%89%E5%8C%BA%20%E5%8C%BA%E5%9D%97");
    let suggested: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(suggested[0], "静安区 区块");
    assert_eq!(suggested[1][0], "静安区 区块链");
}

#[test]
fn crawlers_are_told_of_documents_where_that_is_asked_for() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let (status, robots) = get(&server.url, "/robots.txt");
    assert_eq!(status, 200);
    assert!(robots.contains("Disallow: /?\n") && !robots.contains("Sitemap"), "{robots}");
    assert_eq!(get(&server.url, "/sitemap.xml").0, 404);

    let server = Server::start_with(environment.command(&[]), &["--sitemap"]);
    let (_, robots) = get(&server.url, "/robots.txt");
    assert!(robots.contains(&format!("Sitemap: {}/sitemap.xml\n", server.url)), "{robots}");
    let (_, index) = get(&server.url, "/sitemap.xml");
    let parts = locations(&index);
    assert_eq!(parts, [format!("{}/sitemap.xml?part=0", server.url)]);
    let path = |address: &str| address.strip_prefix(&server.url).unwrap().to_owned();
    let (_, part) = get(&server.url, &path(&parts[0]));
    let documents = locations(&part);
    assert_eq!(documents.iter().collect::<BTreeSet<_>>().len(), 39);
    for document in &documents[..3] {
        let (status, page) = get(&server.url, &path(document));
        assert_eq!(status, 200, "{document}");
        assert!(page.contains("<meta name=\"description\" content=\"《"), "{page}");
    }
    assert!(locations(&get(&server.url, "/sitemap.xml?part=1").1).is_empty());
}

/// The addresses of a sitemap.
fn locations(sitemap: &str) -> Vec<String> {
    let parts = sitemap.split("<loc>").skip(1).filter_map(|part| part.split_once("</loc>"));
    parts.map(|(address, _)| address.replace("&#38;", "&")).collect()
}

#[test]
fn a_first_page_is_light() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let (_, page) = get(&server.url, "/");
    let assets: BTreeSet<&str> =
        page.split('"').filter(|part| part.starts_with("/assets/")).collect();
    assert!(assets.len() > 5, "{assets:?}");
    let loaded: usize = assets.iter().map(|asset| get(&server.url, asset).1.len()).sum();
    assert!(page.len() + loaded < MOST_OF_A_PAGE, "{} and {loaded} bytes", page.len());
}
