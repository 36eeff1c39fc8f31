//! Names as users write them become values of the index; what the index has not is named in a
//! notice, with near names.

use corpus::DateRange;
use corpus::gazetteer::{Entity, Gazetteer, Relation, nearest};

use corpus::fields::Validity;

use crate::message::{FilterField, Filters, Notice, NoticeCode};
use crate::snapshot::FacetCache;

/// How many near names a notice offers.
const OFFERED: usize = 3;

/// What filters are resolved with.
pub(super) struct Resolver<'a> {
    pub(super) cache: &'a FacetCache,
    pub(super) gazetteer: &'a Gazetteer,
}

/// Which of a field's values pass, and the chosen ones that no document has.
type Resolved = (Vec<bool>, Vec<String>);

impl Resolver<'_> {
    /// Resolves the values of a field but for dates.
    pub(super) fn values(
        &self,
        field: FilterField,
        given: &[String],
        notices: &mut Vec<Notice>,
    ) -> Resolved {
        let mut resolve = |name: &String| match field {
            FilterField::DISTRICTS => self.district(name, notices),
            FilterField::AGENCIES => self.agency(name, notices),
            FilterField::REGIONS => self.region(name, notices),
            _ => {
                notices.extend(self.not_there(field, name));
                name.clone()
            }
        };
        let mut chosen: Vec<String> = given.iter().map(&mut resolve).collect();
        let passing = self.cache.values[field].iter().map(|value| chosen.contains(value)).collect();
        chosen.retain(|value| !self.has(field, value));
        (passing, chosen)
    }

    fn has(&self, field: FilterField, value: &str) -> bool {
        self.cache.values[field].iter().any(|known| known == value)
    }

    fn district(&self, given: &str, notices: &mut Vec<Notice>) -> String {
        match self.gazetteer.lookup(Entity::District, given) {
            Some(name) => {
                if name.relation == Relation::Merged {
                    notices.push(merged(given, &name.canonical, name.since));
                }
                if !self.has(FilterField::DISTRICTS, &name.canonical) {
                    notices.push(empty(&name.canonical));
                }
                name.canonical.clone()
            }
            None if self.has(FilterField::DISTRICTS, given) => given.to_owned(),
            None => {
                let near = self.gazetteer.near(Entity::District, given, OFFERED);
                notices.push(unknown(NoticeCode::UnknownDistrict, "行政区", given, &near));
                given.to_owned()
            }
        }
    }

    fn agency(&self, given: &str, notices: &mut Vec<Notice>) -> String {
        let known = corpus::agency::canonical(given, self.gazetteer);
        let canonical = known.clone().unwrap_or_else(|| given.to_owned());
        match known {
            _ if self.has(FilterField::AGENCIES, &canonical) => {}
            Some(name) => notices.push(empty(&name)),
            None => {
                let near = self.gazetteer.near(Entity::Agency, given, OFFERED);
                notices.push(unknown(NoticeCode::UnknownAgency, "机构", given, &near));
            }
        }
        canonical
    }

    fn region(&self, given: &str, notices: &mut Vec<Notice>) -> String {
        let known = self.gazetteer.canonical(Entity::Region, given);
        let canonical = known.unwrap_or(given).to_owned();
        match known {
            _ if self.has(FilterField::REGIONS, &canonical) => {}
            Some(name) => notices.push(empty(name)),
            None => {
                let values = self.cache.values[FilterField::REGIONS].iter().map(String::as_str);
                let near = nearest(given, values, OFFERED);
                notices.push(unknown(NoticeCode::UnknownRegion, "地区", given, &near));
            }
        }
        canonical
    }

    /// The notice of a value that is written as the index would have it, where it has it not.
    fn not_there(&self, field: FilterField, value: &str) -> Option<Notice> {
        let (code, what) = match field {
            FilterField::DOC_TYPES => (NoticeCode::UnknownDocType, "文种"),
            FilterField::STATUSES => (NoticeCode::UnknownStatus, "效力状态"),
            // Callers can give no other kinds and levels than there are.
            _ if field.field()?.facet?.values.is_some() => return None,
            _ => return (!self.has(field, value)).then(|| empty(value)),
        };
        if self.has(field, value) {
            return None;
        }
        if Validity::by_name(value).is_some() || is_doc_type(value) {
            return Some(empty(value));
        }
        let known = self.cache.values[field].iter().map(String::as_str);
        Some(unknown(code, what, value, &nearest(value, known, OFFERED)))
    }

    /// The years that the ranges take in, to be shown as selected; a range without any document
    /// is named in a notice.
    pub(super) fn years(&self, filters: &Filters, notices: &mut Vec<Notice>) -> Resolved {
        let ranges: Vec<&DateRange> = filters.years.iter().chain(&filters.dates).collect();
        let years = &self.cache.values[FilterField::DATES];
        for range in &filters.years {
            if !years.iter().any(|year| year_in(year, range)) {
                notices.push(empty_years(range, years));
            }
        }
        let taken_in = |year: &String| ranges.iter().any(|range| year_in(year, range));
        let single = filters.years.iter().filter(|years| years.from == years.to);
        let mut absent: Vec<String> = single.map(DateRange::to_string).collect();
        absent.retain(|year| !self.has(FilterField::DATES, year));
        (years.iter().map(taken_in).collect(), absent)
    }
}

fn year_in(year: &str, range: &DateRange) -> bool {
    year.parse().is_ok_and(|year| range.contains(year))
}

fn merged(given: &str, canonical: &str, since: Option<i16>) -> Notice {
    let since = since.map(|year| format!("{year}年起")).unwrap_or_default();
    Notice {
        code: NoticeCode::MergedDistrict,
        text: format!("“{given}”{since}并入{canonical}，已按{canonical}检索"),
        words: given.to_owned(),
    }
}

fn unknown(code: NoticeCode, what: &str, given: &str, near: &[&str]) -> Notice {
    let advice = if near.is_empty() {
        "请核对写法".to_owned()
    } else {
        format!("您是不是要找：{}", near.join("、"))
    };
    Notice {
        code, text: format!("没有名为“{given}”的{what}。{advice}"), words: given.to_owned()
    }
}

/// A value that exists, only not in this library.
fn empty(value: &str) -> Notice {
    Notice {
        code: NoticeCode::EmptyValue,
        text: format!("库中没有“{value}”的文件"),
        words: value.to_owned(),
    }
}

fn is_doc_type(value: &str) -> bool {
    corpus::doc_type::of_title(value).is_some_and(|(doc_type, _)| doc_type == value)
}

fn empty_years(range: &DateRange, years: &[String]) -> Notice {
    let from = range.from.or(range.to).map_or(0, |date| i32::from(date.year()));
    let mut near: Vec<&str> = years.iter().map(String::as_str).collect();
    near.sort_by_key(|year| (year.parse().map_or(i32::MAX, |y: i32| (y - from).abs()), *year));
    near.truncate(OFFERED);
    near.sort_unstable();
    let words = range.to_string();
    let advice = match near.as_slice() {
        [] => "库中的文件都没有日期".to_owned(),
        near => format!("相近的年份有：{}", near.join("、")),
    };
    Notice {
        code: NoticeCode::UnknownYear,
        text: format!("库中没有 {words} 年的文件。{advice}"),
        words,
    }
}
