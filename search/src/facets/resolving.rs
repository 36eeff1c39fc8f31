//! Names as users write them become values of the index; what the index has not is named in a
//! notice, with near names.

use corpus::DateRange;
use corpus::gazetteer::{Entity, Gazetteer, Relation, nearest};

use crate::message::{Filters, Notice};
use crate::snapshot::{Dimension, FacetCache};

/// How many near names a notice offers.
const OFFERED: usize = 3;

/// The states of validity that documents can have.
const STATUSES: [&str; 4] = ["现行有效", "已失效", "已废止", "待核"];

/// What filters are resolved with.
pub(super) struct Resolver<'a> {
    pub(super) cache: &'a FacetCache,
    pub(super) gazetteer: &'a Gazetteer,
}

impl Resolver<'_> {
    /// Which values of a dimension are among the chosen ones; `None` where nothing was chosen.
    pub(super) fn mask(&self, dimension: Dimension, chosen: &[String]) -> Option<Vec<bool>> {
        let values = &self.cache.values[dimension as usize];
        (!chosen.is_empty()).then(|| values.iter().map(|value| chosen.contains(value)).collect())
    }

    pub(super) fn absent(&self, dimension: Dimension, mut chosen: Vec<String>) -> Vec<String> {
        chosen.retain(|value| !self.has(dimension, value));
        chosen
    }

    fn has(&self, dimension: Dimension, value: &str) -> bool {
        self.cache.values[dimension as usize].iter().any(|known| known == value)
    }

    pub(super) fn districts(&self, given: &[String], notices: &mut Vec<Notice>) -> Vec<String> {
        given.iter().map(|name| self.district(name, notices)).collect()
    }

    fn district(&self, given: &str, notices: &mut Vec<Notice>) -> String {
        match self.gazetteer.lookup(Entity::District, given) {
            Some(name) => {
                if name.relation == Relation::Merged {
                    notices.push(merged(given, &name.canonical, name.since));
                }
                if !self.has(Dimension::District, &name.canonical) {
                    notices.push(empty(&name.canonical));
                }
                name.canonical.clone()
            }
            None if self.has(Dimension::District, given) => given.to_owned(),
            None => {
                let near = self.gazetteer.near(Entity::District, given, OFFERED);
                notices.push(unknown("unknown_district", "行政区", given, &near));
                given.to_owned()
            }
        }
    }

    pub(super) fn agencies(&self, given: &[String], notices: &mut Vec<Notice>) -> Vec<String> {
        given
            .iter()
            .map(|name| {
                let known = corpus::agency::canonical(name, self.gazetteer);
                let canonical = known.clone().unwrap_or_else(|| name.clone());
                match known {
                    _ if self.has(Dimension::Agency, &canonical) => {}
                    Some(name) => notices.push(empty(&name)),
                    None => {
                        let near = self.gazetteer.near(Entity::Agency, name, OFFERED);
                        notices.push(unknown("unknown_agency", "机构", name, &near));
                    }
                }
                canonical
            })
            .collect()
    }

    /// Values that are written as the index has them.
    pub(super) fn known(
        &self,
        dimension: Dimension,
        given: &[String],
        notices: &mut Vec<Notice>,
    ) -> Vec<String> {
        let (code, what) = match dimension {
            Dimension::DocType => ("unknown_doc_type", "文种"),
            _ => ("unknown_status", "效力状态"),
        };
        for value in given.iter().filter(|value| !self.has(dimension, value)) {
            if STATUSES.contains(&value.as_str()) || is_doc_type(value) {
                notices.push(empty(value));
                continue;
            }
            let known = self.cache.values[dimension as usize].iter().map(String::as_str);
            let near = nearest(value, known, OFFERED);
            notices.push(unknown(code, what, value, &near));
        }
        given.to_vec()
    }

    /// The years that the ranges take in, to be shown as selected; a range without any document
    /// is named in a notice.
    pub(super) fn years(&self, filters: &Filters, notices: &mut Vec<Notice>) -> Option<Vec<bool>> {
        let ranges: Vec<&DateRange> = filters.years.iter().chain(&filters.dates).collect();
        if ranges.is_empty() {
            return None;
        }
        let years = &self.cache.values[Dimension::Year as usize];
        for range in &filters.years {
            if !years.iter().any(|year| year_in(year, range)) {
                notices.push(empty_years(range, years));
            }
        }
        Some(years.iter().map(|year| ranges.iter().any(|range| year_in(year, range))).collect())
    }
}

fn year_in(year: &str, range: &DateRange) -> bool {
    year.parse().is_ok_and(|year| range.contains(year))
}

fn merged(given: &str, canonical: &str, since: Option<i16>) -> Notice {
    let since = since.map(|year| format!("{year}年起")).unwrap_or_default();
    Notice {
        code: "merged_district",
        text: format!("“{given}”{since}并入{canonical}，已按{canonical}检索"),
        words: given.to_owned(),
    }
}

fn unknown(code: &'static str, what: &str, given: &str, near: &[&str]) -> Notice {
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
        code: "empty_value",
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
        code: "unknown_year", text: format!("库中没有 {words} 年的文件。{advice}"), words
    }
}
