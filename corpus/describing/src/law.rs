//! Whether a document is a law, a regulation or a rule of government (法规规章) and no policy,
//! when nothing states it: by its type, who passed it, the order it was given by, or its form.

use crate::notice;
use document::document::Document;
use language::entity;
use language::gazetteer::{Entity, Gazetteer};

/// Types that are always regulations.
const LAWS: [&str; 2] = ["条例", "法"];

/// Types that regulations and policies both have.
const SHARED: [&str; 6] = ["办法", "规定", "细则", "规则", "决定", "决议"];

/// Articles that a text in the form of a law has at least.
const FEWEST_ARTICLES: usize = 3;

/// The words that show a regulation.
pub(crate) fn evidence(document: &Document, gazetteer: &Gazetteer) -> Option<String> {
    let doc_type = document.doc_type.as_deref()?;
    if LAWS.contains(&doc_type) {
        return Some(doc_type.to_owned());
    }
    if let Some(agency) = document.agency.as_deref().filter(|agency| is_congress(agency)) {
        return (doc_type != "报告").then(|| agency.to_owned());
    }
    if !SHARED.contains(&doc_type) {
        return None;
    }
    by_order(document)
        .or_else(|| by_state_council(document))
        .or_else(|| by_form(document, gazetteer))
}

/// What the State Council lays down (国务院关于…的规定) without a number of its letters.
fn by_state_council(document: &Document) -> Option<String> {
    let is_rule = matches!(document.doc_type.as_deref(), Some("办法" | "规定" | "细则" | "规则"));
    let lead = document.agency.as_deref().filter(|agency| *agency == "国务院");
    lead.filter(|_| is_rule && document.number.is_none()).map(str::to_owned)
}

fn is_congress(agency: &str) -> bool {
    agency.contains("人大") || agency.contains("人民代表大会")
}

/// An order (令) gives rules of government, and only regulations have a notice that tells who
/// passed them.
fn by_order(document: &Document) -> Option<String> {
    let number = document.number.as_deref().filter(|number| number.contains("令第"));
    let told = document.inferred.iter().map(|inference| inference.evidence.as_str());
    let of_notice = || told.into_iter().find(|evidence| notice::is_act(evidence));
    number.or_else(of_notice).map(str::to_owned)
}

/// Articles from the first on, under a title that names no issuer beside a region or its congress,
/// with nothing around them that a letter has: what a congress passed, without its notice. What
/// offices print for themselves has a number, an issuer or a last day.
fn by_form(document: &Document, gazetteer: &Gazetteer) -> Option<String> {
    let is_letter = document.number.is_some()
        || document.agency.is_some()
        || document.dates.expires.is_some()
        || !document.attachments.is_empty();
    if is_letter || !is_of_state(&document.title, gazetteer) {
        return None;
    }
    let passages = document.passages();
    let articles = passages.iter().filter(|passage| is_article(&passage.text));
    let mut articles = articles.take(FEWEST_ARTICLES);
    let first = articles.next()?.text.chars().take(20).collect::<String>();
    (articles.count() + 1 == FEWEST_ARTICLES).then_some(first)
}

/// Whether a title begins with the state, a region, or a congress.
fn is_of_state(title: &str, gazetteer: &Gazetteer) -> bool {
    let first = entity::leading(title, gazetteer).first().map(|mention| mention.name);
    let is_of_region = first.is_some_and(|name| match name.entity {
        Entity::Region => true,
        Entity::Agency => is_congress(&name.canonical),
        Entity::District => false,
    });
    is_of_region || title.starts_with("中华人民共和国")
}

/// 第一条, 第十二条
fn is_article(text: &str) -> bool {
    let Some(rest) = text.trim_start().strip_prefix('第') else { return false };
    let rest =
        rest.trim_start_matches(|c: char| "〇零一二三四五六七八九十百0123456789".contains(c));
    rest.starts_with('条')
}
