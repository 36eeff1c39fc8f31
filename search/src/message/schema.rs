//! The schema of an object that is written by hand.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value};

/// An object whose members are always there.
#[derive(Default)]
pub(super) struct ObjectSchema(Map<String, Value>);

impl ObjectSchema {
    /// Adds a member.
    pub(super) fn entry(&mut self, name: &str, schema: Schema) {
        self.0.insert(name.to_owned(), schema.into());
    }
}

impl From<ObjectSchema> for Schema {
    fn from(ObjectSchema(members): ObjectSchema) -> Schema {
        let names: Vec<&String> = members.keys().collect();
        json_schema!({ "type": "object", "required": names, "properties": members })
    }
}
