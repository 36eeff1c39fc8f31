//! Times in the text of a question: 2018年以来, 十三五期间, 近三年. A small grammar, written by
//! hand: a time (`time/point.rs`) or two make a range (`time/range.rs`), and the words around them
//! open it or close it (`time/stretch.rs`). The words are in `data/time_words.csv`; `time/name.rs`
//! says when a year is but part of a name, and `time/aim.rs` when it is an aim.

mod ahead;
mod aim;
mod cursor;
pub mod date;
pub mod moment;
mod name;
mod part;
mod point;
mod range;
mod recent;
mod stretch;
#[cfg(test)]
mod tests;
mod words;
mod year;

use crate::fold::fold_char;
use crate::{DateRange, PartialDate};
use cursor::Cursor;
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
    /// What it is to the text.
    pub role: Role,
    /// For words that allow several readings (近三年): the one used, as a sentence for users.
    pub note: Option<String>,
}

/// What a time is to the text that names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The time that the text is about.
    Time,
    /// Its words stand inside a name (2017版目录, 2018年度专项, 十五五规划), so that they name a
    /// thing rather than a time.
    InName,
    /// Something is to be reached by then (到2025年建成), and no document is of it.
    Aim,
}

/// All times of a text, in order, none overlapping. Relative ones count from `today`; 近三年 is
/// the running year and the two before it, 近三个月 the days since the same day of the month.
pub fn times(text: &str, today: PartialDate) -> Vec<TimeMention> {
    let (given, folded): (Vec<char>, Vec<char>) = text.chars().map(|c| (c, fold_char(c))).unzip();
    let mut here = Cursor::new(&folded).spaces();
    let mut found: Vec<TimeMention> = Vec::new();
    while here.here().is_some() {
        let next = match here.word() {
            Some((TimeWord::Trap, next)) => next,
            Some((TimeWord::SomeYear | TimeWord::NextYear, next)) => range::of_no_year(next),
            _ => match read(here, today) {
                Some((mentions, next)) => {
                    found.extend(mentions);
                    next
                }
                // A number is no time in part: neither is 2019 in 12019.
                None => here.past(here.digits().max(1)),
            },
        };
        here = next.spaces();
    }
    for mention in &mut found {
        let words: String = given[mention.start..mention.end].iter().collect();
        let reading = mention.note.take();
        mention.note = reading.map(|reading| format!("“{words}”按{reading}理解"));
    }
    join_aims(&mut found, &folded);
    found
}

/// Words behind a year that leave it as it is.
const VAGUE: [&str; 10] = ["左右", "前后", "春季", "夏季", "秋季", "冬季", "春", "夏", "秋", "冬"];

/// The year of a text that is a time of a known year and no date (2020年上半年, 2021年第三季度, 2024年底),
/// of a span its first: 2018—2020年. 期间 is how long something lasts, and no time of anything.
pub fn year_of(text: &str) -> Option<PartialDate> {
    let text = Some(text.trim()).filter(|text| !text.ends_with("期间"))?;
    let text = VAGUE.iter().find_map(|vague| text.strip_suffix(vague)).unwrap_or(text);
    let begins_with_year = text.chars().take(4).filter(|c| is_digit(*c)).count() == 4;
    let found = times(text, PartialDate::today());
    let (first, last) = (found.first()?, found.last()?);
    let is_whole = first.start == 0 && last.end == text.chars().count();
    let is_time = begins_with_year && is_whole && found.iter().all(|time| time.role != Role::Aim);
    PartialDate::year_only(first.range.from.filter(|_| is_time)?.year())
}

fn is_digit(c: char) -> bool {
    fold_char(c).is_ascii_digit() || date::chinese_digit(c).is_some()
}

/// The times that start here, and the cursor behind them: one, or a list whose later times leave
/// out the year (2019年1月、5月).
fn read(here: Cursor<'_>, today: PartialDate) -> Option<(Vec<TimeMention>, Cursor<'_>)> {
    if let Some((mention, next)) = recent::recent(here, today) {
        return Some((vec![mention], next));
    }
    let (mention, mut known, mut next) = stretch::stretch(here, today, None)?;
    let mut found = vec![mention];
    while let Some(DateRange { from: Some(_), to: Some(_) }) = found.last().map(|last| last.range)
        && let Some(start) = range::separator(next)
        && let Some(further) = stretch::stretch(start.spaces(), today, Some(&known))
    {
        found.push(further.0);
        (known, next) = (further.1, further.2);
    }
    Some((found, next))
}

/// Makes times that 和 joins to an aim aims too: 到2025年和2035年.
fn join_aims(found: &mut [TimeMention], text: &[char]) {
    for at in 1..found.len() {
        let between = &text[found[at - 1].end..found[at].start];
        let joined = matches!(between, ['、' | '和' | '与' | '及'] | ['以', '及']);
        if joined && found[at - 1].role == Role::Aim && found[at].role == Role::Time {
            found[at].role = Role::Aim;
        }
    }
}
