//! The schemas of the types that the API returns, made by schemars of the types themselves. What is
//! said of them is for people who read Chinese, not the comments in the code.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::words;

/// Collects the schemas of all types that are asked for.
pub(super) struct Schemas(SchemaGenerator);

impl Schemas {
    pub(super) fn new() -> Schemas {
        let settings = SchemaSettings::draft2020_12().for_serialize();
        let settings = settings.with(|settings| {
            settings.definitions_path = "/components/schemas".into();
        });
        Schemas(settings.into_generator())
    }

    /// The schema of a type, which refers to its full one.
    pub(super) fn of<T: JsonSchema>(&mut self) -> Value {
        self.0.subschema_for::<T>().into()
    }

    /// The full schemas by the names of their types.
    pub(super) fn all(mut self) -> Map<String, Value> {
        let mut all = self.0.take_definitions(true);
        for (name, schema) in &mut all {
            tidy(name, schema);
            say(schema, words::told(name));
        }
        all
    }
}

/// Takes out what only code says, and says what members and values are.
fn tidy(name: &str, schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.retain(|key, _| !["description", "title", "default"].contains(&key.as_str()));
            if members.get("type").is_some_and(|kind| kind != "string") {
                members.remove("format");
            }
            if let Some(values) = members.get("oneOf").and_then(constants) {
                members.remove("oneOf");
                members.extend(choice(name, &values));
                return;
            }
            if let Some(Value::Object(properties)) = members.get_mut("properties") {
                for (member, schema) in properties {
                    tidy(name, schema);
                    say(schema, words::of_member(name, member));
                }
            }
            let others = members.iter_mut().filter(|(key, _)| *key != "properties");
            others.for_each(|(_, schema)| tidy(name, schema));
        }
        Value::Array(items) => items.iter_mut().for_each(|schema| tidy(name, schema)),
        _ => {}
    }
}

/// The values of a schema that lists them one by one.
fn constants(options: &Value) -> Option<Vec<Value>> {
    let value = |option: &Value| match (option.get("const"), option.get("enum")) {
        (Some(value), _) => Some(vec![value.clone()]),
        (None, values) => values?.as_array().cloned(),
    };
    let values: Option<Vec<Vec<Value>>> = options.as_array()?.iter().map(value).collect();
    Some(values?.concat())
}

/// A schema of some texts, each with what is said of it where something is.
fn choice(name: &str, values: &[Value]) -> Map<String, Value> {
    let said =
        |value: &Value| words::told(&format!("{name}.{}", value.as_str().unwrap_or_default()));
    let described = |value: &Value| json!({ "const": value, "description": said(value) });
    let schema = match values.iter().all(|value| !said(value).is_empty()) {
        true => json!({ "oneOf": values.iter().map(described).collect::<Vec<_>>() }),
        false => json!({ "type": "string", "enum": values }),
    };
    schema.as_object().cloned().unwrap_or_default()
}

/// Says something of a schema.
fn say(schema: &mut Value, words: &str) {
    // A schema that anything fits is a bool.
    if let Some(schema) = schema.as_object_mut().filter(|_| !words.is_empty()) {
        schema.insert("description".to_owned(), words.into());
    }
}
