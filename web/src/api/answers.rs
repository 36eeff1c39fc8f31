//! Objects that only the API has; all others are those of `search`.

use jiff::{Timestamp, Unit};
use schemars::JsonSchema;
use search::{Completion, FacetValue, IndexState, Notice};
use serde::Serialize;

/// What completing gives: what was typed, and what it may become.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Completions {
    pub(crate) query: String,
    pub(crate) completions: Vec<Completion>,
}

/// The values of one facet of a search.
#[derive(Serialize, JsonSchema)]
pub(crate) struct FacetValues {
    pub(crate) query: String,
    /// `None` where the parameter names no facet.
    pub(crate) field: Option<&'static str>,
    pub(crate) notices: Vec<Notice>,
    pub(crate) complete: bool,
    /// How many values there are, of which some are listed.
    pub(crate) total: usize,
    pub(crate) values: Vec<FacetValue>,
}

/// Which program answers, from which index.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ServerStatus")]
pub(crate) struct Status {
    pub(crate) version: &'static str,
    pub(crate) documents: usize,
    pub(crate) commit: String,
    /// In the form of RFC 3339.
    #[schemars(extend("format" = "date-time"))]
    pub(crate) committed: Option<String>,
    pub(crate) format: u32,
    pub(crate) sources: Vec<String>,
    pub(crate) unreadable: usize,
    pub(crate) failed_update: Option<String>,
}

impl Status {
    /// The status of this program with an index.
    pub(crate) fn of(state: IndexState) -> Status {
        let committed = state.committed.and_then(|time| Timestamp::try_from(time).ok());
        let committed = committed.and_then(|time| time.round(Unit::Second).ok());
        Status {
            version: env!("CARGO_PKG_VERSION"),
            documents: state.documents,
            commit: state.commit,
            committed: committed.map(|time| time.to_string()),
            format: state.format,
            sources: state.sources,
            unreadable: state.unreadable,
            failed_update: state.failed_update,
        }
    }
}
