//! Parts of a year and of a five-year plan.

use super::cursor::Cursor;
use super::point::{Form, Point, Read};
use super::range::joint;
use super::words::{Edge, TimeWord};
use crate::PartialDate;

/// The part of a year that follows it, 的 between them or not: 上半年, 3月15日, 底.
pub(super) fn within_year(year: i16, next: Cursor<'_>) -> Read<'_> {
    let part = |here| part_of(year, here).or_else(|| year_edge(year, here));
    part(next)
        .or_else(|| part(next.any("的")?))
        .or_else(|| Some(edge(Point::of(PartialDate::year_only(year)?), next)))
}

/// Months of a year: 上半年, 前9个月, 3月, 3月15日, 1-10月.
pub(super) fn part_of(year: i16, here: Cursor<'_>) -> Read<'_> {
    if let Some((TimeWord::Months(first, last) | TimeWord::Part(first, last), next)) =
        here.spaced_word()
    {
        return Some(edge(Point::months(year, first, last)?, next));
    }
    if let Some(read) = counted(year, here) {
        return Some(read);
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

/// So many months or quarters at one end of a year: 前9个月, 最后一个季度.
fn counted(year: i16, here: Cursor<'_>) -> Read<'_> {
    let (late, next) = side(here)?;
    let (number, next) = next.number()?;
    let next = match next.any("个") {
        Some(next) => next.any("月").map(|next| (1, next)).or_else(|| quarter(next)),
        None => quarter(next),
    };
    let (months, next) = next?;
    let months = number.small()?.checked_mul(months).filter(|n| (1..=12).contains(n))?;
    let (first, last) = if late { (13 - months, 12) } else { (1, months) };
    Some((Point::months(year, first, last)?, next))
}

fn quarter(here: Cursor<'_>) -> Option<(u8, Cursor<'_>)> {
    here.text("季度").map(|next| (3, next))
}

/// Which end is counted from, and whether it is the last.
fn side(here: Cursor<'_>) -> Option<(bool, Cursor<'_>)> {
    match here.any("前头") {
        Some(next) => Some((false, next)),
        None => here.text("最后").or_else(|| here.any("后")).map(|next| (true, next)),
    }
}

/// A day of a month: 15日.
pub(super) fn day_of(here: Cursor<'_>, month: PartialDate) -> Read<'_> {
    let (day, next) = here.number()?;
    let day = PartialDate::new(month.year(), month.month(), day.small())?;
    day.day().and(next.any("日号")).map(|next| (Point::of(day), next))
}

/// 年底 of a year.
pub(super) fn year_edge(year: i16, here: Cursor<'_>) -> Read<'_> {
    let (TimeWord::YearEdge(edge), next) = here.word()? else { return None };
    let whole = Point::of(PartialDate::year_only(year)?);
    Some((Point { late: edge != Edge::Early, ..whole }, next))
}

/// The time with 初 or 底 that follows it. It narrows a plan to its first or last year, and says
/// of the others only whether what is before it includes it.
pub(super) fn edge(point: Point, here: Cursor<'_>) -> (Point, Cursor<'_>) {
    let Some((TimeWord::Edge(edge), next)) = here.word() else { return (point, here) };
    let plan = point.form == Form::Plan;
    let (from, to) = match edge {
        Edge::Early if plan => (point.from, point.from),
        Edge::Late if plan => (point.to, point.to),
        _ => (point.from, point.to),
    };
    (Point { from, to, late: edge != Edge::Early, ..point }, next)
}

/// A plan with what narrows it: 十三五末, 十四五前两年, “十四五”期间的第一年.
pub(super) fn plan(first: i16, last: i16, next: Cursor<'_>) -> Read<'_> {
    let during = match next.word() {
        Some((TimeWord::During, behind)) => behind,
        _ => next,
    };
    let inner = during.any("的").unwrap_or(during);
    let years = |here| plan_years(first, last, here);
    match years(next).or_else(|| years(inner)) {
        Some(read) => Some(read),
        None => Some(edge(Point::plan(first, last)?, next)),
    }
}

/// Years of a plan: 末年, 前两年, 最后一年, 第三年.
fn plan_years(first: i16, last: i16, here: Cursor<'_>) -> Read<'_> {
    if let Some((TimeWord::PlanYear(nth), next)) = here.spaced_word() {
        let year = if nth < 0 { last + nth + 1 } else { first + nth - 1 };
        return Some((Point::years(year, year)?, next));
    }
    let nth = here.any("第");
    let (late, next) = nth.map(|next| (false, next)).or_else(|| side(here))?;
    let (number, next) = next.number()?;
    let count = number.small().map(i16::from).filter(|n| (1..=last - first + 1).contains(n))?;
    let (from, to) = match late {
        _ if nth.is_some() => (first + count - 1, first + count - 1),
        true => (last - count + 1, last),
        false => (first, first + count - 1),
    };
    Some((Point::years(from, to)?, next.any("年")?))
}
