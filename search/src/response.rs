//! What a search returns: the JSON object that scripts rely on. Every field is
//! always present.

use corpus::document::{Dates, Inference, Level, Source};
use corpus::{DateRange, Kind, PartialDate};
use serde::Serialize;

/// Text in runs, each with 1 where it matches the query and else 0: `[["鼓励", 0], ["区块链", 1]]`.
pub type Marked = Vec<(String, u8)>;

/// The answer to a [`crate::Request`].
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Response {
    /// The query as given.
    pub query: String,
    /// What was read out of the query.
    pub understood: Understood,
    /// What could not be understood, or should be known about the result.
    pub notices: Vec<Notice>,
    /// What dropping an inferred filter would give, where nothing was found.
    pub ways_out: Vec<WayOut>,
    /// How many documents match.
    pub total: usize,
    /// How many hits there are: fewer where versions of one document are listed as one.
    pub listed: usize,
    /// The part of the result that was asked for.
    pub hits: Vec<Hit>,
    /// Counts by field; each ignores its own selection.
    pub facets: Facets,
    /// The answer to a question, where there is one.
    pub answer: Option<Answer>,
    /// Time spent, in milliseconds.
    pub took_ms: f64,
}

/// What was read out of a query.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[allow(missing_docs)]
pub struct Understood {
    pub keywords: Vec<String>,
    pub dates: DateRange,
    pub districts: Vec<String>,
    pub agencies: Vec<String>,
    pub kinds: Vec<Kind>,
    pub intent: Intent,
    pub sort: &'static str,
    pub receipts: Vec<Receipt>,
}

/// What kind of answer the query wants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Intent {
    #[default]
    Search,
    Count,
    Latest,
    Earliest,
}

/// The words a filter was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The field, as [`crate::FilterField::key`] names it.
    pub field: &'static str,
    /// The value read: 静安区, 2019, 2018...
    pub value: String,
    /// The words of the query.
    pub words: String,
    /// Where they start in the query, in characters.
    pub start: usize,
    /// Where they end in the query, in characters.
    pub end: usize,
    /// How it was applied.
    pub applied: Applied,
}

/// How something read out of the query was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Applied {
    Filter,
    Preference,
}

/// Something the user should know, beside the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// A stable name for programs.
    pub code: &'static str,
    /// A sentence in Chinese for users.
    pub text: String,
    /// The words of the query or the value of the filter that it is about; may be empty.
    pub words: String,
}

/// An inferred filter that could be dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayOut {
    /// The field to ignore.
    pub drop: &'static str,
    /// How many documents would then be found.
    pub total: usize,
}

/// A document found.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[allow(missing_docs)] // The fields are those of `corpus::Document`.
pub struct Hit {
    pub id: String,
    pub kind: Kind,
    pub title: String,
    pub title_marked: Marked,
    pub date: Option<PartialDate>,
    pub year: Option<i16>,
    pub region: Vec<String>,
    pub level: Option<Level>,
    pub district: Option<String>,
    pub agency: Option<String>,
    pub agencies: Vec<String>,
    pub number: Option<String>,
    pub doc_type: Option<String>,
    /// 现行有效, 已失效, 已废止 or 待核.
    pub status: Option<String>,
    pub dates: Dates,
    pub inferred: Vec<Inference>,
    /// Comparable only within one response.
    pub score: f32,
    pub snippets: Vec<Snippet>,
    pub sources: Vec<Source>,
    /// Its other versions in the library, newest first.
    pub versions: Vec<Version>,
}

/// Another version of a document found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Version {
    pub id: String,
    pub title: String,
    pub date: Option<PartialDate>,
}

/// A passage that carries words of the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The nearest heading above the passage.
    pub section: Option<String>,
    /// The passage, matches marked.
    pub marked: Marked,
}

/// Counts for every facet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct Facets {
    pub year: Facet,
    pub district: Facet,
    pub agency: Facet,
    pub kind: Facet,
    pub level: Facet,
    pub doc_type: Facet,
    pub status: Facet,
}

/// Counts of one field: by count, then by name; years newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The values that documents have, selected ones always among them.
    pub values: Vec<FacetValue>,
    /// How many more values there are.
    pub more: usize,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value, as filters take it.
    pub value: String,
    /// How many documents have it, with the filters of the other fields applied.
    pub count: usize,
    /// Whether it is filtered by.
    pub selected: bool,
}

/// An answer beside the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Answer {
    /// The number asked for.
    Count {
        /// The number.
        count: usize,
    },
    /// A passage that answers, verbatim.
    Passage {
        /// The passage, the answer marked.
        marked: Marked,
        /// The document it stands in.
        id: String,
        /// The nearest heading above it.
        section: Option<String>,
    },
}
