//! Numbers in Arabic digits and in Chinese numerals: 二十条 and 20条 say the same, and so do
//! 二〇一九年 and 2019年.

use super::lexicon::LEXICON;

/// The digits, each at its value.
const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
/// The units, each with its value.
const UNITS: [(char, u32); 3] = [('千', 1000), ('百', 100), ('十', 10)];
/// Numbers that have another form; above stand years, which are written as digits.
const WRITTEN_OTHERWISE: std::ops::Range<u32> = 1..1000;
/// Below are words that say more than a number (一), unless they count something.
const LEAST_ALONE: u32 = 10;
/// Before the numeral of a share.
pub(crate) const PERCENT: &str = "百分之";

/// Whether a Chinese numeral may have this character.
pub(crate) fn is_numeral(c: char) -> bool {
    matches!(c, '零' | '两') || DIGITS.contains(&c) || UNITS.iter().any(|(unit, _)| *unit == c)
}

/// The value of an Arabic or Chinese digit.
fn digit(c: char) -> Option<u32> {
    let chinese = || DIGITS.iter().position(|digit| *digit == c).map(|value| value as u32);
    match c {
        '零' => Some(0),
        '两' => Some(2),
        _ => c.to_digit(10).or_else(chinese),
    }
}

/// The years from 1900 to 2099 that a folded text names with four digits of either kind, each
/// once, in Arabic digits.
pub(crate) fn years(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut push = |run: &mut String| {
        let is_year = run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
        if is_year && !found.contains(run) {
            found.push(run.clone());
        }
        run.clear();
    };
    let (mut run, mut arabic) = (String::new(), false);
    for c in text.chars() {
        if c.is_ascii_digit() != arabic {
            push(&mut run);
            arabic = !arabic;
        }
        match digit(c).and_then(|value| char::from_digit(value, 10)) {
            Some(digit) => run.push(digit),
            None => push(&mut run),
        }
    }
    push(&mut run);
    found
}

/// How else a folded word is written that is a number or begins with one: 二十条 for 20条, 30% for
/// 百分之三十. None for other words and for numbers that have one form only.
pub(crate) fn written_otherwise(word: &str) -> Vec<String> {
    if let Some(share) = word.strip_prefix(PERCENT) {
        return value(share).map(|value| format!("{value}%")).into_iter().collect();
    }
    let is_arabic = word.starts_with(|c: char| c.is_ascii_digit());
    let is_part = |c: char| if is_arabic { c.is_ascii_digit() } else { is_numeral(c) };
    let end = word.find(|c| !is_part(c)).unwrap_or(word.len());
    let (number, rest) = word.split_at(end);
    let value = if is_arabic { number.parse().ok() } else { value(number) };
    let Some(value) = value.filter(|&value| has_forms(value, rest)) else { return Vec::new() };
    match (is_arabic, rest) {
        (true, "%") => vec![format!("{PERCENT}{}", chinese(value))],
        _ if !rest.chars().all(|c| c.is_alphabetic() && !c.is_ascii()) => Vec::new(),
        (true, rest) if value == 2 => vec![format!("两{rest}"), format!("二{rest}")],
        (true, rest) => vec![chinese(value) + rest],
        (false, rest) => vec![format!("{value}{rest}")],
    }
}

/// Whether a number is written in two forms: a small one only where it counts something (三年).
fn has_forms(value: u32, rest: &str) -> bool {
    let counts = || LEXICON.units.iter().any(|(unit, _)| rest.starts_with(unit));
    WRITTEN_OTHERWISE.contains(&value) && (value >= LEAST_ALONE || counts())
}

/// The value of a numeral below ten thousand that is written with units: 二十, 一百零五.
fn value(numeral: &str) -> Option<u32> {
    let (mut sum, mut ones, mut last_unit) = (0, None, 10_000);
    for c in numeral.chars() {
        match UNITS.iter().find(|(unit, _)| *unit == c) {
            Some(&(_, unit)) if unit < last_unit => {
                sum += ones.take().unwrap_or(1) * unit;
                last_unit = unit;
            }
            Some(_) => return None,
            None if c == '零' => {}
            None if ones.is_some() => return None,
            None => ones = Some(digit(c)?),
        }
    }
    Some(sum + ones.unwrap_or(0)).filter(|_| last_unit < 10_000 || numeral.chars().count() == 1)
}

/// A number below a thousand in Chinese numerals.
fn chinese(number: u32) -> String {
    let mut written = String::new();
    let mut rest = number;
    for (unit, value) in UNITS {
        let count = rest / value;
        if count > 0 && (count > 1 || value > 10 || !written.is_empty()) {
            written.push(DIGITS[count as usize]);
        }
        if count > 0 {
            written.push(unit);
        } else if !written.is_empty() && rest > 0 {
            written.push('零');
        }
        rest %= value;
    }
    if rest > 0 {
        written.push(DIGITS[rest as usize]);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_two_forms() {
        let cases = [
            ("二十条", "20条"),
            ("20条", "二十条"),
            ("二十", "20"),
            ("10", "十"),
            ("十五", "15"),
            ("110", "一百一十"),
            ("一百零五", "105"),
            ("105", "一百零五"),
            ("三年", "3年"),
            ("3年", "三年"),
            ("2个月", "两个月 二个月"),
            ("两年", "2年"),
            ("百分之三十", "30%"),
            ("30%", "百分之三十"),
            ("三", ""),
            ("三农", ""),
            ("一般", ""),
            ("2019", ""),
            ("二〇一九", ""),
            ("十三五", ""),
            ("20a", ""),
            ("区块链", ""),
            ("", ""),
        ];
        for (word, expected) in cases {
            assert_eq!(written_otherwise(word).join(" "), expected, "{word}");
        }
        for number in WRITTEN_OTHERWISE {
            assert_eq!(value(&chinese(number)), Some(number));
        }
    }

    #[test]
    fn years_are_told_in_either_form() {
        let cases = [
            ("2019年和二〇一八年", "2019 2018"),
            ("2016-2018", "2016 2018"),
            ("12019年, 201年, 十九", ""),
            ("第二2019", "2019"),
            ("一九九零年1990", "1990"),
        ];
        for (text, expected) in cases {
            assert_eq!(years(text).join(" "), expected, "{text}");
        }
    }
}
