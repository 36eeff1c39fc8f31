//! The page with the health of the library.

use askama::Template;
use search::{DocumentEntry, Health};

use super::{Frame, wording};
use crate::parameters::Parameters;

/// The most findings of a kind that the page lists.
const LISTED: usize = 100;

/// What the page with the health of the library shows.
#[derive(Template)]
#[template(path = "check.html")]
pub(super) struct HealthPage {
    frame: Frame,
    documents: usize,
    sections: Vec<Section>,
}

/// A kind of finding.
struct Section {
    anchor: String,
    heading: &'static str,
    advice: &'static str,
    count: usize,
    lines: Vec<CheckLine>,
    /// How many more there are.
    more: usize,
}

/// A finding: links to documents, and what was found of them.
struct CheckLine {
    documents: Vec<Link>,
    text: String,
}

struct Link {
    href: String,
    title: String,
    date: Option<String>,
}

impl HealthPage {
    /// The page for the health of a library.
    pub(super) fn new(health: &Health) -> HealthPage {
        let sections = health.sections().into_iter().enumerate().map(|(at, section)| Section {
            anchor: format!("s{}", at + 1),
            heading: section.topic.heading(),
            advice: section.topic.advice(),
            count: section.lines.len(),
            more: section.lines.len().saturating_sub(LISTED),
            lines: section.lines.into_iter().take(LISTED).map(line).collect(),
        });
        HealthPage {
            frame: Frame::new("资料库体检 · 政策检索".to_owned(), &Parameters::default()),
            documents: health.documents,
            sections: sections.collect(),
        }
    }
}

fn line(line: search::HealthLine) -> CheckLine {
    CheckLine { documents: line.documents.iter().map(link).collect(), text: line.text }
}

fn link(entry: &DocumentEntry) -> Link {
    Link {
        href: Parameters::default().document_href(&entry.id),
        title: wording::title(&entry.title).to_owned(),
        date: entry.date.map(|date| date.in_chinese()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_listed_and_escaped() {
        let health = Health {
            documents: 3,
            unreadable: (0..=LISTED).map(|at| format!("<b>{at}.pdf：没有文字层")).collect(),
            ..Health::default()
        };
        let html = HealthPage::new(&health).render().unwrap();
        for text in ["共 3 篇", "未能读取", "&#60;b&#62;0.pdf", "还有 1 处", "id=\"s1\""] {
            assert!(html.contains(text), "no {text} in {html}");
        }
        let html = HealthPage::new(&Health::default()).render().unwrap();
        assert!(html.contains("没有发现"), "{html}");
    }
}
