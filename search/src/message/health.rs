//! The health of a library: what could not be read, what documents lack, what is doubtful, there
//! twice, named but not there, or over.

mod sections;

use std::collections::BTreeMap;

use corpus::PartialDate;
use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

use super::DocumentEntry;
pub use sections::{HealthLine, HealthSection, HealthTopic};

/// What there is to mend in a library, and what should be known of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct Health {
    /// How many documents there are.
    pub documents: usize,
    /// Files, lines and links that could not be read, each with the reason.
    pub unreadable: Vec<String>,
    /// What should be known of how files were read: columns that were told by their cells.
    pub notices: Vec<String>,
    /// Policies, regulations and the like that lack a field.
    pub missing: Vec<Missing>,
    /// Stated values that were not believed, and statements at odds with each other.
    pub doubts: Vec<Doubtful>,
    /// Documents read from several files.
    pub several_sources: Vec<SeveralSources>,
    /// Groups of versions, each newest first.
    pub versions: Vec<Vec<DocumentEntry>>,
    /// Pairs of one text under two titles that differ by more than marks and width.
    pub same_text: Vec<[DocumentEntry; 2]>,
    /// Groups of documents of one title that are no versions of each other, the largest first.
    pub same_title: Vec<Vec<DocumentEntry>>,
    /// Documents that others name and the library lacks, the most named first.
    pub lacking: Vec<Lacking>,
    /// Policies and regulations that are no longer in force.
    pub ended: Vec<Ended>,
    /// Documents with corrected fields.
    pub corrected: Vec<Corrected>,
    /// For each field how many documents do not state it, so that it was inferred.
    pub inferred: BTreeMap<String, usize>,
}

impl Health {
    /// The same with a part of each list.
    #[must_use]
    pub fn page(&self, offset: usize, limit: usize) -> Health {
        let missing = |missing: &Missing| Missing {
            documents: part(&missing.documents, offset, limit),
            ..missing.clone()
        };
        Health {
            documents: self.documents,
            unreadable: part(&self.unreadable, offset, limit),
            notices: part(&self.notices, offset, limit),
            missing: self.missing.iter().map(missing).collect(),
            doubts: part(&self.doubts, offset, limit),
            several_sources: part(&self.several_sources, offset, limit),
            versions: part(&self.versions, offset, limit),
            same_text: part(&self.same_text, offset, limit),
            same_title: part(&self.same_title, offset, limit),
            lacking: part(&self.lacking, offset, limit),
            ended: part(&self.ended, offset, limit),
            corrected: part(&self.corrected, offset, limit),
            inferred: self.inferred.clone(),
        }
    }
}

fn part<T: Clone>(list: &[T], offset: usize, limit: usize) -> Vec<T> {
    list.iter().skip(offset).take(limit).cloned().collect()
}

/// A field, and the documents that lack it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Missing {
    /// The field.
    pub field: MissingField,
    /// The documents.
    pub documents: Vec<DocumentEntry>,
}

/// A field that every issued document should have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, IntoStaticStr, VariantArray, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
#[allow(missing_docs)]
pub enum MissingField {
    Date,
    Agency,
    Region,
}

/// A stated value that was not believed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Doubtful {
    /// The document that states it.
    pub document: DocumentEntry,
    /// Name of the field, as in the JSON object.
    pub field: String,
    /// The value, verbatim.
    pub value: String,
    /// Why it was not believed, in Chinese.
    pub reason: String,
}

/// A document with several sources.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeveralSources {
    /// The document.
    pub document: DocumentEntry,
    /// Its files.
    pub files: Vec<String>,
}

/// A document that others name and the library lacks.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lacking {
    /// Its title, where one is given.
    pub title: Option<String>,
    /// Its 发文字号, where one is given.
    pub number: Option<String>,
    /// How many documents name it.
    pub count: usize,
    /// Some of these.
    pub named_by: Vec<DocumentEntry>,
}

/// A document that is no longer in force.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Ended {
    /// The document.
    pub document: DocumentEntry,
    /// The last day on which it was in force, where that is known.
    pub expires: Option<PartialDate>,
    /// The sentence that proves it, or the day that has passed.
    pub evidence: String,
}

/// A document with corrected fields.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Corrected {
    /// The document.
    pub document: DocumentEntry,
    /// Names of the fields.
    pub fields: Vec<String>,
}
