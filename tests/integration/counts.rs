//! The overview of a result and the API of counts: every number leads to exactly the documents that
//! it counts.

use serde_json::Value;

use crate::http::{ask, get};
use crate::program::Environment;
use crate::server::Server;

/// A library with documents of several agencies, without dates and without districts.
fn mixed() -> Environment {
    let environment = Environment::new();
    let agencies = ["市科委", "静安区人民政府", "市经信委;市科委", "国务院", ""];
    let mut rows = String::from("标题,发布机构,发布日期,内容\n");
    for n in 0..60 {
        let (agency, year) = (agencies[n % 5], 1990 + n % 23);
        let date = if n % 7 == 0 { String::new() } else { format!("{year}-03") };
        let text = format!("静安区第{n}项区块链创新。2019年静安区。");
        rows += &format!("关于第{n}项技术创新的通知,{agency},{date},{text}\n");
    }
    environment.write("目录.csv", rows);
    environment.check(&["index", "."], 0, &[]);
    environment
}

/// The links of a page that lead to documents of counts: address and text.
fn counted_links(page: &str) -> Vec<(String, String)> {
    let links = page.split("<a href=\"/?").skip(1).filter_map(|rest| {
        let (query, rest) = rest.split_once("\">")?;
        let text = rest.split_once("</a>")?.0;
        Some((query.replace("&#38;", "&"), text.to_owned()))
    });
    links.filter(|(query, _)| query.contains("has=")).collect()
}

fn json(server: &Server, path: &str) -> Value {
    let (status, body) = get(&server.url, path);
    assert_eq!(status, 200, "{path}: {body}");
    serde_json::from_str(&body).unwrap()
}

#[test]
fn numbers_of_the_overview_lead_to_what_they_count() {
    let environment = mixed();
    let server = Server::start(environment.command(&[]));
    for query in [
        "",
        "q=%E5%8C%BA%E5%9D%97%E9%93%BE&offset=20",
        // 2019年静安区的区块链
        "q=2019%E5%B9%B4%E9%9D%99%E5%AE%89%E5%8C%BA%E7%9A%84%E5%8C%BA%E5%9D%97%E9%93%BE",
        // 市科委 alone and with others
        "agency=%E5%B8%82%E7%A7%91%E5%A7%94&year=1995..2012",
        // a document by its title
        "q=%E5%85%B3%E4%BA%8E%E7%AC%AC13%E9%A1%B9%E6%8A%80%E6%9C%AF%E5%88%9B%E6%96%B0%E7%9A%84%E9%80%9A%E7%9F%A5",
    ] {
        let (status, page) = get(&server.url, &format!("/overview?{query}"));
        assert_eq!(status, 200);
        let links = counted_links(&page);
        let numbers: Vec<_> = links
            .iter()
            .filter_map(|(query, text)| Some((query, text.parse::<u64>().ok()?)))
            .collect();
        assert!(!numbers.is_empty(), "{query}: {links:?}");
        for (query, number) in numbers {
            let found = json(&server, &format!("/api/v1/search?{query}&limit=0"));
            assert_eq!(found["total"], number, "{query}");
        }
    }
}

#[test]
fn the_page_behind_a_number_says_what_was_chosen() {
    let environment = mixed();
    let server = Server::start(environment.command(&[]));
    let (_, page) = get(&server.url, "/overview");
    let (query, number) = counted_links(&page)
        .into_iter()
        .find(|(query, text)| query.contains("district%3A&has=year%3A") && !text.is_empty())
        .unwrap();
    let (_, results) = get(&server.url, &format!("/?{query}"));
    assert!(results.contains(&format!("<strong>{number}</strong> 篇")), "{results}");
    assert!(results.contains("行政区：未注明"), "{results}");
    let (status, _) = get(&server.url, &format!("/overview?{query}"));
    assert_eq!(status, 200);
}

#[test]
fn the_api_counts_by_fields_and_crosses_them() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let counts = json(&server, "/api/v1/counts?by=year,district&by=agency&kind=policy&top=3");
    assert_eq!(counts["total"], 21);
    assert_eq!(counts["complete"], true);
    let [crossed, single] = &counts["tables"].as_array().unwrap()[..] else { panic!("{counts}") };
    assert_eq!(crossed["rows"]["field"], "year");
    assert_eq!(crossed["columns"]["field"], "district");
    let told = |field: &Value| -> Vec<(String, u64)> {
        let values = field["values"].as_array().unwrap().iter();
        let pair =
            |v: &Value| (v["label"].as_str().unwrap().to_owned(), v["count"].as_u64().unwrap());
        values.map(pair).collect()
    };
    let years = [("2020年", 4), ("2019年", 4), ("2018年", 7), ("更早 2 年", 6)];
    assert_eq!(told(&crossed["rows"]), years.map(|(label, count)| (label.to_owned(), count)));
    let agencies = told(&single["rows"]);
    assert_eq!(agencies[0], ("市经信委".to_owned(), 4));
    assert!(agencies[3].0.starts_with("其他 ") && agencies.len() <= 5, "{agencies:?}");

    let odd = json(&server, "/api/v1/counts?by=colour&top=x&format=xml&size=1&year=spring");
    assert_eq!(odd["notices"].as_array().unwrap().len(), 5);
    assert_eq!(odd["tables"][0]["rows"]["field"], "year");
}

#[test]
fn counts_are_files() {
    let environment = Environment::with_builtin();
    let server = Server::start(environment.command(&[]));
    let host = format!("Host: {}", server.url.trim_start_matches("http://"));
    let file = |format: &str| {
        let path = format!(
            "/api/v1/counts?by=year,district&kind=policy&top=2&year=2019..2020&format={format}"
        );
        let answer = ask(&server.url, &path, &[&host]);
        let head = answer.head.to_lowercase();
        assert!(head.contains("content-disposition: attachment; filename*=utf-8''"), "{head}");
        assert!(head.contains("cache-control: no-store"), "{head}");
        (head, answer.body)
    };
    let (head, body) = file("csv");
    assert!(head.contains("content-type: text/csv; charset=utf-8"), "{head}");
    let lines: Vec<&str> = body.lines().collect();
    assert!(lines[0].starts_with("\u{feff}年份,") && lines[0].ends_with(",合计"), "{lines:?}");
    assert!(lines[1].starts_with("2020年,") && lines[1].ends_with(",4"), "{lines:?}");
    assert!(lines[3].starts_with("合计,") && lines[3].ends_with(",8"), "{lines:?}");
    assert!(body.contains("条件,时间 2019年至2020年；类别 政策"), "{body}");
    let (head, svg) = file("svg");
    assert!(head.contains("content-type: image/svg+xml"), "{head}");
    for part in ["<svg ", ">2019年</text>", "资料来源：政策库"] {
        assert!(svg.contains(part), "{part}: {svg}");
    }
    let nothing = ask(&server.url, "/api/v1/counts?year=1950&format=svg", &[&host]);
    assert!(nothing.status == 404 && nothing.body.contains("没有可画的图"));
}
