//! What leads from one document to others, and a document as lists name it.

use corpus::document::{Level, Reference};
use corpus::fields::Validity;
use corpus::{Document, Kind, Moment, PartialDate};
use schemars::JsonSchema;
use serde::Serialize;

/// A document of the library with what leads from it to others.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct LinkedDocument {
    /// The document.
    #[serde(flatten)]
    pub document: Document,
    /// What leads from it to others.
    pub links: Links,
    /// When the library first saw it.
    pub first_seen: Option<Moment>,
    /// When it changed since; `None` where it did not.
    pub changed: Option<Moment>,
}

/// What leads from a document to others of the library.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Links {
    /// The documents that it names, in its order.
    pub references: Vec<NamedDocument>,
    /// Documents that name it, newest first.
    pub cited_by: Vec<DocumentEntry>,
    /// Of an interpretation (解读): what it explains.
    pub explains: Vec<DocumentEntry>,
    /// Interpretations of it, newest first.
    pub explained_by: Vec<DocumentEntry>,
    /// Its other versions, newest first.
    pub versions: Vec<DocumentEntry>,
    /// Documents about the same subject that are in none of the other lists, best first.
    pub similar: Vec<DocumentEntry>,
}

impl Links {
    /// Every document of the library that is linked.
    pub(crate) fn all(&self) -> impl Iterator<Item = &DocumentEntry> {
        let named = self.references.iter().filter_map(|named| named.document.as_ref());
        let lists = [&self.cited_by, &self.explains, &self.explained_by, &self.versions];
        named.chain(lists.into_iter().chain([&self.similar]).flatten())
    }
}

/// A document that another one names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NamedDocument {
    /// As the text names it.
    #[serde(flatten)]
    pub reference: Reference,
    /// Where the library has it; of several versions the newest.
    pub document: Option<DocumentEntry>,
}

/// A document as lists name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[allow(missing_docs)] // The fields are those of `corpus::Document`.
pub struct DocumentEntry {
    pub id: String,
    pub kind: Kind,
    pub title: String,
    pub date: Option<PartialDate>,
    pub agency: Option<String>,
    pub level: Option<Level>,
    pub number: Option<String>,
    pub status: Option<Validity>,
}

impl DocumentEntry {
    /// The entry of a document.
    pub fn of(document: &Document) -> DocumentEntry {
        DocumentEntry {
            id: document.id.clone(),
            kind: document.kind,
            title: document.title.clone(),
            date: document.date,
            agency: document.agency.clone(),
            level: document.level,
            number: document.number.clone(),
            status: document.status.as_ref().map(|status| status.value),
        }
    }
}
