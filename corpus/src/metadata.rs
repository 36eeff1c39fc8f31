//! Stated metadata: what a column of a table, a line like "发布日期：…" or a
//! key of a record sets in a document. The names are in `data/headers.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::date::{DateError, PartialDate};
use crate::document::{Document, Field, Status};
use crate::kind::Kind;
use crate::{doc_type, fold, number};

/// A field that sources state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // The names are those of `Document`.
pub enum Stated {
    Id,
    Title,
    Subtitle,
    Author,
    Affiliation,
    Date,
    Issued,
    Published,
    Effective,
    Expires,
    Agency,
    Summary,
    Number,
    DocType,
    Kind,
    District,
    Region,
    Status,
    Keywords,
    Founded,
    Organization,
    Founders,
    Source,
    Place,
    /// A column that counts rows.
    Ignored,
    /// Known by name, kept beside the fields (url, index_number).
    Extra,
}

static NAMES: LazyLock<HashMap<String, Stated>> = LazyLock::new(|| {
    crate::table::embedded(include_str!("../data/headers.csv"))
        .filter_map(|row| Some((fold::key(row.first()?), Stated::by_key(row.get(1)?))))
        .collect()
});

impl Stated {
    /// The field that a header, a metadata line's name or a record's key stands for.
    pub fn by_name(name: &str) -> Option<Stated> {
        NAMES.get(&fold::key(name)).copied()
    }

    fn by_key(key: &str) -> Stated {
        match key {
            "id" => Stated::Id,
            "title" => Stated::Title,
            "subtitle" => Stated::Subtitle,
            "author" => Stated::Author,
            "affiliation" => Stated::Affiliation,
            "date" => Stated::Date,
            "issued" => Stated::Issued,
            "published" => Stated::Published,
            "effective" => Stated::Effective,
            "expires" => Stated::Expires,
            "agency" => Stated::Agency,
            "summary" => Stated::Summary,
            "number" => Stated::Number,
            "doc_type" => Stated::DocType,
            "kind" => Stated::Kind,
            "district" => Stated::District,
            "region" => Stated::Region,
            "status" => Stated::Status,
            "keywords" => Stated::Keywords,
            "founded" => Stated::Founded,
            "organization" => Stated::Organization,
            "founders" => Stated::Founders,
            "source" => Stated::Source,
            "place" => Stated::Place,
            "ignore" => Stated::Ignored,
            _ => Stated::Extra,
        }
    }
}

/// Sets what a source states under `name` (a header, a metadata line's name) in the document.
///
/// A value that cannot be what the field should be (发布日期: 2021-2023年期间) and a name that is
/// not known are kept verbatim in [`Document::extra`]; an empty value states nothing.
pub fn state(document: &mut Document, name: &str, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let understood = Stated::by_name(name).is_some_and(|field| set(document, field, value));
    if !understood {
        keep(document, name, value);
    }
}

/// Keeps a stated value that no field can hold.
pub(crate) fn keep(document: &mut Document, name: &str, value: &str) {
    document.extra.push(Field { name: name.trim().to_owned(), value: value.to_owned() });
}

/// Sets one field; false when the value does not fit it or the field has no place of its own.
fn set(document: &mut Document, field: Stated, value: &str) -> bool {
    match field {
        Stated::Id => value.clone_into(&mut document.id),
        Stated::Title | Stated::Organization => value.clone_into(&mut document.title),
        Stated::Subtitle => document.subtitle = Some(value.to_owned()),
        Stated::Author => document.authors = list(value),
        Stated::Affiliation => document.affiliation = Some(value.to_owned()),
        Stated::Date | Stated::Founded => return date(&mut document.date, value),
        Stated::Issued => return date(&mut document.dates.issued, value),
        Stated::Published => return date(&mut document.dates.published, value),
        Stated::Effective => return date(&mut document.dates.effective, value),
        Stated::Expires => return date(&mut document.dates.expires, value),
        Stated::Agency => document.agencies = list(value),
        Stated::Summary | Stated::Founders => document.summary = Some(value.to_owned()),
        Stated::Number => match number::find(value) {
            Some(number) => document.number = Some(number),
            None => return false,
        },
        Stated::DocType => return doc_type(document, value),
        Stated::Kind => return kind(document, value),
        Stated::District => document.district = Some(value.to_owned()),
        Stated::Region => document.region = vec![value.to_owned()],
        Stated::Status => {
            document.status = Some(Status { value: value.to_owned(), evidence: value.to_owned() });
        }
        Stated::Keywords => document.keywords = list(value),
        Stated::Ignored => {}
        Stated::Source | Stated::Place | Stated::Extra => return false,
    }
    true
}

fn date(place: &mut Option<PartialDate>, value: &str) -> bool {
    let read: Result<PartialDate, DateError> = value.parse();
    if let Ok(date) = read {
        *place = Some(date);
    }
    read.is_ok()
}

fn kind(document: &mut Document, value: &str) -> bool {
    let known = Kind::parse(value);
    if let Some(kind) = known {
        document.kind = kind;
        if value != kind.name() && value != kind.key() {
            document.category = Some(value.to_owned());
        }
    }
    known.is_some()
}

/// A column 类型 may hold a document type (通知) or a kind (报告).
fn doc_type(document: &mut Document, value: &str) -> bool {
    let known = doc_type::of_title(value);
    if let Some((name, _)) = known {
        document.doc_type = Some(name.to_owned());
    }
    let is_kind = Kind::parse(value).is_some_and(|kind| kind != Kind::Policy);
    (is_kind && kind(document, value)) || known.is_some()
}

/// Splits a cell that names several: at 、，,；; and white space between ideographs.
fn list(value: &str) -> Vec<String> {
    value
        .split(['、', '，', ',', '；', ';', ' ', '\u{3000}', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}
