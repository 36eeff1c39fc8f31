//! Filters: what a request or the words of a query limit a search to, and the fields that can be
//! filtered by.

use corpus::document::Level;
use corpus::{DateRange, Kind};

/// Filters: values of one field are alternatives, fields all have to hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filters {
    /// Years or ranges of years.
    pub years: Vec<DateRange>,
    /// Ranges of dates.
    pub dates: Vec<DateRange>,
    /// Districts, by any name that the gazetteer knows.
    pub districts: Vec<String>,
    /// Agencies, by any name that the gazetteer or the index knows.
    pub agencies: Vec<String>,
    /// Kinds.
    pub kinds: Vec<Kind>,
    /// Levels.
    pub levels: Vec<Level>,
    /// Document types (通知, 办法).
    pub doc_types: Vec<String>,
    /// 现行有效, 已失效, 已废止, 待核.
    pub statuses: Vec<String>,
}

impl Filters {
    /// The fields that are filtered by.
    pub(crate) fn fields(&self) -> Vec<FilterField> {
        let used = [
            (FilterField::Dates, self.years.is_empty() && self.dates.is_empty()),
            (FilterField::Districts, self.districts.is_empty()),
            (FilterField::Agencies, self.agencies.is_empty()),
            (FilterField::Kinds, self.kinds.is_empty()),
            (FilterField::Levels, self.levels.is_empty()),
            (FilterField::DocTypes, self.doc_types.is_empty()),
            (FilterField::Statuses, self.statuses.is_empty()),
        ];
        used.into_iter().filter(|(_, empty)| !empty).map(|(field, _)| field).collect()
    }

    /// These filters with the values of others added, each once.
    pub(crate) fn and(&self, others: &Filters) -> Filters {
        fn both<T: Clone + PartialEq>(a: &[T], b: &[T]) -> Vec<T> {
            let mut all = a.to_vec();
            all.extend(b.iter().filter(|value| !a.contains(value)).cloned());
            all
        }
        Filters {
            years: both(&self.years, &others.years),
            dates: both(&self.dates, &others.dates),
            districts: both(&self.districts, &others.districts),
            agencies: both(&self.agencies, &others.agencies),
            kinds: both(&self.kinds, &others.kinds),
            levels: both(&self.levels, &others.levels),
            doc_types: both(&self.doc_types, &others.doc_types),
            statuses: both(&self.statuses, &others.statuses),
        }
    }
}

/// A field that can be filtered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum FilterField {
    Dates,
    Districts,
    Agencies,
    Kinds,
    Levels,
    DocTypes,
    Statuses,
}

impl FilterField {
    /// All fields, in the order of the JSON object.
    pub const ALL: [FilterField; 7] = [
        FilterField::Dates,
        FilterField::Districts,
        FilterField::Agencies,
        FilterField::Kinds,
        FilterField::Levels,
        FilterField::DocTypes,
        FilterField::Statuses,
    ];

    /// The name in receipts and for `--ignore`.
    pub fn key(self) -> &'static str {
        match self {
            FilterField::Dates => "dates",
            FilterField::Districts => "districts",
            FilterField::Agencies => "agencies",
            FilterField::Kinds => "kinds",
            FilterField::Levels => "levels",
            FilterField::DocTypes => "doc_types",
            FilterField::Statuses => "statuses",
        }
    }

    /// The field that has this name; singular forms and `year` are understood too.
    pub fn parse(name: &str) -> Option<FilterField> {
        match name.replace('-', "_").as_str() {
            "dates" | "date" | "year" | "years" => Some(FilterField::Dates),
            "districts" | "district" => Some(FilterField::Districts),
            "agencies" | "agency" => Some(FilterField::Agencies),
            "kinds" | "kind" => Some(FilterField::Kinds),
            "levels" | "level" => Some(FilterField::Levels),
            "doc_types" | "doc_type" => Some(FilterField::DocTypes),
            "statuses" | "status" => Some(FilterField::Statuses),
            _ => None,
        }
    }
}
