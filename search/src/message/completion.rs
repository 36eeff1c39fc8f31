//! What a text that is being typed may become.

use schemars::JsonSchema;
use serde::Serialize;

/// What a completion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum CompletionKind {
    /// The title of a document.
    Title,
    /// The 发文字号 of a document.
    Number,
    /// An issuer of documents, by its canonical name.
    Agency,
    /// A district, by its canonical name.
    District,
    /// A word of the documents.
    Term,
}

/// What a text that is being typed may become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Completion {
    /// The whole text to put into the box.
    pub text: String,
    /// What was completed.
    pub kind: CompletionKind,
}
