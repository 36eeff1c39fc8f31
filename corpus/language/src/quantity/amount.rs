//! One number with its unit: 297 亿美元, 三千五百家, 百分之八点五, 三分之一, 半年.

use super::digits::{self, Digits};
use super::unit::{self, NONE, PERCENT, Unit, UnitKind};

/// A number with its unit.
#[derive(Clone)]
pub(super) struct Amount {
    pub(super) start: usize,
    pub(super) end: usize,
    digits: String,
    pub(super) power: i32,
    pub(super) is_han: bool,
    /// Whether there is a little more of it: 100余家.
    pub(super) is_more: bool,
    /// `None` where a number stands without one.
    pub(super) unit: Option<&'static Unit>,
    /// Where the unit and its power are written.
    written: (usize, usize),
    /// What it is counted for: 平方米 of 元/平方米.
    pub(super) base: String,
}

impl Amount {
    pub(super) fn value(&self) -> f64 {
        format!("{}e{}", self.digits, self.power).parse().unwrap_or_default()
    }

    pub(super) fn kind(&self) -> Option<UnitKind> {
        self.unit.map(|unit| unit.kind)
    }

    pub(super) fn unit_written(&self, given: &[char]) -> String {
        let written: String = given[self.written.0..self.written.1].iter().collect();
        written.trim().to_owned()
    }

    /// The same number in the unit of another amount; 10、5、3万元 shares the power, too.
    pub(super) fn in_unit_of(self, last: &Amount) -> Amount {
        let power = if self.power == 0 { last.power } else { self.power };
        Amount { unit: last.unit, power, base: last.base.clone(), written: last.written, ..self }
    }

    /// The same number in the power of another amount: 3 of 3至5万元.
    pub(super) fn in_power_of(&self, last: &Amount) -> Amount {
        Amount { power: last.power, ..self.clone() }
    }

    /// The same in a unit that is a part of its own: 一年 as 12 months.
    pub(super) fn in_parts(&self, part: &'static Unit) -> Option<Amount> {
        let count = unit::parts(self.unit?.canonical, part.canonical)?;
        let digits = (self.value() * f64::from(count)).to_string();
        Some(Amount { digits, power: 0, unit: Some(part), ..self.clone() })
    }

    pub(super) fn is(&self, digits: &str) -> bool {
        self.digits == digits && self.power == 0
    }
}

/// The amount that begins at a place of a text.
pub(super) fn read(text: &[char], given: &[char], at: usize) -> Option<Amount> {
    let starts = |words: &str| starts_with(text, at, words);
    for (words, power) in [("百分之", 0), ("千分之", -1), ("万分之", -2)] {
        if starts(words) {
            let number = digits::read(text, given, at + 3)?;
            let share = Amount { written: (at, at + 3), ..bare(at, number) };
            return Some(Amount { power: share.power + power, unit: Some(&PERCENT), ..share });
        }
    }
    half(text, at).or_else(|| {
        let number = digits::read(text, given, at)?;
        fraction(text, given, at, &number).or_else(|| Some(measured(text, at, number)))
    })
}

fn bare(start: usize, number: Digits) -> Amount {
    let Digits { end, digits, power, is_han } = number;
    let written = (end, end);
    Amount {
        start,
        end,
        digits,
        power,
        is_han,
        is_more: false,
        unit: None,
        written,
        base: String::new(),
    }
}

/// A third has four decimals: 33.3333%.
const SHOWN: f64 = 10_000.0;

/// 三分之一, 1/3, as a share in percent.
fn fraction(text: &[char], given: &[char], at: usize, below: &Digits) -> Option<Amount> {
    let is_stroke = text.get(below.end) == Some(&'/') && !below.is_han;
    let sign = if is_stroke { 1 } else { 2 };
    if !is_stroke && !starts_with(text, below.end, "分之") {
        return None;
    }
    let above = digits::read(text, given, below.end + sign)?;
    let is_part_of_day = text.get(above.end).is_some_and(|&c| c == '/' || c == '月');
    let value = |number: &Digits| number.digits.parse::<f64>().ok();
    let (first, second) = (value(below)?, value(&above)?);
    let share = if is_stroke { first / second } else { second / first };
    // 24/7, 12/31 are no shares.
    if !(0.0..=1.0).contains(&share) || is_part_of_day || is_stroke && first.max(second) > 20.0 {
        return None;
    }
    let percent = (share * 100.0 * SHOWN).round() / SHOWN;
    let number = Digits { digits: percent.to_string(), power: 0, ..above };
    Some(Amount { unit: Some(&PERCENT), is_han: false, ..bare(at, number) })
}

/// What 半 stands for a number of, as it is written and in its unit.
const HALVES: [(&str, &str, &str); 8] = [
    ("一半", "50", "%"),
    ("过半数", "50", "%"),
    ("半数", "50", "%"),
    ("半个月", "0.5", "个月"),
    ("半小时", "0.5", "小时"),
    ("半个小时", "0.5", "小时"),
    ("半年", "0.5", "年"),
    ("半天", "0.5", "天"),
];

fn half(text: &[char], at: usize) -> Option<Amount> {
    let (words, digits, unit) = HALVES.iter().find(|(words, ..)| starts_with(text, at, words))?;
    // 上半年 is a time.
    let is_of_time = at > 0 && matches!(text[at - 1], '上' | '下' | '前' | '后' | '多' | '大');
    let end = at + words.chars().count();
    if is_of_time || starts_with(text, end, "报") {
        return None;
    }
    let unit: Vec<char> = unit.chars().collect();
    let number = Digits { end, digits: (*digits).to_owned(), power: 0, is_han: true };
    let (unit, _) = unit::read(&unit, 0)?;
    let is_more = words.starts_with('过');
    Some(Amount {
        unit: Some(unit),
        written: (at, end),
        is_more,
        is_han: false,
        ..bare(at, number)
    })
}

/// Powers of ten between a number and its unit, the longest first.
const POWERS: [(&str, i32); 10] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("万", 4),
    ("千", 3),
];

fn measured(text: &[char], start: usize, number: Digits) -> Amount {
    let mut amount = bare(start, number);
    let mut here = spaces(text, amount.end);
    let written = here;
    here = amount.pass_more(text, here);
    let mut found = unit::read(text, here);
    let mut has_power = false;
    if found.is_none()
        && let Some((words, power)) =
            POWERS.iter().find(|(words, _)| starts_with(text, here, words))
    {
        has_power = true;
        amount.power += power;
        here = amount.pass_more(text, here + words.chars().count());
        found = unit::read(text, spaces(text, here));
    }
    if let Some((unit, end)) = found {
        amount.unit = Some(unit);
        amount.end = amount.pass_half(text, end);
        amount.power += unit.power;
        amount.pass_base(text);
    } else if !amount.is_han && (has_power || amount.is_bare_value(text)) {
        amount.unit = Some(&NONE);
        amount.end = here;
    }
    // Powers in Chinese numerals belong to what is written as the unit: 五万元 is 5 万元.
    let numerals = text[..written].iter().rev().take_while(|c| matches!(c, '万' | '亿')).count();
    let numerals = if amount.is_han { numerals } else { 0 };
    amount.written = (written - numerals, amount.end.max(written));
    amount
}

impl Amount {
    /// Notes 余 or 多 and goes past it.
    fn pass_more(&mut self, text: &[char], at: usize) -> usize {
        let is_more = matches!(text.get(at), Some('余' | '多' | '+'));
        self.is_more |= is_more;
        at + usize::from(is_more)
    }

    /// 降至1.1左右: a number that has no unit, and is told as a value.
    fn is_bare_value(&self, text: &[char]) -> bool {
        let before = self.start.checked_sub(1).map(|at| text[at]);
        let mut end = self.end;
        for word in ["左右", "以上", "以下"] {
            if starts_with(text, end, word) {
                end += 2;
            }
        }
        let is_told = matches!(before, Some('至' | '到' | '为' | '达' | '约' | '近' | '于' | '过'));
        let is_closed = text.get(end).is_none_or(|c| matches!(c, ',' | '。' | ';' | '、' | ')'));
        self.digits.contains('.') && is_told && is_closed
    }

    /// 两年半, 八成五
    fn pass_half(&mut self, text: &[char], end: usize) -> usize {
        if text[end - 1] == '成'
            && self.is_han
            && let Some(tenth) = text.get(end).and_then(|&c| digits::decimal(c))
        {
            self.digits.extend(['.', tenth]);
            return end + 1;
        }
        let is_half = self.kind() == Some(UnitKind::Time) && text.get(end) == Some(&'半');
        if is_half && self.power == 0 && !self.digits.contains('.') {
            self.digits.push_str(".5");
            return end + 1;
        }
        end
    }

    /// 元/平方米, 元/人·年
    fn pass_base(&mut self, text: &[char]) {
        while let Some('/' | '·' | '每') = text.get(self.end)
            && let Some(end) = base(text, self.end + 1)
        {
            let between = if self.base.is_empty() { "" } else { "·" };
            self.base.push_str(between);
            self.base.extend(&text[self.end + 1..end]);
            self.end = end;
        }
    }
}

/// Where what an amount is counted for ends that begins at a place.
fn base(text: &[char], at: usize) -> Option<usize> {
    match text.get(at)? {
        '月' | '次' | '人' => Some(at + 1),
        'h' | 's' if !text.get(at + 1).is_some_and(char::is_ascii_alphanumeric) => Some(at + 1),
        // 吨/万元
        '万' | '亿' => unit::read(text, at + 1).map(|(_, end)| end),
        _ => unit::read(text, at).map(|(_, end)| end),
    }
}

pub(super) fn spaces(text: &[char], at: usize) -> usize {
    let is_space = |c: &&char| matches!(c, ' ' | '\u{a0}');
    at + text[at.min(text.len())..].iter().take_while(is_space).count()
}

pub(super) fn starts_with(text: &[char], at: usize, words: &str) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().iter();
    words.chars().all(|c| rest.next() == Some(&c))
}
