//! The calls of the API: their addresses, parameters and answers.

use corpus::fields;
use report::comparison::Comparison;
use report::writing::{Format, TableObject};
use schemars::JsonSchema;
use search::{Counts, FilterField, Health, HealthTopic, LinkedDocument, ReadField, Response};
use serde_json::{Map, Value, json};

use super::schemas::Schemas;
use super::words;
use crate::api::problem::KINDS;
use crate::api::{Completions, FacetValues, Status};
use crate::parameters::{
    self, DEFAULT_COMPLETIONS, DEFAULT_LIMIT, DEFAULT_VALUES, MAX_COMPLETIONS,
};

/// The calls in the order in which people read of them.
pub(crate) const CALLS: [&str; 9] =
    ["search", "facets", "counts", "table", "suggest", "document", "compare", "status", "check"];

/// All calls by their addresses.
pub(super) fn paths(schemas: &mut Schemas) -> Map<String, Value> {
    let mut paths = Map::new();
    let search = search_parameters("search", DEFAULT_LIMIT);
    let (path, mut search) = call::<Response>("search", search, schemas);
    search["get"]["responses"]["200"]["links"]["document"] = json!({
        "operationId": "document", "parameters": { "id": "$response.body#/hits/0/id" },
    });
    paths.insert(path, search);
    let mut field = open(json!(FilterField::ALL.map(FilterField::facet)));
    field["minLength"] = 1.into();
    let mut facets = vec![
        required(parameter("facets", "field", field, json!("agency"))),
        parameter("facets", "contains", text(), json!("经")),
    ];
    facets.extend(search_parameters("facets", DEFAULT_VALUES));
    paths.extend([call::<FacetValues>("facets", facets, schemas)]);
    let mut counts = vec![
        parameter("counts", "by", list(text()), json!(["year,district"])),
        parameter("counts", "top", text(), json!("20")),
        parameter("counts", "format", open(json!(COUNTS_FORMATS)), json!("json")),
    ];
    counts.extend(search_parameters("counts", DEFAULT_LIMIT));
    let (path, mut counts) = call::<Counts>("counts", counts, schemas);
    with_files(&mut counts, &COUNTS_FORMATS[1..]);
    counts["get"]["responses"]["404"] = reference("responses", "not_found");
    paths.insert(path, counts);
    let (path, mut table) = call::<TableObject>("table", table_parameters(), schemas);
    with_files(&mut table, &TABLE_FORMATS[1..]);
    paths.insert(path, table);
    let limit = json!({
        "type": "integer", "minimum": 0, "maximum": MAX_COMPLETIONS, "default": DEFAULT_COMPLETIONS
    });
    let typed = vec![
        parameter("suggest", "q", text(), json!("静安区 区块")),
        parameter("suggest", "limit", limit, json!(5)),
    ];
    paths.extend([call::<Completions>("suggest", typed, schemas)]);
    let id = json!({ "type": "string", "minLength": 1 });
    let id = required(parameter("document", "id", id, json!("沪府发〔2019〕12号")));
    let (path, mut document) = call::<LinkedDocument>("document", vec![id], schemas);
    document["get"]["responses"]["404"] = reference("responses", "not_found");
    paths.insert(path, document);
    paths.extend([comparison(schemas)]);
    paths.extend([call::<Status>("status", Vec::new(), schemas)]);
    let format = json!({ "type": "string", "enum": ["json", "csv"], "default": "json" });
    let format = parameter("check", "format", format, json!("json"));
    let number = || json!({ "type": "integer", "minimum": 0 });
    let page = ["limit", "offset"].map(|name| parameter("check", name, number(), json!(20)));
    let kinds = HealthTopic::all().into_iter().map(|kind| kind.to_string());
    let sections: Vec<String> = ["all".to_owned()].into_iter().chain(kinds).collect();
    let sections = json!({ "type": "string", "enum": sections });
    let section = parameter("check", "section", sections, json!("all"));
    let parameters = [format, section].into_iter().chain(page).collect();
    let (path, mut check) = call::<Health>("check", parameters, schemas);
    with_files(&mut check, &["csv"]);
    paths.insert(path, check);
    paths
}

/// The call that compares two documents, which is also answered with a file.
fn comparison(schemas: &mut Schemas) -> (String, Value) {
    let id = |name, example| {
        let id = json!({ "type": "string", "minLength": 1 });
        required(parameter("compare", name, id, json!(example)))
    };
    let formats = json!({ "type": "string", "enum": ["json", "md", "docx"], "default": "json" });
    let all = json!({ "type": "integer", "minimum": 0, "maximum": 1, "default": 0 });
    let parameters = vec![
        id("a", "沪府发〔2019〕12号"),
        id("b", "沪府发〔2024〕3号"),
        parameter("compare", "format", formats, json!("json")),
        parameter("compare", "all", all, json!(0)),
    ];
    let (path, mut call) = call::<Comparison>("compare", parameters, schemas);
    call["get"]["responses"]["404"] = reference("responses", "not_found");
    with_files(&mut call, &["md", "docx"]);
    (path, call)
}

/// The formats of tables and of counts, first that of the object.
const TABLE_FORMATS: [&str; 5] = ["json", "md", "csv", "xlsx", "docx"];
const COUNTS_FORMATS: [&str; 7] = ["json", "md", "csv", "xlsx", "docx", "svg", "png"];

/// Says that a call is also answered with files of some formats.
fn with_files(call: &mut Value, formats: &[&str]) {
    for format in formats {
        let media_type = match *format {
            "svg" => "image/svg+xml",
            "png" => "image/png",
            format => format.parse().map_or("", Format::media_type),
        };
        let bare = media_type.split(';').next().unwrap_or_default();
        call["get"]["responses"]["200"]["content"][bare] = json!({ "schema": text() });
    }
}

/// The parameters that lay out a table, and those of its search.
fn table_parameters() -> Vec<Value> {
    let fields = json!(FilterField::ALL.map(FilterField::facet));
    let mut parameters = vec![
        parameter("table", "columns", list(text()), json!(["时间", "机构", "政策", "发文字号"])),
        parameter("table", "dates", open(json!(["stated", "iso"])), json!("iso")),
        parameter("table", "length", text(), json!("200")),
        parameter("table", "group", open(fields), json!("district")),
        parameter("table", "caption", text(), json!("区块链相关政策")),
        parameter("table", "format", open(json!(TABLE_FORMATS)), json!("json")),
    ];
    parameters.extend(search_parameters("table", DEFAULT_LIMIT));
    parameters
}

/// A call that returns an object, with its address.
fn call<T: JsonSchema>(
    name: &str,
    parameters: Vec<Value>,
    schemas: &mut Schemas,
) -> (String, Value) {
    let answer = json!({
        "description": words::told(&format!("{name}=")),
        "headers": {
            "ETag": reference("headers", "ETag"),
            "Last-Modified": reference("headers", "Last-Modified"),
        },
        "content": { "application/json": { "schema": schemas.of::<T>() } },
    });
    let mut responses = Map::new();
    responses.insert("200".to_owned(), answer);
    responses.insert("304".to_owned(), reference("responses", "unchanged"));
    // Only what names a document can name one that there is not.
    for kind in KINDS.iter().filter(|kind| kind.code != "not_found") {
        responses.insert(kind.status.as_str().to_owned(), reference("responses", kind.code));
    }
    let get = json!({
        "operationId": name,
        "summary": words::told(&format!("{name}!")),
        "description": words::told(&format!("{name}:")),
        "parameters": parameters,
        "responses": responses,
    });
    (format!("/api/v1/{name}"), json!({ "get": get }))
}

fn reference(kind: &str, name: &str) -> Value {
    json!({ "$ref": format!("#/components/{kind}/{name}") })
}

fn parameter(call: &str, name: &str, schema: Value, example: Value) -> Value {
    json!({
        "name": name, "in": "query", "description": words::of_parameter(call, name),
        "schema": schema, "example": example,
    })
}

fn required(mut parameter: Value) -> Value {
    parameter["required"] = true.into();
    parameter
}

/// The parameters of a search, in the order in which they are read; a page has so many lines by
/// default.
fn search_parameters(call: &str, limit: usize) -> Vec<Value> {
    let names = ["q"].into_iter().chain(parameters::names());
    let described = names.map(|name| {
        let (schema, example) = match name {
            "limit" => (json!({ "type": "integer", "minimum": 0, "default": limit }), json!(20)),
            name => search_parameter(name),
        };
        parameter(call, name, schema, example)
    });
    described.collect()
}

/// The schema of a parameter of a search, and an example. A value that is none of those listed is
/// told in a notice, so it is a value, too.
fn search_parameter(name: &str) -> (Value, Value) {
    let facet = fields::by_key(&name.replace('-', "_")).and_then(|field| field.facet);
    if let Some(facet) = facet {
        let values = facet.values.map(|values| values());
        let keys = values.map(|values| values.into_iter().map(|(key, _)| key).collect::<Vec<_>>());
        return (list(keys.map_or_else(text, |keys| open(json!(keys)))), json!([facet.example]));
    }
    match name {
        "q" => (json!({ "type": "string", "default": "" }), json!("区块链")),
        "has" => (list(text()), json!(["year:2019"])),
        "since" => (text(), json!("2026-11-20")),
        "year" => (list(text()), json!(["2018..2020"])),
        "date" => (list(text()), json!(["2017-03..2018-06"])),
        "ignore" => {
            let fields: Vec<&str> = ReadField::all().map(ReadField::name).collect();
            (list(open(json!(fields))), json!(["dates"]))
        }
        "in" => (open(json!(["text", "title"])), json!("title")),
        "within" => (list(text()), json!(["专项资金"])),
        "sort" => {
            (open(json!(["relevance", "date", "date-asc", "seen", "deadline"])), json!("date"))
        }
        "offset" => (json!({ "type": "integer", "minimum": 0, "default": 0 }), json!(20)),
        "literal" | "no-synonyms" => (open(json!(["0", "1"])), json!("1")),
        "versions" => (open(json!(["all", "newest"])), json!("newest")),
        "today" => (text(), json!("2019-12-31")),
        _ => (text(), json!("")),
    }
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

/// Some values; any other text is answered with a notice.
fn open(values: Value) -> Value {
    json!({ "type": "string", "examples": values })
}
