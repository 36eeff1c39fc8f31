//! The pages with the health of the library: some findings of each kind, and all of one kind.

use askama::Template;
use report::number::grouped;
use search::{DocumentEntry, Health, HealthLine, HealthSection, HealthTopic};

use super::{Frame, wording};
use crate::parameters::{Parameters, findings_csv_href, findings_href};

/// The most findings of a kind that are listed beside the other kinds.
const SOME: usize = 5;

/// The most that are listed on a page of their own.
const LISTED: usize = 50;

/// How many documents of a finding are named before the others are folded away.
const NAMED: usize = 3;

/// What a page with the health of the library shows.
#[derive(Template)]
#[template(path = "check.html")]
pub(super) struct HealthPage {
    frame: Frame,
    /// The one kind of finding that the page is about.
    heading: Option<&'static str>,
    /// What was asked for and could not be used.
    notices: Vec<String>,
    documents: String,
    sections: Vec<Section>,
    /// All findings as a table.
    csv: String,
    /// The other pages of findings, where there are any.
    pages: Option<Pages>,
}

/// The way through pages of findings.
struct Pages {
    current: usize,
    count: usize,
    /// The first and the last one, the one before and the one behind, by name.
    links: Vec<(&'static str, String)>,
}

/// A kind of finding.
struct Section {
    key: String,
    heading: &'static str,
    meaning: &'static str,
    count: String,
    lines: Vec<CheckLine>,
    /// The number of the first line.
    first: usize,
    /// Where all of them are listed.
    href: String,
    /// Whether some of them are only listed there.
    more: bool,
    csv: String,
}

/// A finding: links to documents, and what was found of them.
struct CheckLine {
    documents: Vec<Link>,
    folded: Vec<Link>,
    text: String,
}

struct Link {
    href: String,
    title: String,
    date: Option<String>,
}

impl HealthPage {
    /// The page with some findings of each kind; there is no other page of them.
    pub(super) fn of_all(health: &Health, page: usize, mut notices: Vec<String>) -> HealthPage {
        let sections = health.sections(SOME).into_iter().map(|found| section(found, 0));
        notices.extend(beyond(page, 1));
        HealthPage {
            frame: Frame::new("资料库体检 · 政策检索".to_owned(), &Parameters::default()),
            heading: None,
            notices,
            documents: grouped(health.documents),
            sections: sections.collect(),
            csv: findings_csv_href(None),
            pages: None,
        }
    }

    /// A page of the findings of one kind, counted from 0; in place of one behind the last, the last.
    pub(super) fn of_one(
        health: &Health,
        topic: HealthTopic,
        page: usize,
        mut notices: Vec<String>,
    ) -> HealthPage {
        let pages = health.section(topic, 0..0).count.div_ceil(LISTED).max(1);
        notices.extend(beyond(page, pages));
        let page = page.min(pages - 1);
        let first = page * LISTED;
        let found = health.section(topic, first..first + LISTED);
        let heading = topic.heading();
        HealthPage {
            frame: Frame::new(format!("{heading} · 资料库体检"), &Parameters::default()),
            heading: Some(heading),
            notices,
            documents: grouped(health.documents),
            sections: vec![section(found, first)],
            csv: findings_csv_href(None),
            pages: (pages > 1).then(|| Pages::new(topic, page, pages)),
        }
    }
}

/// Says that there is no such page.
fn beyond(page: usize, pages: usize) -> Option<String> {
    (page >= pages).then(|| match pages {
        1 => format!("没有第 {} 页，只有这一页。", page + 1),
        pages => format!("没有第 {} 页，这是最后一页。共 {pages} 页。", page + 1),
    })
}

impl Pages {
    fn new(topic: HealthTopic, page: usize, count: usize) -> Pages {
        let last = count - 1;
        let ways = [
            ("第一页", (page > 1).then_some(0)),
            ("上一页", page.checked_sub(1)),
            ("下一页", (page < last).then_some(page + 1)),
            ("最后一页", (page + 1 < last).then_some(last)),
        ];
        let links = ways.into_iter();
        let links = links.filter_map(|(name, to)| Some((name, findings_href(topic, to?))));
        Pages { current: page + 1, count, links: links.collect() }
    }
}

/// A kind of finding, its lines counted from the first of them.
fn section(found: HealthSection, first: usize) -> Section {
    let HealthSection { topic, count, lines } = found;
    Section {
        key: topic.to_string(),
        heading: topic.heading(),
        meaning: topic.meaning(),
        count: grouped(count),
        more: lines.len() < count,
        lines: lines.into_iter().map(line).collect(),
        first: first + 1,
        href: findings_href(topic, 0),
        csv: findings_csv_href(Some(topic)),
    }
}

fn line(line: HealthLine) -> CheckLine {
    let mut documents: Vec<Link> = line.documents.iter().map(link).collect();
    // A fold with one line in it is longer than the line.
    let folded = if documents.len() > NAMED + 1 { documents.split_off(NAMED) } else { Vec::new() };
    CheckLine { documents, folded, text: line.text }
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

    fn unreadable(count: usize) -> Health {
        Health {
            documents: 3000,
            unreadable: (1..=count).map(|at| format!("<b>{at}.pdf：没有文字层")).collect(),
            ..Health::default()
        }
    }

    fn of_all(health: &Health) -> HealthPage {
        HealthPage::of_all(health, 0, Vec::new())
    }

    fn of_one(health: &Health, topic: HealthTopic, page: usize) -> HealthPage {
        HealthPage::of_one(health, topic, page, Vec::new())
    }

    #[test]
    fn some_findings_of_each_kind_lead_to_all() {
        let html = of_all(&unreadable(6)).render().unwrap();
        let told = [
            "共 3,000 篇",
            "未能读取",
            "&#60;b&#62;5.pdf",
            "href=\"/check?section=unreadable\"",
            "href=\"/api/v1/check?section=unreadable&#38;format=csv\"",
            "href=\"/api/v1/check?section=all&#38;format=csv\"",
            "id=\"unreadable\"",
        ];
        for text in told {
            assert!(html.contains(text), "no {text} in {html}");
        }
        assert!(!html.contains("6.pdf"), "{html}");
        let html = of_all(&Health::default()).render().unwrap();
        assert!(html.contains("没有发现"), "{html}");
    }

    #[test]
    fn pages_have_every_finding_once() {
        let health = unreadable(2 * LISTED + 1);
        let pages: Vec<String> = (0..3)
            .map(|at| of_one(&health, HealthTopic::Unreadable, at).render().unwrap())
            .collect();
        for at in 1..=2 * LISTED + 1 {
            let text = format!("&#62;{at}.pdf：");
            let having: Vec<bool> = pages.iter().map(|page| page.contains(&text)).collect();
            assert_eq!(having.iter().filter(|&&has| has).count(), 1, "{text} {having:?}");
        }
        assert!(pages[1].contains("href=\"/check?section=unreadable&#38;page=3\""));
        assert!(pages[2].contains("start=\"101\""));
        let beyond = of_one(&health, HealthTopic::Unreadable, 99).render().unwrap();
        let told = "<p role=\"note\">没有第 100 页，这是最后一页。共 3 页。</p>\n";
        assert!(beyond.contains(told), "{beyond}");
        assert_eq!(beyond.replace(told, ""), pages[2]);
        let none = of_one(&health, HealthTopic::Ended, 0).render().unwrap();
        assert!(none.contains("已经失效") && none.contains("没有"), "{none}");
    }

    #[test]
    fn pages_speak_to_those_who_look_things_up() {
        let entry = DocumentEntry::of(&corpus::Document::default());
        let groups = vec![vec![entry.clone(); 9]];
        let health = Health { same_title: groups.clone(), versions: groups, ..unreadable(1) };
        let html = of_all(&health).render().unwrap();
        assert!(html.contains("其余 6 篇"), "{html}");
        for topic in HealthTopic::all() {
            for word in ["zhengce", "catalogue", "--", "索引"] {
                assert!(!topic.meaning().contains(word), "{}", topic.meaning());
            }
        }
    }
}
