//! Amounts that are no quantities for what stands around them: 近三年, 前两款, 一个 for "a", 每聘用一人.

use std::ops::Range;

use super::UnitKind;
use super::amount::{Amount, starts_with};
use super::digits;

/// Whether an amount that was read is none, for what stands around it.
pub(super) fn is_none(
    text: &[char],
    place: &Range<usize>,
    is_range: bool,
    amount: &Amount,
) -> bool {
    let Range { start, end } = *place;
    let before = |words: &[&str]| words.iter().any(|word| ends_with(text, start, word));
    let after = |words: &[&str]| words.iter().any(|word| starts_with(text, end, word));
    let unit = amount.unit.map_or("", |unit| unit.canonical);
    match amount.kind() {
        // 近三年, 三年来: a time, no term.
        Some(UnitKind::Time) => {
            let is_near =
                before(&["近", "过去", "未来", "今后", "下", "上", "同", "这", "早", "个"])
                    && !before(&["以上"]);
            is_near && !is_range
                || before(&["每"]) && repeats(text, end)
                || unit == "年" && is_rate(text, end)
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
            let is_of_address =
                ["栋", "幢", "层", "座"].contains(&unit) && is_address_on(text, end);
            let is_of_paper =
                unit == "份" && before(&["一式"]) || unit == "页" && before(&["(共", "(共计"]);
            let is_rank = amount.is_han && unit == "类" && after(&["以上", "以下"]) || is_second;
            refers
                || is_rank
                || is_of_address
                || is_of_paper
                || is_one(amount) && is_base(text, start)
                || after(&["方面", "层面", "角度", "维度", "大局"])
                || is_one(amount) && amount.is_han && !is_counted(text, start, end)
        }
        // 1/500 of a map is a scale.
        Some(UnitKind::Share) => after(&["比例尺"]) || is_one(amount) && is_base(text, start),
        _ => false,
    }
}

/// Characters of a clause that are looked through.
const CLAUSE: usize = 24;

/// Whether something happens so many times in what was read: 每两年至少一次.
fn repeats(text: &[char], end: usize) -> bool {
    let clause = text[end..].iter().take(CLAUSE).take_while(|c| !matches!(c, ',' | '。' | ';'));
    let clause: Vec<&char> = clause.collect();
    clause
        .windows(2)
        .any(|pair| *pair[1] == '次' && (pair[0].is_ascii_digit() || digits::is_han(*pair[0])))
}

/// 一年期贷款市场报价利率 is the name of a rate.
fn is_rate(text: &[char], end: usize) -> bool {
    let rest: String = text[end..].iter().take(CLAUSE / 2).collect();
    rest.starts_with('期') && ["利率", "lpr"].iter().any(|name| rest.contains(name))
}

/// 3栋2单元1507室, 3栋2层201室
fn is_address_on(text: &[char], end: usize) -> bool {
    let past = digits::end(text, end);
    text.get(end).is_some_and(char::is_ascii_digit)
        && match text.get(past) {
            Some('单' | '号' | '室') => true,
            Some('层') => text.get(past + 1).is_some_and(char::is_ascii_digit),
            _ => false,
        }
}

/// Whether one of something is what another amount is counted for: 每聘用一人处五百元.
fn is_base(text: &[char], start: usize) -> bool {
    let words = &text[start.saturating_sub(6)..start];
    let Some(each) = words.iter().rposition(|&c| c == '每') else { return false };
    let verb = &words[each + 1..];
    let is_time =
        |c: &char| matches!(c, '年' | '月' | '周' | '日' | '天' | '季' | '届' | '期' | '半');
    !verb.is_empty() && verb.iter().all(|c| c.is_alphabetic() && !is_time(c) && !digits::is_han(*c))
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
