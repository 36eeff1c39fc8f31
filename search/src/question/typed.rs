//! Times as people type them where a time is asked for, and nothing else: 2019-12-03, 201912, 18.12.3,
//! 2018年12月, 去年, 近三年, 2017-03..2018-06.

use corpus::time::{TimeMention, times};
use corpus::{DateRange, PartialDate, fold};

/// Reads the whole of a text as a time; relative ones count from `today`. `None` where it is none.
pub fn typed_time(text: &str, today: PartialDate) -> Option<DateRange> {
    let plain = plain(text);
    let Some((from, to)) = plain.split_once("..") else { return one(&plain, today) };
    let end = |part: &str| match part.trim() {
        "" => Some(DateRange::default()),
        part => one(part, today),
    };
    let range = DateRange { from: end(from)?.from, to: end(to)?.to };
    let is_forward = |(from, to): (PartialDate, PartialDate)| from.first_day() <= to.last_day();
    let is_range = range.from.zip(range.to).is_none_or(is_forward);
    (is_range && range != DateRange::default()).then_some(range)
}

/// Half-width, with one kind of dash and of point: an input method sets 。 and —— for them.
fn plain(text: &str) -> String {
    let halfwidth = fold::halfwidth(text.trim());
    let signs = halfwidth.chars().map(|c| match c {
        '—' | '–' | '―' | '‐' | '‑' | '−' => '-',
        '。' | '·' => '.',
        c => c,
    });
    signs.collect::<String>().replace("--", "-")
}

fn one(text: &str, today: PartialDate) -> Option<DateRange> {
    let whole = |date| DateRange { from: Some(date), to: Some(date) };
    let text = in_full(text, today);
    named(&text, today).or_else(|| text.parse().ok().map(whole))
}

/// The time that the words of a text name, where it is all of it.
fn named(text: &str, today: PartialDate) -> Option<DateRange> {
    match &times(text, today)[..] {
        [TimeMention { start: 0, end, range, .. }] if *end == text.chars().count() => Some(*range),
        _ => None,
    }
}

/// A month of six digits (201912) with a dash in it, and the century of a year of two (18.12.3): the
/// last that does not lie ahead.
fn in_full(text: &str, today: PartialDate) -> String {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if text.len() == 6 && is_number(text) {
        return format!("{}-{}", &text[..4], &text[4..]);
    }
    let parts: Vec<&str> = text.split(['-', '.', '/']).collect();
    match parts[..] {
        [year, month, day] if year.len() == 2 && [year, month, day].into_iter().all(is_number) => {
            let lies_ahead = year.parse::<i16>().is_ok_and(|year| year > today.year() % 100);
            format!("{}{year}-{month}-{day}", if lies_ahead { 19 } else { 20 })
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_typed() {
        let cases = [
            ("2018", "2018"),
            (" ２０１８ ", "2018"),
            ("201812", "2018-12"),
            ("2018.12", "2018-12"),
            ("2018。12", "2018-12"),
            ("2018/12", "2018-12"),
            ("2018年12月", "2018-12"),
            ("2018 年 12 月", "2018-12"),
            ("二〇一八年十二月", "2018-12"),
            ("2018—12—03", "2018-12-03"),
            ("2018——12——03", "2018-12-03"),
            ("20181203", "2018-12-03"),
            ("18.12.3", "2018-12-03"),
            ("98-12-3", "1998-12-03"),
            ("今年", "2020"),
            ("去年", "2019"),
            ("近三年", "2018..2020"),
            ("2018年以来", "2018.."),
            ("2017年3月到6月", "2017-03..2017-06"),
            ("2017-03..2018-06", "2017-03..2018-06"),
            ("..去年", "..2019"),
            ("2018..", "2018.."),
        ];
        let today = "2020-05-20".parse().unwrap();
        for (text, expected) in cases {
            let read = typed_time(text, today).map(|range| range.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{text}");
        }
        let refused =
            ["", "..", "2019-13", "201813", "2019..2018", "去年的", "某年", "1..2", "18.13.3", "5"];
        for text in refused {
            assert_eq!(typed_time(text, today), None, "{text}");
        }
    }
}
