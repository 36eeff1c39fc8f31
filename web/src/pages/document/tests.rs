//! Tests of the page of a document.

use corpus::Document;
use corpus::document::{Block, Inference, Section, Source, Statement, Table};
use corpus::fields::{Dates, Fields, Status, Validity};

use corpus::gazetteer::Gazetteer;

use super::*;
use crate::parameters::read;

fn section(heading: &str, blocks: Vec<Block>, sections: Vec<Section>) -> Section {
    Section { heading: Some(heading.to_owned()), blocks, sections }
}

fn document() -> Document {
    let table = Table {
        caption: Some("表 1".to_owned()),
        header: vec!["时间".to_owned(), "<机构>".to_owned()],
        rows: vec![vec!["2019年".to_owned(), "<b>静安区</b>".to_owned()]],
    };
    let deep = section("1.", vec![Block::Figure("图 1 <趋势>".to_owned())], Vec::new());
    let paragraphs = ["第一条 正<文>", "2019年12月3日"];
    let paragraphs = paragraphs.map(|text| Block::Paragraph(text.to_owned())).to_vec();
    Document {
        id: "a/b?c".to_owned(),
        fields: Fields {
            title: "若干<思考>".to_owned(),
            date: "2019-12-03".parse().ok(),
            dates: Dates { expires: "2021".parse().ok(), ..Dates::default() },
            district: Some("静安区".to_owned()),
            status: Some(Status {
                value: Validity::Expired,
                evidence: "有效期至2021年".to_owned(),
            }),
            ..Fields::default()
        },
        extra: vec![Statement { name: "<url>".to_owned(), value: "<http>".to_owned() }],
        inferred: vec![Inference {
            field: "district".to_owned(), evidence: "“静安”".to_owned()
        }],
        body: vec![
            Section::default(),
            section("一、<概况>", paragraphs, vec![deep]),
            section("附件 政策", vec![Block::Table(table)], Vec::new()),
        ],
        sources: vec![Source { file: "/库/<a>.txt".to_owned(), place: "表1 第2行".to_owned() }],
        ..Document::default()
    }
}

#[test]
fn the_page_shows_all_parts_and_escapes_them() {
    let linked = LinkedDocument { document: document(), ..LinkedDocument::default() };
    let parameters = read("q=a&year=2019&offset=10").parameters;
    let (origin, linked) = (Origin::default(), &linked);
    let viewed = Viewed {
        parameters: &parameters,
        linked,
        names: Gazetteer::builtin(),
        marking: None,
        find: "<b>",
        origin: &origin,
    };
    let html = DocumentPage::new(&viewed).render().unwrap();
    let expected = [
        "若干&#60;思考&#62;</h1>",
        "href=\"/?q=a&#38;year=2019&#38;offset=10\"",
        "<h2 id=\"s2\">一、&#60;概况&#62;",
        "<h3 id=\"s3\">1.",
        "<a href=\"#s4\">附件 政策</a>",
        "<section class=\"attached\">",
        "<p id=\"a1\" class=\"article\"><strong>第一条</strong> 正&#60;文&#62;",
        "class=\"signature\">2019年12月3日",
        "<a href=\"#a1\">第一条</a>",
        "<th scope=\"col\">&#60;机构&#62;</th>",
        "<td>&#60;b&#62;静安区&#60;/b&#62;</td>",
        "<figcaption>图 1 &#60;趋势&#62;</figcaption>",
        "2019年12月3日",
        "原文未写明，推断依据：“静安”",
        "这份文件已失效。",
        "依据：有效期至2021年",
        "&#60;a&#62;.txt，表1 第2行",
        "href=\"/original?id=a%2Fb%3Fc&#38;source=0\"",
        "<dt>&#60;url&#62;</dt><dd>&#60;http&#62;",
        "value=\"&#60;b&#62;\"",
        "<input type=\"hidden\" name=\"id\" value=\"a/b?c\">",
        "/api/v1/document?id=a%2Fb%3Fc",
        "<span class=\"citation\">《若干&#60;思考&#62;》（2019年12月3日）</span>",
        "检索：a　地址：/doc?id=a/b?c&#38;q=a",
    ];
    for text in expected {
        assert!(html.contains(text), "no {text} in {html}");
    }
}
