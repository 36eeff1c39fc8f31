//! Whether a document is a law, a regulation or a rule of government (法规规章) and no policy,
//! when nothing states it: by its type, who passed it, the order it was given by, or its form.

use document::record::Record;
use document::title;
use language::doc_type;
use language::entity;
use language::gazetteer::{Entity, Gazetteer};
use language::number;

/// Types that are always regulations.
const LAWS: [&str; 2] = ["条例", "法"];

/// Types that regulations and policies both have.
const SHARED: [&str; 7] = ["办法", "规定", "细则", "规则", "程序", "决定", "决议"];

/// Articles that a text in the form of a law has at least.
const FEWEST_ARTICLES: usize = 3;

/// What decides on the kind of what was issued.
pub(crate) struct Facts<'a> {
    pub(crate) doc_type: Option<&'a str>,
    pub(crate) lead: Option<&'a str>,
    pub(crate) number: Option<&'a str>,
    /// Whether agencies signed it.
    pub(crate) is_signed: bool,
    /// Whether it prints another document.
    pub(crate) prints: bool,
    /// Whether its last day is known.
    pub(crate) expires: bool,
    /// Words of the notice under a regulation's title, where something was found by them.
    pub(crate) notice: Option<&'a str>,
}

/// The words that show a regulation.
pub(crate) fn evidence(
    record: &Record,
    doc_type: &str,
    facts: &Facts<'_>,
    names: &Gazetteer,
) -> Option<String> {
    if LAWS.contains(&doc_type) {
        return Some(doc_type.to_owned());
    }
    if doc_type == "决定" && is_amendment(&record.fields.title) {
        return Some(record.fields.title.clone());
    }
    if let Some(agency) = facts.lead.filter(|agency| is_congress(agency)) {
        return (doc_type != "报告").then(|| agency.to_owned());
    }
    if !SHARED.contains(&doc_type) {
        return None;
    }
    by_order(facts)
        .or_else(|| by_state_council(doc_type, facts))
        .map(str::to_owned)
        .or_else(|| by_form(record, facts, names))
}

/// What the State Council lays down (国务院关于…的规定) without a number of its letters.
fn by_state_council<'a>(doc_type: &str, facts: &Facts<'a>) -> Option<&'a str> {
    let is_rule = matches!(doc_type, "办法" | "规定" | "细则" | "规则");
    facts.lead.filter(|agency| *agency == "国务院" && is_rule && facts.number.is_none())
}

/// 关于修改《某条例》的决定: what changes or repeals regulations is one.
fn is_amendment(title: &str) -> bool {
    let is_law = |title: &str| {
        let doc_type = doc_type::of_title(title).map(|(doc_type, _)| doc_type);
        doc_type.is_some_and(|known| {
            known != "决定" && (LAWS.contains(&known) || SHARED.contains(&known))
        })
    };
    let named = title::bracketed(title);
    ["修改", "废止", "修正"].iter().any(|act| title.contains(act))
        && (named.into_iter().any(is_law)
            || ["规章", "法规"].iter().any(|laws| title.contains(laws)))
}

fn is_congress(agency: &str) -> bool {
    agency.contains("人大") || agency.contains("人民代表大会")
}

/// An order (令) gives rules of government, and only regulations have a notice that tells who
/// passed them.
fn by_order<'a>(facts: &Facts<'a>) -> Option<&'a str> {
    facts.number.filter(|number| number::is_order(number)).or(facts.notice)
}

/// Articles from the first on, under a title that names no issuer beside a region or its congress,
/// with nothing around them that a letter has: what a congress passed, without its notice. What
/// offices print for themselves has a number, an issuer or a last day.
fn by_form(record: &Record, facts: &Facts<'_>, names: &Gazetteer) -> Option<String> {
    let is_letter = facts.number.is_some() || facts.lead.is_some() || facts.expires || facts.prints;
    if is_letter || !is_of_state(&record.fields.title, names) {
        return None;
    }
    let passages = record.passages();
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
        Entity::District | Entity::Title => false,
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
