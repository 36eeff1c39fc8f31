//! What a search returns: the JSON object that scripts rely on. Every field is
//! always present.

use std::borrow::Cow;

use corpus::{DateRange, Kind};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::schema::ObjectSchema;
use super::{
    ByField, CharOffset, Facets, FilterField, Hit, Marked, NearHit, Notice, ReadField, Sort,
};

/// The answer to a [`crate::Request`].
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Response {
    /// The query as given.
    pub query: String,
    /// What was read out of the query.
    pub understood: Understood,
    /// What could not be understood, or should be known about the result.
    pub notices: Vec<Notice>,
    /// What dropping an inferred filter would give, where nothing was found.
    pub ways_out: Vec<WayOut>,
    /// Whether the search was done to its end; otherwise the total is the least that there are, counts
    /// likewise, and better documents may be missing.
    pub complete: bool,
    /// How many documents match.
    pub total: usize,
    /// How many hits there are: fewer where versions of one document are listed as one.
    pub listed: usize,
    /// The part of the result that was asked for.
    pub hits: Vec<Hit>,
    /// Where nothing matches, what comes nearest; it counts nowhere.
    pub nearest: Vec<NearHit>,
    /// Counts by field; each ignores its own selection.
    pub facets: Facets,
    /// The answer to a question, where there is one.
    pub answer: Option<Answer>,
    /// Time spent, in milliseconds.
    pub took_ms: f64,
}

/// What was read out of a query.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Understood {
    pub keywords: Vec<String>,
    /// The hull of all times.
    pub dates: DateRange,
    /// Each time.
    pub spans: Vec<DateRange>,
    pub districts: Vec<String>,
    pub agencies: Vec<String>,
    pub kinds: Vec<Kind>,
    pub intent: Intent,
    pub sort: Sort,
    /// What documents must not have.
    pub excluded: Excluded,
    pub receipts: Vec<Receipt>,
}

/// What documents must not have: for each field the values, as receipts show them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Excluded {
    /// Of the fields that are filtered by.
    pub fields: ByField<Vec<String>>,
    /// Words.
    pub words: Vec<String>,
}

/// An object with the names of the fields in the plural.
impl Serialize for Excluded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        for (field, values) in self.fields.iter() {
            object.serialize_entry(field.name(), values)?;
        }
        object.serialize_entry(ReadField::Words.name(), &self.words)?;
        object.end()
    }
}

impl JsonSchema for Excluded {
    fn schema_name() -> Cow<'static, str> {
        "Excluded".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut object = ObjectSchema::default();
        for (field, _) in Excluded::default().fields.iter() {
            object.entry(field.name(), generator.subschema_for::<Vec<String>>());
        }
        object.entry(ReadField::Words.name(), generator.subschema_for::<Vec<String>>());
        object.into()
    }
}

/// What kind of answer the query wants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Intent {
    #[default]
    Search,
    Count,
    Latest,
    Earliest,
}

/// Words of the query, and what was read from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Receipt {
    /// The field.
    pub field: ReadField,
    /// The value read: 静安区, 2019, 2018.., a title.
    pub value: String,
    /// The words of the query.
    pub words: String,
    /// Where they start in the query.
    pub start: CharOffset,
    /// Where they end in the query.
    pub end: CharOffset,
    /// How it was applied.
    pub applied: Applied,
}

/// How something read out of the query was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Applied {
    /// Documents must have it.
    Filter,
    /// Documents that have it come first.
    Preference,
    /// Documents must not have it.
    Exclude,
    /// It names documents, which come first.
    Named,
}

/// An inferred filter that could be dropped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct WayOut {
    /// The field to ignore.
    pub drop: FilterField,
    /// How many documents would then be found.
    pub total: usize,
}

/// An answer beside the list.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Answer {
    /// The number asked for.
    Count {
        /// The number.
        count: usize,
    },
    /// A passage that answers, verbatim.
    Passage {
        /// The passage, the answer marked.
        marked: Marked,
        /// The document it stands in.
        id: String,
        /// The nearest heading above it.
        section: Option<String>,
    },
}
