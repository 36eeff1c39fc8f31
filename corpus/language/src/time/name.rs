//! Whether the year in a text is part of a name (2018年度专项) rather than a time.

use super::cursor::Cursor;
use super::point::{Form, Point};
use super::words::TimeWord;

/// How far a title reaches at most behind the year in it, in characters.
const TITLE: usize = 24;
/// How far it may reach before it.
const OPENING: usize = 100;

/// Whether the time from `start` to `end` stands inside a name; `several` says that it is written
/// as a range.
pub(super) fn inside(point: &Point, several: bool, start: Cursor<'_>, end: Cursor<'_>) -> bool {
    let numbered = start.digits() > 0;
    in_title_marks(start)
        || bracketed(start, end)
        || match (point.form, end.before(1)) {
            (Form::Edition, _) => true,
            (Form::Plan, _) => title(end, true),
            _ if !numbered => false,
            _ if several && ends_title(start.head()) => true,
            // 年度, but not 季度.
            (_, Some('度')) if end.before(2) == Some('年') => named(end),
            (_, Some('年')) => serial(end) || title(end, false),
            _ => false,
        }
}

/// Whether the number of a document is all that digits and signs are part of: 〔2019〕12号.
pub(super) fn document_number(end: Cursor<'_>) -> bool {
    serial(end.any("〕】]}）)").unwrap_or(end))
}

/// 第12号
fn serial(here: Cursor<'_>) -> bool {
    let number = here.any("第").unwrap_or(here).number();
    number.is_some_and(|(_, next)| next.spaces().is(TimeWord::Serial))
}

/// Whether 《 is open here.
fn in_title_marks(start: Cursor<'_>) -> bool {
    start.head().iter().rev().take(OPENING).find(|c| "《》\n".contains(**c)) == Some(&'《')
}

/// Whether brackets hold the time and end a title: 行动计划（2023—2025年）.
fn bracketed(start: Cursor<'_>, end: Cursor<'_>) -> bool {
    let opened = start.before(1).is_some_and(|c| "（([【〔".contains(c));
    let revised = end.word().filter(|(meaning, _)| *meaning == TimeWord::Revised);
    let next = revised.map_or(end, |(_, next)| next);
    let closed = next.any("）)]】〕").is_some();
    opened && closed && (revised.is_some() || ends_title(&start.head()[..start.at() - 1]))
}

/// Whether characters end like a title, by the document types.
fn ends_title(chars: &[char]) -> bool {
    let tail: String = chars.iter().skip(chars.len().saturating_sub(8)).collect();
    // White space parts a title from what follows it.
    !tail.ends_with(char::is_whitespace) && crate::doc_type::of_title(&tail).is_some()
}

/// Whether a name follows 年度: an opening mark, or a word that does not speak of the year.
fn named(end: Cursor<'_>) -> bool {
    match end.here() {
        Some(c) if "“\"「『‘《".contains(c) => true,
        Some(c) if "和与及或、之".contains(c) || !c.is_alphanumeric() => false,
        None => false,
        Some(_) => {
            !matches!(
                end.word(),
                Some((
                    TimeWord::Plain
                        | TimeWord::During
                        | TimeWord::Within
                        | TimeWord::Among
                        | TimeWord::Included
                        | TimeWord::Since
                        | TimeWord::Before
                        | TimeWord::Through
                        | TimeWord::Edge(_)
                        | TimeWord::Months(..),
                    _
                ))
            ) && super::range::joint(end).is_none()
        }
    }
}

/// Whether a run of characters ends like a document of which there is one a year, or, after a
/// `plan`, like any.
fn title(end: Cursor<'_>, plan: bool) -> bool {
    let mut here = end;
    while here.at() < end.at() + TITLE {
        let first = here.at() == end.at();
        match here.word() {
            Some((TimeWord::Plain, _)) => return false,
            Some((TimeWord::Annual, next)) if first || over(next) => return true,
            Some((TimeWord::Title, next)) if plan && first || (plan || first) && over(next) => {
                return true;
            }
            Some((TimeWord::Trap, next)) => here = next,
            _ if here.here().is_some_and(|c| c.is_alphanumeric() || "“”\"「」、".contains(c)) =>
            {
                here = here.past(1);
            }
            _ => return false,
        }
    }
    false
}

/// Whether a title is over here.
fn over(here: Cursor<'_>) -> bool {
    here.is(TimeWord::Plain) || !here.here().is_some_and(char::is_alphanumeric)
}
