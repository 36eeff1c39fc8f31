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
    /// The name of anything: a title where it is that of a document.
    Name,
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

/// Characters that the name of a column has where it is known by its end: more is a text.
const LONGEST_NAME: usize = 12;

/// Opens a line of the table that is for the ends of names.
const ANY: char = '*';

fn lines() -> impl Iterator<Item = (&'static str, Header)> {
    table::embedded(include_str!("../../data/headers.csv"))
        .filter_map(|row| Some((*row.first()?, Header::by_key(row.get(1)?))))
}

/// The form in which names are compared; one of marks alone (#) stays as it is.
fn key(name: &str) -> String {
    let key = fold::key(name);
    if key.is_empty() { name.trim().to_owned() } else { key }
}

static NAMES: LazyLock<HashMap<String, Header>> = LazyLock::new(|| {
    let names = lines().filter(|(name, _)| !name.starts_with(ANY));
    names.map(|(name, header)| (key(name), header)).collect()
});

/// Ends of names, the longest first.
static ENDS: LazyLock<Vec<(String, Header)>> = LazyLock::new(|| {
    let ends = lines().filter_map(|(name, header)| Some((name.strip_prefix(ANY)?, header)));
    let mut ends: Vec<_> = ends.map(|(end, header)| (fold::key(end), header)).collect();
    ends.sort_by_key(|(end, _)| std::cmp::Reverse(end.len()));
    ends
});

impl Header {
    /// What a header, a metadata line's name or a record's key stands for; a remark in brackets
    /// behind a name (文件名称（全称）) changes nothing.
    pub fn by_name(name: &str) -> Option<Header> {
        let known = |name: &str| NAMES.get(&key(name)).copied();
        known(name).or_else(|| known(&name[..doc_type::closing_bracket(name.trim_end())?]))
    }

    /// What the name of a column stands for: columns are also known by the ends of their names
    /// (*标题), which would be too much for lines of running text.
    pub fn of_column(name: &str) -> Option<Header> {
        let bare = doc_type::closing_bracket(name.trim_end()).map_or(name, |end| &name[..end]);
        let key = fold::key(bare);
        let is_name = key.chars().nth(LONGEST_NAME).is_none();
        let by_end = || ENDS.iter().find(|(end, _)| key.ends_with(end)).map(|(_, header)| *header);
        Header::by_name(name).or_else(|| by_end().filter(|_| is_name))
    }

    /// Whether a name stands for one of some fields.
    pub fn names(name: &str, fields: &[&Field]) -> bool {
        match Header::by_name(name) {
            Some(Header::Field(named)) => fields.contains(&named),
            Some(Header::Name) => fields.contains(&&fields::TITLE),
            _ => false,
        }
    }

    fn by_key(key: &str) -> Header {
        match key {
            "id" => Header::Id,
            "name" => Header::Name,
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
            Header::Name | Header::Organization => Some(&fields::TITLE),
            Header::Founded => Some(&fields::DATE),
            Header::Founders => Some(&fields::SUMMARY),
            Header::Id | Header::Source | Header::Place | Header::Ignored | Header::Extra => None,
        }
    }
}

/// Sets what a source states under `name` (a metadata line's name, a key) in a record, as
/// [`state_as`] does.
pub fn state(record: &mut Record, name: &str, value: &str) {
    state_as(record, Header::by_name(name), name, value);
}

/// Sets what a source states under a name that stands for `header`.
///
/// A value that cannot be what the field should be (发布日期: 某日, 发布机构: 暂无) is kept
/// verbatim in [`Record::extra`] and named in [`Record::doubts`], which a remark of whoever keeps the
/// table (发文字号: （办事指引）) is not; one under a name that is not known is kept; an empty value
/// states nothing.
pub fn state_as(record: &mut Record, header: Option<Header>, name: &str, value: &str) {
    let value = value.trim();
    if value.is_empty() {
        return;
    }
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
        if !reason.is_empty() && !is_remark(value) {
            Doubt::note(&mut record.doubts, field.key, value, reason);
        }
    }
}

/// Whether a value stands in brackets as a whole.
fn is_remark(value: &str) -> bool {
    let inner = ["（）", "()", "【】"].iter().find_map(|pair| {
        let mut marks = pair.chars();
        value.strip_prefix(marks.next()?)?.strip_suffix(marks.next()?)
    });
    inner.is_some_and(|inner| !inner.contains(['（', '(', '【']))
}

#[cfg(test)]
mod tests {
    use language::kind::Kind;

    use super::*;

    #[test]
    fn columns_are_known_by_the_ends_of_their_names() {
        let cases = [
            ("文档标题", Some("title")),
            ("本级公文标题（全称）", Some("title")),
            ("原发文单位", Some("agency")),
            ("设定依据", None),
            ("关于清理本市各级各部门行政规范性文件", None),
        ];
        for (name, expected) in cases {
            let field = Header::of_column(name).and_then(Header::field).map(|field| field.key);
            assert_eq!(field, expected, "{name}");
        }
        assert_eq!(Header::of_column("设定依据"), Some(Header::Extra));
        assert_eq!(Header::by_name("设定依据"), None);
    }

    #[test]
    fn what_cannot_be_is_doubted() {
        // Name, value; then the field that is set, or the one that is doubted.
        let cases = [
            ("date", "某日", "?date"),
            ("date", "2024-02-30", "?date"),
            ("发布日期", "2021-2023年期间", "?published"),
            ("发布日期", "2021年上半年", "published"),
            ("有效期至", "2021—2023年", "?expires"),
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
            ("发文字号", "（办事指引）", ""),
            ("发文字号", "（内部）资料（一）", "?number"),
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
