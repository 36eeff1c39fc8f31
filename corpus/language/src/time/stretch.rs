//! A time or a range of two, with the words before and behind that open or close it.

use super::ahead::{Ahead, ahead};
use super::cursor::Cursor;
use super::point::{Form, Point, point};
use super::range::{between, listed, no_time, range};
use super::words::TimeWord;
use super::{Role, TimeMention, aim, name};
use crate::{DateRange, PartialDate};

/// A time without the words that close it.
struct Core<'a> {
    /// What opens it: 自, 截至, 晚于.
    lead: Option<TimeWord>,
    /// Where it starts, behind what opens it.
    start: Cursor<'a>,
    time: Point,
    /// Whether it is a range of two.
    several: bool,
    end: Cursor<'a>,
}

/// The time that starts here, without what surrounds it, and the cursor behind it. `known` is the
/// time before it in a list, of which it is a further part (2019年1月、5月).
pub(super) fn stretch<'a>(
    here: Cursor<'a>,
    today: PartialDate,
    known: Option<&Point>,
) -> Option<(TimeMention, Point, Cursor<'a>)> {
    let core = core(here, today, known)?;
    let near = match core.end.spaced_word() {
        Some((TimeWord::During, next)) => next,
        _ => core.end,
    };
    let tail = tail(&core, near);
    let end = tail.map_or(near, |(_, next)| next);
    let tail = tail.map(|(meaning, _)| meaning);
    // 到 closes a time only where 为止 follows, and otherwise is no part of it.
    let up_to = core.lead == Some(TimeWord::UpTo) && tail != Some(TimeWord::Stop);
    let lead = core.lead.filter(|_| !up_to);
    let (from, to) = ends(&core, lead, tail)?;
    let plain = lead.is_some() || end.at() > core.end.at();
    let before = matches!(tail, Some(TimeWord::Before | TimeWord::Through));
    let role = if !plain && name::inside(&core.time, core.several, core.start, core.end) {
        Role::InName
    } else if up_to && aim::reached(here, core.start, &core.time, today)
        || aim::aimed(here, end, before)
    {
        Role::Aim
    } else {
        Role::Time
    };
    let start = if up_to { core.start.at() } else { here.at() };
    let range = DateRange { from, to };
    Some((TimeMention { start, end: end.at(), range, role, note: None }, core.time, end))
}

fn core<'a>(here: Cursor<'a>, today: PartialDate, known: Option<&Point>) -> Option<Core<'a>> {
    use TimeWord::{Between, Earlier, From, Later, NotEarlier, NotLater, Until, UpTo};
    let (lead, start) = match here.word() {
        Some((
            lead @ (From | Until | UpTo | Later | NotLater | Earlier | NotEarlier | Between),
            next,
        )) => (Some(lead), next.spaces()),
        _ => (None, here),
    };
    if start.is(TimeWord::Trap) {
        return None;
    }
    let (first, next) = match known {
        Some(known) => listed(known, start)?,
        None => point(start, today)?,
    };
    if first.form == Form::Bare && glued(start) {
        return None;
    }
    let one = first.form == Form::Event
        || matches!(lead, Some(UpTo | Later | NotLater | Earlier | NotEarlier));
    let several = || {
        let opened = lead == Some(Between);
        range(&first, next, today).or_else(|| between(&first, next, today, opened))
    };
    let second = if one { None } else { several() };
    let several = second.is_some();
    let (time, end) = second.unwrap_or((first, next));
    let unread = time.form == Form::Bare && no_time(end) || lead == Some(Between) && !several;
    (!unread).then_some(Core { lead, start, time, several, end })
}

/// The word that closes a time, and the cursor behind it.
fn tail<'a>(core: &Core<'_>, near: Cursor<'a>) -> Option<(TimeWord, Cursor<'a>)> {
    let (meaning, next) = match near.spaced_word()? {
        (TimeWord::Included, next) => match next.spaced_word()? {
            (TimeWord::Before, next) => (TimeWord::Through, next),
            since => since,
        },
        // 2018年前10名 are ten.
        (TimeWord::Before, next) if next.number().is_some_and(|(_, next)| measured(next)) => {
            return None;
        }
        found => found,
    };
    let fits = match meaning {
        TimeWord::Since | TimeWord::Before | TimeWord::Through => !core.several,
        TimeWord::Start => core.lead == Some(TimeWord::From),
        TimeWord::Stop => {
            core.several || matches!(core.lead, Some(TimeWord::Until | TimeWord::UpTo))
        }
        TimeWord::Within | TimeWord::Among => true,
        _ => false,
    };
    fits.then_some((meaning, next))
}

fn measured(here: Cursor<'_>) -> bool {
    here.is(TimeWord::Measure)
}

/// The first and the last date that the words around a time make of it.
fn ends(
    core: &Core<'_>,
    lead: Option<TimeWord>,
    tail: Option<TimeWord>,
) -> Option<(Option<PartialDate>, Option<PartialDate>)> {
    let Point { from, to, late, form } = core.time;
    let before = if late { Some(to) } else { from.previous() };
    let tail_opens = matches!(tail, Some(TimeWord::Since | TimeWord::Before | TimeWord::Through));
    if form == Form::Event && !tail_opens {
        return None;
    }
    Some(match (lead, tail) {
        (Some(TimeWord::Later), _) => (Some(to.following()?), None),
        (Some(TimeWord::NotLater), _) => (None, Some(to)),
        (Some(TimeWord::Earlier), _) => (None, Some(before?)),
        (Some(TimeWord::NotEarlier), _) => (Some(from), None),
        (Some(TimeWord::UpTo), _) => (None, Some(to)),
        (Some(TimeWord::Until), _) if !core.several => (None, Some(to)),
        (_, Some(TimeWord::Since | TimeWord::Start)) => (Some(from), None),
        (_, Some(TimeWord::Through)) => (None, Some(to)),
        (_, Some(TimeWord::Before)) => (None, Some(before?)),
        (Some(TimeWord::From), _) if !core.several => (Some(from), None),
        _ => (Some(from), Some(to)),
    })
}

/// Whether digits here are the rest of something: of a word in Latin letters, a telephone number,
/// a price, an estimate, a postal code.
fn glued(start: Cursor<'_>) -> bool {
    let letter = |places| start.before(places).is_some_and(|c| c.is_ascii_alphanumeric());
    let label = match start.before(1) {
        Some(c) if c == ':' || c.is_whitespace() => start.back(1),
        _ => start,
    };
    match start.before(1) {
        Some(c) if c.is_ascii_alphanumeric() || "第￥¥$№约超达满逾".contains(c) => true,
        Some('-' | '.' | '/' | ':') if letter(2) => true,
        _ => matches!(ahead(label), Some((Ahead::Code, _))),
    }
}
