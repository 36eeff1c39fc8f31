//! A reference after GB/T 7714—2015: 主要责任者. 题名: 文号[文献类型标识]. 日期: 条[引用日期]. 获取和访问路径. Who
//! answers for a document is left out where that is not known (8.1.3); of more than three the first three
//! are named (8.1.2).

use super::{Cited, Sort, on_one_line};

/// How many responsible parties are named.
const NAMED: usize = 3;

/// The reference.
pub(super) fn reference(cited: &Cited<'_>) -> String {
    let fields = &cited.document.fields;
    let number = fields.number.as_deref().map(|number| format!(": {number}"));
    let name = format!("{}{}[{}]", fields.title, number.unwrap_or_default(), mark(cited));
    let parts = [parties(cited), Some(name), dates(cited), cited.address().map(str::to_owned)];
    let parts = parts.into_iter().flatten().map(|part| on_one_line(&part));
    let parts = parts.collect::<Vec<_>>().join(". ");
    if cited.address().is_some() { parts } else { format!("{parts}.") }
}

fn parties(cited: &Cited<'_>) -> Option<String> {
    let parties = cited.parties();
    let named = parties.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    let rest = if parties.len() > NAMED { ", 等" } else { "" };
    (!named.is_empty()).then(|| format!("{named}{rest}"))
}

/// What it is, and whether it was read at an address (appendix B).
fn mark(cited: &Cited<'_>) -> &'static str {
    match (cited.sort(), cited.address().is_some()) {
        (Sort::Report, false) => "R",
        (Sort::Report, true) => "R/OL",
        (Sort::Standard, false) => "S",
        (Sort::Standard, true) => "S/OL",
        (Sort::Regulation | Sort::News | Sort::Other, false) => "Z",
        (Sort::Regulation | Sort::News | Sort::Other, true) => "EB/OL",
    }
}

/// When it was published, which article is meant, and when it was looked up at an address.
fn dates(cited: &Cited<'_>) -> Option<String> {
    let date = cited.document.date.map(|date| date.to_string());
    let looked_up = cited.address().map(|_| format!("[{}]", cited.day)).unwrap_or_default();
    let dates = match (date, cited.number()) {
        // The day of what is at an address stands in brackets, but for where a place in it follows.
        (Some(date), None) if !looked_up.is_empty() => format!("({date})"),
        (Some(date), None) => date,
        (Some(date), Some(article)) => format!("{date}: {article}"),
        (None, article) => article.unwrap_or_default().to_owned(),
    };
    Some(format!("{dates}{looked_up}")).filter(|dates| !dates.is_empty())
}
