//! Numbers that open a heading or an item of a list: 第一章, 一、, （一）, 1.
//! They tell the level of a heading better than `#` marks do.

/// Kinds of numbers, the widest division first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Numbering {
    /// 第一编, 第一篇, 第一部分
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Division,
    /// 1 or 2, where 1.1 or 2.1 stand below
    Decimal,
    /// 1.1
    SecondDecimal,
    /// 1.1.1, and those below it
    ThirdDecimal,
    /// 一、
    Han,
    /// （一）
    BracketedHan,
    /// 1. or 1、
    Arabic,
    /// （1） or 1）
    BracketedArabic,
}

/// Words after 第…, each with its level.
const DIVISIONS: [(&str, Numbering); 5] = [
    ("编", Numbering::Part),
    ("篇", Numbering::Part),
    ("部分", Numbering::Part),
    ("章", Numbering::Chapter),
    ("节", Numbering::Division),
];

/// What follows a figure, and no number of a heading.
const UNITS: [char; 12] = ['万', '亿', '年', '月', '日', '元', '%', '％', '个', '米', '公', '平'];

/// The number that a line begins with, and the text after it.
pub(crate) fn split(line: &str) -> Option<(Numbering, &str)> {
    let (numbering, rest) = division(line)
        .or_else(|| bracketed(line))
        .or_else(|| han(line))
        .or_else(|| decimal(line))
        .or_else(|| arabic(line))?;
    Some((numbering, rest.trim_start()))
}

/// Whether the line begins an article of a law: 第三条.
pub(crate) fn is_article(line: &str) -> bool {
    ordinal(line).is_some_and(|rest| rest.starts_with('条'))
}

/// What follows 第 and a number.
fn ordinal(line: &str) -> Option<&str> {
    let after = line.strip_prefix('第')?;
    digits(after, is_han_digit).or_else(|| digits(after, is_digit))
}

fn division(line: &str) -> Option<(Numbering, &str)> {
    let rest = ordinal(line)?;
    DIVISIONS.iter().find_map(|&(word, level)| Some((level, rest.strip_prefix(word)?)))
}

fn bracketed(line: &str) -> Option<(Numbering, &str)> {
    let inner = line.strip_prefix(['（', '('])?;
    let (numbering, rest) = match digits(inner, is_han_digit) {
        Some(rest) => (Numbering::BracketedHan, rest),
        None => (Numbering::BracketedArabic, digits(inner, is_digit)?),
    };
    let rest = rest.strip_prefix(['）', ')'])?;
    Some((numbering, rest.strip_prefix(['、', '.']).unwrap_or(rest)))
}

fn han(line: &str) -> Option<(Numbering, &str)> {
    let rest = digits(line, is_han_digit)?;
    Some((Numbering::Han, rest.strip_prefix(['、', '．', '.'])?))
}

/// 1.1 and 1.1.1 with a space after them; 1.5 亿元 is a figure, for its unit.
fn decimal(line: &str) -> Option<(Numbering, &str)> {
    let end = line.find(|c: char| !(is_digit(c) || matches!(c, '.' | '．')));
    let (number, rest) = line.split_at(end?);
    let parts: Vec<&str> = number.split(['.', '．']).collect();
    // A part of four digits is a year.
    let is_part = |part: &&str| part.len() < 4 && digits(part, is_digit) == Some("");
    let is_number = parts.iter().all(is_part);
    let is_figure = rest.trim_start().starts_with(UNITS);
    let numbering = match parts.len() {
        2 => Numbering::SecondDecimal,
        3..=5 => Numbering::ThirdDecimal,
        _ => return None,
    };
    (is_number && rest.starts_with(char::is_whitespace) && !is_figure).then_some((numbering, rest))
}

/// A bare number with a space after it. It may also be a figure, a row or a day: it numbers a
/// heading only in a text whose other headings have numbers of this kind.
pub(crate) fn bare(line: &str) -> Option<(Numbering, &str)> {
    let rest = digits(line, is_digit).filter(|rest| rest.starts_with(char::is_whitespace))?;
    let rest = rest.trim_start();
    (!rest.starts_with(UNITS)).then_some((Numbering::Decimal, rest))
}

fn arabic(line: &str) -> Option<(Numbering, &str)> {
    let rest = digits(line, is_digit)?;
    if let Some(rest) = rest.strip_prefix(['）', ')']) {
        return Some((Numbering::BracketedArabic, rest));
    }
    let rest = rest.strip_prefix(['.', '．', '、'])?;
    // 1.5亿元 is a figure.
    (!rest.starts_with(is_digit)).then_some((Numbering::Arabic, rest))
}

/// What follows one to six digits; longer numbers number nothing.
fn digits(text: &str, is_digit: fn(char) -> bool) -> Option<&str> {
    let rest = text.trim_start_matches(is_digit);
    let count = text[..text.len() - rest.len()].chars().take(7).count();
    (1..=6).contains(&count).then_some(rest)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_han_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_numbers_from_text() {
        let cases = [
            ("第一编　总则", Some((Numbering::Part, "总则"))),
            ("第十二章 附  则", Some((Numbering::Chapter, "附  则"))),
            ("第2节 准入", Some((Numbering::Division, "准入"))),
            ("一、总体要求", Some((Numbering::Han, "总体要求"))),
            ("（十一）保障", Some((Numbering::BracketedHan, "保障"))),
            ("(二)、保障", Some((Numbering::BracketedHan, "保障"))),
            ("1．目标", Some((Numbering::Arabic, "目标"))),
            ("12、目标", Some((Numbering::Arabic, "目标"))),
            ("（3）目标", Some((Numbering::BracketedArabic, "目标"))),
            ("3)目标", Some((Numbering::BracketedArabic, "目标"))),
            ("1.5亿元", None),
            ("1.5 亿元", None),
            ("1.1 编制目的", Some((Numbering::SecondDecimal, "编制目的"))),
            ("2.10.3　响应", Some((Numbering::ThirdDecimal, "响应"))),
            ("2021.3.5 通过", None),
            ("1 总则", None),
            ("第一条 为了", None),
            ("2019年", None),
            ("一批项目", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(split(line), expected, "{line}");
        }
        assert_eq!(bare("1 总则"), Some((Numbering::Decimal, "总则")));
        assert_eq!(bare("5 月份"), None);
        assert!(is_article("第一百零二条　本条例"));
        assert!(!is_article("第一章"));
    }
}
