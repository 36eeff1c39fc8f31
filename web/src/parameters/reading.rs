//! From a query string to a search request. Reading never fails: what cannot be used becomes a
//! notice, and the rest is applied.

use std::borrow::Cow;

use corpus::{DateRange, PartialDate, fields};
use search::{MAX_LIMIT, Notice, NoticeCode, ReadField, shortened_query, typed_time};

use super::{Parameters, filters};

/// The most notices that one query string gives; a longer list helps nobody.
pub(super) const MAX_NOTICES: usize = 10;

/// Characters of a value that a notice repeats.
const SHOWN: usize = 40;

/// The largest offset: far beyond any library, and small enough to be added to.
pub(super) const MAX_OFFSET: usize = 1_000_000_000;

/// The most conditions within a result: a person types them one by one.
const MAX_WITHIN: usize = 8;

/// The longest value but for the query, in characters, and the most values of filters: every link of a
/// page repeats them.
const LONGEST: usize = 200;
const MOST_VALUES: usize = 100;

/// What a query string says.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Reading {
    /// What could be used.
    pub(crate) parameters: Parameters,
    /// What could not.
    pub(crate) notices: Vec<Notice>,
    /// What stands in the two fields of a range, where it could not be used.
    pub(crate) unread: Ends<String>,
}

/// Something of the two fields of a range.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Ends<T> {
    pub(crate) from: Option<T>,
    pub(crate) to: Option<T>,
}

/// Reads a query string, percent-encoded, without its question mark.
pub(crate) fn read(query: &str) -> Reading {
    read_pairs(form_urlencoded::parse(query.as_bytes()))
}

/// Reads the pairs of a query string.
pub(super) fn read_pairs<'a>(
    pairs: impl IntoIterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
) -> Reading {
    let mut reading = Reading::default();
    // The day from which times count comes first, wherever it stands.
    let (today, others): (Vec<_>, Vec<_>) =
        pairs.into_iter().partition(|(name, _)| name == "today");
    let mut range = (None, None);
    for (name, value) in today.into_iter().chain(others) {
        match &*name {
            "from" => range.0 = Some(value),
            "to" => range.1 = Some(value),
            _ => reading.take(&name, &value),
        }
    }
    reading.range(range.0, range.1);
    reading
}

impl Reading {
    /// Applies one parameter. Of those that can be given only once, the last counts.
    fn take(&mut self, name: &str, value: &str) {
        let request = &mut self.parameters.request;
        if name == "q" {
            // Every link of a page repeats it.
            shortened_query(value, &mut self.notices).clone_into(&mut request.query);
            return;
        }
        // The facet is called doc_type in the object that is returned.
        let name = &*name.replace('_', "-");
        let value = value.trim();
        let known = names().contains(&name);
        // A form sends its empty fields, too.
        if known && value.is_empty() {
            return;
        }
        if known && (value.chars().nth(LONGEST).is_some() || self.has_many()) {
            let text = format!("{name} 的一个值太长或值太多，已略过“{}”。", shortened(value));
            return self.notice(NoticeCode::LimitCapped, text, name);
        }
        let request = &mut self.parameters.request;
        let applied = match name {
            "limit" => return self.limit(value),
            "within" => return self.within(value),
            "in" => value.parse().ok().map(|scope| request.scope = scope),
            "offset" => number(value).map(|offset| request.offset = offset.min(MAX_OFFSET)),
            "sort" => value.parse().ok().map(|sort| request.sort = Some(sort)),
            "ignore" => value.parse().ok().map(|field| request.ignore.push(field)),
            "literal" => switch(value).map(|on| request.literal = on),
            "no-synonyms" => switch(value).map(|on| request.synonyms = !on),
            "versions" => value.parse().ok().map(|way| request.versions = Some(way)),
            "today" => value.parse().ok().map(|today| {
                request.today = today;
                self.parameters.fixed_today = true;
            }),
            filter => filters::add(&mut request.filters, filter, value, request.today),
        };
        match applied {
            Some(()) => {}
            None if known => self.refuse(name, value),
            None => self.notice(NoticeCode::UnknownParameter, unknown(name), name),
        }
    }

    /// Whether there are as many filters already as a page can repeat in every link.
    fn has_many(&self) -> bool {
        let request = &self.parameters.request;
        self.parameters.filters().len() + request.within.len() + request.ignore.len() >= MOST_VALUES
    }

    /// Reads the two fields of a range.
    fn range(&mut self, from: Option<Cow<'_, str>>, to: Option<Cow<'_, str>>) {
        let (first, unread_from) = self.end_of_range("from", from, |range| range.from);
        let (last, unread_to) = self.end_of_range("to", to, |range| range.to);
        self.unread = Ends { from: unread_from, to: unread_to };
        let range = DateRange { from: first, to: last };
        filters::add_range(&mut self.parameters.request.filters, range);
    }

    /// Reads one of the two fields of a range, as the end of the time that it says; else what stands
    /// in it, to be mended there.
    fn end_of_range(
        &mut self,
        name: &str,
        typed: Option<Cow<'_, str>>,
        end: impl Fn(DateRange) -> Option<PartialDate>,
    ) -> (Option<PartialDate>, Option<String>) {
        let typed = typed.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
        let Some(typed) = typed else { return (None, None) };
        match typed_time(typed, self.parameters.request.today).and_then(end) {
            Some(date) => (Some(date), None),
            None => {
                self.refuse(name, typed);
                (None, Some(typed.to_owned()))
            }
        }
    }

    fn within(&mut self, value: &str) {
        let within = &mut self.parameters.request.within;
        if within.len() < MAX_WITHIN && !within.iter().any(|known| known == value) {
            within.push(value.to_owned());
        }
    }

    fn limit(&mut self, value: &str) {
        match number(value) {
            None => self.refuse("limit", value),
            Some(limit) => {
                self.parameters.request.limit = limit.min(MAX_LIMIT);
                if limit > MAX_LIMIT {
                    let text = format!("每次最多返回 {MAX_LIMIT} 篇，已按 {MAX_LIMIT} 篇处理。");
                    self.notice(NoticeCode::LimitCapped, text, value);
                }
            }
        }
    }

    fn refuse(&mut self, name: &str, value: &str) {
        self.refuse_for(name, value, &possible(name));
    }

    /// Says that a value cannot be used, and which could be.
    pub(super) fn refuse_for(&mut self, name: &str, value: &str, possible: &str) {
        let what = match name {
            "from" => "起始时间".to_owned(),
            "to" => "截止时间".to_owned(),
            name => format!("参数 {name} 的值"),
        };
        let text = format!("{what}“{}”无法使用，已略过。{possible}", shortened(value));
        self.notice(NoticeCode::BadParameter, text, value);
    }

    pub(super) fn notice(&mut self, code: NoticeCode, text: String, words: &str) {
        if self.notices.len() < MAX_NOTICES {
            self.notices.push(Notice { code, text, words: words.to_owned() });
        }
    }
}

/// The parameters of a search beside the query and the filters; the two fields of a range, `from` and
/// `to`, become a filter and are written as one.
const OTHERS: [&str; 10] = [
    "in",
    "within",
    "ignore",
    "sort",
    "limit",
    "offset",
    "literal",
    "no-synonyms",
    "versions",
    "today",
];

/// The parameters of a search, but for the query.
pub(crate) fn names() -> Vec<&'static str> {
    filters::names().chain(OTHERS).collect()
}

/// A whole number; one too large to hold is the largest.
pub(super) fn number(value: &str) -> Option<usize> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| value.parse().unwrap_or(usize::MAX))
}

pub(super) fn switch(value: &str) -> Option<bool> {
    match value {
        "1" | "true" | "on" | "yes" => Some(true),
        "0" | "false" | "off" | "no" => Some(false),
        _ => None,
    }
}

/// Which values a parameter can have, as a sentence.
fn possible(name: &str) -> String {
    let list = |values: &mut dyn Iterator<Item = String>| values.collect::<Vec<_>>().join("、");
    match name {
        "year" => "请写成 2019 或 2018..2020。".to_owned(),
        "date" => {
            "请写成 2019、2019-12、2019-12-31、2019年12月31日、去年，或一段：2017-03..2018-06。"
                .to_owned()
        }
        "from" | "to" => "请写成 2019、201903、2019年3月、2019/3/1 或去年。".to_owned(),
        "in" => "可用 text（全文）、title（标题）。".to_owned(),
        "today" => "请写成 2019-12-31。".to_owned(),
        filters::SINCE => "请写成 2019-12-31、昨天或近一周。".to_owned(),
        filters::HAS => "请写成 year:2019 或 district:静安区；district: 表示没有写明。".to_owned(),
        "limit" => format!("请写 0 到 {MAX_LIMIT} 的整数。"),
        "offset" => "请写不小于 0 的整数。".to_owned(),
        "literal" | "no-synonyms" => "请写 1 或 0。".to_owned(),
        "versions" => "可用 all（分开列出）、newest（合并为最新的一条）。".to_owned(),
        "sort" => "可用 relevance（相关度）、date（最新）、date-asc（最早）、seen（最近收录）、\
                   deadline（申报截止）。"
            .to_owned(),
        "ignore" => {
            format!("可用 {}。", list(&mut ReadField::all().map(|field| field.to_string())))
        }
        name => {
            let facet = fields::by_key(&name.replace('-', "_")).and_then(|field| field.facet);
            let values = facet.and_then(|facet| facet.values).map(|values| values());
            let named = |(key, name): (&str, &str)| match key == name {
                true => name.to_owned(),
                false => format!("{key}（{name}）"),
            };
            match values {
                Some(values) => format!("可用 {}。", list(&mut values.into_iter().map(named))),
                None => String::new(),
            }
        }
    }
}

fn unknown(name: &str) -> String {
    format!("没有名为“{}”的参数，已略过。可用 q、{}。", shortened(name), names().join("、"))
}

/// The beginning of a value.
pub(super) fn shortened(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_used_becomes_a_notice() {
        let cases = [
            ("year=abc", NoticeCode::BadParameter, "2018..2020"),
            ("year=2019-03", NoticeCode::BadParameter, "2018..2020"),
            ("year=2020..2018", NoticeCode::BadParameter, "2018..2020"),
            ("date=2019-02-30", NoticeCode::BadParameter, "2019-12-31"),
            ("kind=%E8%8F%9C%E8%B0%B1", NoticeCode::BadParameter, "policy（政策）"),
            ("level=x", NoticeCode::BadParameter, "市级"),
            ("sort=size", NoticeCode::BadParameter, "date-asc"),
            ("ignore=x", NoticeCode::BadParameter, "doc_types"),
            ("limit=ten", NoticeCode::BadParameter, "1000"),
            ("limit=-1", NoticeCode::BadParameter, "1000"),
            ("limit=99999999999999999999", NoticeCode::LimitCapped, "1000"),
            ("literal=maybe", NoticeCode::BadParameter, "1 或 0"),
            ("no-synonyms=x", NoticeCode::BadParameter, "1 或 0"),
            ("since=yesterday", NoticeCode::BadParameter, "2019-12-31"),
            ("today=tomorrow", NoticeCode::BadParameter, "2019-12-31"),
            ("has=2019", NoticeCode::BadParameter, "year:2019"),
            ("has=colour:red", NoticeCode::BadParameter, "district:"),
            ("from=spring", NoticeCode::BadParameter, "2019年3月"),
            ("to=2019-13", NoticeCode::BadParameter, "2019年3月"),
            ("in=body", NoticeCode::BadParameter, "title（标题）"),
            ("size=3", NoticeCode::UnknownParameter, "offset"),
            ("id=3", NoticeCode::UnknownParameter, "offset"),
        ];
        for (query, code, advice) in cases {
            let Reading { parameters, notices, .. } = read(&format!("q=%E4%BF%A1&{query}"));
            assert_eq!(parameters.request.query, "信", "{query}");
            assert_eq!(notices.len(), 1, "{query}");
            assert_eq!(notices[0].code, code, "{query}");
            assert!(notices[0].text.contains(advice), "{}", notices[0].text);
        }
    }

    #[test]
    fn empty_fields_and_other_spellings_are_understood() {
        let cases = [
            ("year=&kind=&limit=&sort=", "/"),
            ("kind=%E6%94%BF%E7%AD%96", "/?kind=policy"),
            ("year=2019%E5%B9%B4", "/?year=2019"),
            ("ignore=year", "/?ignore=dates"),
            ("limit=5000", "/?limit=1000"),
            ("q=a&q=b", "/?q=b"),
            ("literal=true&literal=0", "/"),
            ("no-synonyms=on", "/?no-synonyms=1"),
            ("no-synonyms=0", "/"),
            ("from=2018&to=2020", "/?year=2018..2020"),
            ("from=2019&to=2019", "/?year=2019"),
            ("from=2019&to=", "/?year=2019.."),
            ("from=&to=2019-3", "/?date=..2019-03"),
            ("from=2019%E5%B9%B43%E6%9C%88&to=2019%2F12%2F1", "/?date=2019-03..2019-12-01"),
            ("from=2020&to=2018", "/?year=2018..2020"),
            ("from=2019-03-01&to=2019", "/?date=2019-03-01..2019"),
            ("within=+a+&within=a&within=", "/?within=a"),
            ("in=text", "/"),
        ];
        for (query, expected) in cases {
            assert_eq!(read(query).parameters.href("/"), expected, "{query}");
        }
    }

    #[test]
    fn a_flood_of_parameters_gives_few_notices_of_bounded_length() {
        let flood = format!("{}={}&", "x".repeat(500), "y".repeat(500)).repeat(50);
        let notices = read(&flood).notices;
        assert_eq!(notices.len(), MAX_NOTICES);
        assert!(notices.iter().all(|notice| notice.text.chars().count() < 250));
    }
}
