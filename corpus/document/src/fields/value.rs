//! Values of fields, whatever their type: whether one is known, how it is told, how it moves from
//! one document to another.

use language::date::PartialDate;
use language::kind::Kind;
use language::level::Level;
use serde_json::Value as Json;

use super::values::Fields;
use crate::status::Status;

/// Where a field's value lies.
pub(super) struct Of<T> {
    pub(super) of: fn(&Fields) -> &T,
    pub(super) of_mut: fn(&mut Fields) -> &mut T,
}

/// What can be done with a field of any type.
pub(super) trait Access: Sync {
    fn is_known(&self, fields: &Fields) -> bool;
    fn clear(&self, fields: &mut Fields);
    fn take(&self, fields: &mut Fields, from: &Fields);
    fn values(&self, fields: &Fields) -> Vec<String>;
    fn told(&self, fields: &Fields) -> Vec<String>;
    fn json(&self, fields: &Fields) -> Json;
}

impl<T: Value> Access for Of<T> {
    fn is_known(&self, fields: &Fields) -> bool {
        (self.of)(fields).is_known()
    }

    fn clear(&self, fields: &mut Fields) {
        *(self.of_mut)(fields) = T::default();
    }

    fn take(&self, fields: &mut Fields, from: &Fields) {
        (self.of)(from).clone_into((self.of_mut)(fields));
    }

    fn values(&self, fields: &Fields) -> Vec<String> {
        (self.of)(fields).values()
    }

    fn told(&self, fields: &Fields) -> Vec<String> {
        (self.of)(fields).told()
    }

    fn json(&self, fields: &Fields) -> Json {
        let mut values = (self.of)(fields).values().into_iter().map(Json::from);
        match T::IS_LIST {
            true => values.collect(),
            false => values.next().unwrap_or_default(),
        }
    }
}

/// A type that fields have.
pub(super) trait Value: Clone + Default + PartialEq + 'static {
    /// Whether it may be several.
    const IS_LIST: bool = false;

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
    fn values(&self) -> Vec<String> {
        if self.is_empty() { Vec::new() } else { vec![self.clone()] }
    }
}

impl Value for Option<String> {
    fn values(&self) -> Vec<String> {
        self.iter().cloned().collect()
    }
}

impl Value for Vec<String> {
    const IS_LIST: bool = true;

    fn values(&self) -> Vec<String> {
        self.clone()
    }
}

impl Value for Option<PartialDate> {
    fn values(&self) -> Vec<String> {
        self.iter().map(ToString::to_string).collect()
    }

    fn told(&self) -> Vec<String> {
        self.iter().map(|date| date.in_chinese()).collect()
    }
}

impl Value for Kind {
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
    fn values(&self) -> Vec<String> {
        self.iter().map(|level| level.name().to_owned()).collect()
    }
}

impl Value for Option<Status> {
    fn values(&self) -> Vec<String> {
        self.iter().map(|status| status.value.name().to_owned()).collect()
    }
}
