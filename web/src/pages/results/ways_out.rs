//! What to do where nothing was found: what was looked for, and which condition to take off.

use report::number::grouped;
use search::{Budget, Engine, FilterField, NoticeCode, Response};

use super::paging::Choice;
use super::{chips, scope_in_words};
use crate::parameters::Parameters;

/// How many conditions are tried at most.
const MOST: usize = 8;

/// A condition, or two, and the search without.
#[derive(Debug)]
struct Removal {
    condition: String,
    without: Parameters,
}

impl Removal {
    /// The way out, where it leads to documents.
    fn leading_to(self, total: usize) -> Choice {
        let total = grouped(total);
        Choice {
            label: format!("去掉{}：{total} 篇", self.condition),
            href: self.without.href("/"),
            current: false,
        }
    }
}

/// The ways out of a result without hits.
#[derive(Debug, Default)]
pub(crate) struct WaysOut {
    pub(crate) choices: Vec<Choice>,
    /// Whether each takes off two conditions, as no single one helps.
    pub(crate) are_pairs: bool,
}

/// What taking off a condition gives where nothing was found, or two where one does not help; what
/// gives nothing is left out.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn find(
    (engine, budget): (&Engine, &Budget),
    parameters: &Parameters,
    response: &Response,
) -> Result<WaysOut, search::Error> {
    let mut ways = WaysOut { choices: of_readings(parameters, response), are_pairs: false };
    if response.total > 0 || !response.complete {
        return Ok(ways);
    }
    ways.choices.extend(leading(engine, budget, removals(parameters, response))?);
    if ways.choices.is_empty() {
        let pairs = leading(engine, budget, pairs(parameters, response))?;
        ways = WaysOut { choices: pairs, are_pairs: true };
    }
    Ok(ways)
}

/// Those of some removals that lead to documents, with their number.
fn leading(
    engine: &Engine,
    budget: &Budget,
    removals: Vec<Removal>,
) -> Result<Vec<Choice>, search::Error> {
    let mut choices = Vec::new();
    for removal in removals {
        let found = engine.search_within(budget, &removal.without.of_counts())?;
        if !found.complete {
            break;
        }
        choices.extend((found.total > 0).then(|| removal.leading_to(found.total)));
    }
    Ok(choices)
}

/// The conditions that were given beside the query; what was read out of it is counted already.
fn removals(parameters: &Parameters, response: &Response) -> Vec<Removal> {
    let stated = chips::stated(parameters, response).into_iter();
    let removal =
        |(condition, without)| Removal { condition: format!("“{condition}”"), without };
    stated.map(removal).take(MOST).collect()
}

/// All conditions: those given beside the query, and those that were read out of it.
fn conditions(parameters: &Parameters, response: &Response) -> Vec<Removal> {
    let mut all = removals(parameters, response);
    let read = FilterField::ALL.into_iter().filter_map(|field| {
        let is_heeded = !parameters.request.ignore.contains(&field.into());
        let values = chips::values_read(&response.understood, field);
        let is_read = is_heeded && !values.is_empty();
        is_read.then(|| of_reading(parameters, field, &values))
    });
    all.extend(read);
    all.truncate(MOST);
    all
}

/// Every two conditions.
fn pairs(parameters: &Parameters, response: &Response) -> Vec<Removal> {
    let mut pairs = Vec::new();
    for (at, one) in conditions(parameters, response).into_iter().enumerate() {
        // Without the one the others stand one place further ahead.
        for other in conditions(&one.without, response).into_iter().skip(at) {
            let condition = format!("{}和{}", one.condition, other.condition);
            pairs.push(Removal { condition, without: other.without });
        }
    }
    pairs
}

/// What taking off each thing that was read out of the query gives.
pub(crate) fn of_readings(parameters: &Parameters, response: &Response) -> Vec<Choice> {
    let choice = |way: &search::WayOut| {
        let values = chips::values_read(&response.understood, way.drop);
        of_reading(parameters, way.drop, &values).leading_to(way.total)
    };
    response.ways_out.iter().map(choice).collect()
}

fn of_reading(parameters: &Parameters, field: FilterField, values: &[String]) -> Removal {
    let condition = format!("{}限定（{}）", field.label(), values.join("、"));
    Removal { condition, without: parameters.ignoring(field) }
}

/// What was looked for, and where.
pub(super) fn tried(parameters: &Parameters, response: &Response) -> String {
    let given_up = given_up(response);
    let words = response.understood.keywords.iter().map(String::as_str);
    let words: Vec<&str> = words.filter(|word| !given_up.contains(word)).collect();
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

/// The words that were given up, as no document has all.
fn given_up(response: &Response) -> Vec<&str> {
    let notices = response.notices.iter();
    let notices = notices.filter(|notice| notice.code == NoticeCode::WordsGivenUp);
    notices.flat_map(|notice| notice.words.split('、')).collect()
}

#[cfg(test)]
mod tests {
    use search::Notice;

    use super::super::tests::{receipt, response};
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
        let (code, text, words) = (NoticeCode::WordsGivenUp, String::new(), "乙".to_owned());
        found.notices.push(Notice { code, text, words });
        assert_eq!(tried(&read("q=a").parameters, &found), "在标题和全文里找“甲”");
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

    #[test]
    fn every_two_conditions_are_tried_without() {
        let mut found = response();
        found.understood.receipts = vec![receipt(FilterField::DATES, "2018", "2018年")];
        let parameters = read("q=a&within=c&district=B").parameters;
        let ways = pairs(&parameters, &found).into_iter().map(|way| way.leading_to(3));
        let seen: Vec<(String, String)> = ways.map(|way| (way.label, way.href)).collect();
        let expected = [
            ("去掉“结果中：c”和“行政区：B”：3 篇", "/?q=a"),
            ("去掉“结果中：c”和时间限定（2018年）：3 篇", "/?q=a&district=B&ignore=dates"),
            ("去掉“行政区：B”和时间限定（2018年）：3 篇", "/?q=a&within=c&ignore=dates"),
        ];
        assert_eq!(seen, expected.map(|(label, href)| (label.to_owned(), href.to_owned())));
    }
}
