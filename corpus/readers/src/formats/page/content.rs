//! Where the main text of a page is: in the element that content systems of
//! government sites keep it in, else in the one with the most running text.

use std::collections::HashMap;
use std::sync::LazyLock;

use ego_tree::NodeRef;
use scraper::{ElementRef, Html, Node, Selector};

use crate::formats::page::menu::is_left_out;
use crate::formats::page::{footer, selector};

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

/// The same as selectors, which are made once.
static SELECTORS: LazyLock<Vec<(&str, Selector)>> =
    LazyLock::new(|| KNOWN.iter().filter_map(|name| Some((*name, selector(name)?))).collect());

/// Of them, those that a page has one of; others may hold a part of the text each.
const SINGLE: [&str; 2] = ["article", "main"];

/// Characters that a text has at least.
const FEWEST: usize = 40;

/// Elements of one name that are looked at.
const MOST_PARTS: usize = 50;

/// What a text is worth that stands out.
pub(super) const LEAST: f64 = 3.0;

/// Elements whose text a page does not show by itself.
const HELD: [&str; 5] = ["script", "style", "textarea", "noscript", "template"];

/// Elements that may hold a main text.
const HOLDERS: [&str; 8] = ["div", "td", "section", "article", "main", "body", "center", "form"];

/// The elements with the main text, in their order; the whole page where none stands out.
pub(super) fn find(page: &Html) -> Vec<ElementRef<'_>> {
    known(page).or_else(|| fullest(page).map(with_likes)).unwrap_or_else(|| {
        let body = selector("body").and_then(|body| page.select(&body).next());
        vec![body.unwrap_or_else(|| page.root_element())]
    })
}

/// The length of the main text of a page.
pub(super) fn length_of(page: &Html) -> usize {
    find(page).into_iter().map(length).sum()
}

/// What the text of elements is worth.
pub(super) fn worth(elements: &[ElementRef<'_>]) -> f64 {
    elements.iter().flat_map(|element| texts(*element)).map(worth_of).sum()
}

/// Whether the text of elements is worth so much.
pub(super) fn is_worth(elements: &[ElementRef<'_>], least: f64) -> bool {
    let mut worth = elements.iter().flat_map(|element| texts(*element)).map(worth_of);
    worth
        .try_fold(0.0, |sum, more| if sum + more < least { Ok(sum + more) } else { Err(()) })
        .is_err()
}

/// The elements of the surest name that hold a text. Where there are several, the text is in
/// parts: a notice and its annexes.
fn known(page: &Html) -> Option<Vec<ElementRef<'_>>> {
    SELECTORS.iter().find_map(|(name, known)| {
        let named: Vec<_> = page.select(known).take(MOST_PARTS).collect();
        if named.iter().map(|e| length(*e)).sum::<usize>() < FEWEST {
            return None;
        }
        let longest = *named.iter().max_by_key(|e| length(**e))?;
        let is_within = |e: &ElementRef<'_>| {
            e.ancestors().filter_map(ElementRef::wrap).any(|above| known.matches(&above))
        };
        let is_part = |e: &ElementRef<'_>| *e == longest || !is_within(e) && is_text(*e);
        let parts = named.into_iter().filter(|e| !SINGLE.contains(name) || *e == longest);
        let parts = without_copies(parts.filter(is_part).collect());
        Some(around(longest).map_or(parts, |around| vec![around]))
    })
}

/// The element of another sure name around a text, where it has more of the text: annexes behind the
/// editor's part.
fn around(part: ElementRef<'_>) -> Option<ElementRef<'_>> {
    let known: Vec<_> = SELECTORS.iter().filter(|(name, _)| !SINGLE.contains(name)).collect();
    let above = part.ancestors().filter_map(ElementRef::wrap);
    let mut around = above.filter(|above| known.iter().any(|(_, known)| known.matches(above)));
    around.find(|around| is_text(*around) && worth(&[*around]) > worth(&[part]) + LEAST)
}

/// An element with those beside it that are like it: the sections of a Word document, of which each
/// is an element of its own.
fn with_likes(best: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let above = best.parent().and_then(ElementRef::wrap);
    let (Some(kind), Some(above)) = (kind(best), above) else { return vec![best] };
    let likes = above.child_elements().filter(|e| self::kind(*e).as_ref() == Some(&kind));
    likes.filter(|e| *e == best || is_text(*e)).collect()
}

/// What elements are called that are like one another: their class, or the page layout of Word,
/// without a number.
fn kind(element: ElementRef<'_>) -> Option<String> {
    let style = element.value().attr("style").unwrap_or_default();
    let layout = style.split(';').find_map(|rule| rule.trim().strip_prefix("page:"));
    let kind = layout.or(element.value().attr("class"))?.trim();
    let kind = kind.trim_end_matches(|c: char| c.is_ascii_digit());
    (!kind.is_empty()).then(|| format!("{} {kind}", element.value().name()))
}

/// Whether an element is shown and holds more text than links.
fn is_text(element: ElementRef<'_>) -> bool {
    let links = element.descendants().filter_map(ElementRef::wrap);
    let links = links.filter(|element| element.value().name() == "a").map(length);
    let is_aside = element.ancestors().filter_map(ElementRef::wrap).any(is_left_out);
    !is_left_out(element) && !is_aside && links.sum::<usize>() * 2 < length(element)
}

/// The elements without those whose text another has too: sites repeat it for small screens.
fn without_copies(mut elements: Vec<ElementRef<'_>>) -> Vec<ElementRef<'_>> {
    if elements.len() < 2 {
        return elements;
    }
    let text = |e: &ElementRef<'_>| e.text().flat_map(str::split_whitespace).collect::<String>();
    let texts: Vec<String> = elements.iter().map(text).collect();
    let mut at = 0;
    elements.retain(|_| {
        let own = &texts[at];
        let is_copy = texts.iter().enumerate().any(|(other, text)| {
            other != at && text.contains(own.as_str()) && (text.len() > own.len() || other < at)
        });
        at += 1;
        !is_copy
    });
    elements
}

fn length(element: ElementRef<'_>) -> usize {
    texts(element).flat_map(str::chars).filter(|c| !c.is_whitespace()).count()
}

/// The texts of an element that a page shows by itself.
fn texts(element: ElementRef<'_>) -> impl Iterator<Item = &str> {
    let is_held = |text: &NodeRef<'_, Node>| {
        let holder = text.parent().and_then(ElementRef::wrap);
        holder.is_some_and(|holder| HELD.contains(&holder.value().name()))
    };
    let texts = element.descendants().filter(move |node| node.value().is_text() && !is_held(node));
    texts.filter_map(|node| node.value().as_text().map(|text| &**text))
}

/// The element under which the most running text is: each text counts for the holder it stands
/// in, half of it for the next one, and so on, so that whole columns win over single paragraphs
/// and not over the text itself.
fn fullest(page: &Html) -> Option<ElementRef<'_>> {
    let (mut worth, mut left_out) = (HashMap::new(), HashMap::new());
    for node in page.root_element().descendants() {
        let Node::Text(text) = node.value() else { continue };
        let points = worth_of(text);
        if points == 0.0 {
            continue;
        }
        let above: Vec<_> = node.ancestors().filter_map(ElementRef::wrap).collect();
        let is_aside = above.iter().any(|e| {
            e.value().name() == "a" || *left_out.entry(e.id()).or_insert_with(|| is_left_out(*e))
        });
        if is_aside {
            continue;
        }
        let holders = above.iter().filter(|e| HOLDERS.contains(&e.value().name()));
        for (holder, share) in holders.zip([1.0, 0.6, 0.2]) {
            *worth.entry(holder.id()).or_insert(0.0) += points * share;
        }
    }
    let best =
        worth.into_iter().max_by(|a, b| a.1.total_cmp(&b.1)).filter(|best| best.1 >= LEAST)?;
    page.tree.get(best.0).and_then(ElementRef::wrap)
}

/// What a text is worth: sentences have marks, menus have none, and footers are no text.
pub(super) fn worth_of(text: &str) -> f64 {
    let (mut marks, mut characters) = (0_u32, 0_u32);
    for c in text.chars() {
        marks += u32::from(matches!(c, '，' | '。' | '；' | '、' | '：'));
        characters += u32::from(!c.is_whitespace());
    }
    if marks == 0 || footer::is_line(text) {
        return 0.0;
    }
    f64::from(marks) + f64::from(characters) / 50.0
}
