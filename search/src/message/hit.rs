//! A document found, as a result shows it.

use corpus::document::{Dates, Inference, Level, Source};
use corpus::{Kind, PartialDate};
use serde::Serialize;

/// Text in runs, each with 1 where it matches the query and else 0: `[["鼓励", 0], ["区块链", 1]]`.
pub type Marked = Vec<(String, u8)>;

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

/// A document in a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The document's id.
    pub id: String,
    /// Comparable only within one ranking.
    pub score: f32,
}
