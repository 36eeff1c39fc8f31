//! The page that describes the JSON API, made of its description for programs.

use askama::Template;
use serde_json::Value;

use super::Frame;
use crate::api::problem;
use crate::openapi::{DESCRIPTION, operations};
use crate::parameters::Parameters;

/// What the page shows.
#[derive(Template)]
#[template(path = "api.html")]
pub(super) struct ApiPage {
    frame: Frame,
    about: &'static str,
    calls: Vec<Call>,
    problems: &'static [problem::Kind],
    types: Vec<Type>,
}

/// A call of the API.
struct Call {
    name: &'static str,
    path: String,
    summary: &'static str,
    about: &'static str,
    parameters: Vec<Parameter>,
    /// What is returned, and what that is.
    answer: Kind,
    returns: &'static str,
    /// An address to try, where it is right in any library.
    example: Option<String>,
}

struct Parameter {
    name: &'static str,
    kind: Kind,
    is_required: bool,
    default: Option<String>,
    /// The values that there are, where they are few.
    values: Vec<String>,
    about: &'static str,
}

/// A type, as words or by its name.
struct Kind {
    text: String,
    /// Where it is described.
    name: Option<&'static str>,
}

/// A type that has a name.
struct Type {
    name: &'static str,
    about: &'static str,
    members: Vec<Member>,
    /// Its values, each with what it means where that is said.
    values: Vec<(String, &'static str)>,
}

struct Member {
    name: &'static str,
    kind: Kind,
    about: &'static str,
}

impl ApiPage {
    pub(super) fn new() -> ApiPage {
        let schemas = DESCRIPTION["components"]["schemas"].as_object();
        ApiPage {
            frame: Frame::new("接口说明 · 政策检索".to_owned(), &Parameters::default()),
            about: said(&DESCRIPTION["info"]),
            calls: operations::CALLS.into_iter().map(call).collect(),
            problems: &problem::KINDS,
            types: schemas
                .into_iter()
                .flatten()
                .map(|(name, schema)| named(name, schema))
                .collect(),
        }
    }
}

fn call(name: &'static str) -> Call {
    let path = format!("/api/v1/{name}");
    let call = &DESCRIPTION["paths"][&path]["get"];
    let answer = &call["responses"]["200"];
    Call {
        name,
        summary: text(&call["summary"]),
        about: said(call),
        parameters: list(&call["parameters"]).iter().map(parameter).collect(),
        answer: kind(&answer["content"]["application/json"]["schema"]),
        returns: said(answer),
        example: example(&path, call),
        path,
    }
}

/// A call with the example of its first parameter; what names a document may name none of the library.
fn example(path: &str, call: &Value) -> Option<String> {
    let has_404 = call["responses"].get("404").is_some();
    let first = list(&call["parameters"]).first().filter(|_| !has_404)?;
    let (name, value) = (text(&first["name"]), text(&first["example"]));
    let query = form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
    Some(format!("{path}?{query}"))
}

fn parameter(parameter: &'static Value) -> Parameter {
    let schema = &parameter["schema"];
    let items = schema.get("items").unwrap_or(schema);
    let default = schema.get("default").map(plain).filter(|default| !default.is_empty());
    Parameter {
        name: text(&parameter["name"]),
        kind: kind(schema),
        is_required: parameter["required"] == true,
        default,
        values: list(&items["examples"]).iter().chain(list(&items["enum"])).map(plain).collect(),
        about: said(parameter),
    }
}

fn named(name: &'static str, schema: &'static Value) -> Type {
    // The variants of a type share the table of their members.
    let variants = list(&schema["oneOf"]).iter().chain([schema]);
    let mut members: Vec<Member> = Vec::new();
    for (name, schema) in variants.flat_map(|one| one["properties"].as_object()).flatten() {
        if members.iter().all(|known| known.name != name) {
            members.push(Member { name, kind: kind(schema), about: said(schema) });
        }
    }
    let constants = list(&schema["oneOf"]).iter().filter(|one| one["const"].is_string());
    let constants = constants.map(|one| (plain(&one["const"]), said(one)));
    let values = list(&schema["enum"]).iter().map(|value| (plain(value), ""));
    Type { name, about: said(schema), members, values: constants.chain(values).collect() }
}

/// What a schema is in words.
fn kind(schema: &'static Value) -> Kind {
    let of = |text: &str| Kind { text: text.to_owned(), name: None };
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return Kind { text: name.to_owned(), name: Some(name) };
    }
    let mut alternatives = list(&schema["anyOf"]).iter().filter(|one| one["type"] != "null");
    if let Some(first) = alternatives.next() {
        let Kind { text, name } = kind(first);
        let is_nullable = list(&schema["anyOf"]).iter().any(|one| one["type"] == "null");
        return Kind { text: if is_nullable { or_null(&text) } else { text }, name };
    }
    if let Some(value) = schema.get("const") {
        return of(&plain(value));
    }
    let names: Vec<&str> = match &schema["type"] {
        Value::Array(several) => several.iter().map(text).collect(),
        one => vec![text(one)],
    };
    let (name, text) = match names[0] {
        "array" if schema.get("items").is_some() => {
            let Kind { text, name } = kind(&schema["items"]);
            (name, format!("{text}[]"))
        }
        name => (None, in_chinese(name).to_owned()),
    };
    Kind { text: if names.contains(&"null") { or_null(&text) } else { text }, name }
}

fn or_null(text: &str) -> String {
    format!("{text} 或 null")
}

fn in_chinese(kind: &str) -> &str {
    match kind {
        "string" => "文字",
        "integer" => "整数",
        "number" => "数",
        "boolean" => "真假",
        "array" => "数组",
        "object" => "对象",
        other => other,
    }
}

fn said(of: &'static Value) -> &'static str {
    text(&of["description"])
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A value without quotation marks.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_parameters_types_and_problems_are_shown() {
        let html = ApiPage::new().render().unwrap();
        for text in [
            "<code>/api/v1/facets</code>",
            "doc-type",
            "id=\"Response\"",
            "<a href=\"#Hit\">Hit[]</a>",
            "id=\"bad_parameter\"",
            "<code>现行有效</code>",
            "整数 或 null",
        ] {
            assert!(html.contains(text), "no {text} in {html}");
        }
        let targets = html.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next());
        for target in targets.filter(|target| *target != "main") {
            assert!(html.contains(&format!("id=\"{target}\"")), "{target}");
        }
    }
}
