//! What is written like a quantity and is none: 第二十条, 2019年3月, 9时30分, names that hold a
//! number (`data/number_names.csv`).

use std::collections::HashMap;
use std::sync::LazyLock;

use super::amount::{spaces, starts_with};
use super::digits;
use super::range::separator;
use crate::table;

/// Names and words that hold a number, none of them a quantity: by their first character, the longest
/// first.
static NAMES: LazyLock<HashMap<char, Vec<Vec<char>>>> = LazyLock::new(|| {
    let mut names: HashMap<char, Vec<Vec<char>>> = HashMap::new();
    for row in table::embedded(include_str!("../../../data/number_names.csv")) {
        let name: Vec<char> = row[0].chars().collect();
        names.entry(name[0]).or_default().push(name);
    }
    names.values_mut().for_each(|same| same.sort_by_key(|name| std::cmp::Reverse(name.len())));
    names
});

/// Where a trap ends that begins at a place; `None` where there is none.
pub(super) fn past(text: &[char], at: usize) -> Option<usize> {
    match text[at] {
        '《' => {
            let close = text[at..].iter().position(|&c| c == '》')?;
            Some(at + close + 1)
        }
        '第' => ordinal(text, spaces(text, at + 1)),
        'h' => address(text, at),
        c if c.is_ascii_digit() => arabic(text, at).or_else(|| time(text, at)),
        c if digits::is_han(c) => {
            slogan(text, at).or_else(|| name(text, at)).or_else(|| time(text, at))
        }
        _ => name(text, at),
    }
}

/// The address of a page.
fn address(text: &[char], at: usize) -> Option<usize> {
    let is_address = starts_with(text, at, "http://") || starts_with(text, at, "https://");
    let length = text[at..].iter().take_while(|c| c.is_ascii_graphic()).count();
    is_address.then_some(at + length)
}

fn name(text: &[char], at: usize) -> Option<usize> {
    let names = NAMES.get(&text[at])?;
    let name = names.iter().find(|name| text[at..].starts_with(name))?;
    Some(at + name.len())
}

/// 第十、十一条, 第三至五项: all of the numbers.
fn ordinal(text: &[char], at: usize) -> Option<usize> {
    let mut end = digits::end(text, at);
    if end == at || !(text[at].is_ascii_digit() || digits::is_han(text[at])) {
        return None;
    }
    loop {
        let next = match text.get(end) {
            Some('、' | '和' | '及' | '或') => end + 1,
            _ => match separator(text, end) {
                Some(next) => next,
                None => return Some(end),
            },
        };
        let is_number = text.get(next).is_some_and(|&c| c.is_ascii_digit() || digits::is_han(c));
        match is_number {
            true => end = digits::end(text, next),
            false => return Some(end),
        }
    }
}

/// Numbers that belong to letters (PM2.5, G60), to other numbers (3.2.1), to years.
fn arabic(text: &[char], at: usize) -> Option<usize> {
    let end = digits::end(text, at);
    let before = at.checked_sub(1).map(|before| text[before]);
    let far = at.checked_sub(2).map(|before| text[before]);
    let is_joined = match before {
        Some(c) if c.is_ascii_alphabetic() => true,
        Some('.' | '/' | '-' | '_' | ':' | '×' | '*') => {
            far.is_some_and(|c| c.is_ascii_alphanumeric())
        }
        _ => false,
    };
    let past = match text.get(end) {
        Some('.') => digits::end(text, end + 1).max(end + 1),
        _ => end,
    };
    let is_share = text.get(past) == Some(&'%');
    (is_joined && !is_share).then_some(past)
}

/// Days, months, years and clocks.
fn time(text: &[char], at: usize) -> Option<usize> {
    let end = digits::end(text, at);
    let here = spaces(text, end);
    let is_year = end - at == 4 && is_year(&text[at..end]);
    match text.get(here)? {
        '年' if is_year => Some(here + 1),
        '月' => Some(day(text, here + 1)),
        ':' | '时' | '点' if text.get(here + 1).is_some_and(char::is_ascii_digit) => {
            let minutes = digits::end(text, here + 1);
            Some(minutes + usize::from(text.get(minutes) == Some(&'分')))
        }
        '日' if at > 0 && is_day(text, at) => Some(here + 1),
        _ if is_year => {
            let next = spaces(text, separator(text, here)?);
            let end = digits::end(text, next);
            (end - next == 4 && is_year_digits(&text[next..end])).then_some(end)
        }
        _ => None,
    }
}

fn is_year(numerals: &[char]) -> bool {
    is_year_digits(numerals)
        || matches!(numerals, ['一' | '二', rest @ ..] if rest.iter().all(|&c| !matches!(c, '十' | '百' | '千' | '万' | '亿' | '点' | '两')))
}

fn is_year_digits(digits: &[char]) -> bool {
    matches!(digits, ['1', '9', ..] | ['2', '0' | '1', ..])
}

/// Where the day and a day after it end that follow a month: 5月1日至10日.
fn day(text: &[char], at: usize) -> usize {
    let mut end = at;
    loop {
        let number = spaces(text, end);
        let past = digits::end(text, number);
        let here = spaces(text, past);
        if past == number || !matches!(text.get(here), Some('日' | '号')) {
            return end;
        }
        end = here + 1;
        let next =
            separator(text, end).or_else(|| (text.get(end) == Some(&'、')).then_some(end + 1));
        match next {
            Some(next) => {
                let number = spaces(text, next);
                let past = digits::end(text, number);
                if past == number || text.get(spaces(text, past)) != Some(&'日') {
                    return end;
                }
                end = next;
            }
            None => return end,
        }
    }
}

/// Whether a number before 日 is the day of a month: 每月10日.
fn is_day(text: &[char], at: usize) -> bool {
    text[..at].iter().rev().find(|&&c| c != ' ').is_some_and(|&c| c == '月')
}

/// Characters of the longest slogan in quotation marks that has a number: “四个意识”.
const LONGEST_SLOGAN: usize = 10;

/// A short phrase in quotation marks that begins with a number; 18 of “18岁以上” is one.
fn slogan(text: &[char], at: usize) -> Option<usize> {
    let opens = at > 0 && matches!(text[at - 1], '“' | '"' | '「' | '、');
    let before = &text[..at];
    let open = before.iter().rposition(|c| matches!(c, '“' | '「'))?;
    if !opens || before[open..].iter().any(|c| matches!(c, '”' | '」')) {
        return None;
    }
    let close = text[at..].iter().take(LONGEST_SLOGAN).position(|c| matches!(c, '”' | '」'))?;
    Some(at + close)
}
