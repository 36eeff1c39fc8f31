//! The description of the JSON API for programs, in the form of OpenAPI 3.1. It is a file,
//! `openapi.json`; the tests here hold it to what the API reads and returns.

use std::sync::LazyLock;

use corpus::fields::{self, Field, Fields};
use search::{FilterField, ReadField};
use serde_json::{Value, json};
use warp::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

/// The file, with what it does not say of fields of documents that came later.
static TEXT: LazyLock<String> = LazyLock::new(|| match serde_json::from_str(FILE) {
    Ok(description) => with_fields(description).to_string(),
    Err(_) => FILE.to_owned(),
});

const FILE: &str = include_str!("openapi.json");

/// `GET /api/v1/openapi.json`.
pub(crate) fn description() -> Response {
    let mut response = Response::new(TEXT.as_str().into());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

/// Describes the facets and fields that the file does not know.
fn with_fields(mut description: Value) -> Value {
    let parameters = description.pointer_mut("/paths/~1api~1v1~1search/get/parameters");
    if let Some(parameters) = parameters.and_then(Value::as_array_mut) {
        // They stand in the order of the facets, behind the query and the dates.
        let mut next = 0;
        for (field, facet) in fields::facets() {
            let name = field.key.replace('_', "-");
            let place = |name: &str| parameters.iter().position(|known| known["name"] == name);
            next = 1 + place(&name).unwrap_or_else(|| {
                let schema = json!({ "$ref": "#/components/schemas/Strings" });
                let parameter = json!({
                    "name": name, "in": "query", "description": facet.help,
                    "schema": schema, "example": [facet.example]
                });
                parameters.insert(next, parameter);
                next
            });
        }
    }
    let schemas = &mut description["components"]["schemas"];
    schemas["FilterField"]["enum"] = json!(FilterField::ALL);
    schemas["ReadField"]["enum"] = json!(ReadField::all().collect::<Vec<_>>());
    for (field, _) in fields::facets() {
        add_property(
            &mut schemas["Facets"],
            field,
            json!({ "$ref": "#/components/schemas/Facet" }),
        );
    }
    let whole = serde_json::to_value(Fields::default()).unwrap_or_default();
    for field in fields::ALL {
        let value = json!({ "type": ["string", "array", "null"], "items": { "type": "string" } });
        if field.is_listed {
            add_property(&mut schemas["Hit"], field, value.clone());
        }
        // The days of `dates` are no members of their own.
        if whole.get(field.key).is_some() {
            add_property(&mut schemas["Document"], field, value);
        }
    }
    description
}

/// Adds a property that an object always has, where it is not described yet.
fn add_property(object: &mut Value, field: &Field, value: Value) {
    let is_known = object["properties"].get(field.key).is_some();
    if let Some(required) = object["required"].as_array_mut().filter(|_| !is_known) {
        required.push(field.key.into());
        object["properties"][field.key] = value;
    }
}

#[cfg(test)]
mod tests {
    use corpus::Kind;
    use corpus::document::{Attachment, Doubt, Inference, Reference, Source};
    use corpus::document::{Block, Document, Level, Section, Statement, Table};
    use corpus::fields::{Dates, Status, Validity};
    use search::{
        Answer, Completion, CompletionKind, Corrected, DocumentEntry, Doubtful, Ended, Facet,
    };
    use search::{
        FacetValue, Health, Lacking, LinkedDocument, Links, Missing, MissingField, NamedDocument,
        NearHit,
    };
    use search::{Notice, NoticeCode, SeveralSources, Snippet, Sort, Version, WayOut};

    use super::*;
    use crate::api::Completions;
    use crate::pages::samples::{hit, receipt, response};
    use crate::parameters::{self, DEFAULT_COMPLETIONS, MAX_COMPLETIONS, names};

    fn text() -> String {
        "a".to_owned()
    }

    fn dates() -> Dates {
        let date = "2019-12-03".parse().ok();
        Dates { issued: date, published: date, effective: date, expires: date }
    }

    /// A response in which no list is empty, with this answer.
    fn full_response(answer: Option<Answer>) -> search::Response {
        let mut found = response();
        found.understood.districts = vec![text()];
        found.understood.kinds = vec![Kind::Policy];
        found.understood.receipts = vec![receipt(FilterField::DATES, "2019", "2019年")];
        found.notices = vec![Notice { code: NoticeCode::Syntax, text: text(), words: text() }];
        found.ways_out = vec![WayOut { drop: FilterField::DATES, total: 2 }];
        let values = vec![FacetValue { value: text(), count: 1, selected: true }];
        found.facets[FilterField::DATES] = Facet { values, more: 1 };
        let mut hit = hit();
        hit.title_marked = vec![(text(), 1)];
        hit.fields.level = Some(Level::District);
        hit.fields.dates = dates();
        hit.inferred = vec![Inference { field: text(), evidence: text() }];
        hit.snippets = vec![Snippet { section: None, marked: vec![(text(), 0)] }];
        hit.versions = vec![Version { id: text(), title: text(), date: dates().issued }];
        hit.sources = vec![Source { file: text(), place: text() }];
        found.nearest = vec![NearHit { hit: hit.clone(), lacks: vec![text()] }];
        found.hits = vec![hit];
        found.answer = answer;
        found
    }

    /// A document in which no list is empty.
    fn full_document() -> Document {
        let table = Table { caption: Some(text()), header: vec![text()], rows: vec![vec![text()]] };
        let blocks = vec![Block::Paragraph(text()), Block::Table(table), Block::Figure(text())];
        let inner = Section { heading: None, blocks, sections: Vec::new() };
        Document {
            fields: Fields {
                dates: dates(),
                level: Some(Level::Industry),
                status: Some(Status { value: Validity::Open, evidence: text() }),
                ..Fields::default()
            },
            body: vec![Section {
                heading: Some(text()),
                blocks: Vec::new(),
                sections: vec![inner],
            }],
            extra: vec![Statement { name: text(), value: text() }],
            sources: vec![Source { file: text(), place: text() }],
            inferred: vec![Inference { field: text(), evidence: text() }],
            attachments: vec![Attachment { title: text(), doc_type: None }],
            references: vec![Reference { title: None, number: Some(text()), repealed: true }],
            corrected: vec![Statement { name: text(), value: text() }],
            doubts: vec![Doubt { field: text(), value: text(), reason: text() }],
            ..Document::default()
        }
    }

    fn full_links() -> Links {
        let entry = || DocumentEntry::of(&full_document());
        let reference = Reference { title: Some(text()), number: None, repealed: false };
        Links {
            references: vec![NamedDocument { reference, document: Some(entry()) }],
            cited_by: vec![entry()],
            explains: vec![entry()],
            explained_by: vec![entry()],
            versions: vec![entry()],
            similar: vec![entry()],
        }
    }

    /// The part of JSON Schema that the description uses; unlike there, an object may have only
    /// the properties that its schema names.
    struct Schemas(Value);

    impl Schemas {
        fn read() -> Schemas {
            Schemas(serde_json::from_str(&TEXT).unwrap())
        }

        fn schema(&self, name: &str) -> &Value {
            &self.0["components"]["schemas"][name]
        }

        fn check(&self, value: &Value, schema: &Value) -> Result<(), String> {
            if let Some(name) = schema["$ref"].as_str() {
                let target = self.0.pointer(name.trim_start_matches('#'));
                return self.check(value, target.ok_or_else(|| format!("no {name}"))?);
            }
            if let Some(options) = schema["oneOf"].as_array() {
                let fitting = options.iter().filter(|one| self.check(value, one).is_ok()).count();
                return expect(fitting == 1, || format!("{fitting} of {options:?} fit {value}"));
            }
            if let Some(parts) = schema["allOf"].as_array() {
                return self.check(value, &self.joined(parts));
            }
            if !schema["const"].is_null() {
                return expect(*value == schema["const"], || format!("{value} in {schema}"));
            }
            let own_type = if value.is_u64() { "integer" } else { type_of(value) };
            let allowed = &schema["type"];
            let fits = |name: &str| {
                *allowed == name || allowed.as_array().is_some_and(|all| all.contains(&name.into()))
            };
            expect(fits(own_type) || fits(type_of(value)), || format!("{value} in {schema}"))?;
            if let Some(allowed) = schema["enum"].as_array() {
                expect(allowed.contains(value), || format!("{value} in {schema}"))?;
            }
            match value {
                Value::Object(fields) => {
                    for name in schema["required"].as_array().into_iter().flatten() {
                        let name = name.as_str().unwrap();
                        expect(fields.contains_key(name), || format!("no {name} in {value}"))?;
                    }
                    fields.iter().try_for_each(|(name, value)| {
                        let named = schema["properties"].get(name);
                        let schema = named.or_else(|| schema.get("additionalProperties"));
                        let schema = schema.ok_or_else(|| format!("{name} is not described"))?;
                        self.check(value, schema).map_err(|error| format!("{name}: {error}"))
                    })
                }
                Value::Array(items) => items.iter().enumerate().try_for_each(|(at, item)| {
                    let place = schema["prefixItems"].get(at).unwrap_or(&schema["items"]);
                    self.check(item, place)
                }),
                _ => Ok(()),
            }
        }
    }

    fn expect(holds: bool, problem: impl FnOnce() -> String) -> Result<(), String> {
        if holds { Ok(()) } else { Err(problem()) }
    }

    fn type_of(value: &Value) -> &'static str {
        match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        }
    }

    impl Schemas {
        /// One schema of an object for several.
        fn joined(&self, parts: &[Value]) -> Value {
            let (mut required, mut properties) = (Vec::new(), serde_json::Map::new());
            for part in parts {
                let named = part["$ref"].as_str().map(|name| name.trim_start_matches('#'));
                let part = named.and_then(|name| self.0.pointer(name)).unwrap_or(part);
                required.extend(part["required"].as_array().into_iter().flatten().cloned());
                properties.extend(
                    part["properties"]
                        .as_object()
                        .into_iter()
                        .flatten()
                        .map(|(name, schema)| (name.clone(), schema.clone())),
                );
            }
            json!({ "type": "object", "required": required, "properties": properties })
        }
    }

    /// The names of what a schema describes and of what an object has are the same.
    fn check_names(schema: &Value, object: &Value) {
        let names = |value: &Value| -> Vec<String> {
            let mut names: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
            names.sort();
            names
        };
        assert_eq!(names(&schema["properties"]), names(object));
    }

    #[test]
    fn what_the_api_returns_is_described() {
        let schemas = Schemas::read();
        let passage = Answer::Passage { marked: vec![(text(), 1)], id: text(), section: None };
        for answer in [None, Some(Answer::Count { count: 21 }), Some(passage)] {
            let found = serde_json::to_value(full_response(answer)).unwrap();
            assert_eq!(schemas.check(&found, schemas.schema("Response")), Ok(()));
            check_names(schemas.schema("Response"), &found);
            check_names(schemas.schema("Understood"), &found["understood"]);
            check_names(schemas.schema("Hit"), &found["hits"][0]);
            check_names(schemas.schema("Dates"), &found["hits"][0]["dates"]);
            check_names(schemas.schema("Facets"), &found["facets"]);
        }
        let full = LinkedDocument { document: full_document(), links: full_links() };
        for document in [LinkedDocument::default(), full] {
            let document = serde_json::to_value(document).unwrap();
            assert_eq!(schemas.check(&document, schemas.schema("Document")), Ok(()));
            check_names(schemas.schema("Document"), &document);
            check_names(schemas.schema("Links"), &document["links"]);
        }
    }

    #[test]
    fn the_health_of_the_library_is_described() {
        let schemas = Schemas::read();
        let entry = || DocumentEntry::of(&full_document());
        let health = Health {
            documents: 1,
            unreadable: vec![text()],
            notices: vec![text()],
            missing: vec![Missing { field: MissingField::Date, documents: vec![entry()] }],
            doubts: vec![Doubtful {
                document: entry(),
                field: text(),
                value: text(),
                reason: text(),
            }],
            several_sources: vec![SeveralSources { document: entry(), files: vec![text()] }],
            versions: vec![vec![entry()]],
            same_text: vec![[entry(), entry()]],
            same_title: vec![vec![entry()]],
            lacking: vec![Lacking { title: None, number: None, count: 1, named_by: vec![entry()] }],
            ended: vec![Ended { document: entry(), expires: None, evidence: text() }],
            corrected: vec![Corrected { document: entry(), fields: vec![text()] }],
            inferred: [(text(), 1)].into(),
        };
        let health = serde_json::to_value(health).unwrap();
        assert_eq!(schemas.check(&health, schemas.schema("Health")), Ok(()));
        check_names(schemas.schema("Health"), &health);
        check_names(schemas.schema("Entry"), &health["versions"][0][0]);
    }

    #[test]
    fn completions_are_described() {
        let schemas = Schemas::read();
        let kinds = [
            CompletionKind::Title,
            CompletionKind::Number,
            CompletionKind::Agency,
            CompletionKind::District,
            CompletionKind::Term,
        ];
        let completions = kinds.map(|kind| Completion { text: text(), kind }).to_vec();
        let found = serde_json::to_value(Completions { query: text(), completions }).unwrap();
        assert_eq!(schemas.check(&found, schemas.schema("Completions")), Ok(()));
        check_names(schemas.schema("Completions"), &found);
        let limit = &schemas.0["paths"]["/api/v1/complete"]["get"]["parameters"][1]["schema"];
        assert_eq!(limit["maximum"], MAX_COMPLETIONS);
        assert_eq!(limit["default"], DEFAULT_COMPLETIONS);
    }

    #[test]
    fn the_check_finds_what_is_not_described() {
        let schemas = Schemas::read();
        let cases = [
            json!({ "code": "x", "text": "y" }),
            json!({ "code": "x", "text": "y", "words": 1 }),
            json!({ "code": "x", "text": "y", "words": "z", "more": 1 }),
        ];
        for case in cases {
            assert!(schemas.check(&case, schemas.schema("Notice")).is_err(), "{case}");
        }
    }

    #[test]
    fn parameters_are_those_that_are_read() {
        let schemas = Schemas::read();
        let described =
            schemas.0["paths"]["/api/v1/search"]["get"]["parameters"].as_array().unwrap();
        let given: Vec<&str> = described.iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(given, [vec!["q"], names()].concat());
        for parameter in described {
            let example = &parameter["example"];
            assert_eq!(schemas.check(example, &parameter["schema"]), Ok(()), "{parameter}");
            let value = example.get(0).unwrap_or(example);
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            let name = parameter["name"].as_str().unwrap();
            let query =
                form_urlencoded::Serializer::new(String::new()).append_pair(name, &value).finish();
            let reading = parameters::read(&query);
            assert_eq!(reading.notices, [], "{query}");
            assert_eq!(reading.parameters.pairs(), [(name, value)]);
        }
    }

    #[test]
    fn values_to_choose_from_are_all_described() {
        let schemas = Schemas::read();
        let sorts = [Sort::Relevance, Sort::Date, Sort::DateAsc].map(<&str>::from);
        let cases = [
            ("Kind", Kind::ALL.map(Kind::key).to_vec()),
            ("Level", Level::ALL.map(Level::name).to_vec()),
            ("FilterField", FilterField::ALL.map(FilterField::name).to_vec()),
            ("ReadField", ReadField::all().map(ReadField::name).collect()),
            ("Sort", sorts.to_vec()),
        ];
        for (name, values) in cases {
            assert_eq!(schemas.schema(name)["enum"], json!(values), "{name}");
        }
        let codes = schemas.schema("Notice")["properties"]["code"]["description"].as_str().unwrap();
        let told: Vec<&str> = codes.split(|c: char| !(c.is_alphabetic() || c == '_')).collect();
        for &code in NoticeCode::ALL {
            assert!(told.contains(&code.into()), "{code:?}");
        }
        assert_eq!(schemas.0["info"]["version"], env!("CARGO_PKG_VERSION"));
    }
}
