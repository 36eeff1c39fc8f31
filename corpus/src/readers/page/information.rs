//! What a page states about its text: in meta tags (GB standard of government
//! sites), in the table or lines above the text, and its title.

use scraper::{ElementRef, Html};

use super::super::label;
use super::super::manuscript::{Manuscript, Part};
use super::{selector, walk};
use crate::metadata::Stated;

/// Names of meta tags, each with the field it states, the surest first.
const META: [(&str, &str); 7] = [
    ("ArticleTitle", "标题"),
    ("PubDate", "发布日期"),
    ("Keywords", "关键词"),
    ("ContentSource", "来源"),
    ("Author", "作者"),
    ("Url", "链接"),
    ("SiteName", "网站"),
];

/// Characters that a line about the text has at most.
const LONGEST: usize = 200;

/// States what the page says of its text; `main` is the element with the text.
pub(super) fn state(page: &Html, main: ElementRef<'_>, manuscript: &mut Manuscript) {
    let is_article = meta(page, "ArticleTitle").is_some();
    for (tag, field) in META.into_iter().filter(|_| is_article) {
        let value = meta(page, tag);
        manuscript.stated.extend(value.map(|value| (field.to_owned(), value)));
    }
    let lines = walk::before(page.root_element(), main);
    for (name, value) in lines.parts.iter().flat_map(labels).chain(lines.stated.clone()) {
        let is_new = !manuscript.stated.iter().any(|(known, _)| same_field(known, &name));
        if is_new {
            manuscript.stated.push((name, value));
        }
    }
    manuscript.title = title(page, main);
}

fn same_field(a: &str, b: &str) -> bool {
    let [a_field, b_field] = [a, b].map(Stated::by_name);
    // A page calls the day it put a text up 发布日期 or 发布时间, by whim.
    let is_published = |field| matches!(field, Some(Stated::Date | Stated::Published));
    a == b || a_field == b_field || (is_published(a_field) && is_published(b_field))
}

/// The content of a meta tag that says something.
fn meta(page: &Html, name: &str) -> Option<String> {
    let tags = selector("meta[name]")?;
    let mut found = page
        .select(&tags)
        .filter(|tag| tag.attr("name").is_some_and(|own| own.trim().eq_ignore_ascii_case(name)));
    let content = found.find_map(|tag| tag.attr("content")).map(str::trim)?;
    (!content.is_empty()).then(|| content.to_owned())
}

/// The fields that a line above the text states.
fn labels(part: &Part) -> Vec<(String, String)> {
    let Part::Line(line) = part else {
        return Vec::new();
    };
    let labels = walk::segments(line).into_iter().filter_map(|segment| label::read(&segment));
    labels.filter(is_field).map(|label| (label.name, label.value)).collect()
}

/// Whether a line states a field; menus have other names before a colon.
fn is_field(label: &label::Label) -> bool {
    use Stated::{Agency, Date, Effective, Expires, Issued, Number, Published, Status};
    let is_known = matches!(
        label.field(),
        Some(Agency | Date | Effective | Expires | Issued | Number | Published | Status)
    );
    let is_known = is_known || Stated::by_name(&label.name) == Some(Stated::Extra);
    is_known && !label.value.is_empty() && label.value.chars().count() < LONGEST
}

/// The title: the heading of the page that its `title` also says, else the first heading, else
/// `title` without the names of the site.
fn title(page: &Html, main: ElementRef<'_>) -> Option<String> {
    let text = |element: ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let stated = selector("title").and_then(|title| page.select(&title).next()).map(text);
    let stated = stated.unwrap_or_default();
    let headings = selector("h1, h2, .article-title, .title, #title")?;
    let mut headings = page.select(&headings).map(text).filter(|text| text.chars().count() > 4);
    let heading = headings.find(|heading| stated.contains(heading.as_str()));
    let own = selector("h1").and_then(|h1| main.select(&h1).next()).map(text);
    heading.or(own).or_else(|| without_site(&stated)).filter(|title| !title.is_empty())
}

/// `title` up to the name of the site.
fn without_site(title: &str) -> Option<String> {
    let end = title.find(['_', '|']).or_else(|| title.find(" - ")).or_else(|| title.find("--"));
    let own = title[..end.unwrap_or(title.len())].trim();
    (own.chars().count() > 4).then(|| own.to_owned())
}
