//! JSON lines: a record in each line, with `id` and `text`. A record says what
//! it is, so its text is body and nothing of it is taken for a head.

use std::fmt;
use std::ops::ControlFlow;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use crate::error::{RecordFault, Result};
use crate::outline;
use crate::outline::block::{self, Text};
use crate::source::lines::{Input, Line, Lines, RECORD_LIMIT};
use crate::source::{Item, Origin, Sink};
use document::document::Statement;
use document::record::Record;
use document::{fields, headers};
use language::kind::Kind;

/// Characters of the first line that are the title of a record without one.
const LONGEST_TITLE: usize = 80;

/// Reads records, with the memory of one.
pub(crate) fn read_records(bytes: Input<'_>, origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let mut is_empty = true;
    for line in Lines::open(bytes, RECORD_LIMIT, origin)? {
        if line.as_ref().is_ok_and(|line| line.text.trim().is_empty()) {
            continue;
        }
        is_empty = false;
        let item = match line.and_then(|line| record(&line, origin)) {
            Ok(record) => Item::Record(Box::new(record)),
            Err(error) => Item::Problem(error),
        };
        if sink(item) == ControlFlow::Break(()) {
            break;
        }
    }
    if is_empty { Err(origin.empty()) } else { Ok(()) }
}

/// The record of a line.
fn record(line: &Line, origin: Origin<'_>) -> Result<Record> {
    let refused = |fault| origin.record_error(line.number, fault);
    let missing = |key| refused(RecordFault::Lacks(key));
    let entries: Entries =
        serde_json::from_str(&line.text).map_err(|error| refused(RecordFault::NotJson(error)))?;
    let (mut record, text) = stated(entries);
    if record.id.is_empty() {
        return Err(missing("id"));
    }
    let text = text.filter(|text| !text.trim().is_empty()).ok_or_else(|| missing("text"))?;
    if record.fields.title.is_empty() {
        record.fields.title = first_line(&text);
    }
    record.body = outline::build(block::captioned_pieces(&block::lines(&text), Text::Recorded));
    record.sources = vec![origin.source(format!("第{}行", line.number))];
    Ok(record)
}

/// What a record states, and its text.
fn stated(entries: Entries) -> (Record, Option<String>) {
    let (mut record, mut text) = (Record::default(), None);
    for (key, value) in entries.0 {
        match (key.as_str(), value) {
            (_, Value::Null) => {}
            ("id", Value::String(id)) => id.trim().clone_into(&mut record.id),
            ("id", Value::Number(id)) => record.id = id.to_string(),
            ("text", Value::String(body)) => text = Some(body),
            (_, value) => state(&mut record, &key, value),
        }
    }
    (record, text)
}

/// States one key of a record; keys beyond those that records may have are kept as they are.
fn state(record: &mut Record, key: &str, value: Value) {
    let is_text = value.is_string();
    let text = match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    match key {
        "kind" if is_text && Kind::parse(&text).is_none() => record.fields.category = Some(text),
        // A year may be written as a number.
        _ if fields::by_key(key).is_some_and(|field| field.is_keyed)
            && (is_text || key == "date") =>
        {
            headers::state(record, key, &text);
        }
        _ => record.extra.push(Statement { name: key.to_owned(), value: text }),
    }
}

/// The first line with text, cut to the length of a title.
fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    line.chars().take(LONGEST_TITLE).collect()
}

/// The entries of a JSON object in the order of the source.
struct Entries(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(
                self,
                mut map: M,
            ) -> std::result::Result<Entries, M::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}
