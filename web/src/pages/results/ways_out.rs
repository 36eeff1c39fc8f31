//! What to do where nothing was found: what was looked for, and which condition to take off.

use report::number::grouped;
use search::Response;

use super::paging::Choice;
use super::{chips, scope_in_words};
use crate::parameters::Parameters;

/// How many conditions are tried at most.
const MOST: usize = 8;

/// A condition, and the search without it.
#[derive(Debug)]
pub(crate) struct Removal {
    condition: String,
    pub(crate) without: Parameters,
}

impl Removal {
    /// The way out, where it leads to documents.
    pub(crate) fn leading_to(self, total: usize) -> Choice {
        let total = grouped(total);
        Choice {
            label: format!("去掉{}：{total} 篇", self.condition),
            href: self.without.href("/"),
            current: false,
        }
    }
}

/// The conditions that were given beside the query; what was read out of it is counted already.
pub(crate) fn removals(parameters: &Parameters, response: &Response) -> Vec<Removal> {
    let stated = chips::stated(parameters, response).into_iter();
    let removal =
        |(condition, without)| Removal { condition: format!("“{condition}”"), without };
    stated.map(removal).take(MOST).collect()
}

/// What taking off each thing that was read out of the query gives.
pub(crate) fn of_readings(parameters: &Parameters, response: &Response) -> Vec<Choice> {
    let choice = |way: &search::WayOut| {
        let values = chips::values_read(&response.understood, way.drop).join("、");
        let condition = format!("{}限定（{values}）", way.drop.label());
        Removal { condition, without: parameters.ignoring(way.drop) }.leading_to(way.total)
    };
    response.ways_out.iter().map(choice).collect()
}

/// What was looked for, and where.
pub(super) fn tried(parameters: &Parameters, response: &Response) -> String {
    let words = &response.understood.keywords;
    let mut parts = Vec::new();
    if !words.is_empty() {
        let place = scope_in_words(parameters.request.scope).map_or("标题和全文", |_| "标题");
        parts.push(format!("在{place}里找“{}”", words.join("”“")));
    }
    parts.extend(parameters.request.within.iter().map(|text| format!("结果中找“{text}”")));
    let filters = chips::filters_in_words(parameters, &response.understood);
    if !filters.is_empty() {
        parts.push(format!("限定{}", filters.join("；")));
    }
    parts.join("，")
}

#[cfg(test)]
mod tests {
    use super::super::tests::response;
    use super::*;
    use crate::parameters::read;

    #[test]
    fn what_was_tried_is_said() {
        let mut found = response();
        found.understood.keywords = vec!["甲".to_owned(), "乙".to_owned()];
        let cases = [
            ("q=a", "在标题和全文里找“甲”“乙”"),
            ("q=a&in=title&within=c", "在标题里找“甲”“乙”，结果中找“c”"),
            ("q=a&year=2019&district=B", "在标题和全文里找“甲”“乙”，限定年份 2019年；行政区 B"),
        ];
        for (query, expected) in cases {
            assert_eq!(tried(&read(query).parameters, &found), expected);
        }
    }

    #[test]
    fn every_condition_beside_the_query_is_tried_without() {
        let parameters = read("q=a&in=title&within=c&year=2019&offset=10").parameters;
        let ways = removals(&parameters, &response()).into_iter().map(|way| way.leading_to(1200));
        let seen: Vec<(String, String)> = ways.map(|way| (way.label, way.href)).collect();
        let expected = [
            ("去掉“只查标题”：1,200 篇", "/?q=a&within=c&year=2019"),
            ("去掉“结果中：c”：1,200 篇", "/?q=a&in=title&year=2019"),
            ("去掉“年份：2019年”：1,200 篇", "/?q=a&in=title&within=c"),
        ];
        assert_eq!(seen, expected.map(|(label, href)| (label.to_owned(), href.to_owned())));
    }
}
