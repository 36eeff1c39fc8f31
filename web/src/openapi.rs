//! The description of the JSON API in the form of OpenAPI 3.1: for programs as JSON, for people as a
//! page (`pages/api.rs`). It is made of the types that the API returns, of the parameters that it reads,
//! and of the words in `data/api.csv`.

pub(crate) mod operations;
mod schemas;
pub(crate) mod words;

use std::sync::LazyLock;

use serde_json::{Map, Value, json};
use warp::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use crate::api::problem::{KINDS, PROBLEM_JSON};
use schemas::Schemas;

/// The whole description.
pub(crate) static DESCRIPTION: LazyLock<Value> = LazyLock::new(|| {
    let mut schemas = Schemas::new();
    let paths = operations::paths(&mut schemas);
    let problem = schemas.of::<crate::api::problem::Problem>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "政策检索 zhengce",
            "version": env!("CARGO_PKG_VERSION"),
            "description": words::told("info"),
            "license": { "name": "MIT", "identifier": "MIT" },
        },
        "paths": paths,
        "security": [{}, { "bearer": [] }, { "basic": [] }],
        "components": {
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer" },
                "basic": { "type": "http", "scheme": "basic" },
            },
            "headers": {
                "ETag": { "description": words::told("ETag"), "schema": { "type": "string" } },
                "Last-Modified": {
                    "description": words::told("Last-Modified"), "schema": { "type": "string" }
                },
            },
            "responses": responses(&problem),
            "schemas": schemas.all(),
        },
    })
});

/// The same as it is sent.
static TEXT: LazyLock<String> = LazyLock::new(|| DESCRIPTION.to_string());

/// What every call may be answered with beside its object.
fn responses(problem: &Value) -> Map<String, Value> {
    let unchanged = ("unchanged".to_owned(), json!({ "description": words::told("304") }));
    let problems = KINDS.iter().map(|kind| {
        let content = json!({ PROBLEM_JSON: { "schema": problem } });
        let description = format!("{}。{}", kind.title, kind.detail);
        (kind.code.to_owned(), json!({ "description": description, "content": content }))
    });
    problems.chain([unchanged]).collect()
}

/// `GET /api/v1/openapi.json`.
pub(crate) fn description() -> Response {
    let mut response = Response::new(TEXT.as_str().into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

#[cfg(test)]
mod tests;
