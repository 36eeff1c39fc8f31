//! Units of quantities, by `data/units.csv`, and what an amount is counted for each of: 元/平方米.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::amount::Amount;
use crate::{numeral, table};

/// What kind of unit a quantity has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// 元
    Money,
    /// %
    Share,
    /// 倍
    Times,
    /// 天, 年
    Time,
    /// 平方米
    Measure,
    /// 家, 条
    Count,
}

pub(super) struct Unit {
    pub(super) canonical: &'static str,
    pub(super) kind: UnitKind,
    /// Characters with which it makes another word: 项 and 目.
    not_before: &'static str,
    /// The power of ten between it and its one form: 成 is 10%, ‰ 0.1%.
    pub(super) power: i32,
}

/// A share, in percent.
pub(super) static PERCENT: Unit =
    Unit { canonical: "%", kind: UnitKind::Share, not_before: "", power: 0 };
/// What has a power alone: 100万.
pub(super) static NONE: Unit =
    Unit { canonical: "", kind: UnitKind::Count, not_before: "", power: 0 };

static UNITS: LazyLock<HashMap<&'static str, Unit>> = LazyLock::new(|| {
    table::embedded(include_str!("../../../data/units.csv"))
        .filter_map(|row| {
            let [written, canonical, kind, not_before, ref power @ ..] = row[..] else {
                return None;
            };
            let power = power.first().map_or(Some(0), |power| power.parse().ok())?;
            Some((written, Unit { canonical, kind: kind_of(kind)?, not_before, power }))
        })
        .collect()
});

fn kind_of(name: &str) -> Option<UnitKind> {
    Some(match name {
        "money" => UnitKind::Money,
        "share" => UnitKind::Share,
        "times" => UnitKind::Times,
        "time" => UnitKind::Time,
        "measure" => UnitKind::Measure,
        "count" => UnitKind::Count,
        _ => return None,
    })
}

/// Characters of the longest unit.
const LONGEST: usize = 6;

/// The unit that stands at a place, the longest there is, and where it ends.
pub(super) fn read(text: &[char], at: usize) -> Option<(&'static Unit, usize)> {
    let rest = text.get(at..)?;
    (1..=LONGEST.min(rest.len())).rev().find_map(|length| {
        let written: String = rest[..length].iter().collect();
        let unit = UNITS.get(written.as_str())?;
        let next = rest.get(length).copied().unwrap_or('。');
        let continues = unit.not_before.contains(next)
            || ((rest[length - 1].is_ascii_alphabetic() || written == "%")
                && next.is_ascii_alphanumeric());
        (!continues).then_some((unit, at + length))
    })
}

/// Units that are a whole number of another one.
const PARTS: [(&str, &str, i32); 6] = [
    ("年", "个月", 12),
    ("周", "天", 7),
    ("天", "小时", 24),
    ("小时", "分钟", 60),
    ("分钟", "秒", 60),
    ("公里", "米", 1000),
];

/// How many of the second unit the first one is: 12 months of a year.
pub(super) fn parts(of: &str, unit: &str) -> Option<i32> {
    PARTS.iter().find(|(whole, part, _)| (*whole, *part) == (of, unit)).map(|(.., count)| *count)
}

/// 每人每年, 每聘用一人, before an amount with few words between.
static EACH: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(
        r"每(?:\p{Han}{0,4}[一1]|个)?(个百分点|百分点|平方公里|平方米|立方米|千瓦时|学期|季度|小时|公顷|公里|年度|亩|吨|人|户|次|年|月|日|天|周|辆|台|套|家|件|株|张|例|床|班|名|位|处|条)(?:\p{Han}{0,4}每(年|月|日|天|次|人|周|平方米))?\p{Han}{0,10}$",
    )
    .expect("pattern of what is counted for each")
});

/// 每两年 of 每两年至少一次.
static INTERVAL: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(r"每(半|[两二三四五六七八九十\d]{1,3})(个月|年|周|天|季度|小时)[^,。;]*$")
        .expect("pattern of intervals")
});

/// Characters before an amount that may say what it is counted for.
const REACH: usize = 20;

/// The unit of an amount with what it is counted for, as the words before it or a stroke say.
pub(super) fn with_base(text: &[char], before: usize, start: usize, amount: &Amount) -> String {
    let unit = amount.unit.map_or("", |unit| unit.canonical);
    if !amount.base.is_empty() {
        return format!("{unit}/{}", amount.base);
    }
    let takes =
        matches!(amount.kind(), Some(UnitKind::Money | UnitKind::Measure | UnitKind::Count));
    let words: String = text[before.max(start.saturating_sub(REACH))..start].iter().collect();
    if amount.kind() == Some(UnitKind::Count)
        && let Some(each) = INTERVAL.captures(&words)
    {
        let count = match &each[1] {
            "半" => "0.5".to_owned(),
            count => numeral::parse(count).map_or(count.to_owned(), |count| count.to_string()),
        };
        return format!("{unit}/{count}{}", &each[2]);
    }
    match EACH.captures(words.trim_end()).filter(|_| takes) {
        Some(each) => match each.get(2) {
            Some(second) => format!("{unit}/{}·{}", &each[1], second.as_str()),
            None => format!("{unit}/{}", &each[1]),
        },
        None => unit.to_owned(),
    }
}

#[cfg(test)]
pub(super) fn known() -> usize {
    UNITS.len()
}
