//! How days are written, brought into one form: 二〇二六年十二月三十日, 2026/12/30, 2026.12.30 and
//! 2026年底前 become 2026年12月30日 and 2026年12月31日前.

use std::sync::LazyLock;

use language::{fold, numeral};
use regex::{Captures, Regex};

use super::pattern;

/// A year, a month or a day in Chinese numerals.
static NUMERALS: LazyLock<Regex> = LazyLock::new(|| {
    pattern("([〇零一二三四五六七八九]{4})年|([一二三四五六七八九十]{1,3})([月日])")
});

/// 2026/12/30; what belongs to an address or a longer number is none.
static SIGNS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<before>^|[^0-9A-Za-z/._])(?P<year>20\d{2})(?:-(?P<m1>\d{1,2})-|/(?P<m2>\d{1,2})/|\.(?P<m3>\d{1,2})\.)(?P<day>\d{1,2})(?P<after>[^0-9A-Za-z/._]|$)",
    )
});

/// 2026年年底前, 年底前
static YEAR_END: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?:(?P<year>[0-9]{4}|今|本|明)年年?|年)[底末](?P<before>[之以]?前)"));

/// 3月底前
static MONTH_END: LazyLock<Regex> =
    LazyLock::new(|| pattern("(?P<month>[0-9]{1,2})月(?:份)?[底末](?P<before>[之以]?前)"));

/// A sentence without white space, its days in one form.
pub(super) fn plain(sentence: &str) -> String {
    let plain: String = fold::halfwidth(sentence).chars().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.replace(',', "，").replace("日（含）", "日").replace("日(含)", "日");
    let plain = NUMERALS.replace_all(&plain, in_digits);
    let plain = SIGNS.replace_all(&plain, |found: &Captures<'_>| {
        let month = ["m1", "m2", "m3"].iter().find_map(|name| found.name(name));
        let month = month.map_or("", |month| month.as_str());
        let [before, year, day, after] =
            ["before", "year", "day", "after"].map(|name| &found[name]);
        format!("{before}{year}年{month}月{day}日{after}")
    });
    let plain = YEAR_END.replace_all(&plain, |found: &Captures<'_>| {
        let year = found.name("year").map(|year| format!("{}年", year.as_str()));
        format!("{}12月31日{}", year.unwrap_or_default(), &found["before"])
    });
    let plain = MONTH_END.replace_all(&plain, |found: &Captures<'_>| {
        let last = match &found["month"] {
            "2" | "02" => 28,
            "4" | "04" | "6" | "06" | "9" | "09" | "11" => 30,
            _ => 31,
        };
        format!("{}月{last}日{}", &found["month"], &found["before"])
    });
    plain.into_owned()
}

fn in_digits(found: &Captures<'_>) -> String {
    let year = found.get(1).map(|year| {
        let digit = |c| "〇一二三四五六七八九".chars().position(|d| d == c).unwrap_or(0);
        let digits: String = year.as_str().chars().map(|c| digit(c).to_string()).collect();
        format!("{digits}年")
    });
    year.unwrap_or_else(|| match numeral::parse(&found[2]) {
        Some(number) => format!("{number}{}", &found[3]),
        None => found[0].to_owned(),
    })
}
