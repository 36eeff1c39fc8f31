//! What a page states about its text: in meta tags (GB standard of government
//! sites), in the table or lines above the text.

use document::fields;
use scraper::Html;

use crate::formats::page::{selector, title};
use crate::manuscript::{Manuscript, Part};
use crate::text::label;
use document::headers::Header;
use language::gazetteer::Gazetteer;

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

/// What the choices of a form begin with.
const CHOICES: [&str; 3] = ["不限", "全部", "请选择"];

/// Characters that a line about the text has at most.
const LONGEST: usize = 200;

/// States what the page says of its text; `above` is what stands before the text.
pub(super) fn state(
    page: &Html,
    above: &Manuscript,
    manuscript: &mut Manuscript,
    names: &Gazetteer,
) {
    let is_article = meta(page, "ArticleTitle").is_some();
    for (tag, field) in META.into_iter().filter(|_| is_article) {
        let value =
            meta(page, tag).filter(|value| field != "标题" || title::is_title(value, names));
        manuscript.stated.extend(value.map(|value| (field.to_owned(), value)));
    }
    let lines = with_values(&above.parts);
    let labels = lines.iter().flat_map(|line| labels(line));
    for (name, value) in labels.chain(above.stated.clone()) {
        let is_new = !manuscript.stated.iter().any(|(known, _)| same_field(known, &name));
        if is_new && is_value(&value) {
            manuscript.stated.push((name, value));
        }
    }
}

/// Whether a text can be the value of a field, and is not what stands beside one without a value:
/// the next name, buttons, what a form lets choose.
fn is_value(text: &str) -> bool {
    let is_choice = CHOICES.iter().any(|choice| text.starts_with(choice));
    !is_choice && !label::is_offer(text) && !label::is_known(text)
}

fn same_field(a: &str, b: &str) -> bool {
    let [a_field, b_field] = [a, b].map(Header::by_name);
    // A page calls the day it put a text up 发布日期 or 发布时间, by whim.
    let is_published = |field| {
        [&fields::DATE, &fields::PUBLISHED].iter().any(|&named| field == Some(Header::Field(named)))
    };
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

/// The lines above the text; a name that ends with a colon has its value in the next one.
fn with_values(parts: &[Part]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        let Part::Line(line) = part else { continue };
        match lines.last_mut() {
            Some(name) if name.ends_with(['：', ':']) && is_value(line) => name.push_str(line),
            _ => lines.push(line.clone()),
        }
    }
    lines
}

/// The fields that a line above the text states.
fn labels(line: &str) -> Vec<(String, String)> {
    let labels = label::segments(line).into_iter().filter_map(|segment| label::of_line(&segment));
    labels.filter(is_field).map(|label| (label.name, label.value)).collect()
}

/// Whether a line states a field; menus have other names before a colon.
fn is_field(label: &label::Label) -> bool {
    let header = Header::by_name(&label.name);
    let is_known = match header {
        Some(Header::Field(field)) => field.is_announced,
        header => header == Some(Header::Extra),
    };
    is_known && !label.value.is_empty() && label.value.chars().count() < LONGEST
}
