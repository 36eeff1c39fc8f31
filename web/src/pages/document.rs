//! The page of one document.

use askama::Template;
use corpus::Document;
use corpus::document::{Block, Doubt, Section, Statement};
use corpus::fields;
use search::LinkedDocument;

use super::Frame;
use super::hits::source;
use super::related::{self, Related};
use super::wording::{self, Fact, status_class};
use crate::parameters::{Parameters, document_json_href};

/// From how many headings on a table of contents helps.
const CONTENTS: usize = 3;

/// The deepest heading that HTML has.
const DEEPEST: usize = 6;

/// What the page of a document shows.
#[derive(Template)]
#[template(path = "document.html")]
pub(super) struct DocumentPage<'a> {
    frame: Frame,
    back: String,
    title: &'a str,
    subtitle: Option<&'a str>,
    kind: &'static str,
    /// The status, the class that colours it, and the sentence that proves it.
    status: Option<(&'a str, &'static str, &'a str)>,
    facts: Vec<Fact>,
    summary: Option<&'a str>,
    parts: Vec<Part<'a>>,
    /// Whether there is a table of contents.
    contents: bool,
    sources: Vec<String>,
    /// Lists of documents that this one leads to.
    related: Vec<Related>,
    doubts: Vec<String>,
    json: String,
}

/// A section without those below it; the tree is laid out flat, in reading order.
struct Part<'a> {
    anchor: String,
    /// The level of its heading, 2 to 6.
    level: usize,
    heading: Option<&'a str>,
    blocks: &'a [Block],
}

impl<'a> DocumentPage<'a> {
    /// The page of a document that this search found.
    pub(super) fn new(parameters: &Parameters, linked: &'a LinkedDocument) -> DocumentPage<'a> {
        let document = &linked.document;
        let title = wording::title(&document.title);
        let mut parts = Vec::new();
        lay_out(&document.body, 2, &mut parts);
        let status = document.status.as_ref();
        DocumentPage {
            frame: Frame::new(format!("{title} · 政策检索"), parameters),
            back: parameters.href("/"),
            title,
            subtitle: document.subtitle.as_deref(),
            kind: document.kind.name(),
            status: status.map(|s| (s.value.name(), status_class(s.value), s.evidence.as_str())),
            facts: facts(document),
            summary: document.summary.as_deref(),
            contents: parts.iter().filter(|part| part.heading.is_some()).count() >= CONTENTS,
            parts,
            sources: document.sources.iter().map(source).collect(),
            related: related::lists(parameters, &linked.links),
            doubts: document.doubts.iter().map(doubt).collect(),
            json: document_json_href(&document.id),
        }
    }
}

fn lay_out<'a>(sections: &'a [Section], level: usize, parts: &mut Vec<Part<'a>>) {
    for section in sections {
        parts.push(Part {
            anchor: format!("s{}", parts.len() + 1),
            level: level.min(DEEPEST),
            heading: section.heading.as_deref(),
            blocks: &section.blocks,
        });
        lay_out(&section.sections, level + 1, parts);
    }
}

/// Everything known about a document beside its text, in the order in which offices state it.
fn facts(document: &Document) -> Vec<Fact> {
    let known = |field: &&fields::Field| {
        let text = field.told(&document.fields).filter(|_| field.is_fact)?;
        let corrected = document.is_corrected(field.key);
        Some(Fact { corrected, ..Fact::of(&document.inferred, field, text) })
    };
    let mut facts: Vec<Fact> = fields::ALL.iter().filter_map(known).collect();
    facts.extend(attachments(document).map(|titles| Fact::stated("印发、转发", titles)));
    let extra = document.extra.iter();
    facts.extend(extra.map(|Statement { name, value }| Fact::stated(name, value)));
    facts
}

fn attachments(document: &Document) -> Option<String> {
    let titles = document.attachments.iter().map(|printed| format!("《{}》", printed.title));
    Some(titles.collect::<String>()).filter(|titles| !titles.is_empty())
}

/// A statement that was not believed, in words.
fn doubt(doubt: &Doubt) -> String {
    format!("“{}”{}", doubt.value, doubt.reason)
}

#[cfg(test)]
mod tests {
    use corpus::document::{Inference, Source, Table};
    use corpus::fields::{Dates, Fields, Status, Validity};
    use search::Links;

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
            inferred: vec![Inference {
                field: "district".to_owned(),
                evidence: "“静安”".to_owned(),
            }],
            body: vec![
                Section::default(),
                section("一、<概况>", vec![Block::Paragraph("正文".to_owned())], vec![deep]),
                section("二、政策", vec![Block::Table(table)], Vec::new()),
            ],
            sources: vec![Source { file: "a.txt".to_owned(), place: "表1 第2行".to_owned() }],
            ..Document::default()
        }
    }

    #[test]
    fn the_page_shows_all_parts_and_escapes_them() {
        let linked = LinkedDocument { document: document(), links: Links::default() };
        let page = DocumentPage::new(&read("q=a&year=2019&offset=10").parameters, &linked);
        let html = page.render().unwrap();
        let expected = [
            "若干&#60;思考&#62;</h1>",
            "href=\"/?q=a&#38;year=2019&#38;offset=10\"",
            "<h2 id=\"s2\">一、&#60;概况&#62;</h2>",
            "<h3 id=\"s3\">1.</h3>",
            "<a href=\"#s4\">二、政策</a>",
            "<th scope=\"col\">&#60;机构&#62;</th>",
            "<td>&#60;b&#62;静安区&#60;/b&#62;</td>",
            "<figcaption>图 1 &#60;趋势&#62;</figcaption>",
            "2019年12月3日",
            "原文未写明，推断依据：“静安”",
            "有效期至2021年",
            "a.txt，表1 第2行",
            "/api/v1/document?id=a%2Fb%3Fc",
        ];
        for text in expected {
            assert!(html.contains(text), "no {text} in {html}");
        }
    }

    #[test]
    fn headings_go_no_deeper_than_html_does() {
        let nested =
            (0..9).fold(Section::default(), |below, _| section("x", Vec::new(), vec![below]));
        let mut parts = Vec::new();
        let body = [nested];
        lay_out(&body, 2, &mut parts);
        let levels: Vec<usize> = parts.iter().map(|part| part.level).collect();
        assert_eq!(levels, [2, 3, 4, 5, 6, 6, 6, 6, 6, 6]);
    }
}
