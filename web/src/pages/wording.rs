//! How pages say dates, fields and values in Chinese.

use corpus::document::Inference;
use corpus::fields::{Field, Validity};
use corpus::{DateRange, PartialDate};
use search::FilterField;

/// A title, or what stands in place of one.
pub(super) fn title(title: &str) -> &str {
    if title.is_empty() { "（无标题）" } else { title }
}

fn range(range: DateRange) -> String {
    match (range.from, range.to) {
        (Some(from), Some(to)) if from == to => from.in_chinese(),
        (Some(from), Some(to)) => format!("{}至{}", from.in_chinese(), until(from, to)),
        (Some(from), None) => format!("{}起", from.in_chinese()),
        (None, Some(to)) => format!("{}及以前", to.in_chinese()),
        (None, None) => "不限".to_owned(),
    }
}

/// The end of a range without the year and month of its beginning: 2017年3月至6月.
fn until(from: PartialDate, to: PartialDate) -> String {
    let (Some(month), true) = (to.month(), from.month().is_some() && from.year() == to.year())
    else {
        return to.in_chinese();
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
        FilterField::DATES => value.parse().ok().map(range),
        field => {
            let facet = field.field().and_then(|field| field.facet);
            facet.map(|facet| facet.told(value).to_owned())
        }
    };
    said.unwrap_or_else(|| value.to_owned())
}

/// A fact about a document, with what it was inferred from where the source does not state it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) text: String,
    pub(super) inferred: Option<String>,
}

impl Fact {
    /// The value of a field, with what it was inferred from.
    pub(super) fn of(inferred: &[Inference], field: &Field, text: String) -> Fact {
        let inferred = inferred.iter().find(|inference| inference.field == field.key);
        let explain = |inference: &Inference| match inference.evidence.as_str() {
            "" => "原文未写明，由程序推断".to_owned(),
            evidence => format!("原文未写明，推断依据：{evidence}"),
        };
        Fact { label: field.label.to_owned(), text, inferred: inferred.map(explain) }
    }
}

/// The class that colours a status.
pub(super) fn status_class(status: Validity) -> &'static str {
    match status {
        Validity::InForce => "status-valid",
        Validity::Expired | Validity::Repealed => "status-ended",
        Validity::Open => "status-unsure",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_said_in_chinese() {
        let cases = [
            (FilterField::DATES, "2019", "2019年"),
            (FilterField::DATES, "2018..2020", "2018年至2020年"),
            (FilterField::DATES, "2018..", "2018年起"),
            (FilterField::DATES, "2017-03..", "2017年3月起"),
            (FilterField::DATES, "2017-03..2017-06", "2017年3月至6月"),
            (FilterField::DATES, "2017-03..2018-06", "2017年3月至2018年6月"),
            (FilterField::DATES, "2017-03-01..2017-03-15", "2017年3月1日至15日"),
            (FilterField::DATES, "2017-03-01..2017-06-15", "2017年3月1日至6月15日"),
            (FilterField::DATES, "2017..2017-06", "2017年至2017年6月"),
            (FilterField::DATES, "..2018-06-30", "2018年6月30日及以前"),
            (FilterField::DATES, "近三年", "近三年"),
            (FilterField::KINDS, "policy", "政策"),
            (FilterField::KINDS, "<b>", "<b>"),
            (FilterField::DISTRICTS, "静安区", "静安区"),
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
