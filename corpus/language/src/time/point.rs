//! One time: a year, month or day, a half or quarter of a year, a five-year plan, an event.

use jiff::Span;

use super::cursor::Cursor;
use super::part::{day_of, edge, plan, within_year, year_edge};
use super::words::TimeWord;
use super::year::numbered;
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
    /// 十九大
    Event,
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

    pub(super) fn of(date: PartialDate) -> Point {
        Point::new(date, date)
    }

    pub(super) fn years(first: i16, last: i16) -> Option<Point> {
        Some(Point::new(PartialDate::year_only(first)?, PartialDate::year_only(last)?))
    }

    pub(super) fn plan(first: i16, last: i16) -> Option<Point> {
        Some(Point { form: Form::Plan, ..Point::years(first, last)? })
    }

    pub(super) fn months(year: i16, first: u8, last: u8) -> Option<Point> {
        let month = |month| PartialDate::new(year, Some(month), None);
        Some(Point::new(month(first.min(last))?, month(first.max(last))?))
    }
}

pub(super) type Read<'a> = Option<(Point, Cursor<'a>)>;

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
    plan(first, last, next.any("”\"」』’'")?)
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
        TimeWord::Quarter(quarters) => Some(edge(quarter_after(today, quarters)?, next)),
        TimeWord::Day(days) => Some((Point::of(today.back(Span::new().days(-days))?), next)),
        // The letters of Q1 follow a year, or they are the name of something.
        TimeWord::Months(first, last) if !here.here()?.is_ascii_alphabetic() => {
            Some(edge(Point::months(year, first, last)?, next))
        }
        TimeWord::Part(first, last) if here.opens() => {
            Some((Point::months(year, first, last)?, next))
        }
        TimeWord::YearEdge(_) => year_edge(year, here),
        TimeWord::Plan(first, last) => plan(first, last, next),
        TimeWord::AmbiguousPlan(first, last) => {
            let clear = matches!(next.word(), Some((TimeWord::During | TimeWord::Title, _)));
            Point::plan(first, last).filter(|_| clear).map(|plan| (plan, next))
        }
        TimeWord::Span(first, last) => Some((Point::years(first, last)?, next)),
        TimeWord::Event(day) => {
            let held = next.word().filter(|(meaning, _)| *meaning == TimeWord::Held);
            let point = Point { form: Form::Event, ..Point::of(day) };
            Some((point, held.map_or(next, |(_, next)| next)))
        }
        _ => None,
    }
}

fn quarter_after(today: PartialDate, quarters: i16) -> Option<Point> {
    let first = (today.month().unwrap_or(1) - 1) / 3 * 3 + 1;
    let first = PartialDate::new(today.year(), Some(first), None)?;
    let from = month_after(first, quarters.checked_mul(3)?)?;
    Some(Point::new(from, month_after(from, 2)?))
}

fn month_after(date: PartialDate, months: i16) -> Option<PartialDate> {
    let month = PartialDate::new(date.year(), date.month().or(Some(1)), None)?;
    let day = month.back(Span::new().months(-months))?;
    PartialDate::new(day.year(), day.month(), None)
}
