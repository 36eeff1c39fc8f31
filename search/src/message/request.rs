//! What a caller asks for: the query, the filters given by flag or tick, and
//! which part of the result to return. Both the command line and the JSON API
//! build this.

use corpus::PartialDate;
use schemars::JsonSchema;
use serde::Serialize;
use strum::{Display, EnumString, IntoStaticStr};

use super::{Filters, ReadField};

/// The most hits that one request returns.
pub const MAX_LIMIT: usize = 1000;

/// How many values of a facet are listed where no other number is asked for.
const FACET_VALUES: usize = 50;

/// A search request.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The query as typed; empty means all documents, newest first.
    pub query: String,
    /// Where the words of the query are looked for.
    pub scope: Scope,
    /// What documents must have besides, each read like a query of its own: it narrows what is found
    /// and changes nothing about how the query is read. Text that names nothing stands in them as it is.
    pub within: Vec<String>,
    /// Filters given beside the query; they always filter.
    pub filters: Filters,
    /// What words of the query are not read as: they then rank but never exclude, and name nothing.
    pub ignore: Vec<ReadField>,
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
    /// How many values of each facet are listed; years are listed all.
    pub facet_values: usize,
    /// The day from which relative times count.
    pub today: PartialDate,
}

impl Default for Request {
    fn default() -> Request {
        Request {
            query: String::new(),
            scope: Scope::default(),
            within: Vec::new(),
            filters: Filters::default(),
            ignore: Vec::new(),
            synonyms: true,
            sort: None,
            limit: 10,
            offset: 0,
            literal: false,
            versions: None,
            facet_values: FACET_VALUES,
            today: PartialDate::today(),
        }
    }
}

/// Where words are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Display, EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum Scope {
    /// In titles and texts.
    #[default]
    Text,
    /// In titles alone.
    Title,
}

/// The order of hits. Undated documents come last in the orders by date.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Display,
    EnumString,
    IntoStaticStr,
    JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first.
    Date,
    /// Oldest first.
    DateAsc,
    /// What the library saw or found changed last first.
    Seen,
    /// Nearest last day of applying to come first, then those that are over, the latest first, then
    /// documents without one.
    Deadline,
}

/// How the versions of one document are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Display, EnumString)]
#[strum(serialize_all = "kebab-case")]
pub enum VersionsListed {
    /// Each on its own.
    All,
    /// As one, the newest of those found.
    Newest,
}
