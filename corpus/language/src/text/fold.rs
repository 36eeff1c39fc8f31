//! Folding of characters: full to half width, traditional to simplified, variants and what
//! Unicode holds equal to one, capital to small. One character folds to one character, so offsets in the
//! folded text are offsets in the text as given.

use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/simplified.rs"));

/// What a character is to search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folded {
    /// A letter, digit or ideograph, folded.
    Char(char),
    /// The end of a sentence, line or cell: runs of characters do not reach over it.
    Gap,
    /// White space and inner punctuation, which a run of characters passes over.
    Skip,
}

/// The characters of a text, each as given and folded: a point between digits belongs to the number
/// (1.5万元 is not 15万元), any other is punctuation.
#[inline]
pub fn folded(text: &str) -> impl Iterator<Item = (char, Folded)> {
    let mut rest = text.chars();
    let mut before = '\0';
    std::iter::from_fn(move || {
        let c = rest.next()?;
        let mut folded = fold(c);
        if folded == Folded::Skip
            && is_point(c)
            && is_digit(before)
            && rest.clone().next().is_some_and(is_digit)
        {
            folded = Folded::Char(POINT);
        }
        before = c;
        Some((c, folded))
    })
}

/// The point of a number, folded.
const POINT: char = '.';

fn is_point(c: char) -> bool {
    matches!(c, POINT | '．')
}

fn is_digit(c: char) -> bool {
    half(c).is_ascii_digit()
}

/// Whether a folded character is a sign that belongs to a word as letters do: R&D, C++, 30%.
pub fn is_sign(c: char) -> bool {
    matches!(c, '&' | '+' | '#' | '%' | POINT)
}

/// Folds one character, whatever stands around it.
#[inline]
pub fn fold(c: char) -> Folded {
    match TABLE.get(c as usize) {
        Some(&SKIP) => Folded::Skip,
        Some(&GAP) => Folded::Gap,
        None | Some(&BEYOND) => classify(c),
        Some(&folded) => char::from_u32(folded.into()).map_or(Folded::Skip, Folded::Char),
    }
}

/// How every character of the Basic Multilingual Plane folds, as a code point of that plane or
/// one of the marks below: looking a character up is ten times as fast as classifying it, and
/// folding is most of the work of indexing and marking.
static TABLE: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let entry = |code| match char::from_u32(code).map(classify) {
        Some(Folded::Char(c)) => u16::try_from(u32::from(c)).unwrap_or(BEYOND),
        Some(Folded::Gap) => GAP,
        Some(Folded::Skip) | None => SKIP,
    };
    (0..=0xFFFF).map(entry).collect()
});

/// The characters of the plane that fold to another one, each behind that one, in order.
static FOLDED_TO: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let pair = |from: char| match fold(from) {
        Folded::Char(to) if to != from => Some((to, from)),
        _ => None,
    };
    let mut pairs: Vec<(char, char)> = ('\0'..='\u{FFFF}').filter_map(pair).collect();
    pairs.sort_unstable();
    pairs
});

/// The characters of the Basic Multilingual Plane that fold to a character, itself left out.
pub fn folded_to(c: char) -> impl Iterator<Item = char> {
    let start = FOLDED_TO.partition_point(|&(to, _)| to < c);
    FOLDED_TO[start..].iter().take_while(move |&&(to, _)| to == c).map(|&(_, from)| from)
}

/// Control characters, which no character folds to.
const SKIP: u16 = 0;
const GAP: u16 = 1;
/// It folds to a character of another plane.
const BEYOND: u16 = 2;

fn classify(c: char) -> Folded {
    let c = fold_char(c);
    match c {
        '。' | '！' | '!' | '？' | '?' | '；' | ';' | '\n' | '\r' | '\t' | '|' => Folded::Gap,
        '&' | '+' | '#' | '%' => Folded::Char(c),
        c if c.is_alphanumeric() => Folded::Char(c),
        _ => Folded::Skip,
    }
}

/// Folds width, script and case of one character, whatever it is.
pub fn fold_char(c: char) -> char {
    let c = half(c);
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    let mut lower = simplified(c).to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    }
}

/// The ordinary form of a radical (⽂ is 文), a compatibility ideograph or a mark of vertical text,
/// any other character as given. Fonts have one glyph for both, and PDF files often name the
/// wrong one.
pub fn ordinary(c: char) -> char {
    if !matches!(c, '\u{2E80}'..='\u{2FD5}' | '\u{F900}'..='\u{FAD9}' | '\u{FE10}'..='\u{FE4F}') {
        return c;
    }
    ORDINARY.binary_search_by_key(&c, |&(from, _)| from).map_or(c, |at| ORDINARY[at].1)
}

/// The folded letters, digits and ideographs of a text, all else dropped: the form in which
/// titles and names are compared.
pub fn key(text: &str) -> String {
    text.chars()
        .filter_map(|c| match fold(c) {
            Folded::Char(c) if !is_sign(c) => Some(c),
            Folded::Char(_) | Folded::Gap | Folded::Skip => None,
        })
        .collect()
}

/// Full-width forms as half-width ones, all else as given.
pub fn halfwidth(text: &str) -> String {
    text.chars().map(half).collect()
}

fn half(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The simplified form, by the tables of Unicode and OpenCC and `data/characters.csv`, compiled in
/// by `build.rs`.
pub fn simplified(c: char) -> char {
    match SIMPLIFIED.binary_search_by_key(&c, |&(from, _)| from) {
        Ok(i) => SIMPLIFIED[i].1,
        Err(_) => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_width_script_and_case() {
        let cases = [
            ("預計２０２５年全球區塊鏈市場規模", "预计2025年全球区块链市场规模"),
            ("ＢａａＳ 即服务", "baas即服务"),
            ("“互联网+”、《意见》（试行）·", "互联网意见试行"),
            ("2016 年 6 月", "2016年6月"),
            ("⾦融⽀持⻄安市", "金融支持西安市"),
            ("臺灣衞生裡隨", "台湾卫生里随"),
            ("\u{F9DD}\u{F97E}", "利量"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(key(text), expected);
        }
    }

    #[test]
    fn radicals_are_no_ordinary_characters() {
        let given = "⼈⺠账⼾、⻓⽊⾧\u{F9DD}︵⼆︶㎡ａ龍";
        let ordinary: String = given.chars().map(super::ordinary).collect();
        assert_eq!(ordinary, "人民账户、长木長利（二）㎡ａ龍");
    }

    #[test]
    fn what_folds_to_a_character_is_known() {
        for from in '\0'..='\u{FFFF}' {
            if let Folded::Char(to) = fold(from) {
                assert!(to == from || folded_to(to).any(|c| c == from), "{from} {to}");
            }
        }
        assert_eq!(String::from_iter(folded_to('发')), "発發髪髮");
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        for from in ('\0'..=char::MAX).filter(|c| !c.is_control()) {
            let folded = fold_char(from);
            assert_eq!(fold_char(folded), folded, "{from} {folded}");
        }
    }

    #[test]
    fn signs_that_belong_to_a_word_are_kept() {
        let cases = [
            ("1.5万元", "1.5万元"),
            ("１．５万元", "1.5万元"),
            ("第1.条，2019.3.1起。", "第1条2019.3.1起|"),
            ("R&D、C++、C#，互联网＋", "r&dc++c#互联网+"),
            ("5. 3", "53"),
        ];
        for (text, expected) in cases {
            let shown = |(_, folded)| match folded {
                Folded::Char(c) => Some(c),
                Folded::Gap => Some('|'),
                Folded::Skip => None,
            };
            assert_eq!(folded(text).filter_map(shown).collect::<String>(), expected, "{text}");
        }
    }

    #[test]
    fn the_table_folds_as_the_rules_say() {
        for c in ('\0'..=char::MAX).take(0x1_2000) {
            assert_eq!(fold(c), classify(c), "{c:?}");
        }
    }

    #[test]
    fn a_sentence_end_is_a_gap() {
        for c in ['。', '！', '？', '；', '!', '\n'] {
            assert_eq!(fold(c), Folded::Gap, "{c:?}");
        }
        for c in ['，', ',', '.', '（', ' ', '\u{3000}', '-'] {
            assert_eq!(fold(c), Folded::Skip, "{c:?}");
        }
    }
}
