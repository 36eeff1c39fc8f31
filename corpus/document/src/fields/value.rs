//! Values of fields, whatever their type: whether one is known, how it is told, how it moves from
//! one document to another.

use language::date::PartialDate;
use language::kind::Kind;
use language::level::Level;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::Value as Json;

use crate::status::{Status, Validity};

/// Where a field's value lies.
pub(super) struct Place<F, T> {
    pub(super) of: fn(&F) -> &T,
    pub(super) of_mut: fn(&mut F) -> &mut T,
}

/// What can be done with a field of a structure `F`, whatever its type.
pub(super) trait Access<F>: Sync {
    fn is_known(&self, fields: &F) -> bool;
    fn clear(&self, fields: &mut F);
    fn take(&self, fields: &mut F, from: &F);
    fn values(&self, fields: &F) -> Vec<String>;
    fn told(&self, fields: &F) -> Vec<String>;
    fn json(&self, fields: &F) -> Json;
    fn json_schema(&self, generator: &mut SchemaGenerator) -> Schema;
}

impl<F, T: Value> Access<F> for Place<F, T> {
    fn is_known(&self, fields: &F) -> bool {
        (self.of)(fields).is_known()
    }

    fn clear(&self, fields: &mut F) {
        *(self.of_mut)(fields) = T::default();
    }

    fn take(&self, fields: &mut F, from: &F) {
        (self.of)(from).clone_into((self.of_mut)(fields));
    }

    fn values(&self, fields: &F) -> Vec<String> {
        (self.of)(fields).values()
    }

    fn told(&self, fields: &F) -> Vec<String> {
        (self.of)(fields).told()
    }

    fn json(&self, fields: &F) -> Json {
        let mut values = (self.of)(fields).values().into_iter().map(Json::from);
        match T::IS_LIST {
            true => values.collect(),
            false => values.next().unwrap_or_default(),
        }
    }

    fn json_schema(&self, generator: &mut SchemaGenerator) -> Schema {
        generator.subschema_for::<T::Json>()
    }
}

/// A type that fields have.
pub(super) trait Value: Clone + Default + PartialEq + 'static {
    /// Whether it may be several.
    const IS_LIST: bool = false;

    /// What the JSON object has of it.
    type Json: JsonSchema;

    fn is_known(&self) -> bool {
        *self != Self::default()
    }

    /// As the index and the JSON object have it.
    fn values(&self) -> Vec<String>;

    /// As people read it.
    fn told(&self) -> Vec<String> {
        self.values()
    }
}

impl Value for String {
    type Json = Option<String>;

    fn values(&self) -> Vec<String> {
        if self.is_empty() { Vec::new() } else { vec![self.clone()] }
    }
}

impl Value for Option<String> {
    type Json = Option<String>;

    fn values(&self) -> Vec<String> {
        self.iter().cloned().collect()
    }
}

impl Value for Vec<String> {
    const IS_LIST: bool = true;
    type Json = Vec<String>;

    fn values(&self) -> Vec<String> {
        self.clone()
    }
}

impl Value for Option<PartialDate> {
    type Json = Option<PartialDate>;

    fn values(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }

    fn told(&self) -> Vec<String> {
        self.iter().map(|date| date.in_chinese()).collect()
    }
}

impl Value for Kind {
    type Json = Kind;

    /// Every document is of a kind, be it another one.
    fn is_known(&self) -> bool {
        true
    }

    fn values(&self) -> Vec<String> {
        vec![self.key().to_owned()]
    }

    fn told(&self) -> Vec<String> {
        vec![self.name().to_owned()]
    }
}

impl Value for Option<Level> {
    type Json = Option<Level>;

    fn values(&self) -> Vec<String> {
        self.iter().map(|level| level.name().to_owned()).collect()
    }
}

impl Value for Option<Status> {
    type Json = Option<Validity>;

    fn values(&self) -> Vec<String> {
        self.iter().map(|status| status.value.name().to_owned()).collect()
    }
}
