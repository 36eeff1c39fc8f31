//! Counts: how many documents of a result have which values, by one field or by two crossed.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{FilterField, Notice, Understood};

/// What to count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountBy {
    /// The field whose values are the rows.
    pub rows: CountedBy,
    /// The field whose values are the columns, where two are crossed.
    pub columns: Option<CountedBy>,
}

/// A field to count by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountedBy {
    /// The field.
    pub field: FilterField,
    /// How many of its values are told each on its own; the others are summed.
    pub most: usize,
}

/// All documents of a result, counted.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Counts {
    /// The query as given.
    pub query: String,
    /// What was read out of the query.
    pub understood: Understood,
    /// What could not be understood, or should be known about the result.
    pub notices: Vec<Notice>,
    /// Whether all was counted; otherwise there are at least so many.
    pub complete: bool,
    /// How many documents were counted; each version of a document is one.
    pub total: usize,
    /// A table for each thing to count by.
    pub tables: Vec<CountTable>,
    /// Time spent, in milliseconds.
    pub took_ms: f64,
}

/// A table of counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountTable {
    /// The field whose values are the rows.
    pub rows: CountedField,
    /// The field whose values are the columns, where two are crossed.
    pub columns: Option<CountedField>,
    /// For each row the counts of its columns; without columns there are none.
    pub cells: Vec<Vec<usize>>,
}

/// A field and how many documents have which of its values: years newest first, other fields by
/// count, then by name; behind them what was summed, and those without a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountedField {
    /// The field.
    #[serde(serialize_with = "by_its_facet")]
    #[schemars(with = "String")]
    pub field: FilterField,
    /// The values.
    pub values: Vec<CountedValue>,
    /// Whether a document counts for several values, so that sums may exceed the total.
    pub overlapping: bool,
}

/// How many documents have a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountedValue {
    /// What is counted.
    #[serde(flatten)]
    pub of: Counted,
    /// What people call it.
    pub label: String,
    /// How many documents.
    pub count: usize,
}

/// What a count is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "of", rename_all = "lowercase")]
pub enum Counted {
    /// Documents that have a value, as filters take it.
    Value {
        /// The value.
        value: String,
    },
    /// Those of all other values together.
    Others {
        /// How many values they are.
        values: usize,
    },
    /// Documents that have none.
    None,
}

impl CountedValue {
    /// A count of a field's values, with what people call them.
    pub(crate) fn new(field: FilterField, of: Counted, count: usize) -> CountedValue {
        let label = match &of {
            Counted::Value { value } if field == FilterField::DATES => format!("{value}年"),
            Counted::Value { value } => {
                let facet = field.field().and_then(|field| field.facet);
                facet.map_or(value.as_str(), |facet| facet.told(value)).to_owned()
            }
            Counted::Others { values } if field == FilterField::DATES => {
                format!("更早 {values} 年")
            }
            Counted::Others { values } => format!("其他 {values} 项"),
            Counted::None => "未注明".to_owned(),
        };
        CountedValue { of, label, count }
    }
}

/// Facets have the names that parameters and fields of hits have.
fn by_its_facet<S: Serializer>(field: &FilterField, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(field.facet())
}
