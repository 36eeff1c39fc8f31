//! What words of a query can be read as.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::FilterField;
use super::field::UnknownField;

/// What words of a query can be read as: something to filter by, or the name of a document. It is
/// named as in receipts and for `--ignore`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadField {
    /// What documents are filtered by.
    Filter(FilterField),
    /// The title of a document.
    Title,
    /// The 发文字号 of a document.
    Number,
    /// Words that documents must not have.
    Words,
}

impl ReadField {
    /// All of them.
    pub fn all() -> impl Iterator<Item = ReadField> {
        let filters = FilterField::ALL.into_iter().map(ReadField::Filter);
        filters.chain([ReadField::Title, ReadField::Number, ReadField::Words])
    }

    /// The name in receipts: dates, title.
    pub fn name(self) -> &'static str {
        match self {
            ReadField::Filter(field) => field.name(),
            ReadField::Title => "title",
            ReadField::Number => "number",
            ReadField::Words => "words",
        }
    }

    /// The name for people.
    pub fn label(self) -> &'static str {
        match self {
            ReadField::Filter(field) => field.label(),
            ReadField::Title => "标题",
            ReadField::Number => "文号",
            ReadField::Words => "词语",
        }
    }
}

impl From<FilterField> for ReadField {
    fn from(field: FilterField) -> ReadField {
        ReadField::Filter(field)
    }
}

impl PartialEq<FilterField> for ReadField {
    fn eq(&self, field: &FilterField) -> bool {
        *self == ReadField::Filter(*field)
    }
}

impl fmt::Display for ReadField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for ReadField {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<ReadField, UnknownField> {
        let own = [ReadField::Title, ReadField::Number, ReadField::Words];
        let own = own.into_iter().find(|field| field.name() == name);
        own.map_or_else(|| name.parse().map(ReadField::Filter), Ok)
    }
}

impl Serialize for ReadField {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl JsonSchema for ReadField {
    fn schema_name() -> Cow<'static, str> {
        "ReadField".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = ReadField::all().map(ReadField::name).collect();
        json_schema!({ "type": "string", "enum": names })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_known_by_its_name() {
        for field in ReadField::all() {
            assert_eq!(field.name().parse(), Ok(field));
            assert_eq!(serde_json::to_value(field).unwrap(), field.to_string());
        }
        assert_eq!("year".parse(), Ok(ReadField::Filter(FilterField::DATES)));
        assert_eq!("".parse::<ReadField>(), Err(UnknownField));
    }
}
