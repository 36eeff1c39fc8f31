//! Times that count back from today: 近三年, 最近6个月, 近年来, 半年内.

use jiff::Span;

use super::cursor::{Cursor, Script};
use super::words::TimeWord;
use super::{Role, TimeMention};
use crate::{DateRange, PartialDate};

/// The first and the last date.
type Ends = (PartialDate, PartialDate);

/// The time and the cursor behind it. Its note is the reading alone.
pub(super) fn recent(here: Cursor<'_>, today: PartialDate) -> Option<(TimeMention, Cursor<'_>)> {
    let ((from, to), end) = named(here, today).or_else(|| within(here, today))?;
    let mention = TimeMention {
        start: here.at(),
        end: end.at(),
        range: DateRange { from: Some(from), to: Some(to) },
        role: Role::Time,
        note: Some(format!("{}至{}", spoken(from), spoken(to))),
    };
    Some((mention, end))
}

/// 近三年, 近年来
fn named(here: Cursor<'_>, today: PartialDate) -> Option<(Ends, Cursor<'_>)> {
    let (meaning, next) = here.word()?;
    let (ends, next) = match meaning {
        TimeWord::RecentYears(years) => (last_years(today, years)?, next),
        TimeWord::Recent => window(next, today)?,
        _ => return None,
    };
    let end = match next.word() {
        Some((TimeWord::Within | TimeWord::Among | TimeWord::Duration | TimeWord::Since, end)) => {
            end
        }
        _ => next,
    };
    Some((ends, end))
}

/// 半年内 where a clause begins; of days and in rules it is a term from another day than this
/// (10日内办结, 一年内不得转让).
fn within(here: Cursor<'_>, today: PartialDate) -> Option<(Ends, Cursor<'_>)> {
    let (ends, next) = window(here, today).filter(|_| here.opens())?;
    let (_, end) = next.word().filter(|(meaning, _)| *meaning == TimeWord::Within)?;
    let days = next.before(1).is_some_and(|c| "天日".contains(c));
    let next = end.spaces();
    let rule = next.is(TimeWord::Rule) || next.is(TimeWord::Goal);
    (!days && !rule).then_some((ends, end))
}

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
