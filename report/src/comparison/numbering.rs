//! The number that a paragraph or heading begins with: 第二章, 一、, （三）, 2. – what shifts when something
//! is put in before it, and says nothing by itself.

use std::sync::LazyLock;

use corpus::numeral;
use regex::Regex;

#[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    let han = "[〇零一二三四五六七八九十百]+";
    let pattern = format!(
        r"^\s*(?:第\s?(?:{han}|\d+)\s?(?:编|篇|部分|章|节)|{han}[、.．]|[（(](?:{han}|\d{{1,3}})[）)][、.．]?|\d{{1,3}}(?:[、.．)）]))"
    );
    Regex::new(&pattern).expect("number pattern")
});

/// A text as its number and the rest; none where it begins with no number, or is nothing else.
pub(super) fn split(text: &str) -> (Option<&str>, &str) {
    let Some(number) = NUMBER.find(text) else { return (None, text) };
    let rest = &text[number.end()..];
    // 1.5亿元 is a figure.
    let is_figure = number.as_str().ends_with(['.', '．']) && rest.starts_with(char::is_numeric);
    match rest.trim_start() {
        "" => (None, text),
        _ if is_figure => (None, text),
        rest => (Some(number.as_str().trim_start()), rest),
    }
}

/// Whether a text begins with the number of a chapter, a part or a section.
pub(super) fn is_of_chapter(text: &str) -> bool {
    NUMBER.find(text).is_some_and(|number| number.as_str().trim_start().starts_with('第'))
}

/// The numbers of which a number consists, in whatever writing: 第二条之一 and 第2条之1 are 2 and 1.
pub(super) fn values(number: &str) -> Vec<u32> {
    let is_numeral = |c: char| c.is_numeric() || "〇零一二三四五六七八九十百千".contains(c);
    let bare: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    bare.split(|c| !is_numeral(c)).filter_map(numeral::parse).collect()
}

/// Whether two numbers are the same, in whatever writing.
pub(super) fn is_same(a: Option<&str>, b: Option<&str>) -> bool {
    let [a_values, b_values] = [a, b].map(|number| number.map(values).unwrap_or_default());
    a_values == b_values && (a.is_some() == b.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_before_the_text() {
        let cases = [
            ("第二章　管理", Some("第二章"), "管理"),
            ("一、总体要求", Some("一、"), "总体要求"),
            ("（十一）保障。", Some("（十一）"), "保障。"),
            ("12．目标", Some("12．"), "目标"),
            ("3)目标", Some("3)"), "目标"),
            ("1.5亿元的资金", None, "1.5亿元的资金"),
            ("2019年，全市", None, "2019年，全市"),
            ("一批项目", None, "一批项目"),
            ("（一）", None, "（一）"),
            ("", None, ""),
        ];
        for (text, number, rest) in cases {
            assert_eq!(split(text), (number, rest), "{text}");
        }
    }

    #[test]
    fn numbers_are_the_same_in_any_writing() {
        let cases = [
            ("第五条", "第5条", true),
            ("第 十 一 条", "第十一条", true),
            ("第二条之一", "第二条", false),
            ("（三）", "3.", true),
            ("第五条", "第六条", false),
        ];
        for (a, b, expected) in cases {
            assert_eq!(is_same(Some(a), Some(b)), expected, "{a} {b}");
        }
        assert!(!is_same(Some("第五条"), None) && is_same(None, None));
    }
}
