//! Two documents side by side: on the command line, as files, on a page and by the API.

use std::fs;
use std::io::Read;

use serde_json::Value;

use crate::http::get;
use crate::program::Environment;
use crate::server::Server;

const OLD: &str = "滨江市人民政府令第3号";
const NEW: &str = "滨江市人民政府令第9号";

/// A library with two versions of a regulation.
fn library() -> Environment {
    let environment = Environment::new();
    let regulation = |number: &str, day: &str, articles: &[&str]| {
        let articles = articles.join("\n\n");
        format!("# 滨江市湿地保护办法\n\n{number}\n\n{day}\n\n第一章 总则\n\n{articles}\n")
    };
    let purpose = "第一条 为了加强湿地保护，维护湿地的生态功能和生物多样性，促进生态文明建设，\
                   根据有关法律、法规，结合本市实际，制定本办法。";
    let costs = "补偿费由市财政局收取，全部用于湿地的恢复和日常管护，任何单位不得挪用；\
                 一处湿地的补偿费最高";
    let (before, after) = (format!("第二条 {costs}500万元。"), format!("第三条 {costs}800万元。"));
    let old = [purpose, &before];
    let new = [purpose, "第二条 任何人都可以举报*破坏*湿地的行为。", &after];
    environment.write("旧.md", regulation(OLD, "2018年3月1日", &old));
    environment.write("新.md", regulation(NEW, "2021年5月1日", &new));
    environment.check(&["index", "."], 0, &[]);
    environment
}

#[test]
fn two_versions_in_every_format() {
    let environment = library();
    let text = environment.check(&["compare", OLD, NEW], 0, &[]).stdout;
    for expected in [
        "− 《滨江市湿地保护办法》（滨江市人民政府令第3号，",
        "条：修改 1，新增 1，相同 1；其中条号变动 1",
        "第二条 → 第三条  修改、条号变动",
        "的补偿费最高[-500-]万元。",
        "的补偿费最高{+800+}万元。",
        "第一条 相同",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    assert!(!text.contains("生物多样性"), "{text}");
    let all = environment.check(&["compare", OLD, NEW, "--all"], 0, &[]).stdout;
    assert!(all.contains("生物多样性"), "{all}");

    let object = environment.check(&["compare", OLD, NEW, "--format", "json"], 0, &[]).stdout;
    let object: Value = serde_json::from_str(&object).unwrap();
    let changes: Vec<&str> =
        object["pairs"].as_array().unwrap().iter().map(|p| p["change"].as_str().unwrap()).collect();
    // The number and the day, which stand in the text, too, are told above.
    assert_eq!(changes, ["same", "same", "only_second", "changed"]);
    assert!(object["index"]["commit"].as_str().is_some_and(|commit| !commit.is_empty()));

    let md = environment.check(&["compare", OLD, NEW, "--format", "md"], 0, &[]).stdout;
    for expected in
        ["的补偿费最高~~500~~万元。 |", "**800**", "- 前一份：《滨江市湿地保护办法》", "- 索引："]
    {
        assert!(md.contains(expected), "{expected} is not in {md}");
    }
    environment.check(&["compare", OLD, NEW, "-o", "对照.docx"], 0, &["已写入 对照.docx"]);
    let file = fs::File::open(environment.library().join("对照.docx")).unwrap();
    let mut word = String::new();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut word).unwrap();
    for expected in ["<w:tblHeader", "<w:strike", "<w:u w:val=\"single\"", "黑体", "宋体", "500"]
    {
        assert!(word.contains(expected), "{expected} is not in {word}");
    }
}

#[test]
fn what_cannot_be_compared_is_told() {
    let environment = library();
    for (ids, told) in [
        ([OLD, "没有这份"], "没有编号为“没有这份”的文件"),
        (["没有这份", NEW], "没有编号为“没有这份”的文件"),
        ([OLD, OLD], "同一份文件"),
        (["旧.md", NEW], "“旧.md”是文件的路径"),
    ] {
        let [first, second] = ids;
        assert_eq!(environment.check(&["compare", first, second], 1, &[told]).stdout, "");
    }
}

#[test]
fn a_page_and_the_api() {
    let environment = library();
    let server = Server::start(environment.command(&[]));
    let encoded =
        |id: &str| url::form_urlencoded::byte_serialize(id.as_bytes()).collect::<String>();
    let (old, new) = (encoded(OLD), encoded(NEW));
    let (status, page) = get(&server.url, &format!("/compare?a={old}&b={new}"));
    assert_eq!(status, 200);
    for expected in ["<del>500</del>", "<ins>800</ins>", "条：修改 1，新增 1", "href=\"#c2\""]
    {
        assert!(page.contains(expected), "{expected} is not in {page}");
    }
    let (_, document) = get(&server.url, &format!("/doc?id={old}"));
    assert_eq!(document.matches(&format!("/compare?a={old}&#38;b={new}")).count(), 2, "{document}");
    assert!(
        document.contains(&format!("/compare?a={old}")) && document.contains("与另一份文件比较")
    );
    for (path, expected) in [
        ("/compare".to_owned(), "<form action=\"/compare\""),
        (format!("/compare?a={old}"), OLD),
        (format!("/compare?a={old}&b=x"), "没有编号为“x”的文件"),
        (format!("/compare?a={}&b={new}", encoded("滨江市湿地保护办法")), "，可能是："),
        (
            format!("/compare?a={old}&b={}", encoded("滨江市湿地保护办法")),
            &format!("href=\"/compare?a={old}&#38;b={new}"),
        ),
    ] {
        let (_, page) = get(&server.url, &path);
        assert!(page.contains(expected), "{path}: {expected} is not in {page}");
    }
    for (path, expected) in [
        ("/compare".to_owned(), 200),
        (format!("/compare?a={old}"), 200),
        (format!("/compare?a={old}&b=x"), 404),
        (format!("/compare?a={old}&b={old}"), 200),
        (format!("/api/v1/compare?a={old}&b={new}"), 200),
        (format!("/api/v1/compare?a={old}&b=x"), 404),
        (format!("/api/v1/compare?a={old}"), 400),
        (format!("/api/v1/compare?a={old}&b={new}&format=pdf"), 400),
        (format!("/api/v1/compare?a={old}&b={new}&format=md&all=1"), 200),
    ] {
        assert_eq!(get(&server.url, &path).0, expected, "{path}");
    }
}
