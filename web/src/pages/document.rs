//! The page of one document: what is known of it, its text with the words of the search marked, and
//! where it leads to.

mod record;
mod related;
mod text;

use askama::Template;
use corpus::PartialDate;
use corpus::gazetteer::Gazetteer;
use percent_encoding::percent_decode_str;
use report::citation::{Cited, Form};
use search::{LinkedDocument, Marking};

use super::Frame;
use super::wording::{self, status_class};
use crate::parameters::{Parameters, cite_href, document_json_href};
use crate::reception::Origin;
use record::{Banner, Record};
use related::Related;
use text::{Content, Part, Text};

/// From how many headings and articles on a table of contents helps.
const CONTENTS: usize = 3;

/// Where the passage is that carries most of the search; results lead there.
pub(super) const BEST: &str = "best";

/// What the page of a document shows.
#[derive(Template)]
#[template(path = "document.html")]
pub(super) struct DocumentPage<'a> {
    frame: Frame,
    back: String,
    title: &'a str,
    subtitle: Option<&'a str>,
    kind: &'static str,
    /// The status and the class that colours it.
    status: Option<(&'a str, &'static str)>,
    banner: Option<Banner>,
    record: Record,
    /// How the document is cited, by offices and in lists of references.
    citations: [(&'static str, String); 2],
    /// Where programs that keep references get it.
    files: [(&'static str, String); 3],
    summary: Option<&'a str>,
    parts: Vec<Part<'a>>,
    marked: MarkedWords<'a>,
    /// Whether there is a table of contents.
    contents: bool,
    /// Lists of documents that this one leads to.
    related: Vec<Related>,
    json: String,
    /// Where another document is named to compare it with.
    comparison: String,
    /// What tells where a printed page is from.
    printed: String,
}

/// What is marked in the text, and what is looked for in it.
struct MarkedWords<'a> {
    /// The words that are marked; empty where there are none.
    words: &'a str,
    count: usize,
    /// Whether the page says which passage carries most of them.
    has_best: bool,
    /// What is looked for in the text alone.
    find: &'a str,
    /// What the form for looking keeps.
    kept: Vec<(&'static str, String)>,
}

/// What is looked at: a document, found by a search, with words marked in it.
pub(super) struct Viewed<'a> {
    pub(super) parameters: &'a Parameters,
    pub(super) linked: &'a LinkedDocument,
    pub(super) names: &'a Gazetteer,
    pub(super) marking: Option<&'a Marking>,
    /// What is looked for in the text alone; empty where the words of the search are marked.
    pub(super) find: &'a str,
    /// By which address the server was asked.
    pub(super) origin: &'a Origin,
}

impl<'a> DocumentPage<'a> {
    pub(super) fn new(viewed: &Viewed<'a>) -> DocumentPage<'a> {
        let &Viewed { parameters, linked, marking, find, names, .. } = viewed;
        let document = &linked.document;
        let title = wording::title(&document.title);
        let Text { parts, marks } = Text::new(document, marking);
        let lines = |part: &Part| usize::from(part.heading.is_some()) + part.articles().len();
        let words = if find.is_empty() { parameters.request.query.trim() } else { find };
        let has_best = parts.iter().flat_map(|part| &part.blocks).any(|block| block.is_best);
        let cited = Cited::of(document, names, PartialDate::today());
        let citation = cited.told(Form::Office);
        DocumentPage {
            frame: Frame {
                description: citation.clone(),
                ..Frame::new(format!("{title} · 政策检索"), parameters)
            },
            back: parameters.href("/"),
            title,
            subtitle: document.subtitle.as_deref(),
            kind: document.kind.name(),
            status: document.status.as_ref().map(|s| (s.value.name(), status_class(s.value))),
            banner: record::banner(parameters, linked),
            record: Record::new(document).seen(linked),
            citations: [("公文", citation), ("GB/T 7714", cited.told(Form::Gbt7714))],
            files: [("GB/T 7714", Form::Gbt7714), ("BibTeX", Form::Bibtex), ("RIS", Form::Ris)]
                .map(|(label, form)| (label, cite_href(&document.id, form))),
            summary: document.summary.as_deref(),
            contents: parts.iter().map(lines).sum::<usize>() >= CONTENTS,
            marked: MarkedWords {
                words: if marking.is_some() { words } else { "" },
                count: marks,
                has_best,
                find,
                kept: parameters.pairs_of_document(&document.id),
            },
            parts,
            related: related::lists(parameters, linked),
            json: document_json_href(&document.id),
            comparison: parameters.comparison_href(&document.id, ""),
            printed: printed(viewed),
        }
    }
}

/// Where a printed page is from: the search, the address as people can type it, and the day.
fn printed(viewed: &Viewed<'_>) -> String {
    let &Viewed { parameters, linked, origin, .. } = viewed;
    let query = parameters.request.query.trim();
    let search = if query.is_empty() { String::new() } else { format!("检索：{query}　") };
    let href = parameters.document_href(&linked.document.id);
    let path = percent_decode_str(&href).decode_utf8_lossy();
    format!("{search}地址：{origin}{path}　打印：{}", PartialDate::today().in_chinese())
}

#[cfg(test)]
mod tests;
