//! Facets: how many documents have which values, beside the hits.

use schemars::JsonSchema;
use serde::Serialize;

use super::ByField;

/// Counts for every facet.
pub type Facets = ByField<Facet>;

/// Counts of one field: by count, then by name; years newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facet {
    /// The values that documents have, selected ones always among them.
    pub values: Vec<FacetValue>,
    /// How many more values there are.
    pub more: usize,
}

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FacetValue {
    /// The value, as filters take it.
    pub value: String,
    /// How many documents have it, with the filters of the other fields applied.
    pub count: usize,
    /// Whether it is filtered by.
    pub selected: bool,
}
