//! Where the main text of a page is: in the element that content systems of
//! government sites keep it in, else in the one with the most running text.

use std::collections::HashMap;

use scraper::{ElementRef, Html, Node};

use crate::formats::page::menu::is_left_out;
use crate::formats::page::selector;

/// Elements that hold the main text, the surest first.
const KNOWN: [&str; 22] = [
    ".TRS_Editor",
    ".trs_editor_view",
    "#UCAP-CONTENT",
    "#ivs_content",
    "#zoom",
    "#Zoom",
    ".Article_content",
    ".article-content",
    ".article_content",
    ".pages_content",
    ".xxgk_content",
    ".TRS_PreAppend",
    "#js_content",
    "#vsb_content",
    ".wp_articlecontent",
    ".article-con",
    ".news_content",
    ".detail-content",
    "#article_content",
    "#content_body",
    "article",
    "main",
];

/// Characters that a text has at least.
const FEWEST: usize = 40;

/// Elements that may hold a main text.
const HOLDERS: [&str; 8] = ["div", "td", "section", "article", "main", "body", "center", "form"];

/// The element with the main text; the whole page where none stands out.
pub(super) fn find(page: &Html) -> ElementRef<'_> {
    let known = KNOWN.iter().filter_map(|name| selector(name)).find_map(|known| {
        page.select(&known).max_by_key(|e| length(*e)).filter(|e| length(*e) >= FEWEST)
    });
    let body = selector("body").and_then(|body| page.select(&body).next());
    known.or_else(|| fullest(page)).or(body).unwrap_or_else(|| page.root_element())
}

fn length(element: ElementRef<'_>) -> usize {
    element.text().flat_map(str::chars).filter(|c| !c.is_whitespace()).count()
}

/// The element under which the most running text is: each text counts for the holder it stands
/// in, half of it for the next one, and so on, so that whole columns win over single paragraphs
/// and not over the text itself.
fn fullest(page: &Html) -> Option<ElementRef<'_>> {
    let (mut worth, mut left_out) = (HashMap::new(), HashMap::new());
    for node in page.root_element().descendants() {
        let Node::Text(text) = node.value() else { continue };
        let points = points(text);
        let above: Vec<_> = node.ancestors().filter_map(ElementRef::wrap).collect();
        let is_aside = above.iter().any(|e| {
            e.value().name() == "a" || *left_out.entry(e.id()).or_insert_with(|| is_left_out(*e))
        });
        if points == 0.0 || is_aside {
            continue;
        }
        let holders = above.iter().filter(|e| HOLDERS.contains(&e.value().name()));
        for (holder, share) in holders.zip([1.0, 0.6, 0.2]) {
            *worth.entry(holder.id()).or_insert(0.0) += points * share;
        }
    }
    let best = worth.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).filter(|best| best.1 >= 3.0)?;
    page.tree.get(best.0).and_then(ElementRef::wrap)
}

/// What a text is worth: sentences have marks, menus have none.
fn points(text: &str) -> f64 {
    let marks = text.chars().filter(|c| "，。；、：".contains(*c)).count();
    let characters = text.chars().filter(|c| !c.is_whitespace()).count();
    marks as f64 + if marks > 0 { characters as f64 / 50.0 } else { 0.0 }
}
