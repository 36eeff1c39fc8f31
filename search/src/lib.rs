//! Understands queries, finds, ranks and counts policy documents.
//!
//! [`Engine`] runs a [`Request`] and returns a [`Response`], which serializes to the JSON object
//! that scripts rely on.

#![cfg_attr(test, allow(clippy::disallowed_methods))] // Tests read with the built-in names.

mod answering;
mod engine;
mod error;
mod facets;
mod gathering;
mod matching;
mod message;
mod naming;
mod operations;
mod question;
mod ranking;
mod showing;
mod snapshot;
#[cfg(test)]
mod tests;
mod vocabulary;

pub use engine::{Engine, IndexState, Listing, first_hits};
pub use error::{Error, Result};
pub use indexer::analysis::Analyzer;
pub use indexer::{Content, Original};
pub use message::{
    Answer, Applied, Budget, ByField, CharOffset, Completion, CompletionKind, Corrected, CountBy,
    CountTable, Counted, CountedBy, CountedField, CountedValue, Counts, DocumentEntry, Doubtful,
    Ended, Excluded, ExplainedDocument, ExplainedFilter, ExplainedWord, Explanation, Facet,
    FacetValue, Facets, FilterField, Filters, Having, Health, HealthLine, HealthSection,
    HealthTopic, Hit, Intent, Lacking, LinkedDocument, Links, MAX_LIMIT, Marked, Missing,
    MissingField, NamedDocument, NearHit, Notice, NoticeCode, PlannedWord, Ranked, ReadField,
    Receipt, Request, Response, Scope, SeveralSources, Snippet, Sort, Understood, Version,
    VersionsListed, WayOut,
};
pub use operations::evaluation;
pub use question::{Rule, language, shortened_query, typed_time};
pub use showing::{CarriedWord, Marking};
