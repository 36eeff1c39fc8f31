//! What is written like a quantity and is none: 第二十条, 2019年3月, 9时30分, names that hold a
//! number (`data/number_names.csv`), 一个 for "a".

use std::collections::HashMap;
use std::sync::LazyLock;

use super::amount::{Amount, separator, spaces, starts_with};
use super::digits;
use super::unit::UnitKind;
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
        Some('.' | '/' | '-' | '_') => far.is_some_and(|c| c.is_ascii_alphanumeric()),
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

/// Whether an amount that was read is none, for what stands around it.
pub(super) fn is_none(text: &[char], start: usize, end: usize, amount: &Amount) -> bool {
    let before = |words: &[&str]| words.iter().any(|word| ends_with(text, start, word));
    let after = |words: &[&str]| words.iter().any(|word| starts_with(text, end, word));
    let unit = amount.unit.map_or("", |unit| unit.canonical);
    match amount.kind() {
        // 近三年, 三年来: a time, no term.
        Some(UnitKind::Time) => {
            before(&["近", "过去", "未来", "今后", "下", "上", "同", "这", "早", "个"])
                || unit == "年" && before(&["前"])
                || after(&["来", "以来", "行动", "规划", "计划"])
                || amount.is_han
                    && is_one(amount)
                    && before(&["另", "某", "任", "每", "逐", "历", "统", "如", "当", "唯"])
        }
        // 前两款 refers; 一个 is an article, unless it is bounded.
        Some(UnitKind::Count) => {
            let refers = before(&["前", "本", "同", "这", "该", "上", "每"])
                || unit == "条" && before(&["条"]);
            let is_second = ["类", "种", "批"].contains(&unit) && text[start] == '二';
            let is_rank = amount.is_han && unit == "类" && after(&["以上", "以下"]) || is_second;
            refers
                || is_rank
                || after(&["方面", "层面", "角度", "维度", "大局"])
                || is_one(amount) && amount.is_han && !is_counted(text, start, end)
        }
        // 1/500 of a map is a scale.
        Some(UnitKind::Share) => after(&["比例尺"]),
        _ => false,
    }
}

fn is_one(amount: &Amount) -> bool {
    amount.is("1")
}

/// Whether 一 counts: 至少一次, 一名以上, 每年一次, 主任一人.
fn is_counted(text: &[char], start: usize, end: usize) -> bool {
    let bounds = [
        "至少",
        "至少有",
        "不少于",
        "不超过",
        "不得超过",
        "仅限",
        "最多",
        "限",
        "增加",
        "减少",
        "各",
        "超过",
        "不足",
    ];
    let is_bounded = bounds.iter().any(|word| ends_with(text, start, word));
    let words: Vec<char> = text[start.saturating_sub(8)..start].to_vec();
    let is_each = words.iter().rposition(|&c| c == '每').is_some_and(|at| {
        // 每一选民在一次选举中
        words.get(at + 1) != Some(&'一')
            && !words[at..].iter().any(|c| matches!(c, ',' | '。' | ';'))
    });
    let is_closed = ["以上", "以下", "以内"].iter().any(|word| starts_with(text, end, word));
    let stands_behind =
        text.get(end - 1).is_some_and(|c| {
            matches!(
                c,
                '人' | '名'
                    | '次'
                    | '件'
                    | '份'
                    | '式'
                    | '家'
                    | '辆'
                    | '台'
                    | '套'
                    | '所'
                    | '处'
                    | '座'
                    | '个'
            )
        }) && text.get(end).is_none_or(|c| matches!(c, '。' | ',' | '、' | ';' | ')' | '\t' | '('))
            && start > 0
            && (text[start - 1] != '任' || ends_with(text, start, "主任"))
            && !matches!(
                text[start - 1],
                '同' | '于' | '每' | '另' | '某' | '唯' | '逐' | '第' | '统' | '其'
            );
    is_bounded || is_each || is_closed || stands_behind
}

fn ends_with(text: &[char], end: usize, words: &str) -> bool {
    let mut rest = text[..end].iter().rev();
    words.chars().rev().all(|c| rest.next() == Some(&c))
}
