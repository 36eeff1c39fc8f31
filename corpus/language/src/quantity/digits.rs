//! Numbers as they are written: 1,234.5, 一百五十, 两亿三千万, 八点五. A number is its decimal digits
//! and a power of ten, so that 42.8亿 is 4280000000 and not nearly that.

use crate::numeral;

/// A number, and where it ends in the text.
#[derive(Debug, Clone)]
pub(super) struct Digits {
    pub(super) end: usize,
    /// Decimal digits, with a point where there is one.
    pub(super) digits: String,
    pub(super) power: i32,
    pub(super) is_han: bool,
}

pub(super) const fn is_han(c: char) -> bool {
    matches!(
        c,
        '一' | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '两'
            | '零'
            | '〇'
            | '点'
    )
}

/// The number at a place of a folded text; `given` tells a comma from one of full width, which
/// stands between clauses.
pub(super) fn read(text: &[char], given: &[char], at: usize) -> Option<Digits> {
    let first = *text.get(at)?;
    if first.is_ascii_digit() { Some(arabic(text, given, at)) } else { han(text, at) }
}

/// Where the run of digits or numerals ends that begins at a place.
pub(super) fn end(text: &[char], at: usize) -> usize {
    let is_part: fn(char) -> bool = match text.get(at) {
        Some(c) if c.is_ascii_digit() => |c| c.is_ascii_digit(),
        _ => is_han,
    };
    text[at..].iter().position(|&c| !is_part(c)).map_or(text.len(), |length| at + length)
}

fn arabic(text: &[char], given: &[char], at: usize) -> Digits {
    let mut end = end(text, at);
    let mut digits: String = text[at..end].iter().collect();
    while digits.len() <= 15
        && given.get(end) == Some(&',')
        && text[end + 1..].iter().take_while(|c| c.is_ascii_digit()).count() == 3
    {
        digits.extend(&text[end + 1..end + 4]);
        end += 4;
    }
    if text.get(end) == Some(&'.') && text.get(end + 1).is_some_and(char::is_ascii_digit) {
        let past = self::end(text, end + 1);
        digits.extend(&text[end..past]);
        end = past;
    }
    Digits { end, digits, power: 0, is_han: false }
}

fn han(text: &[char], at: usize) -> Option<Digits> {
    let run = end(text, at);
    let numerals = &text[at..run];
    // 百年, 千家万户, 点 are words; 百项 and 百余家 count.
    let counts =
        numerals == ['百'] && matches!(text.get(run), Some('项' | '家' | '个' | '名' | '余'));
    if matches!(numerals.first()?, '百' | '千' | '万' | '亿' | '点' | '零' | '〇') && !counts
    {
        return None;
    }
    // 一点 is no beginning of a number.
    let end = if numerals.ends_with(&['点']) { run - 1 } else { run };
    let (bare, power) = split_power(&text[at..end]);
    let digits = match bare.iter().position(|&c| c == '点') {
        Some(point) => {
            let decimals: Option<String> = bare[point + 1..].iter().map(|&c| decimal(c)).collect();
            format!("{}.{}", whole(&bare[..point])?, decimals?)
        }
        None => whole(bare)?.to_string(),
    };
    Some(Digits { end, digits, power, is_han: true })
}

/// The number without 万 or 亿 at its end, and the power of ten that they are.
fn split_power(numerals: &[char]) -> (&[char], i32) {
    let mut bare = numerals;
    let mut power = 0;
    while let [rest @ .., last @ ('万' | '亿')] = bare {
        power += if *last == '万' { 4 } else { 8 };
        bare = rest;
    }
    match bare.iter().any(|c| matches!(c, '万' | '亿')) || bare.is_empty() {
        true => (numerals, 0),
        false => (bare, power),
    }
}

fn whole(numerals: &[char]) -> Option<u64> {
    for (unit, value) in [('亿', 100_000_000), ('万', 10_000)] {
        if let Some(at) = numerals.iter().position(|&c| c == unit) {
            let above = whole(&numerals[..at])?;
            let below = &numerals[at + 1..];
            let below = if below.is_empty() { 0 } else { whole(below)? };
            return above.checked_mul(value)?.checked_add(below);
        }
    }
    numeral::parse(&numerals.iter().collect::<String>()).map(u64::from)
}

pub(super) fn decimal(c: char) -> Option<char> {
    let at = "零一二三四五六七八九".chars().position(|digit| digit == c);
    let value = if c == '〇' { 0 } else { u32::try_from(at?).ok()? };
    char::from_digit(value, 10)
}
