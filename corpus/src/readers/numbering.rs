//! Numbers that open a heading or an item of a list: 第一章, 一、, （一）, 1.
//! They tell the level of a heading better than `#` marks do.

/// Kinds of numbers, the widest division first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Numbering {
    /// 第一编, 第一篇, 第一部分
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Division,
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

/// The number that a line begins with, and the text after it.
pub(super) fn split(line: &str) -> Option<(Numbering, &str)> {
    let (numbering, rest) = division(line)
        .or_else(|| bracketed(line))
        .or_else(|| han(line))
        .or_else(|| arabic(line))?;
    Some((numbering, rest.trim_start()))
}

/// Whether the line begins an article of a law: 第三条.
pub(super) fn is_article(line: &str) -> bool {
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
            ("第一条 为了", None),
            ("2019年", None),
            ("一批项目", None),
            ("", None),
        ];
        for (line, expected) in cases {
            assert_eq!(split(line), expected, "{line}");
        }
        assert!(is_article("第一百零二条　本条例"));
        assert!(!is_article("第一章"));
    }
}
