//! One time: a year, month or day, a half or quarter of a year, a five-year plan.

use jiff::Span;

use super::cursor::{Cursor, Script};
use super::words::{Edge, TimeWord};
use crate::PartialDate;

/// How a time is written, as far as it matters to what surrounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// 2019年, 去年
    Words,
    /// 2019, 2019-03: nothing but digits and signs, which may well be no time at all.
    Bare,
    /// 2017版
    Edition,
    /// 十三五
    Plan,
}

/// A stretch of time that words name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) from: PartialDate,
    pub(super) to: PartialDate,
    /// Whether its end is meant (2019年底), so that what is before it includes it.
    pub(super) late: bool,
    pub(super) form: Form,
}

impl Point {
    pub(super) fn new(from: PartialDate, to: PartialDate) -> Point {
        Point { from, to, late: false, form: Form::Words }
    }

    fn of(date: PartialDate) -> Point {
        Point::new(date, date)
    }

    fn years(first: i16, last: i16) -> Option<Point> {
        Some(Point::new(PartialDate::year_only(first)?, PartialDate::year_only(last)?))
    }

    fn plan(first: i16, last: i16) -> Option<Point> {
        Some(Point { form: Form::Plan, ..Point::years(first, last)? })
    }

    fn months(year: i16, first: u8, last: u8) -> Option<Point> {
        let month = |month| PartialDate::new(year, Some(month), None);
        Some(Point::new(month(first.min(last))?, month(first.max(last))?))
    }
}

type Read<'a> = Option<(Point, Cursor<'a>)>;

/// The time that stands here.
pub(super) fn point(here: Cursor<'_>, today: PartialDate) -> Read<'_> {
    quoted_plan(here).or_else(|| worded(here, today)).or_else(|| numbered(here, today))
}

/// “十三五”, with the quotation marks.
fn quoted_plan(here: Cursor<'_>) -> Read<'_> {
    let (meaning, next) = here.any("“\"「『‘'")?.word()?;
    let (TimeWord::Plan(first, last) | TimeWord::AmbiguousPlan(first, last)) = meaning else {
        return None;
    };
    Some(edge(Point::plan(first, last)?, next.any("”\"」』’'")?))
}

/// A time that a word names: 去年, 上半年, 十三五.
fn worded(here: Cursor<'_>, today: PartialDate) -> Read<'_> {
    let (meaning, next) = here.word()?;
    let year = today.year();
    match meaning {
        TimeWord::Year(years) => within_year(year.checked_add(years)?, next),
        TimeWord::Month(months) => {
            let month = month_after(today, months)?;
            let day = day_of(next, month);
            Some(day.unwrap_or_else(|| edge(Point::of(month), next)))
        }
        TimeWord::Quarter(quarters) => {
            let first = (today.month().unwrap_or(1) - 1) / 3 * 3 + 1;
            let first = PartialDate::new(year, Some(first), None)?;
            let from = month_after(first, quarters.checked_mul(3)?)?;
            Some(edge(Point::new(from, month_after(from, 2)?), next))
        }
        TimeWord::Day(days) => Some((Point::of(today.back(Span::new().days(-days))?), next)),
        // The letters of Q1 follow a year, or they are the name of something.
        TimeWord::Months(first, last) if !here.here()?.is_ascii_alphabetic() => {
            Some(edge(Point::months(year, first, last)?, next))
        }
        TimeWord::YearEdge(_) => year_edge(year, here),
        TimeWord::Plan(first, last) => Some(edge(Point::plan(first, last)?, next)),
        TimeWord::AmbiguousPlan(first, last) => {
            let clear = matches!(next.word(), Some((TimeWord::During | TimeWord::Title, _)));
            Point::plan(first, last).filter(|_| clear).map(|plan| (plan, next))
        }
        TimeWord::Span(first, last) => Some((Point::years(first, last)?, next)),
        _ => None,
    }
}

fn month_after(date: PartialDate, months: i16) -> Option<PartialDate> {
    let month = PartialDate::new(date.year(), date.month().or(Some(1)), None)?;
    let day = month.back(Span::new().months(-months))?;
    PartialDate::new(day.year(), day.month(), None)
}

/// A time that begins with the number of its year.
fn numbered(here: Cursor<'_>, today: PartialDate) -> Read<'_> {
    let (number, next) = here.number()?;
    let value = i16::try_from(number.value);
    match (number.length, value) {
        (8, _) if number.script == Script::Arabic => {
            let part = |divisor, modulus| u8::try_from(number.value / divisor % modulus).ok();
            let year = i16::try_from(number.value / 10_000).ok().filter(plausible)?;
            let day = PartialDate::new(year, part(100, 100), part(1, 100))?;
            Some((Point { form: Form::Bare, ..Point::of(day) }, next))
        }
        (4, Ok(year)) if (1800..2200).contains(&year) => after_year(year, next),
        // 19年, but not 近10年, 10年来.
        (2, Ok(short)) if number.script == Script::Arabic && short <= today.year() % 100 + 4 => {
            let counted = here.before(1).is_some_and(|c| {
                c.is_ascii_alphanumeric() || ".近满约达超每共第这前后了长过历".contains(c)
            });
            let (point, end) = in_year(today.year() / 100 * 100 + short, next)?;
            let behind = next.any("年")?;
            let duration = behind.here().is_some_and(|c| "前后".contains(c))
                || matches!(
                    behind.word(),
                    Some((TimeWord::Within | TimeWord::Duration | TimeWord::Title, _))
                );
            (!counted && !duration).then_some((point, end))
        }
        _ => None,
    }
}

fn plausible(year: &i16) -> bool {
    (1900..2100).contains(year)
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
        Some((TimeWord::Months(first, last), end)) => edge(Point::months(year, first, last)?, end),
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

/// The part of a year that follows it: 上半年, 3月15日, 底.
fn within_year(year: i16, next: Cursor<'_>) -> Read<'_> {
    part_of(year, next)
        .or_else(|| year_edge(year, next))
        .or_else(|| Some(edge(Point::of(PartialDate::year_only(year)?), next)))
}

/// Months of a year: 上半年, 3月, 3月15日, 1-10月.
pub(super) fn part_of(year: i16, here: Cursor<'_>) -> Read<'_> {
    if let Some((TimeWord::Months(first, last), next)) = here.spaced_word() {
        return Some(edge(Point::months(year, first, last)?, next));
    }
    let (first, next) = here.number()?;
    let several = joint(next)
        .and_then(Cursor::number)
        .and_then(|(last, next)| Some((last.small()?, next.any("月")?)));
    if let Some((last, next)) = several {
        return Some((Point::months(year, first.small()?, last)?, next));
    }
    let next = next.any("月")?;
    let next = if next.here() == Some('份') { next.past(1) } else { next };
    let month = PartialDate::new(year, Some(first.small()?), None)?;
    Some(day_of(next, month).unwrap_or_else(|| edge(Point::of(month), next)))
}

/// A day of a month: 15日.
pub(super) fn day_of(here: Cursor<'_>, month: PartialDate) -> Read<'_> {
    let (day, next) = here.number()?;
    let day = PartialDate::new(month.year(), month.month(), day.small())?;
    day.day().and(next.any("日号")).map(|next| (Point::of(day), next))
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

fn after_sign(here: Cursor<'_>, sign: char) -> Option<(u8, Cursor<'_>)> {
    let digits = (here.here() == Some(sign)).then(|| here.past(1))?;
    let short = digits.here()?.is_ascii_digit() && digits.digits() <= 2;
    let (number, end) = digits.number().filter(|_| short)?;
    Some((number.small()?, end))
}

/// 年底 of a year.
fn year_edge(year: i16, here: Cursor<'_>) -> Read<'_> {
    let (TimeWord::YearEdge(edge), next) = here.word()? else { return None };
    let whole = Point::of(PartialDate::year_only(year)?);
    Some((Point { late: edge != Edge::Early, ..whole }, next))
}

/// The time with 初 or 底 that follows it. It narrows a plan to its first or last year, and says
/// of the others only whether what is before it includes it.
fn edge(point: Point, here: Cursor<'_>) -> (Point, Cursor<'_>) {
    let Some((TimeWord::Edge(edge), next)) = here.word() else { return (point, here) };
    let plan = point.form == Form::Plan;
    let (from, to) = match edge {
        Edge::Early if plan => (point.from, point.from),
        Edge::Late if plan => (point.to, point.to),
        _ => (point.from, point.to),
    };
    (Point { from, to, late: edge != Edge::Early, ..point }, next)
}

/// What joins the two ends of a range: a dash or two, 至, 到.
pub(super) fn joint(here: Cursor<'_>) -> Option<Cursor<'_>> {
    const DASHES: &str = "-‐‑‒–—―－~～〜∼⁓─";
    match here.any(DASHES) {
        Some(next) => Some(next.any(DASHES).unwrap_or(next)),
        None => here.any("至到"),
    }
}
