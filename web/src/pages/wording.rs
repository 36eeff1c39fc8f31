//! How pages say dates, fields and values in Chinese.

use corpus::document::Inference;
use corpus::{DateRange, Kind, PartialDate};
use search::FilterField;

/// 2019年12月3日, as precise as it is known.
pub(super) fn date(date: PartialDate) -> String {
    let mut text = format!("{}年", date.year());
    text.extend(date.month().map(|month| format!("{month}月")));
    text.extend(date.day().map(|day| format!("{day}日")));
    text
}

/// A title, or what stands in place of one.
pub(super) fn title(title: &str) -> &str {
    if title.is_empty() { "（无标题）" } else { title }
}

fn range(range: DateRange) -> String {
    match (range.from, range.to) {
        (Some(from), Some(to)) if from == to => date(from),
        (Some(from), Some(to)) => format!("{}至{}", date(from), until(from, to)),
        (Some(from), None) => format!("{}起", date(from)),
        (None, Some(to)) => format!("{}及以前", date(to)),
        (None, None) => "不限".to_owned(),
    }
}

/// The end of a range without the year and month of its beginning: 2017年3月至6月.
fn until(from: PartialDate, to: PartialDate) -> String {
    let (Some(month), true) = (to.month(), from.month().is_some() && from.year() == to.year())
    else {
        return date(to);
    };
    match to.day() {
        Some(day) if from.day().is_some() && from.month() == to.month() => format!("{day}日"),
        Some(day) => format!("{month}月{day}日"),
        None => format!("{month}月"),
    }
}

/// Words of the query in quotation marks; those inside become single ones.
pub(super) fn quoted(words: &str) -> String {
    let single = |character| match character {
        '“' => '‘',
        '”' => '’',
        other => other,
    };
    format!("“{}”", words.trim().chars().map(single).collect::<String>())
}

/// The value of a filter as users read it: policy is 政策, 2018..2020 is 2018年至2020年.
pub(super) fn value(field: FilterField, value: &str) -> String {
    let said = match field {
        FilterField::Dates => value.parse().ok().map(range),
        FilterField::Kinds => Kind::by_key(value).map(|kind| kind.name().to_owned()),
        _ => None,
    };
    said.unwrap_or_else(|| value.to_owned())
}

/// What a field is called on pages.
pub(super) fn field(field: FilterField) -> &'static str {
    match field {
        FilterField::Dates => "时间",
        FilterField::Districts => "行政区",
        FilterField::Agencies => "机构",
        FilterField::Kinds => "类别",
        FilterField::Levels => "级别",
        FilterField::DocTypes => "文种",
        FilterField::Statuses => "效力",
    }
}

/// A fact about a document, with what it was inferred from where the source does not state it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) inferred: Option<String>,
    /// Whether a person corrected it.
    pub(super) corrected: bool,
}

impl Fact {
    /// A fact that the source states.
    pub(super) fn stated(label: &str, text: impl Into<String>) -> Fact {
        Fact { label: label.to_owned(), text: text.into(), inferred: None, corrected: false }
    }

    /// The value of a field of the JSON object.
    pub(super) fn of(inferred: &[Inference], field: &str, label: &str, text: String) -> Fact {
        let inferred = inferred.iter().find(|inference| inference.field == field);
        let explain = |inference: &Inference| match inference.evidence.as_str() {
            "" => "原文未写明，由程序推断".to_owned(),
            evidence => format!("原文未写明，推断依据：{evidence}"),
        };
        Fact { label: label.to_owned(), text, inferred: inferred.map(explain), corrected: false }
    }
}

/// The class that colours a status.
pub(super) fn status_class(status: &str) -> &'static str {
    match status {
        "现行有效" => "status-valid",
        "已失效" | "已废止" => "status-ended",
        _ => "status-unsure",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_said_in_chinese() {
        let cases = [
            (FilterField::Dates, "2019", "2019年"),
            (FilterField::Dates, "2018..2020", "2018年至2020年"),
            (FilterField::Dates, "2018..", "2018年起"),
            (FilterField::Dates, "2017-03..", "2017年3月起"),
            (FilterField::Dates, "2017-03..2017-06", "2017年3月至6月"),
            (FilterField::Dates, "2017-03..2018-06", "2017年3月至2018年6月"),
            (FilterField::Dates, "2017-03-01..2017-03-15", "2017年3月1日至15日"),
            (FilterField::Dates, "2017-03-01..2017-06-15", "2017年3月1日至6月15日"),
            (FilterField::Dates, "2017..2017-06", "2017年至2017年6月"),
            (FilterField::Dates, "..2018-06-30", "2018年6月30日及以前"),
            (FilterField::Dates, "近三年", "近三年"),
            (FilterField::Kinds, "policy", "政策"),
            (FilterField::Kinds, "<b>", "<b>"),
            (FilterField::Districts, "静安区", "静安区"),
        ];
        for (field, given, said) in cases {
            assert_eq!(value(field, given), said);
        }
    }

    #[test]
    fn quotation_marks_are_nested() {
        let cases = [("2019年", "“2019年”"), (" “十三五”期间", "“‘十三五’期间”")];
        for (words, expected) in cases {
            assert_eq!(quoted(words), expected);
        }
    }
}
