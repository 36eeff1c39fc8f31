//! Automatic numbers of paragraphs on slides, which are not in their text: buAutoNum.

use crate::text::numerals;

/// Kinds of numbers by the beginnings of their names, each with its format.
const FORMATS: [(&str, &str); 10] = [
    ("ea1Chs", "chineseCountingThousand"),
    ("ea1Cht", "chineseCountingThousand"),
    ("ea1JpnChs", "chineseCountingThousand"),
    ("ea1JpnKor", "chineseCountingThousand"),
    ("circleNum", "decimalEnclosedCircle"),
    ("alphaLc", "lowerLetter"),
    ("alphaUc", "upperLetter"),
    ("romanLc", "lowerRoman"),
    ("romanUc", "upperRoman"),
    ("arabic", "decimal"),
];

/// Levels that paragraphs have at most.
const LEVELS: usize = 9;

/// The numbers of a frame so far: how each level counts, and how far.
#[derive(Default)]
pub(super) struct Numbers([Option<(String, u32)>; LEVELS]);

impl Numbers {
    /// The number of the next paragraph; one without a number ends the row of its level.
    pub(super) fn next(&mut self, level: usize, kind: Option<&str>, start: u32) -> String {
        let level = level.min(LEVELS - 1);
        self.0[level + 1..].fill(None);
        let Some(kind) = kind else {
            self.0[level] = None;
            return String::new();
        };
        let number = match &self.0[level] {
            Some((same, number)) if same == kind => number.saturating_add(1),
            _ => start,
        };
        self.0[level] = Some((kind.to_owned(), number));
        written(number, kind)
    }
}

/// 一、 for ea1ChsPeriod, (1) for arabicParenBoth.
fn written(number: u32, kind: &str) -> String {
    let format = FORMATS.iter().find(|(start, _)| kind.starts_with(start));
    let number = numerals::written(number, format.map_or("decimal", |(_, format)| format));
    match kind {
        _ if kind.ends_with("ParenBoth") => format!("({number})"),
        _ if kind.ends_with("ParenR") => format!("{number})"),
        _ if kind.ends_with("Minus") => format!("-{number}-"),
        _ if kind.starts_with("ea1") && kind.ends_with("Period") => format!("{number}、"),
        _ if kind.ends_with("Period") => format!("{number}. "),
        _ => format!("{number} "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_by_level_and_kind() {
        let mut numbers = Numbers::default();
        let paragraphs = [
            (0, Some("ea1ChsPeriod"), "一、"),
            (1, Some("arabicParenBoth"), "(1)"),
            (1, Some("arabicParenBoth"), "(2)"),
            (0, Some("ea1ChsPeriod"), "二、"),
            (1, Some("arabicParenR"), "1)"),
            (0, Some("circleNumDbPlain"), "① "),
            (0, None, ""),
            (0, Some("arabicPeriod"), "1. "),
        ];
        for (level, kind, expected) in paragraphs {
            assert_eq!(numbers.next(level, kind, 1), expected, "{kind:?}");
        }
        assert_eq!(numbers.next(0, Some("romanUcPeriod"), 4), "IV. ");
    }
}
