//! Notices: what could not be understood or should be known, beside the results.

use schemars::JsonSchema;
use serde::Serialize;
use strum::{IntoStaticStr, VariantArray};

/// Something the user should know, beside the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Notice {
    /// What it is about.
    pub code: NoticeCode,
    /// A sentence in Chinese for users.
    pub text: String,
    /// The words of the query or the value of the filter that it is about; may be empty.
    pub words: String,
}

/// What a notice is about, as a stable name for programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, IntoStaticStr, VariantArray, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum NoticeCode {
    /// The query has no words, so all documents are listed.
    NoWords,
    /// Signs of the query language were read as text.
    Syntax,
    /// The end of the query was not read.
    LongQuery,
    /// The search was cut off before its end.
    CutOff,
    /// Words that no document has together with the others.
    WordsGivenUp,
    /// Words that no document has.
    WordsMissing,
    /// Words that no document has which passes the filters.
    WordsMissingWithin,
    /// Words typed as one were looked for as one.
    KeptWhole,
    /// Text in quotation marks was looked for as words.
    QuotesLoosened,
    /// Documents with what the words name are left out.
    Excluded,
    /// The query stands in a document word for word, so what it names does not filter.
    Verbatim,
    /// A 发文字号 that no document of the library has.
    UnknownNumber,
    /// Synonyms were looked for as well.
    Synonyms,
    /// The query with slips mended.
    Suggestion,
    /// How a time was read that can be read in several ways.
    DateReading,
    /// A time is part of a name and only ranks.
    DateInName,
    /// A time only ranks, as nothing was found in it.
    DatePreferred,
    /// A district that was merged into another one.
    MergedDistrict,
    /// A value that no document of the library has.
    EmptyValue,
    /// Years of which the library has no document.
    UnknownYear,
    /// A district that nobody knows.
    UnknownDistrict,
    /// An agency that nobody knows.
    UnknownAgency,
    /// A region that the library does not have, and nobody knows.
    UnknownRegion,
    /// A document type that nobody knows.
    UnknownDocType,
    /// A state of validity that nobody knows.
    UnknownStatus,
    /// More hits were asked for than one response lists.
    Limit,
    /// A parameter has a value that it cannot have.
    BadParameter,
    /// A parameter that there is not.
    UnknownParameter,
    /// A limit was read as the highest possible.
    LimitCapped,
}

impl NoticeCode {
    /// All codes.
    pub const ALL: &[NoticeCode] = NoticeCode::VARIANTS;
}
