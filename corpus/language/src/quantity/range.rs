//! Ranges: two amounts between which something is to be, 3至5年, 五千元以上五万元以下, 5万元（含）至20万元.

use super::amount::{self, Amount, spaces, starts_with};

/// The two ends of a range that an amount begins, and where it ends: 3至5年, 五千元以上五万元以下.
pub(super) fn read(
    text: &[char],
    given: &[char],
    first: &Amount,
) -> Option<(Amount, Amount, usize)> {
    let here = spaces(text, past_note(text, first.end));
    let is_open = starts_with(text, here, "以上");
    let here = if is_open { past_note(text, here + 2) } else { here };
    // 一年以上不满三年
    let is_short =
        is_open && ["不满", "不足", "未满"].iter().any(|word| starts_with(text, here, word));
    let here = if is_short { here + 2 } else { here };
    let next = separator(text, here);
    let start = match (is_open, next) {
        (_, Some(next)) => spaces(text, next),
        (true, None) if text.get(here) == Some(&'、') => here + 1,
        (true, None) => here,
        (false, None) => return None,
    };
    let mut last = amount::read(text, given, start)?;
    // 百分之十至二十
    if last.unit.is_none() && text[first.start] == '百' {
        last.unit = first.unit;
    }
    let closes = ["以下", "以内"].iter().any(|word| starts_with(text, last.end, word));
    if is_open && !closes && !is_short {
        return None;
    }
    let end = if is_open && closes { last.end + 2 } else { last.end };
    let unit = last.unit?;
    if let Some(own) = first.unit.filter(|own| !["", unit.canonical].contains(&own.canonical)) {
        last = last.in_parts(own)?;
    }
    let mut first = first.clone();
    if first.unit.is_none() && first.power == 0 {
        let shifted = first.in_power_of(&last);
        first = if shifted.value() < last.value() { shifted } else { first };
    }
    (first.value() <= last.value()).then_some((first, last, end))
}

/// Where a note ends that says whether an end of a range is within it: 5万元(含)至20万元(不含).
fn past_note(text: &[char], at: usize) -> usize {
    let notes = ["(含)", "(不含)", "(含本数)", "(不含本数)"];
    let note = notes.iter().find(|note| starts_with(text, at, note));
    note.map_or(at, |note| at + note.chars().count())
}

/// Where a sign or word ends that stands between the ends of a range.
pub(super) fn separator(text: &[char], at: usize) -> Option<usize> {
    let is_sign = |c: &&char| matches!(c, '-' | '–' | '—' | '~' | '―' | '‐' | '−' | '─');
    let signs = text[at..].iter().take_while(is_sign).count();
    match (signs, text.get(at)) {
        (1 | 2, _) => Some(at + signs),
        (0, Some('至' | '到')) => Some(at + 1),
        _ => None,
    }
}
