//! What one source states of a document, in its own words as far as a field can hold them.

use serde::{Deserialize, Serialize};

use crate::body::{self, Block, Passage, Section};
use crate::document::{Doubt, Source, Statement};
use crate::fields::Fields;

/// What a reader hands over: nothing in it was inferred. What follows from it is for `describing`,
/// which makes the document.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// The id that the source states; empty where it states none.
    pub id: String,
    /// The fields that it states: agencies and places by the names that it gives them.
    pub fields: Fields,
    /// The text, as a tree of sections.
    pub body: Vec<Section>,
    /// What it states beyond the fields, in its order.
    pub extra: Vec<Statement>,
    /// Where it was read.
    pub sources: Vec<Source>,
    /// Fields that a person corrected, each by its key with the value given.
    pub corrected: Vec<Statement>,
    /// Stated values that cannot be what their field says.
    pub doubts: Vec<Doubt>,
}

impl Record {
    /// Whether a person corrected a field, by its key.
    pub fn is_corrected(&self, field: &str) -> bool {
        self.corrected.iter().any(|corrected| corrected.name == field)
    }

    /// Every piece of text of the body ([`body::passages`]).
    pub fn passages(&self) -> Vec<Passage<'_>> {
        body::passages(&self.body)
    }

    /// Adds a block to the body ([`body::push_block`]).
    pub fn push_block(&mut self, block: Block) {
        body::push_block(&mut self.body, block);
    }

    /// Keeps a stated value that no field can hold.
    pub fn keep(&mut self, name: &str, value: &str) {
        let (name, value) = (name.trim().to_owned(), value.to_owned());
        self.extra.push(Statement { name, value });
    }
}
