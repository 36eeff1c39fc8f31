//! A reference after GB/T 7714—2015: 主要责任者. 题名: 文号[文献类型标识]. 日期: 条. Of what was
//! read at an address: 条(日期)[引用日期]. 获取和访问路径. Who answers for a document is left out where that is not known (8.1.3); of more than three the first three
//! are named (8.1.2).

use super::{Cited, Sort, on_one_line};

/// How many responsible parties are named.
const NAMED: usize = 3;

/// The reference.
pub(super) fn reference(cited: &Cited<'_>) -> String {
    let fields = &cited.document.fields;
    let number = fields.number.as_deref().map(|number| format!(": {number}"));
    let name = format!("{}{}[{}]", cited.title(), number.unwrap_or_default(), mark(cited));
    let parts = [parties(cited), Some(name), dates(cited), cited.address().map(str::to_owned)];
    let parts = parts.into_iter().flatten().map(|part| on_one_line(&part));
    format!("{}.", parts.collect::<Vec<_>>().join(". "))
}

fn parties(cited: &Cited<'_>) -> Option<String> {
    let parties = cited.parties();
    let named = parties[..parties.len().min(NAMED)].join(", ");
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

/// When it was issued, which part is meant, and when it was looked up at an address.
fn dates(cited: &Cited<'_>) -> Option<String> {
    let date = cited.date().map(|date| date.to_string());
    let place = cited.place().unwrap_or_default();
    let dates = match (cited.address(), date) {
        (Some(_), date) => {
            let date = date.map(|date| format!("({date})")).unwrap_or_default();
            format!("{place}{date}[{}]", cited.day)
        }
        (None, Some(date)) if !place.is_empty() => format!("{date}: {place}"),
        (None, date) => date.unwrap_or_else(|| place.to_owned()),
    };
    Some(dates).filter(|dates| !dates.is_empty())
}
