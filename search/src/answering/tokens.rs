//! What may be an answer in a folded text: numbers with their units, ordinals, dates, telephone
//! numbers.

use std::ops::Range;

use corpus::PartialDate;
use corpus::time::{Role, times};

use super::thresholds::PHONE_DIGITS;
use crate::question::{LEXICON, Measure, Unit, WantedNumber, is_numeral};

/// What stands before a number and belongs to it, the longest first.
const ABOUT: [&str; 14] = [
    "最高不超过",
    "不超过",
    "不低于",
    "不少于",
    "不高于",
    "超过",
    "最高",
    "最低",
    "最多",
    "至少",
    "约",
    "近",
    "超",
    "逾",
];

/// A number with its unit.
#[derive(Debug)]
struct Number {
    place: Range<usize>,
    unit: Option<(&'static str, Unit)>,
}

/// The numbers of a text that are wanted, and whether each is in the very unit that was asked for.
pub(super) fn numbers(text: &str, wanted: &WantedNumber) -> Vec<(Range<usize>, bool)> {
    if *wanted == WantedNumber::Measure(Measure::Phone) {
        return phones(text).into_iter().map(|place| (place, true)).collect();
    }
    let all = scan(text).into_iter().filter(|number| !replaced(&text[number.place.end..]));
    all.filter_map(|number| Some((fits(text, &number, wanted)?, number)))
        .map(|((end, exact), number)| (number.place.start..end, exact))
        .collect()
}

/// Whether another number takes the place of the one before: 由1490元调整为1555元.
fn replaced(after: &str) -> bool {
    const CHANGES: [&str; 8] = ["调整", "提高", "增加", "上调", "下调", "降低", "降", "升"];
    let change = CHANGES.iter().find_map(|change| after.strip_prefix(change));
    change.is_some_and(|rest| rest.starts_with(['为', '到', '至']))
}

/// Where a number ends that is wanted, and whether its unit is the one asked for.
fn fits(text: &str, number: &Number, wanted: &WantedNumber) -> Option<(usize, bool)> {
    let end = number.place.end;
    let class = number.unit.map(|(_, class)| class);
    let one_of =
        |classes: &[Unit]| class.filter(|class| classes.contains(class)).map(|_| (end, true));
    match wanted {
        WantedNumber::Any => one_of(&[Unit::Count, Unit::Money, Unit::Percent]),
        WantedNumber::Measure(Measure::Money) => one_of(&[Unit::Money]),
        WantedNumber::Measure(Measure::Percent) => one_of(&[Unit::Percent]),
        WantedNumber::Measure(Measure::Either) => one_of(&[Unit::Money, Unit::Percent]),
        WantedNumber::Measure(Measure::Duration) => one_of(&[Unit::Duration]),
        WantedNumber::Measure(Measure::Phone) => None,
        WantedNumber::Unit(unit, Unit::Count) => {
            let (own, _) = number.unit.filter(|(_, class)| *class == Unit::Count)?;
            let general = |unit| matches!(unit, "个" | "家" | "所");
            let near = general(unit) && general(own) || own == "个" || *unit == "个";
            (own == *unit || near).then_some((end, own == *unit))
        }
        WantedNumber::Unit(_, class) => one_of(&[*class]),
        WantedNumber::Noun(noun) => text[end..].starts_with(noun.as_str()).then_some((end, true)),
    }
}

fn scan(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        match digits(text, at) {
            Some(end) => {
                found.extend(number(text, at, end));
                at = end;
            }
            None => at += first.len_utf8(),
        }
    }
    found
}

/// Where the digits end that begin here: 22,293 and 67.3 and 四分之一.
fn digits(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let first = rest.chars().next()?;
    if first.is_ascii_digit() {
        let bytes = rest.as_bytes();
        let inner = |i: usize| {
            matches!(bytes[i], b'.' | b',') && bytes.get(i + 1).is_some_and(u8::is_ascii_digit)
        };
        let end = (0..bytes.len()).find(|&i| !bytes[i].is_ascii_digit() && !inner(i));
        return Some(at + end.unwrap_or(bytes.len()));
    }
    let run =
        |from: usize| from + text[from..].find(|c| !is_numeral(c)).unwrap_or(text.len() - from);
    let end = run(at);
    let fraction = text[end..].strip_prefix("分之").map(|_| run(end + "分之".len()));
    (end > at).then_some(fraction.filter(|&whole| whole > end + "分之".len()).unwrap_or(end))
}

/// The number whose digits are given; `None` for a part of a date, an ordinal or a name.
fn number(text: &str, start: usize, end: usize) -> Option<Number> {
    let (before, written) = (&text[..start], &text[start..end]);
    let ascii = written.as_bytes().first()?.is_ascii_digit();
    if before.ends_with(|c: char| c == '第' || c == '.' || c.is_ascii_alphanumeric()) {
        return None;
    }
    if written.contains("分之") {
        return Some(Number { place: about(text, start)..end, unit: Some(("%", Unit::Percent)) });
    }
    let after = text[end..].trim_start_matches(['万', '亿', '千', '百', '十']);
    let after = after.trim_start_matches(['余', '多']);
    let unit = LEXICON.unit(&text[end..]).or_else(|| LEXICON.unit(after));
    let direct = LEXICON.unit(&text[end..]).is_some();
    let from = if direct { end } else { text.len() - after.len() };
    let unit = unit.filter(|&(unit, _)| !dated(written, unit, &text[from + unit.len()..]));
    let many = ascii || written.chars().count() > 1;
    // 一个 and 一家 are articles; 五一 and 十分 are words.
    let counts = many && ascii || unit.is_some_and(|(unit, _)| written != "一" || unit == "年");
    let end = unit.map_or(from, |(unit, _)| from + unit.len());
    let end = rate(text, end);
    let month = ascii && unit.is_none() && text[end..].starts_with(['年', '月', '日', '号']);
    (counts && !month).then_some(Number { place: about(text, start)..end, unit })
}

/// Whether a number and its unit are a part of a date: 2019年, 24日.
fn dated(written: &str, unit: &str, after: &str) -> bool {
    match unit {
        "年" => {
            written.len() == 4 && written.starts_with(['1', '2'])
                || after.starts_with(|c: char| c.is_ascii_digit())
        }
        "日" => !after.starts_with(['内', '以']),
        _ => false,
    }
}

/// Where a number begins with what belongs to it: 约, 不超过.
fn about(text: &str, start: usize) -> usize {
    let before = &text[..start];
    let word = ABOUT.iter().find(|word| before.ends_with(**word));
    start - word.map_or(0, |word| word.len())
}

/// Where a rate ends: 2元/平方米/天.
fn rate(text: &str, end: usize) -> usize {
    let mut at = end;
    while let Some(rest) = text[at..].strip_prefix('/') {
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        if length == 0 || length > 12 {
            break;
        }
        at += 1 + length;
    }
    at
}

/// Telephone numbers: 021-23110000, 12345.
fn phones(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_ascii_digit() || (c == '-' && start.is_some()) {
            start = start.or(Some(at));
        } else if let Some(from) = start.take() {
            let run = text[from..at].trim_end_matches('-');
            let count = run.bytes().filter(u8::is_ascii_digit).count();
            if PHONE_DIGITS.contains(&count)
                && !text[at..].starts_with(['元', '万', '家', '个', '.', '@'])
            {
                found.push(from..from + run.len());
            }
        }
    }
    found
}

/// Ordinals: 第十八次; with the counter that was asked for, where one was.
pub(super) fn ordinals(text: &str, following: &str) -> Vec<Range<usize>> {
    let counter = following.chars().next().filter(|c| "次批届期位名轮".contains(*c));
    let mut found = Vec::new();
    for (start, word) in text.match_indices('第') {
        let from = start + word.len();
        let Some(end) = digits(text, from) else { continue };
        let next = text[end..].chars().next();
        let rank = next.filter(|c| "位名".contains(*c));
        let place = match (counter, rank, next) {
            (Some(asked), _, Some(next)) if asked == next => start..end + next.len_utf8(),
            (Some(_), _, _) => continue,
            (None, Some(next), _) => start..end + next.len_utf8(),
            (None, None, Some(next)) if next.is_alphanumeric() => continue,
            (None, None, _) => start..end,
        };
        found.push(place);
    }
    found
}

/// Dates that are written out; relative ones (去年) answer nothing by themselves.
pub(super) fn dates(text: &str) -> Vec<Range<usize>> {
    // A year from which nothing counts, as only written dates are used.
    let Some(today) = PartialDate::year_only(2000) else { return Vec::new() };
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut found = Vec::new();
    for mention in
        times(text, today).into_iter().filter(|m| m.role != Role::InName && m.note.is_none())
    {
        let (Some(&start), Some(&end)) = (bytes.get(mention.start), bytes.get(mention.end)) else {
            continue;
        };
        let written = &text[start..end];
        if written.contains(|c: char| c.is_ascii_digit() || is_numeral(c))
            && written.contains(['年', '月', '日', '-', '.'])
        {
            found.push(start..end);
        }
    }
    let apart =
        |place: &Range<usize>| found.iter().all(|f| f.end <= place.start || place.end <= f.start);
    let days: Vec<Range<usize>> = days(text).into_iter().filter(apart).collect();
    found.extend(days);
    found
}

/// Days of every year: 9月30日.
fn days(text: &str) -> Vec<Range<usize>> {
    let number =
        |from: usize| text[from..].find(|c: char| !c.is_ascii_digit()).map(|n| (n, from + n));
    let day = |(at, month): (usize, &str)| {
        let before = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let (digits, end) = number(at + month.len())?;
        let whole = (1..=2).contains(&before) && (1..=2).contains(&digits);
        let last = text[end..].chars().next().filter(|c| whole && matches!(c, '日' | '号'))?;
        Some(at - before..end + last.len_utf8())
    };
    text.match_indices('月').filter_map(day).collect()
}
