//! Two times that make one, and lists whose later times leave out the year.

use super::cursor::Cursor;
use super::name;
use super::part::{day_of, part_of, within_year, year_edge};
use super::point::{Form, Point, Read, point};
use super::words::{Edge, TimeWord};
use super::year::signed_day;
use crate::PartialDate;

/// Signs between the two ends of a range.
pub(super) const DASHES: &str = "-‐‑‒–—―－~～〜∼⁓─";

/// What joins the two ends of a range: a dash or two, 至, 到.
pub(super) fn joint(here: Cursor<'_>) -> Option<Cursor<'_>> {
    match here.any(DASHES) {
        Some(next) => Some(next.any(DASHES).unwrap_or(next)),
        None => here.any("至到"),
    }
}

/// The range that begins with a time, where a joint and a second time follow it; 起 may stand
/// before the joint.
pub(super) fn range<'a>(first: &Point, next: Cursor<'a>, today: PartialDate) -> Read<'a> {
    let begun = ["起", "开始"].iter().find_map(|word| joint(next.text(word)?));
    let start = joint(next).or(begun)?;
    second(first, start, today)
}

/// The range of two times that 和 joins, where 之间 follows or 介于, as `opened` says, precedes.
pub(super) fn between<'a>(
    first: &Point,
    next: Cursor<'a>,
    today: PartialDate,
    opened: bool,
) -> Read<'a> {
    let (point, end) = second(first, next.any("和与同跟及")?, today)?;
    let closed = matches!(end.spaced_word(), Some((TimeWord::Among, _)));
    (opened || closed).then_some((point, end))
}

/// The range from a first time to the second, which starts here.
fn second<'a>(first: &Point, start: Cursor<'a>, today: PartialDate) -> Read<'a> {
    let (second, end) = continued(first, start).or_else(|| point(start, today))?;
    if second.form == Form::Event || second.form == Form::Bare && no_time(end) {
        return None;
    }
    let in_order = first.from.first_day() <= second.to.last_day();
    let same_year = first.from == first.to && second.from.year() == first.from.year();
    let (from, to) = match (in_order, second.to.month()) {
        (false, _) => (second.from, first.to),
        (true, Some(_)) if same_year && first.from.month().is_none() => {
            (PartialDate::new(first.from.year(), Some(1), None)?, second.to)
        }
        (true, _) => (first.from, second.to),
    };
    Some((Point { from, to, ..second }, end))
}

/// A second time that leaves out the year or month of the first: 2017年3月至6月, 至年底, 至次年3月.
fn continued<'a>(first: &Point, start: Cursor<'a>) -> Read<'a> {
    let year = first.to.year();
    if matches!(first.form, Form::Plan | Form::Event) {
        return None;
    }
    match start.spaced_word() {
        Some((TimeWord::NextYear, next)) => return within_year(year.checked_add(1)?, next),
        Some((TimeWord::YearEdge(edge), next)) => return to_edge(first, edge, next),
        _ => {}
    }
    // 2019年年初至9月 begins with the year.
    if first.to.month().is_none() && first.from == first.to && first.form == Form::Words {
        return part_of(year, start);
    }
    let signed = (first.form == Form::Bare).then(|| signed_day(year, start)).flatten();
    signed.filter(|_| first.to.day().is_some()).or_else(|| listed(first, start))
}

/// Up to 年底 of the year in which a range begins.
fn to_edge<'a>(first: &Point, edge: Edge, next: Cursor<'a>) -> Read<'a> {
    let year = first.to.year();
    let end = match (first.to.month(), edge) {
        (None, _) => PartialDate::year_only(year)?,
        (Some(_), Edge::Early) => return None,
        (Some(_), Edge::Middle) => PartialDate::new(year, Some(6), None)?,
        (Some(_), Edge::Late) => PartialDate::new(year, Some(12), None)?,
    };
    Some((Point { late: true, ..Point::of(end) }, next))
}

/// A further time of a list, which leaves out the year or month: 2019年1月、5月.
pub(super) fn listed<'a>(first: &Point, start: Cursor<'a>) -> Read<'a> {
    first.to.month()?;
    // 3日内 is a term.
    let term = |end: Cursor<'_>| end.is(TimeWord::Within) || end.is(TimeWord::Duration);
    let day = first.to.day().and_then(|_| day_of(start, first.to)).filter(|(_, end)| !term(*end));
    day.or_else(|| part_of(first.to.year(), start))
}

/// What stands between the times of a list.
pub(super) fn separator(here: Cursor<'_>) -> Option<Cursor<'_>> {
    here.text("以及").or_else(|| here.any("、和与及,，"))
}

/// The cursor behind the parts of a year that is not known: 每年一季度、三季度.
pub(super) fn of_no_year(next: Cursor<'_>) -> Cursor<'_> {
    // Any year will do, as only the end is used.
    const YEAR: i16 = 2000;
    let whole = |here| part_of(YEAR, here).or_else(|| year_edge(YEAR, here));
    let mut end = within_year(YEAR, next).map_or(next, |(_, end)| end);
    while end.at() > next.at()
        && let Some((_, further)) = separator(end).or_else(|| joint(end)).and_then(whole)
    {
        end = further;
    }
    end
}

/// Whether what follows digits says that they are no time: more digits, 万元, 号.
pub(super) fn no_time(end: Cursor<'_>) -> bool {
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
