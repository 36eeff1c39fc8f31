//! What a document of the library is: its fields, its body as a tree of sections, where it came
//! from, and how each thing that no source states was found out.

use std::ops::Deref;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::body::{Block, Passage, Section, Table};
pub use crate::fields::{Dates, Fields, Status};
pub use language::level::Level;

/// One document of the library, as shown to users and stored in the index. Its fields are read as
/// its own (`document.title`).
///
/// Fields that the source lacks are `None` or empty and serialize as `null` or `[]`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Document {
    /// Stable over edits and moves: a stated id, else the 发文字号, else a hash.
    pub id: String,
    /// What it is, who issued it, when, where it holds.
    #[serde(flatten)]
    pub fields: Fields,
    /// The text, as a tree of sections.
    pub body: Vec<Section>,
    /// What sources state beyond the fields, in their order.
    pub extra: Vec<Statement>,
    /// Where it was read; at least one.
    pub sources: Vec<Source>,
    /// Fields that were inferred and not stated.
    pub inferred: Vec<Inference>,
    /// Fields that a person corrected, each by its key with the value given.
    pub corrected: Vec<Statement>,
    /// Documents that it prints or passes on: of a 印发 notice, what is printed with it.
    pub attachments: Vec<Attachment>,
    /// Other documents that its text names, each once, in the order of the text.
    pub references: Vec<Reference>,
    /// Stated values that cannot be what their field says, and statements at odds with each other.
    pub doubts: Vec<Doubt>,
}

impl Deref for Document {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        &self.fields
    }
}

/// Something that a source states: a name and its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// The name in the source.
    pub name: String,
    /// The value, verbatim.
    pub value: String,
}

/// Where a document was read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The file, as the index knows it: a path, or `内置资料/…` for the built-in library.
    pub file: String,
    /// The place in the file: 表1 第3行, 第12行; empty for the whole file.
    pub place: String,
}

/// A field whose value was not stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Inference {
    /// Name of the field, as in the JSON object.
    pub field: String,
    /// The words it was inferred from.
    pub evidence: String,
}

/// A document that comes with another one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Attachment {
    /// Its own title, verbatim, without the brackets 《》.
    pub title: String,
    /// Its own document type: 办法 of a 通知.
    pub doc_type: Option<String>,
}

/// Another document that a text names, by title, by number, or by both.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Reference {
    /// Title, without the brackets 《》.
    pub title: Option<String>,
    /// 发文字号, normalized.
    pub number: Option<String>,
    /// Whether the text says that it ends (…同时废止).
    pub repealed: bool,
}

/// Something stated that was not believed. The value is also kept in [`Document::extra`] where
/// it is left out of its field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Doubt {
    /// Name of the field, as in the JSON object.
    pub field: String,
    /// The value, verbatim.
    pub value: String,
    /// Why it was not believed, in Chinese, for whoever keeps the library.
    pub reason: String,
}

/// The name under which the built-in library is a source.
pub const BUILTIN: &str = "内置资料";

impl Source {
    /// Whether the file is one of the built-in library.
    pub fn is_builtin(&self) -> bool {
        self.file.strip_prefix(BUILTIN).is_some_and(|rest| rest.starts_with('/'))
    }
}

impl Document {
    /// Whether a person corrected a field, by its key.
    pub fn is_corrected(&self, field: &str) -> bool {
        self.corrected.iter().any(|corrected| corrected.name == field)
    }

    /// Every piece of text of the body ([`crate::body::passages`]).
    pub fn passages(&self) -> Vec<Passage<'_>> {
        crate::body::passages(&self.body)
    }

    /// Adds a block to the body ([`crate::body::push_block`]).
    pub fn push_block(&mut self, block: Block) {
        crate::body::push_block(&mut self.body, block);
    }
}

impl Doubt {
    /// Notes that something stated was not believed; the same doubt counts once.
    pub fn note(doubts: &mut Vec<Doubt>, field: &str, value: &str, reason: &str) {
        let doubt = Doubt { field: field.into(), value: value.into(), reason: reason.into() };
        if !doubts.contains(&doubt) {
            doubts.push(doubt);
        }
    }
}
