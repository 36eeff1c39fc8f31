//! A document found, as a result shows it.

use std::borrow::Cow;
use std::ops::Deref;

use corpus::document::{Inference, Source};
use corpus::fields::{self, Dates, Fields};
use corpus::{Moment, PartialDate};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::schema::ObjectSchema;

/// Text in runs, each with 1 where it matches the query and else 0: `[["鼓励", 0], ["区块链", 1]]`.
pub type Marked = Vec<(String, u8)>;

/// A document found. Its fields are read as its own (`hit.title`).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hit {
    /// The document's id.
    pub id: String,
    /// What is known of it.
    pub fields: Fields,
    /// The title, matches marked.
    pub title_marked: Marked,
    /// Fields that were inferred and not stated.
    pub inferred: Vec<Inference>,
    /// Comparable only within one response.
    pub score: f32,
    /// Passages that carry words of the query.
    pub snippets: Vec<Snippet>,
    /// Where it was read.
    pub sources: Vec<Source>,
    /// Its other versions in the library, newest first.
    pub versions: Vec<Version>,
    /// When the library first saw it.
    pub first_seen: Option<Moment>,
    /// When it changed since; `None` where it did not.
    pub changed: Option<Moment>,
}

impl Deref for Hit {
    type Target = Fields;

    fn deref(&self) -> &Fields {
        &self.fields
    }
}

/// An object with the listed fields of a document; of a facet with several values beside each other the first under
/// its own name (agency), and all in the plural.
impl Serialize for Hit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("id", &self.id)?;
        for field in fields::ALL.iter().filter(|field| field.is_listed) {
            match (field.json(&self.fields), field.facet) {
                (Value::Array(values), Some(facet)) if !facet.nested => {
                    object.serialize_entry(field.key, &values.first())?;
                    object.serialize_entry(facet.plural, &values)?;
                }
                (value, _) => object.serialize_entry(field.key, &value)?,
            }
        }
        object.serialize_entry("year", &self.date.map(PartialDate::year))?;
        object.serialize_entry("dates", &self.dates)?;
        object.serialize_entry("title_marked", &self.title_marked)?;
        object.serialize_entry("inferred", &self.inferred)?;
        object.serialize_entry("score", &self.score)?;
        object.serialize_entry("snippets", &self.snippets)?;
        object.serialize_entry("sources", &self.sources)?;
        object.serialize_entry("versions", &self.versions)?;
        object.serialize_entry("first_seen", &self.first_seen)?;
        object.serialize_entry("changed", &self.changed)?;
        object.end()
    }
}

impl JsonSchema for Hit {
    fn schema_name() -> Cow<'static, str> {
        "Hit".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut object = ObjectSchema::default();
        object.entry("id", generator.subschema_for::<String>());
        for field in fields::ALL.iter().filter(|field| field.is_listed) {
            let schema = field.json_schema(generator);
            match field.facet {
                Some(facet) if !facet.nested && field.json(&Fields::default()).is_array() => {
                    object.entry(field.key, generator.subschema_for::<Option<String>>());
                    object.entry(facet.plural, schema);
                }
                _ => object.entry(field.key, schema),
            }
        }
        object.entry("year", generator.subschema_for::<Option<i16>>());
        object.entry("dates", generator.subschema_for::<Dates>());
        object.entry("title_marked", generator.subschema_for::<Marked>());
        object.entry("inferred", generator.subschema_for::<Vec<Inference>>());
        object.entry("score", generator.subschema_for::<f32>());
        object.entry("snippets", generator.subschema_for::<Vec<Snippet>>());
        object.entry("sources", generator.subschema_for::<Vec<Source>>());
        object.entry("versions", generator.subschema_for::<Vec<Version>>());
        object.entry("first_seen", generator.subschema_for::<Option<Moment>>());
        object.entry("changed", generator.subschema_for::<Option<Moment>>());
        object.into()
    }
}

/// A document that comes near to what was asked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct NearHit {
    /// The document.
    #[serde(flatten)]
    pub hit: Hit,
    /// The words of the query that it does not have.
    pub lacks: Vec<String>,
}

/// Another version of a document found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[allow(missing_docs)]
pub struct Version {
    pub id: String,
    pub title: String,
    pub date: Option<PartialDate>,
}

/// A passage that carries words of the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Snippet {
    /// The nearest heading above the passage.
    pub section: Option<String>,
    /// The passage, matches marked.
    pub marked: Marked,
}

/// A document in a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The document's id.
    pub id: String,
    /// Comparable only within one ranking.
    pub score: f32,
}
