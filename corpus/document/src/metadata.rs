//! Stated metadata: what a column of a table, a line like "发布日期：…" or a
//! key of a record sets in a document. The names are in `data/headers.csv`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::document::{Document, Field, Status};
use language::date::{DateError, PartialDate};
use language::kind::Kind;
use language::level::Level;
use language::{doc_type, fold, number};

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
    Level,
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
    language::table::embedded(include_str!("../../data/headers.csv"))
        .filter_map(|row| Some((fold::key(row.first()?), Stated::by_key(row.get(1)?))))
        .collect()
});

impl Stated {
    /// The field that a header, a metadata line's name or a record's key stands for; a remark in
    /// brackets behind a name (文件名称（全称）) changes nothing.
    pub fn by_name(name: &str) -> Option<Stated> {
        let known = |name: &str| NAMES.get(&fold::key(name)).copied();
        known(name).or_else(|| known(&name[..doc_type::closing_bracket(name.trim_end())?]))
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
            "level" => Stated::Level,
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

    /// The name of the document's field that it sets and that a wrong value would harm.
    pub fn field(self) -> Option<&'static str> {
        Some(match self {
            Stated::Title | Stated::Organization => "title",
            Stated::Date | Stated::Founded => "date",
            Stated::Issued => "issued",
            Stated::Published => "published",
            Stated::Effective => "effective",
            Stated::Expires => "expires",
            Stated::Agency => "agency",
            Stated::Number => "number",
            Stated::DocType => "doc_type",
            Stated::Kind => "kind",
            Stated::District => "district",
            Stated::Region => "region",
            Stated::Level => "level",
            Stated::Status => "status",
            Stated::Keywords => "keywords",
            Stated::Summary | Stated::Founders => "summary",
            _ => return None,
        })
    }

    /// Whether a placeholder is no value of the field; in the other fields it may be (a title 无).
    fn is_judged(self) -> bool {
        self.field().is_some() && !matches!(self, Stated::Title | Stated::Organization)
    }

    /// Why the field did not take a value.
    fn refusal(self) -> &'static str {
        match self {
            Stated::Date
            | Stated::Founded
            | Stated::Issued
            | Stated::Published
            | Stated::Effective
            | Stated::Expires => "不是一个日期",
            Stated::Number => "不是发文字号",
            Stated::DocType => "不是已知的文种",
            Stated::Kind => "不是已知的类别",
            Stated::Level => "不是已知的级别",
            Stated::Status => "不是已知的效力状态",
            _ => "",
        }
    }
}

/// Sets what a source states under `name` (a header, a metadata line's name) in the document.
///
/// A value that cannot be what the field should be (发布日期: 2021-2023年期间, 发布机构: 暂无) is kept
/// verbatim in [`Document::extra`] and named in [`Document::doubts`]; one under a name that is not
/// known is kept; an empty value states nothing.
pub fn state(document: &mut Document, name: &str, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let field = Stated::by_name(name);
    let refused = match field {
        Some(field) if field.is_judged() && is_placeholder(value) => Some("不是值，等于没有写"),
        Some(field) => (!set(document, field, value)).then(|| field.refusal()),
        None => Some(""),
    };
    if let Some(reason) = refused {
        keep(document, name, value);
        if let Some(field) = field.and_then(Stated::field).filter(|_| !reason.is_empty()) {
            document.doubt(field, value, reason);
        }
    }
}

/// Values that stand for no value: 暂无.
static PLACEHOLDERS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    language::table::embedded(include_str!("../../data/placeholders.csv"))
        .filter_map(|row| Some(fold::key(row.first()?)))
        .collect()
});

/// Whether a stated value only says that there is none (`data/placeholders.csv`, or no letter).
pub fn is_placeholder(value: &str) -> bool {
    let key = fold::key(value);
    key.is_empty() || PLACEHOLDERS.contains(&key)
}

/// What sources call a status (`data/statuses.csv`), and the status.
static STATUSES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    language::table::embedded(include_str!("../../data/statuses.csv"))
        .filter_map(|row| Some((fold::key(row.first()?), row.get(1)?.clone())))
        .collect()
});

/// Keeps a stated value that no field can hold.
pub fn keep(document: &mut Document, name: &str, value: &str) {
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
        Stated::Status => match STATUSES.get(&fold::key(value)) {
            Some(status) => {
                let (value, evidence) = (status.clone(), value.to_owned());
                document.status = Some(Status { value, evidence });
            }
            None => return false,
        },
        Stated::Level => match Level::parse(value) {
            Some(level) => document.level = Some(level),
            // 效力级别 is often a kind: 地方性法规.
            None => return kind(document, value),
        },
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_is_doubted() {
        // Name, value; then the field that is set, or the one that is doubted.
        let cases = [
            ("date", "某日", "?date"),
            ("date", "2024-02-30", "?date"),
            ("发布日期", "2021-2023年期间", "?published"),
            ("发布日期", "2024年3月5日", "published"),
            ("发布机构", "暂无", "?agency"),
            ("发布机构", "上海市相关部门", "?agency"),
            ("文件编号", "无", "?number"),
            ("文件编号", "沪府发〔2024〕3号", "number"),
            ("有效性", "现行有效", "status"),
            ("有效性", "尚不清楚", "?status"),
            ("是否有效", "否", "status"),
            ("效力级别", "地方性法规", "kind"),
            ("级别", "市级", "level"),
            ("关键词", "—", "?keywords"),
            ("清理结果", "予以废止", "status"),
            ("发文字号（文号）", "沪府发〔2024〕3号", "number"),
            ("原文链接", "无", ""),
            ("自拟名称", "某日", ""),
        ];
        for (name, value, expected) in cases {
            let mut document = Document::default();
            state(&mut document, name, value);
            let doubted = document.doubts.first().map(|doubt| format!("?{}", doubt.field));
            let fields = [
                (document.dates.published.is_some(), "published"),
                (document.number.is_some(), "number"),
                (document.status.is_some(), "status"),
                (document.kind != Kind::Other, "kind"),
                (document.level.is_some(), "level"),
            ];
            let set =
                fields.iter().find(|(is_set, _)| *is_set).map(|(_, field)| (*field).to_owned());
            assert_eq!(doubted.or(set.clone()).unwrap_or_default(), expected, "{name} {value}");
            assert_eq!(document.extra.is_empty(), set.is_some(), "{name} {value} is kept");
        }
    }
}
