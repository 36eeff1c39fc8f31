//! What sources call things: which field a column of a table, a line like "发布日期：…" or a key of
//! a record states. The names are in `corpus/data/headers.csv`.

use std::collections::HashMap;
use std::sync::LazyLock;

use language::{doc_type, fold, table};

use crate::document::Doubt;
use crate::fields::{self, Field};
use crate::record::Record;

/// What a name in a source stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Header {
    /// A field of the document.
    Field(&'static Field),
    /// Its id.
    Id,
    /// The name of an organisation: its title, unless something else is the title.
    Organization,
    /// When an organisation was founded: its date.
    Founded,
    /// Who founded it: its summary.
    Founders,
    /// Where a list was taken from, and the place there.
    Source,
    /// The place in the source.
    Place,
    /// A column that counts rows.
    Ignored,
    /// Known by name, kept beside the fields (url, index_number).
    Extra,
}

static NAMES: LazyLock<HashMap<String, Header>> = LazyLock::new(|| {
    table::embedded(include_str!("../../data/headers.csv"))
        .filter_map(|row| Some((fold::key(row.first()?), Header::by_key(row.get(1)?))))
        .collect()
});

impl Header {
    /// What a header, a metadata line's name or a record's key stands for; a remark in brackets
    /// behind a name (文件名称（全称）) changes nothing.
    pub fn by_name(name: &str) -> Option<Header> {
        let known = |name: &str| NAMES.get(&fold::key(name)).copied();
        known(name).or_else(|| known(&name[..doc_type::closing_bracket(name.trim_end())?]))
    }

    /// Whether a name stands for one of some fields.
    pub fn names(name: &str, fields: &[&Field]) -> bool {
        matches!(Header::by_name(name), Some(Header::Field(named)) if fields.contains(&named))
    }

    fn by_key(key: &str) -> Header {
        match key {
            "id" => Header::Id,
            "founded" => Header::Founded,
            "organization" => Header::Organization,
            "founders" => Header::Founders,
            "source" => Header::Source,
            "place" => Header::Place,
            "ignore" => Header::Ignored,
            key => fields::by_key(key).map_or(Header::Extra, Header::Field),
        }
    }

    /// The field that it sets.
    pub fn field(self) -> Option<&'static Field> {
        match self {
            Header::Field(field) => Some(field),
            Header::Organization => Some(&fields::TITLE),
            Header::Founded => Some(&fields::DATE),
            Header::Founders => Some(&fields::SUMMARY),
            Header::Id | Header::Source | Header::Place | Header::Ignored | Header::Extra => None,
        }
    }
}

/// Sets what a source states under `name` (a header, a metadata line's name) in a record.
///
/// A value that cannot be what the field should be (发布日期: 2021-2023年期间, 发布机构: 暂无) is kept
/// verbatim in [`Record::extra`] and named in [`Record::doubts`]; one under a name that is not
/// known is kept; an empty value states nothing.
pub fn state(record: &mut Record, name: &str, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
    let header = Header::by_name(name);
    let Some(field) = header.and_then(Header::field) else {
        match header {
            Some(Header::Id) => value.clone_into(&mut record.id),
            Some(Header::Ignored) => {}
            _ => record.keep(name, value),
        }
        return;
    };
    if let Err(reason) = field.state(&mut record.fields, value) {
        record.keep(name, value);
        if !reason.is_empty() {
            Doubt::note(&mut record.doubts, field.key, value, reason);
        }
    }
}

#[cfg(test)]
mod tests {
    use language::kind::Kind;

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
            let mut record = Record::default();
            state(&mut record, name, value);
            let doubted = record.doubts.first().map(|doubt| format!("?{}", doubt.field));
            let fields = [
                (record.fields.dates.published.is_some(), "published"),
                (record.fields.number.is_some(), "number"),
                (record.fields.status.is_some(), "status"),
                (record.fields.kind != Kind::Other, "kind"),
                (record.fields.level.is_some(), "level"),
            ];
            let set =
                fields.iter().find(|(is_set, _)| *is_set).map(|(_, field)| (*field).to_owned());
            assert_eq!(doubted.or(set.clone()).unwrap_or_default(), expected, "{name} {value}");
            assert_eq!(record.extra.is_empty(), set.is_some(), "{name} {value} is kept");
        }
    }
}
