//! Filters: names as users write them become values of the index, and each
//! document is tested against all facets at once.

use corpus::document::Level;
use corpus::gazetteer::{Entity, Gazetteer, Relation, nearest};
use corpus::{DateRange, Kind};

use crate::facets::{DIMENSIONS, Dimension, FacetCache, SegmentFacets};
use crate::request::Filters;
use crate::response::Notice;

/// How many near names a notice offers.
const OFFERED: usize = 3;

/// The states of validity that documents can have.
const STATUSES: [&str; 4] = ["现行有效", "已失效", "已废止", "待核"];

/// Filters in terms of the index.
#[derive(Default)]
pub(crate) struct Selection {
    /// For each dimension which values pass; `None` where all do.
    pub(crate) values: [Option<Vec<bool>>; DIMENSIONS],
    /// For each dimension chosen values that no document has.
    pub(crate) absent: [Vec<String>; DIMENSIONS],
    years: Vec<DateRange>,
    dates: Vec<DateRange>,
    /// The dimensions in which anything is chosen.
    chosen: Vec<Dimension>,
}

impl Selection {
    /// Resolves filters; a name that nothing in the index has is named in a notice and passes
    /// no document.
    pub(crate) fn resolve(
        filters: &Filters,
        cache: &FacetCache,
        gazetteer: &Gazetteer,
        notices: &mut Vec<Notice>,
    ) -> Selection {
        let resolver = Resolver { cache, gazetteer };
        let mut values: [Option<Vec<bool>>; DIMENSIONS] = Default::default();
        let mut absent: [Vec<String>; DIMENSIONS] = Default::default();
        let keys: Vec<&str> = filters.kinds.iter().map(|kind| Kind::key(*kind)).collect();
        let levels: Vec<&str> = filters.levels.iter().map(|level| Level::name(*level)).collect();
        let mut choose = |dimension: Dimension, chosen: Vec<String>| {
            values[dimension as usize] = resolver.mask(dimension, &chosen);
            absent[dimension as usize] = resolver.absent(dimension, chosen);
        };
        choose(Dimension::District, resolver.districts(&filters.districts, notices));
        choose(Dimension::Agency, resolver.agencies(&filters.agencies, notices));
        choose(Dimension::Kind, keys.into_iter().map(str::to_owned).collect());
        choose(Dimension::Level, levels.into_iter().map(str::to_owned).collect());
        choose(Dimension::DocType, resolver.known(Dimension::DocType, &filters.doc_types, notices));
        choose(Dimension::Status, resolver.known(Dimension::Status, &filters.statuses, notices));
        values[Dimension::Year as usize] = resolver.years(filters, notices);
        let single = filters.years.iter().filter(|years| years.from == years.to);
        absent[Dimension::Year as usize] =
            resolver.absent(Dimension::Year, single.map(DateRange::to_string).collect());
        let (years, dates) = (filters.years.clone(), filters.dates.clone());
        let is_chosen = |dimension: &Dimension| values[*dimension as usize].is_some();
        let chosen = Dimension::ALL.into_iter().filter(is_chosen).collect();
        Selection { values, absent, years, dates, chosen }
    }

    /// Which facet alone excludes a document.
    pub(crate) fn test(&self, segment: &SegmentFacets, doc: u32) -> Verdict {
        let mut verdict = Verdict::Passes;
        for &dimension in &self.chosen {
            if self.passes(segment, dimension, doc) {
                continue;
            }
            match verdict {
                Verdict::Passes => verdict = Verdict::FailsOnly(dimension),
                _ => return Verdict::Fails,
            }
        }
        verdict
    }

    /// Whether a document passes in one dimension.
    pub(crate) fn passes(&self, segment: &SegmentFacets, dimension: Dimension, doc: u32) -> bool {
        if dimension == Dimension::Year {
            let days = segment.days[doc as usize];
            return [&self.years, &self.dates]
                .into_iter()
                .all(|ranges| ranges.is_empty() || ranges.iter().any(|r| overlaps(r, days)));
        }
        self.values[dimension as usize].as_ref().is_none_or(|chosen| {
            segment.ordinals(dimension, doc).iter().any(|&ordinal| chosen[ordinal as usize])
        })
    }
}

/// What a document is to a selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A hit.
    Passes,
    /// It would be one without this facet's selection.
    FailsOnly(Dimension),
    /// Two facets or more exclude it.
    Fails,
}

pub(crate) fn overlaps(range: &DateRange, (first, last): (u32, u32)) -> bool {
    first > 0
        && range.from.is_none_or(|from| u64::from(last) >= from.first_day())
        && range.to.is_none_or(|to| u64::from(first) <= to.last_day())
}

struct Resolver<'a> {
    cache: &'a FacetCache,
    gazetteer: &'a Gazetteer,
}

impl Resolver<'_> {
    /// Which values of a dimension are among the chosen ones; `None` where nothing was chosen.
    fn mask(&self, dimension: Dimension, chosen: &[String]) -> Option<Vec<bool>> {
        let values = &self.cache.values[dimension as usize];
        (!chosen.is_empty()).then(|| values.iter().map(|value| chosen.contains(value)).collect())
    }

    fn absent(&self, dimension: Dimension, mut chosen: Vec<String>) -> Vec<String> {
        chosen.retain(|value| !self.has(dimension, value));
        chosen
    }

    fn has(&self, dimension: Dimension, value: &str) -> bool {
        self.cache.values[dimension as usize].iter().any(|known| known == value)
    }

    fn districts(&self, given: &[String], notices: &mut Vec<Notice>) -> Vec<String> {
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

    fn agencies(&self, given: &[String], notices: &mut Vec<Notice>) -> Vec<String> {
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
    fn known(
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
    fn years(&self, filters: &Filters, notices: &mut Vec<Notice>) -> Option<Vec<bool>> {
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
