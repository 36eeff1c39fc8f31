//! The schema: which fields an index has and how each is indexed.

use corpus::fields;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};

/// The tokenizer that Tantivy is told of for fields that have no text there; see `inversion`.
const NO_TOKENIZER: &str = "raw";

/// The names of fields that are looked for in indexes of whatever format.
pub(crate) const ID: &str = "id";
pub(crate) const FIRST_SEEN: &str = "first_seen";
pub(crate) const CHANGED: &str = "changed";

/// The fields of the index. Facet fields are fast; all but the stored ones hold no text.
#[derive(Debug, Clone)]
#[allow(missing_docs)] // The names are those of `corpus::Document`.
pub struct IndexFields {
    pub id: Field,
    /// A number below 2³² made of the id, to order documents that are otherwise equal.
    pub tie: Field,
    /// 发文字号
    pub number: Field,
    /// The names that the document goes by ([`corpus::naming::Name::term`]).
    pub names: Field,
    /// Every file that the document was read from.
    pub file: Field,
    pub title: TextFields,
    /// The body and all other text of the document but its title.
    pub text: TextFields,
    /// Pairs of neighbouring characters of the body's headings, with frequencies: they only rank.
    pub headings: Field,
    /// What title, text and headings are made of, for `inversion`.
    pub(crate) given_title: Field,
    pub(crate) given_text: Field,
    pub(crate) given_headings: Field,
    /// [`corpus::PartialDate::sort_key`]; absent without a date, like the next three.
    pub date: Field,
    pub first_day: Field,
    pub last_day: Field,
    pub year: Field,
    /// When the library first saw it, in seconds since 1970.
    pub first_seen: Field,
    /// When it changed since; absent where it did not.
    pub changed: Field,
    /// [`corpus::PartialDate::last_day`] of the last day of applying; absent without one.
    pub deadline: Field,
    /// The fields of [`corpus::fields::facets`], in their order.
    facets: Vec<Field>,
    /// A hash of the title's stem ([`corpus::likeness::stem`]).
    pub(crate) stem: Field,
    /// The sketch of the text ([`corpus::likeness::Sketch`]), its first and its last eight bytes;
    /// absent for short texts.
    pub(crate) sketch_low: Field,
    pub(crate) sketch_high: Field,
    /// The document, packed.
    pub(crate) stored: Field,
    /// [`crate::store::stored::checksum`] of it.
    pub(crate) checksum: Field,
}

impl IndexFields {
    /// The column of a facet; `None` where the field is none.
    pub fn facet(&self, field: &fields::Field) -> Option<Field> {
        let at = fields::facets().iter().position(|(facet, _)| *facet == field)?;
        self.facets.get(at).copied()
    }

    /// The facets, each with its column.
    pub(crate) fn facets(&self) -> impl Iterator<Item = (&'static fields::Field, Field)> {
        fields::facets().iter().map(|(field, _)| *field).zip(self.facets.iter().copied())
    }
}

/// The two indexes of a text; see [`crate::analysis`].
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct TextFields {
    pub grams: Field,
    pub terms: Field,
}

/// Builds the schema with its fields.
pub(crate) fn build() -> (Schema, IndexFields) {
    let mut schema = Schema::builder();
    let fields = IndexFields {
        id: schema.add_text_field(ID, STRING),
        tie: schema.add_u64_field("tie", FAST),
        number: schema.add_text_field("number", STRING),
        names: schema.add_text_field("names", STRING),
        file: schema.add_text_field("file", STRING),
        title: text_fields(&mut schema, "title"),
        text: text_fields(&mut schema, "text"),
        headings: text_field(&mut schema, "headings_grams", IndexRecordOption::WithFreqs),
        given_title: given_field(&mut schema, "title"),
        given_text: given_field(&mut schema, "text"),
        given_headings: given_field(&mut schema, "headings"),
        date: schema.add_u64_field("date", FAST),
        first_day: schema.add_u64_field("first_day", FAST),
        last_day: schema.add_u64_field("last_day", FAST),
        year: schema.add_u64_field("year", FAST),
        first_seen: schema.add_u64_field(FIRST_SEEN, FAST),
        changed: schema.add_u64_field(CHANGED, FAST),
        deadline: schema.add_u64_field("deadline", FAST),
        facets: fields::facets()
            .iter()
            .map(|(field, _)| schema.add_text_field(field.key, STRING | FAST))
            .collect(),
        stem: schema.add_u64_field("stem", FAST),
        sketch_low: schema.add_u64_field("sketch_low", FAST),
        sketch_high: schema.add_u64_field("sketch_high", FAST),
        stored: schema.add_bytes_field("stored", STORED),
        checksum: schema.add_u64_field("checksum", FAST),
    };
    (schema.build(), fields)
}

fn text_fields(schema: &mut SchemaBuilder, name: &str) -> TextFields {
    let mut field = |kind: &str, option| text_field(schema, &format!("{name}_{kind}"), option);
    TextFields {
        grams: field("grams", IndexRecordOption::WithFreqsAndPositions),
        terms: field("terms", IndexRecordOption::WithFreqs),
    }
}

fn text_field(schema: &mut SchemaBuilder, name: &str, option: IndexRecordOption) -> Field {
    let indexing =
        TextFieldIndexing::default().set_tokenizer(NO_TOKENIZER).set_index_option(option);
    schema.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
}

fn given_field(schema: &mut SchemaBuilder, name: &str) -> Field {
    schema.add_custom_field(name, "text", serde_json::Value::Null)
}
