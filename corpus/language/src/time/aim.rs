//! Whether a time is an aim, by which something is to be reached: 到2025年建成, 2030年前实现,
//! 力争2027年. No document is of it.

use super::ahead::{Ahead, ahead};
use super::cursor::Cursor;
use super::point::{Form, Point};
use super::words::TimeWord;
use crate::PartialDate;

/// How far behind an aim what is to be done is looked for, in characters.
const CLAUSE: usize = 24;

/// Whether 到 at this place makes the time that starts behind it an aim; 到去年底 is a time that
/// has passed, and in 3月至2020年5月 the two are a range.
pub(super) fn reached(
    here: Cursor<'_>,
    start: Cursor<'_>,
    time: &Point,
    today: PartialDate,
) -> bool {
    let range = here.before(1).is_some_and(|c| c.is_ascii_digit() || "年月".contains(c));
    let relative = start.digits() == 0 && time.form != Form::Plan;
    let passed = relative && time.to.last_day() < today.first_day();
    !range && !passed
}

/// Whether the words around a time from here to `end` say that it is an aim; `before` says that
/// it ends in 前.
pub(super) fn aimed(here: Cursor<'_>, end: Cursor<'_>, before: bool) -> bool {
    let start = match here.before(1) {
        Some('在' | '于') => here.back(1),
        _ => here,
    };
    before && to_do(end)
        || match ahead(start) {
            Some((Ahead::Aim, _)) => true,
            Some((Ahead::AimToDo, word)) => word.opens() || to_do(end),
            Some((Ahead::Forecast, _)) => to_do_in_clause(end),
            _ => false,
        }
}

/// Whether what is to be done follows in the same clause: 预计2025年全市充电桩达到.
fn to_do_in_clause(end: Cursor<'_>) -> bool {
    let places = (0..CLAUSE).map(|places| end.past(places));
    let mut clause = places.take_while(|at| at.here().is_some_and(char::is_alphanumeric));
    clause.any(|at| at.is(TimeWord::Goal))
}

/// Whether what is to be done follows: 建成.
fn to_do(end: Cursor<'_>) -> bool {
    end.any(",，").unwrap_or(end).spaces().is(TimeWord::Goal)
}
