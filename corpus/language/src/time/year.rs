//! Times that begin with the number of their year, and the lengths of time that look like years.

use super::ahead::{Ahead, ahead};
use super::cursor::{Cursor, Number, Script};
use super::part::{edge, within_year};
use super::point::{Form, Point, Read};
use super::range::{DASHES, joint};
use super::words::TimeWord;
use crate::PartialDate;

/// A time that begins with the number of its year.
pub(super) fn numbered(here: Cursor<'_>, today: PartialDate) -> Read<'_> {
    let (number, next) = here.number()?;
    let arabic = number.script == Script::Arabic;
    match (number.length, i16::try_from(number.value)) {
        (8 | 6, _) if arabic => Some((Point { form: Form::Bare, ..run(number)? }, next)),
        (4, Ok(year)) if (1800..2200).contains(&year) => after_year(year, next),
        (2, Ok(short)) if arabic => short_year(here, short, next, today),
        _ => None,
    }
}

/// A month or day in one run of digits: 201909, 20190315.
fn run(number: Number) -> Option<Point> {
    let part = |divisor, modulus| u8::try_from(number.value / divisor % modulus).ok();
    let (year, month, day) = match number.length {
        8 => (number.value / 10_000, part(100, 100), Some(part(1, 100)?)),
        _ => (number.value / 100, part(1, 100), None),
    };
    let year = i16::try_from(year).ok().filter(plausible)?;
    Some(Point::of(PartialDate::new(year, month, day)?))
}

fn plausible(year: &i16) -> bool {
    (1900..2100).contains(year)
}

/// A year of two digits, the first of 18-19年 among them, but not 近10年, 缴费15年, 20年国债.
fn short_year<'a>(here: Cursor<'a>, short: i16, next: Cursor<'a>, today: PartialDate) -> Read<'a> {
    let century = today.year() / 100 * 100;
    let year = match short {
        _ if short <= today.year() % 100 + 4 => century + short,
        // 保护50年: nobody writes 1950 so behind a word.
        50.. if opens(here) => century - 100 + short,
        _ => return None,
    };
    if counted(here) {
        return None;
    }
    let Some(behind) = next.any("年") else {
        let start = joint(next)?;
        let (second, after) = start.number().filter(|(second, _)| second.length == 2)?;
        after.any("年")?;
        short_year(start, i16::try_from(second.value).ok()?, after, today)?;
        return Some((Point::of(PartialDate::year_only(year)?), next));
    };
    let (point, end) = in_year(year, next)?;
    // 18年前半年 is of 2018, though 18年前 may be 18 years ago.
    let parted = end.at() > behind.at() && !length(next);
    (parted || !length(behind) && !length(next)).then_some((point, end))
}

/// Whether a time may open a clause here: at the beginning, after white space, a sign, 的 or 在.
fn opens(here: Cursor<'_>) -> bool {
    here.before(1).is_none_or(|c| !c.is_alphanumeric() || "的在于自从是年至到和与".contains(c))
}

/// Whether what stands before two digits says that they count: 缴费15年, 5-10年, 期限10-15年.
fn counted(here: Cursor<'_>) -> bool {
    match here.before(1) {
        Some(c) if c.is_ascii_alphanumeric() || c == '.' => true,
        Some(c) if DASHES.contains(c) || "至到".contains(c) => {
            let run = here.back(1).head().iter().rev();
            let digits = run.take_while(|c| c.is_ascii_digit()).count();
            digits == 1 || digits == 2 && counting(here.back(3))
        }
        _ => counting(here),
    }
}

/// Whether what follows two digits and 年, or 年 with what follows it, says that they count.
fn length(behind: Cursor<'_>) -> bool {
    behind.here().is_some_and(|c| "前后".contains(c))
        || matches!(
            behind.word(),
            Some((
                TimeWord::Within
                    | TimeWord::Among
                    | TimeWord::Duration
                    | TimeWord::Length
                    | TimeWord::Title,
                _
            ))
        )
}

/// Whether a word ends here behind which digits count.
fn counting(here: Cursor<'_>) -> bool {
    matches!(ahead(here), Some((Ahead::Length, _)))
}

/// What follows the four digits of a year.
fn after_year(year: i16, next: Cursor<'_>) -> Read<'_> {
    if let Some(read) = in_year(year, next) {
        return Some(read);
    }
    if !plausible(&year) {
        return None;
    }
    if let Some((date, end)) = signs(year, next) {
        return Some((Point { form: Form::Bare, ..Point::of(date) }, end));
    }
    let whole = Point::of(PartialDate::year_only(year)?);
    Some(match next.spaced_word() {
        Some((TimeWord::Edition, end)) => (Point { form: Form::Edition, ..whole }, end),
        Some((TimeWord::Months(first, last) | TimeWord::Part(first, last), end)) => {
            edge(Point::months(year, first, last)?, end)
        }
        _ => (Point { form: Form::Bare, ..whole }, next),
    })
}

/// 年 or 年度 and what follows it.
fn in_year(year: i16, next: Cursor<'_>) -> Read<'_> {
    let mut next = next.any("年")?;
    if next.here() == Some('度') && !next.is(TimeWord::Trap) {
        next = next.past(1);
    }
    if let Some((TimeWord::Edition, end)) = next.word() {
        let date = PartialDate::year_only(year)?;
        return Some((Point { form: Form::Edition, ..Point::of(date) }, end));
    }
    within_year(year, next)
}

/// The month and day after a year, with the same sign between them: 2019-03, 2019.3.15.
fn signs(year: i16, here: Cursor<'_>) -> Option<(PartialDate, Cursor<'_>)> {
    let sign = here.here().filter(|&c| "-./".contains(c))?;
    let (month, next) = after_sign(here, sign)?;
    let (day, end) = match after_sign(next, sign) {
        Some((day, end)) => (Some(day), end),
        None => (None, next),
    };
    // 2010-12年 are years.
    let date = PartialDate::new(year, Some(month), day)?;
    end.any("年").is_none().then_some((date, end))
}

/// A month and day of a year that is known: 6.30.
pub(super) fn signed_day(year: i16, here: Cursor<'_>) -> Read<'_> {
    let short = here.here()?.is_ascii_digit() && here.digits() <= 2;
    let (month, next) = here.number().filter(|_| short)?;
    let sign = next.here().filter(|&c| "./".contains(c))?;
    let (day, end) = after_sign(next, sign)?;
    let day = PartialDate::new(year, month.small(), Some(day))?;
    Some((Point { form: Form::Bare, ..Point::of(day) }, end))
}

fn after_sign(here: Cursor<'_>, sign: char) -> Option<(u8, Cursor<'_>)> {
    let digits = (here.here() == Some(sign)).then(|| here.past(1))?;
    let short = digits.here()?.is_ascii_digit() && digits.digits() <= 2;
    let (number, end) = digits.number().filter(|_| short)?;
    Some((number.small()?, end))
}
