//! How times and the values of filters are said in Chinese.

use corpus::{DateRange, PartialDate};
use search::FilterField;

/// The value of a filter as users read it: policy is 政策, 2018..2020 is 2018年至2020年.
pub fn value(field: FilterField, value: &str) -> String {
    let said = match field {
        FilterField::DATES => value.parse().ok().map(range),
        field => {
            let facet = field.field().and_then(|field| field.facet);
            facet.map(|facet| facet.told(value).to_owned())
        }
    };
    said.unwrap_or_else(|| value.to_owned())
}

/// A range of time: 2017年3月至6月.
pub fn range(range: DateRange) -> String {
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
}
