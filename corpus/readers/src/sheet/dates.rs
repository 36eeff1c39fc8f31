//! Days in columns of days, as spreadsheets write them: counted from 1900 (45356), with two digits
//! for the year (24.3.5). Elsewhere such figures are none.

use std::sync::LazyLock;

use language::PartialDate;
use regex::Regex;

/// Days that a spreadsheet may count for a document: of 1954 to 2099.
const SERIALS: std::ops::RangeInclusive<u32> = 20_000..=73_050;

static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^['’]?(\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$";
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("short date pattern")
});

/// The day that a spreadsheet counts: 45356 is 2024-03-05, a time of the day behind the point.
pub(crate) fn counted(cell: &str) -> Option<PartialDate> {
    let (days, time) = cell.split_once('.').unwrap_or((cell, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let days = is_number(time).then(|| days.parse().ok()).flatten()?;
    // Its first day is 1, and it takes 1900 for a leap year.
    let start = PartialDate::new(1899, Some(12), Some(30))?;
    SERIALS.contains(&days).then(|| start.plus_days(days)).flatten()
}

/// The day of a year of two digits, by which documents of 1950 to 2049 are meant.
pub(crate) fn short(cell: &str) -> Option<PartialDate> {
    let plain: String = cell.split_whitespace().collect();
    let found = SHORT.captures(&plain)?;
    let part = |at: usize| found[at].parse::<u8>().ok();
    let year = i16::from(part(1)?);
    let century = if year < 50 { 2000 } else { 1900 };
    PartialDate::new(century + year, Some(part(2)?), Some(part(3)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_spreadsheets() {
        let cases = [
            ("45356", Some("2024-03-05")),
            ("45356.5", Some("2024-03-05")),
            ("24.3.5", Some("2024-03-05")),
            ("24-03-05", Some("2024-03-05")),
            ("99年12月1日", Some("1999-12-01")),
            ("'24/3/5", Some("2024-03-05")),
            ("24.13.5", None),
            ("600", None),
            ("2024", None),
            ("123456", None),
            ("45356.x", None),
            ("", None),
        ];
        for (cell, expected) in cases {
            let read = counted(cell).or_else(|| short(cell)).map(|date| date.to_string());
            assert_eq!(read.as_deref(), expected, "{cell}");
        }
    }
}
