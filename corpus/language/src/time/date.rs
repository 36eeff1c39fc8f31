//! Dates as documents state them: a year, a year and month, or a day, and
//! never more precise than the source; and ranges of them, as filters use.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use regex::Regex;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A year, a year and month, or a day. Orders by time, the less precise first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    year: i16,
    month: u8,
    day: u8,
}

/// Why a date was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("无法识别的日期“{0}”：请写成 2019、2019-12 或 2019-12-31")]
pub struct DateError(pub String);

impl PartialDate {
    /// A whole year; `None` outside 1000 to 9999, which the written form cannot hold.
    pub fn year_only(year: i16) -> Option<PartialDate> {
        (1000..=9999).contains(&year).then_some(PartialDate { year, month: 0, day: 0 })
    }

    /// A date of the given precision; `None` where the calendar has no such day.
    pub fn new(year: i16, month: Option<u8>, day: Option<u8>) -> Option<PartialDate> {
        let whole = PartialDate::year_only(year)?;
        match (month, day) {
            (None, None) => Some(whole),
            (Some(month @ 1..=12), None) => Some(PartialDate { month, ..whole }),
            (Some(month), Some(day)) => {
                jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
                    .ok()?;
                Some(PartialDate { year, month, day })
            }
            _ => None,
        }
    }

    /// Today, by the system's clock and time zone.
    pub fn today() -> PartialDate {
        let now = jiff::Zoned::now();
        PartialDate {
            year: now.year(),
            month: now.month().unsigned_abs(),
            day: now.day().unsigned_abs(),
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    pub fn month(self) -> Option<u8> {
        (self.month > 0).then_some(self.month)
    }

    /// The day of the month where it is known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// The last day of a term of so many months that begins on this date, as precise as the date:
    /// five years from 2024-01-01 end on 2028-12-31, from 2024-01 in 2028-12, from 2024 in 2028.
    pub fn term_end(self, months: u32) -> Option<PartialDate> {
        let months = i32::try_from(months).ok()?;
        let first = self.civil()?;
        let end = first.checked_add(jiff::Span::new().try_months(months).ok()?).ok()?;
        let end = end.yesterday().ok()?;
        let month = self.month().and(u8::try_from(end.month()).ok());
        let day = self.day().and(u8::try_from(end.day()).ok());
        (self.month > 0 || months % 12 == 0).then(|| PartialDate::new(end.year(), month, day))?
    }

    /// The day so many days later; `None` where the day is not known.
    pub fn plus_days(self, days: u32) -> Option<PartialDate> {
        self.day()?;
        let span = jiff::Span::new().try_days(i64::from(days)).ok()?;
        let later = self.civil()?.checked_add(span).ok()?;
        let (month, day) = (u8::try_from(later.month()).ok(), u8::try_from(later.day()).ok());
        PartialDate::new(later.year(), month, day)
    }

    /// The last day of the month.
    pub fn month_end(self) -> Option<PartialDate> {
        let last = u8::try_from(self.civil()?.last_of_month().day()).ok();
        PartialDate::new(self.year, self.month(), last.filter(|_| self.month > 0))
    }

    /// The first day that it may be.
    pub(super) fn civil(self) -> Option<jiff::civil::Date> {
        let month = i8::try_from(self.month.max(1)).ok()?;
        jiff::civil::Date::new(self.year, month, i8::try_from(self.day.max(1)).ok()?).ok()
    }

    /// The date as a number that sorts by time: year × 10000 + month × 100 + day,
    /// unknown parts zero.
    pub fn sort_key(self) -> u64 {
        self.encode(self.month, self.day)
    }

    /// The first day that the date may mean, coded like [`PartialDate::sort_key`].
    pub fn first_day(self) -> u64 {
        self.encode(self.month.max(1), self.day.max(1))
    }

    /// The last day that the date may mean, coded like [`PartialDate::sort_key`]; a month ends
    /// at 31, as only the order counts.
    pub fn last_day(self) -> u64 {
        let month = if self.month == 0 { 12 } else { self.month };
        self.encode(month, if self.day == 0 { 31 } else { self.day })
    }

    /// The date as people write it: 2019年12月3日, 2019年12月, 2019年.
    pub fn in_chinese(self) -> String {
        let mut text = format!("{}年", self.year());
        text.extend(self.month().map(|month| format!("{month}月")));
        text.extend(self.day().map(|day| format!("{day}日")));
        text
    }

    /// The year, month or day before it, of the same precision.
    pub fn previous(self) -> Option<PartialDate> {
        match (self.month, self.day) {
            (0, _) => PartialDate::year_only(self.year - 1),
            (1, 0) => PartialDate::new(self.year - 1, Some(12), None),
            (month, 0) => PartialDate::new(self.year, Some(month - 1), None),
            _ => self.back(jiff::Span::new().days(1)),
        }
    }

    /// The year, month or day after it, of the same precision.
    pub fn following(self) -> Option<PartialDate> {
        match (self.month, self.day) {
            (0, _) => PartialDate::year_only(self.year + 1),
            (12, 0) => PartialDate::new(self.year + 1, Some(1), None),
            (month, 0) => PartialDate::new(self.year, Some(month + 1), None),
            _ => self.plus_days(1),
        }
    }

    /// The day that lies so long before its last day.
    pub(crate) fn back(self, span: jiff::Span) -> Option<PartialDate> {
        let month = if self.month == 0 { 12 } else { self.month }.try_into().ok()?;
        let first = jiff::civil::Date::new(self.year, month, self.day.max(1).try_into().ok()?);
        let last = first.map(|day| if self.day == 0 { day.last_of_month() } else { day }).ok()?;
        let day = last.checked_sub(span).ok()?;
        PartialDate::new(day.year(), day.month().try_into().ok(), day.day().try_into().ok())
    }

    fn encode(self, month: u8, day: u8) -> u64 {
        u64::from(self.year.unsigned_abs()) * 10_000 + u64::from(month) * 100 + u64::from(day)
    }

    /// Reads a date as tables and metadata lines state it (2019年12月3日, 2019 年 12 月,
    /// 2019-12-03, 2019.12, 20191203, 二〇一九年十二月); the whole text must be the date, but
    /// for white space and trailing words like 印发 that do not change it.
    ///
    /// # Errors
    /// The text when it is no date or no day of the calendar.
    pub fn parse_stated(text: &str) -> Result<PartialDate, DateError> {
        let plain: String =
            crate::fold::halfwidth(text).chars().filter(|c| !c.is_whitespace()).collect();
        let arabic = apart(chinese_digits(&plain.replace("元月", "一月")));
        let refused = || DateError(text.trim().to_owned());
        let found = STATED.captures(&arabic).ok_or_else(refused)?;
        let number = |name: &str| found.name(name).map(|m| m.as_str().parse::<i16>());
        let part = |name: &str| number(name).transpose().ok().flatten().map(|n| n as u8);
        let year = number("y").and_then(Result::ok).ok_or_else(refused)?;
        PartialDate::new(year, part("m"), part("d")).ok_or_else(refused)
    }
}

/// Characters of the longest day that stands alone, with white space between its parts.
const LONGEST_DAY: usize = 24;

/// Whether a text is a day and nothing else: 2019年12月3日.
pub fn is_day(text: &str) -> bool {
    let is_short = text.chars().nth(LONGEST_DAY).is_none();
    is_short && PartialDate::parse_stated(text).is_ok_and(|date| date.day().is_some())
}

impl PartialDate {
    /// Reads a date as it is displayed; `None` for all else.
    fn of_written(text: &str) -> Option<PartialDate> {
        let number = |part: &str, digits: usize| {
            let is_so = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            is_so.then(|| part.parse::<i16>().ok()).flatten()
        };
        let two_digits = |part: &str| number(part, 2).map(|number| number as u8);
        let parts: Vec<&str> = text.split('-').collect();
        match parts[..] {
            [year] => PartialDate::year_only(number(year, 4)?),
            [year, month] => PartialDate::new(number(year, 4)?, Some(two_digits(month)?), None),
            [year, month, day] => {
                let [month, day] = [two_digits(month)?, two_digits(day)?];
                PartialDate::new(number(year, 4)?, Some(month), Some(day))
            }
            _ => None,
        }
    }
}

static STATED: LazyLock<Regex> = LazyLock::new(|| {
    // Separators may be 年月日, -, / or .; a clock time after the day is let stand.
    let pattern = concat!(
        r"^(?P<y>(?:1[89]|20|21)\d{2})",
        r"(?:(?:年|[-/.]|$)(?:(?P<m>1[0-2]|0?[1-9])(?:(?:月|[-/.]|$)",
        r"(?:(?P<d>3[01]|[12]\d|0?[1-9])日?)?)?)?)?",
        r"(?:(?:[T]?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?(?:印发|发布|公布|起)?)$",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("date pattern")
});

/// A day of eight digits (20191203) with its parts set apart.
fn apart(text: String) -> String {
    match text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]),
        false => text,
    }
}

/// Chinese numerals to Arabic digits: 二〇一九年十二月 becomes 2019年12月.
fn chinese_digits(text: &str) -> String {
    let digit = chinese_digit;
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    for (i, &c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|j| digit(chars[j]));
        let after = chars.get(i + 1).and_then(|&c| digit(c));
        match (c, digit(c)) {
            ('十', _) => match (before, after) {
                (None, None) => out.push_str("10"),
                (None, Some(_)) => out.push('1'),
                (Some(_), None) => out.push('0'),
                (Some(_), Some(_)) => {}
            },
            (_, Some(value)) => out.push_str(&value.to_string()),
            _ => out.push(c),
        }
    }
    out
}

/// The value of a Chinese digit, or of what is written for 〇.
pub fn chinese_digit(c: char) -> Option<u32> {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    match c {
        '○' | '零' | 'О' | 'O' | '0' => Some(0),
        _ => (0..).zip(DIGITS).find(|&(_, digit)| digit == c).map(|(value, _)| value),
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<PartialDate, DateError> {
        PartialDate::parse_stated(text)
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl JsonSchema for PartialDate {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$" })
    }
}

impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<PartialDate, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        // Each document that is loaded has some, written so.
        PartialDate::of_written(&text).map_or_else(|| text.parse(), Ok).map_err(Error::custom)
    }
}

/// A range of time, open where an end is `None`; both ends are part of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DateRange {
    /// The first date, or open.
    pub from: Option<PartialDate>,
    /// The last date, or open.
    pub to: Option<PartialDate>,
}

impl DateRange {
    /// Whether both ends are whole years or open.
    pub fn is_of_years(&self) -> bool {
        [self.from, self.to].into_iter().flatten().all(|date| date.month == 0)
    }

    /// The least range that both ranges lie in.
    #[must_use]
    pub fn hull(self, other: DateRange) -> DateRange {
        let from = self.from.zip(other.from).map(|(a, b)| a.min(b));
        let to = self.to.zip(other.to);
        let to = to.map(|(a, b)| if a.last_day() >= b.last_day() { a } else { b });
        DateRange { from, to }
    }

    /// Whether a document of this date may lie in the range: what is known of its date and the
    /// range have a day in common.
    pub fn contains(&self, date: PartialDate) -> bool {
        self.from.is_none_or(|from| date.last_day() >= from.first_day())
            && self.to.is_none_or(|to| date.first_day() <= to.last_day())
    }
}

impl FromStr for DateRange {
    type Err = DateError;

    /// Reads `2019`, `2018..2020`, `2017-03..`, `..2018-06`.
    fn from_str(text: &str) -> Result<DateRange, DateError> {
        let refused = || DateError(text.trim().to_owned());
        let end = |part: &str| match part.trim() {
            "" => Ok(None),
            date => date.parse().map(Some).map_err(|_| refused()),
        };
        let range = match text.split_once("..") {
            Some((from, to)) => DateRange { from: end(from)?, to: end(to)? },
            None => {
                let one = end(text)?;
                DateRange { from: one, to: one }
            }
        };
        let backwards =
            matches!((range.from, range.to), (Some(f), Some(t)) if f.first_day() > t.last_day());
        if backwards || range == DateRange::default() { Err(refused()) } else { Ok(range) }
    }
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to
            && let Some(date) = self.from
        {
            return write!(f, "{date}");
        }
        let show = |date: Option<PartialDate>| date.map(|d| d.to_string()).unwrap_or_default();
        write!(f, "{}..{}", show(self.from), show(self.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_dates() {
        let cases = [
            ("2016 年 6 月", Some("2016-06")),
            ("2019年12月3日", Some("2019-12-03")),
            ("２０１９年", Some("2019")),
            ("2019-12-03T08:00:00+08:00", Some("2019-12-03")),
            ("2019", Some("2019")),
            ("2019-12-03", Some("2019-12-03")),
            ("2019.12", Some("2019-12")),
            ("2019/1/2", Some("2019-01-02")),
            ("20190102", Some("2019-01-02")),
            ("20191302", None),
            ("二〇一九年十二月三日", Some("2019-12-03")),
            ("二○二○年十月二十一日", Some("2020-10-21")),
            ("二〇一九年三十日", None),
            ("2026-02-02 15:25:09", Some("2026-02-02")),
            ("2021-2023年期间", None),
            ("2019年2月30日", None),
            ("2019-13", None),
            ("", None),
            ("某年", None),
        ];
        for (text, expected) in cases {
            let read = PartialDate::parse_stated(text).ok().map(|date| date.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn terms_end_on_the_day_before() {
        let cases = [
            ("2024-01-01", 60, Some("2028-12-31")),
            ("2024-03-01", 24, Some("2026-02-28")),
            ("2024-02-29", 12, Some("2025-02-27")),
            ("2025-05-16", 6, Some("2025-11-15")),
            ("2024-01", 60, Some("2028-12")),
            ("2024", 60, Some("2028")),
            ("2024", 6, None),
        ];
        for (from, months, expected) in cases {
            let end = from.parse::<PartialDate>().unwrap().term_end(months);
            assert_eq!(end.map(|date| date.to_string()).as_deref(), expected, "{from} {months}");
        }
        let day: PartialDate = "2024-12-05".parse().unwrap();
        assert_eq!(day.plus_days(30).unwrap().to_string(), "2025-01-04");
        assert_eq!(day.month_end().unwrap().to_string(), "2024-12-31");
    }

    #[test]
    fn ranges() {
        let cases = [
            ("2019", "2019-12", true),
            ("2018..2020", "2017-12-31", false),
            ("2017-03..2018-06", "2018-06-30", true),
            ("2017-03..2018-06", "2018", true),
            ("..2018", "2019", false),
            ("2018..", "2030-01", true),
        ];
        for (range, date, inside) in cases {
            let range: DateRange = range.parse().unwrap();
            assert_eq!(range.contains(date.parse().unwrap()), inside, "{range} {date}");
        }
        for bad in ["..", "", "2020..2018", "x..2019", "19"] {
            assert!(bad.parse::<DateRange>().is_err(), "{bad}");
        }
    }
}
