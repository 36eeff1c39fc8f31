//! Why a query finds what it finds: how it was understood and planned, and for one document which
//! filter or word lets it in or keeps it out, and what to change.

use serde::Serialize;

use super::{FilterField, Notice, Understood};

/// How a request was understood and planned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The query as given.
    pub query: String,
    /// What was read out of it.
    pub understood: Understood,
    /// What could not be understood, or was decided.
    pub notices: Vec<Notice>,
    /// The words that documents should have.
    pub words: Vec<PlannedWord>,
    /// Conditions from the query language, in words.
    pub conditions: Vec<String>,
    /// The filters in force, in words.
    pub filters: Vec<String>,
    /// How many documents are found.
    pub total: usize,
    /// Why the document asked about was or was not found; `None` where none was asked about or
    /// there is none of that id.
    pub document: Option<ExplainedDocument>,
}

/// A word of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedWord {
    /// The word as typed.
    pub text: String,
    /// Words that do as well.
    pub synonyms: Vec<String>,
    /// How many documents have it or a synonym.
    pub documents: usize,
}

/// A document seen from a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedDocument {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it is found.
    pub found: bool,
    /// Its place among the hits, from 1; `None` where it is not found or further down than
    /// [`crate::MAX_LIMIT`].
    pub rank: Option<usize>,
    /// What each filter makes of it.
    pub filters: Vec<ExplainedFilter>,
    /// What each word and condition makes of it.
    pub words: Vec<ExplainedWord>,
    /// What to change so that it is found; empty where it is.
    pub advice: Vec<String>,
}

/// A filter and a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedFilter {
    /// The field.
    pub field: FilterField,
    /// Whether the document passes.
    pub passes: bool,
}

/// A word or condition and a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedWord {
    /// The word as typed, or the condition in words.
    pub text: String,
    /// Whether the document has it.
    pub has: bool,
    /// Whether it has only a synonym.
    pub by_synonym: bool,
}
