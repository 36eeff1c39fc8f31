//! Times in the text of a question: 2018年以来, 十三五期间, 近三年. A small grammar, written by
//! hand: a time (`time/point.rs`) or two make a range, and the words around them open it or close
//! it. The words are in `data/time_words.csv`; `time/name.rs` says when a year is but part of a
//! name.

mod cursor;
pub mod date;
mod name;
mod point;
#[cfg(test)]
mod tests;
mod words;

use jiff::Span;

use crate::fold::fold_char;
use crate::{DateRange, PartialDate};
use cursor::{Cursor, Script};
use point::{Form, Point, joint, point};
use words::TimeWord;

/// A time named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Where it starts in the text, in characters.
    pub start: usize,
    /// Where it ends in the text, in characters.
    pub end: usize,
    /// The time, both ends included, in the precision that was read; open where an end is `None`.
    pub range: DateRange,
    /// Whether the words stand inside a name (2017版目录, 2018年度专项, 十五五规划), so that they
    /// name a thing rather than a time.
    pub in_name: bool,
    /// For words that allow several readings (近三年): the one used, as a sentence for users.
    pub note: Option<String>,
}

/// All times of a text, in order, none overlapping. Relative ones count from `today`; 近三年 is
/// the running year and the two before it, 近三个月 the days since the same day of the month.
pub fn times(text: &str, today: PartialDate) -> Vec<TimeMention> {
    let (given, folded): (Vec<char>, Vec<char>) = text.chars().map(|c| (c, fold_char(c))).unzip();
    let mut here = Cursor::new(&folded).spaces();
    let mut found = Vec::new();
    while here.here().is_some() {
        let next = match here.word() {
            Some((TimeWord::Trap, next)) => next,
            _ => match recent(here, today).or_else(|| absolute(here, today)) {
                Some((mut mention, next)) => {
                    let words: String = given[mention.start..mention.end].iter().collect();
                    mention.note = mention.note.map(|reading| format!("“{words}”按{reading}理解"));
                    found.push(mention);
                    next
                }
                // A number is no time in part: neither is 2019 in 12019.
                None => here.past(here.digits().max(1)),
            },
        };
        here = next.spaces();
    }
    found
}

type Read<'a> = Option<(TimeMention, Cursor<'a>)>;

/// 近三年, 最近6个月, 近年来. Its note is the reading alone.
fn recent(here: Cursor<'_>, today: PartialDate) -> Read<'_> {
    let (meaning, next) = here.word()?;
    let ((from, to), next) = match meaning {
        TimeWord::RecentYears(years) => (last_years(today, years)?, next),
        TimeWord::Recent => window(next, today)?,
        _ => return None,
    };
    let end = match next.word() {
        Some((TimeWord::Within | TimeWord::Duration | TimeWord::Since, end)) => end,
        _ => next,
    };
    let mention = TimeMention {
        start: here.at(),
        end: end.at(),
        range: DateRange { from: Some(from), to: Some(to) },
        in_name: false,
        note: Some(format!("{}至{}", spoken(from), spoken(to))),
    };
    Some((mention, end))
}

/// The first and the last date.
type Ends = (PartialDate, PartialDate);

/// What so many units of time before today reach over: 三年, 6个月, 半年.
fn window(here: Cursor<'_>, today: PartialDate) -> Option<(Ends, Cursor<'_>)> {
    type Unit = (&'static str, fn(i16) -> Span);
    const UNITS: [Unit; 7] = [
        ("年", |n| Span::new().years(n)),
        ("月", |n| Span::new().months(n)),
        ("季度", |n| Span::new().months(n * 3)),
        ("周", |n| Span::new().weeks(n)),
        ("星期", |n| Span::new().weeks(n)),
        ("天", |n| Span::new().days(n)),
        ("日", |n| Span::new().days(n)),
    ];
    let since = |span| Some((today.back(span)?, today.back(Span::new())?));
    if let Some(next) = here.text("半年") {
        return Some((since(Span::new().months(6))?, next));
    }
    let (count, next) = count(here)?;
    let next = next.text("个").unwrap_or(next);
    if count > 1
        && let Some(next) = next.text("年")
    {
        return Some((last_years(today, count)?, next));
    }
    let unit = |&(unit, span): &Unit| Some((span(count), next.text(unit)?));
    let (span, next) = UNITS.iter().find_map(unit)?;
    Some((since(span)?, next))
}

/// A number of years or months, below a hundred: 三, 12, 几, 两三.
fn count(here: Cursor<'_>) -> Option<(i16, Cursor<'_>)> {
    if let Some(next) = here.any("几数") {
        return Some((3, next));
    }
    let (number, next) = here.number()?;
    let value = i16::from(number.small()?);
    match number.script {
        // Two digits without 十 are two guesses, and the greater one comes last.
        Script::Digits if number.length > 1 => Some((value % 10, next)),
        _ => Some((value, next)),
    }
    .filter(|(value, _)| (1..100).contains(value))
}

/// The running year and as many before it as make so many.
fn last_years(today: PartialDate, years: i16) -> Option<Ends> {
    let first = PartialDate::year_only(today.year() - years + 1)?;
    Some((first, PartialDate::year_only(today.year())?))
}

/// 2026年11月22日
fn spoken(date: PartialDate) -> String {
    let part = |part: Option<u8>, unit| part.map(|n| format!("{n}{unit}")).unwrap_or_default();
    format!("{}年{}{}", date.year(), part(date.month(), "月"), part(date.day(), "日"))
}

/// A time or a range of two, with the words before and behind that open or close it.
fn absolute(here: Cursor<'_>, today: PartialDate) -> Read<'_> {
    let (lead, start) = match here.word() {
        Some((lead @ (TimeWord::From | TimeWord::Until | TimeWord::UpTo), next)) => {
            (Some(lead), next.spaces())
        }
        _ => (None, here),
    };
    let (first, next) = point(start, today)?;
    if first.form == Form::Bare && glued(start) {
        return None;
    }
    let second = range(&first, next, today).filter(|_| lead != Some(TimeWord::UpTo));
    let (read, core) = second.unwrap_or((first, next));
    if read.form == Form::Bare && no_time(core) {
        return None;
    }
    let near = match core.spaced_word() {
        Some((TimeWord::During, next)) => next,
        _ => core,
    };
    let tail = near.spaced_word().filter(|(meaning, _)| match meaning {
        TimeWord::Since | TimeWord::Before | TimeWord::Through => second.is_none(),
        TimeWord::Start => lead == Some(TimeWord::From),
        TimeWord::Stop => matches!(lead, Some(TimeWord::Until | TimeWord::UpTo)),
        TimeWord::Within => true,
        _ => false,
    });
    let end = tail.map_or(near, |(_, next)| next);
    let (from, to) = match (lead, tail.map(|(meaning, _)| meaning)) {
        (Some(TimeWord::UpTo), Some(TimeWord::Stop)) => (None, Some(read.to)),
        (Some(TimeWord::UpTo), _) => return None,
        (Some(TimeWord::Until), _) if second.is_none() => (None, Some(read.to)),
        (_, Some(TimeWord::Since | TimeWord::Start)) => (Some(read.from), None),
        (_, Some(TimeWord::Through)) => (None, Some(read.to)),
        (_, Some(TimeWord::Before)) if read.late => (None, Some(read.to)),
        (_, Some(TimeWord::Before)) => (None, Some(read.from.previous()?)),
        (Some(TimeWord::From), _) if second.is_none() => (Some(read.from), None),
        _ => (Some(read.from), Some(read.to)),
    };
    let plain = lead.is_some() || end.at() > core.at();
    let mention = TimeMention {
        start: here.at(),
        end: end.at(),
        range: DateRange { from, to },
        in_name: !plain && name::inside(&read, second.is_some(), start, core),
        note: None,
    };
    Some((mention, end))
}

/// The range that begins with a time, where a joint and a second time follow it.
fn range<'a>(first: &Point, next: Cursor<'a>, today: PartialDate) -> Option<(Point, Cursor<'a>)> {
    let start = joint(next)?;
    let (second, end) = continued(first, start).or_else(|| point(start, today))?;
    if second.form == Form::Bare && no_time(end) {
        return None;
    }
    let in_order = first.from.first_day() <= second.to.last_day();
    let (from, to) = if in_order { (first.from, second.to) } else { (second.from, first.to) };
    Some((Point { from, to, ..second }, end))
}

/// A second time that leaves out the year or month of the first: 2017年3月至6月.
fn continued<'a>(first: &Point, start: Cursor<'a>) -> Option<(Point, Cursor<'a>)> {
    first.to.month()?;
    let day = first.to.day().and_then(|_| point::day_of(start, first.to));
    day.or_else(|| point::part_of(first.to.year(), start))
}

/// Whether digits here are the rest of something: of a word in Latin letters, a telephone number,
/// a price, an estimate.
fn glued(start: Cursor<'_>) -> bool {
    let letter = |places| start.before(places).is_some_and(|c| c.is_ascii_alphanumeric());
    match start.before(1) {
        Some(c) if c.is_ascii_alphanumeric() || "第￥¥$№约超达满逾".contains(c) => true,
        Some('-' | '.' | '/' | ':') => letter(2),
        _ => false,
    }
}

/// Whether what follows digits says that they are no time: more digits, 万元, 号.
fn no_time(end: Cursor<'_>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let rest = match end.here() {
        Some(c) if "-./:".contains(c) => letter(end.past(1).here()),
        here => letter(here),
    };
    let measure = end.spaces().word().is_some_and(|(meaning, _)| {
        matches!(meaning, TimeWord::Measure | TimeWord::Serial | TimeWord::Duration)
    });
    rest || measure || name::document_number(end)
}
