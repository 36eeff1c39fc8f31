//! Understands queries, finds, ranks and counts policy documents.
//!
//! [`Engine`] runs a [`Request`] and returns a [`Response`], which serializes to the JSON object
//! that scripts rely on.

mod answering;
mod bits;
mod completing;
mod engine;
mod error;
pub mod evaluation;
mod explaining;
mod facets;
mod fillers;
mod filters;
mod gather;
mod health;
mod language;
mod links;
mod mark;
mod matching;
mod nearness;
mod occurrence;
mod query;
mod ranking;
mod reading;
mod request;
mod response;
mod snippet;
mod synonyms;
mod syntax;
#[cfg(test)]
mod tests;
mod understanding;
mod versions;
mod view;
mod vocabulary;
mod weights;

pub use engine::{Engine, Ranked};
pub use error::{Error, Result};
pub use explaining::{ExplainedDocument, ExplainedFilter, ExplainedWord, Explanation, PlannedWord};
pub use health::{Corrected, Doubtful, Ended, Health, Lacking, Missing, SeveralSources};
pub use health::{Line as HealthLine, Section as HealthSection, field_name};
pub use indexer::analysis::Analyzer;
pub use language::{Rule, language};
pub use links::{Entry, LinkedDocument, Links, Named};
pub use request::{FilterField, Filters, MAX_LIMIT, Request, Sort, VersionsListed};
pub use response::{
    Answer, Applied, Facet, FacetValue, Facets, Hit, Intent, Marked, Notice, Receipt, Response,
    Snippet, Understood, Version, WayOut,
};
pub use vocabulary::{Completion, CompletionKind};
