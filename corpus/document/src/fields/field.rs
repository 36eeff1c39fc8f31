//! A field as such: what is the same for every document, and what can be done with its value.

use language::gazetteer::Entity;
use schemars::{Schema, SchemaGenerator};

use super::value::Access;

/// A field of a structure `F`: all that is the same for every document.
pub struct FieldOf<F: 'static> {
    /// Its name in the JSON object, in `corpus/data/headers.csv`, and wherever a field is named in
    /// data: corrections, inferences, doubts.
    pub key: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// How it is filtered by; `None` where it is not.
    pub facet: Option<Facet>,
    /// Whether it is shown among the facts of a document, in the order of [`super::ALL`].
    pub is_fact: bool,
    /// Whether it is part of a hit in the JSON object.
    pub is_listed: bool,
    /// Whether its words are found and ranked with those of the body.
    pub is_text: bool,
    /// Whether web pages state it above their text, where menus have other words before a colon.
    pub is_announced: bool,
    /// Whether a JSON line states it by its key; other keys are kept as they are.
    pub is_keyed: bool,
    /// Whether words like 暂无 are no value of it.
    pub(super) is_judged: bool,
    /// What stands between several values.
    pub(super) between: &'static str,
    pub(super) place: &'static dyn Access<F>,
    /// Sets it by what a source states; false for words that are none of its values.
    pub(super) read: fn(&mut F, &str) -> bool,
    /// Why it did not take a value.
    pub(super) refusal: &'static str,
}

/// A value as the index has it, and its name for people.
pub type NamedValue = (&'static str, &'static str);

/// How a field is filtered by.
#[derive(Debug, Clone, Copy)]
pub struct Facet {
    /// Its place among the filters that are offered, counted from 1 without gaps.
    pub order: u8,
    /// What its filter takes, in English with Chinese examples.
    pub help: &'static str,
    /// A value to try.
    pub example: &'static str,
    /// The name of its values in receipts and ways out (districts).
    pub plural: &'static str,
    /// What its values are named by; `None` where each has one name.
    pub entity: Option<Entity>,
    /// Whether the values of a document lie within each other, the widest first: 省, 市, 县.
    pub nested: bool,
    /// All its values with their names for people, where they are few and known beforehand.
    pub values: Option<fn() -> Vec<NamedValue>>,
}

impl<F> PartialEq for FieldOf<F> {
    fn eq(&self, other: &FieldOf<F>) -> bool {
        self.key == other.key
    }
}

impl<F> Eq for FieldOf<F> {}

impl<F> std::fmt::Debug for FieldOf<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

impl<F> FieldOf<F> {
    /// A field that any words are a value of, shown and filtered by nowhere.
    pub(super) const fn new(
        key: &'static str,
        label: &'static str,
        place: &'static dyn Access<F>,
        read: fn(&mut F, &str) -> bool,
    ) -> FieldOf<F> {
        FieldOf {
            key,
            label,
            facet: None,
            is_fact: false,
            is_listed: false,
            is_text: false,
            is_announced: false,
            is_keyed: false,
            is_judged: true,
            between: "、",
            place,
            read,
            refusal: "",
        }
    }

    /// Sets the field by what a source states.
    ///
    /// # Errors
    /// Why the words are no value of it, in Chinese; empty where that is nobody's mistake.
    pub fn state(&self, fields: &mut F, words: &str) -> Result<(), &'static str> {
        if self.is_judged && crate::placeholders::is_placeholder(words) {
            return Err("不是值，等于没有写");
        }
        if (self.read)(fields, words) { Ok(()) } else { Err(self.refusal) }
    }

    /// Whether words like 暂无 say that a document has no such field.
    pub fn may_be_absent(&self) -> bool {
        self.is_judged
    }

    /// Takes the value away.
    pub fn clear(&self, fields: &mut F) {
        self.place.clear(fields);
    }

    /// Whether anything is known of it.
    pub fn is_known(&self, fields: &F) -> bool {
        self.place.is_known(fields)
    }

    /// Takes the value from another document.
    pub fn take(&self, fields: &mut F, from: &F) {
        self.place.take(fields, from);
    }

    /// Its values as the index and the JSON object have them (policy, 2019-12).
    pub fn values(&self, fields: &F) -> Vec<String> {
        self.place.values(fields)
    }

    /// Its value as the JSON object has it: a text, a list of texts, or null.
    pub fn json(&self, fields: &F) -> serde_json::Value {
        self.place.json(fields)
    }

    /// The schema of its value in the JSON object.
    pub fn json_schema(&self, generator: &mut SchemaGenerator) -> Schema {
        self.place.json_schema(generator)
    }

    /// Its value for people, on one line; `None` where nothing is known.
    pub fn told(&self, fields: &F) -> Option<String> {
        let values = self.place.told(fields);
        (!values.is_empty()).then(|| values.join(self.between))
    }
}

impl<F: Default> FieldOf<F> {
    /// The value of a facet that a person means, as the index has it; `None` where it is none of
    /// those that there are.
    pub fn filter_value(&self, given: &str) -> Option<String> {
        let Some(values) = self.facet?.values else { return Some(given.to_owned()) };
        let by_key = values().into_iter().find(|(key, _)| *key == given);
        by_key.map(|(key, _)| key.to_owned()).or_else(|| {
            let mut fields = F::default();
            self.state(&mut fields, given).ok()?;
            self.values(&fields).into_iter().next()
        })
    }
}

impl Facet {
    /// The name for people of a value.
    pub fn told<'v>(&self, value: &'v str) -> &'v str {
        let known = self.values.map(|values| values()).unwrap_or_default();
        known.into_iter().find(|(key, _)| *key == value).map_or(value, |(_, name)| name)
    }
}
