//! What a caller asks for: the query, the filters given by flag or tick, and
//! which part of the result to return. Both the command line and the JSON API
//! build this.

use corpus::document::Level;
use corpus::{DateRange, Kind, PartialDate};

/// The most hits that one request returns.
pub const MAX_LIMIT: usize = 1000;

/// A search request.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The query as typed; empty means all documents, newest first.
    pub query: String,
    /// Filters given beside the query; they always filter.
    pub filters: Filters,
    /// Fields whose inferred filter is taken off; their words then rank but never exclude.
    pub ignore: Vec<FilterField>,
    /// Whether words are also found by their synonyms.
    pub synonyms: bool,
    /// The order; `None` means relevance, or newest first for an empty query.
    pub sort: Option<Sort>,
    /// How many hits, at most [`MAX_LIMIT`].
    pub limit: usize,
    /// How many hits to pass over first.
    pub offset: usize,
    /// Whether the whole query is one run of characters.
    pub literal: bool,
    /// How the versions of one document are listed; `None` means each.
    pub versions: Option<VersionsListed>,
    /// The day from which relative times count.
    pub today: PartialDate,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            query: String::new(),
            filters: Filters::default(),
            ignore: Vec::new(),
            synonyms: true,
            sort: None,
            limit: 10,
            offset: 0,
            literal: false,
            versions: None,
            today: PartialDate::today(),
        }
    }
}

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

/// The order of hits. Undated documents come last in the orders by date.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first.
    Date,
    /// Oldest first.
    DateAsc,
}

impl Sort {
    /// The name on the command line and in the JSON object.
    pub fn key(self) -> &'static str {
        match self {
            Sort::Relevance => "relevance",
            Sort::Date => "date",
            Sort::DateAsc => "date-asc",
        }
    }

    /// The order that has this name.
    pub fn parse(name: &str) -> Option<Sort> {
        [Sort::Relevance, Sort::Date, Sort::DateAsc].into_iter().find(|sort| sort.key() == name)
    }
}

/// How the versions of one document are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionsListed {
    /// Each on its own.
    All,
    /// As one, the newest of those found.
    Newest,
}

impl VersionsListed {
    /// The name on the command line and in addresses.
    pub fn key(self) -> &'static str {
        match self {
            VersionsListed::All => "all",
            VersionsListed::Newest => "newest",
        }
    }

    /// The way that has this name.
    pub fn parse(name: &str) -> Option<VersionsListed> {
        [VersionsListed::All, VersionsListed::Newest].into_iter().find(|way| way.key() == name)
    }
}
