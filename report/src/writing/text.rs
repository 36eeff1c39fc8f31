//! Texts as files of other programs can hold them.

use corpus::unseen::is_unseen;

/// A text without what nobody sees: control characters, which XML 1.0 (2.2 Characters) and spreadsheets
/// do not have, and those that turn the direction of writing; line ends and tabs stay.
pub(crate) fn printable(text: &str) -> String {
    let is_left_out = |c: &char| is_unseen(*c) || matches!(c, '\r' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|c| !is_left_out(c)).collect()
}

/// A text of at most so many UTF-16 units, as office programs count; one that is cut says so.
pub(super) fn at_most(text: String, units: usize) -> String {
    const CUT: &str = "……（未完）";
    let mut counted = 0;
    let room = units - CUT.chars().count();
    let mut end = text.len();
    for (at, c) in text.char_indices() {
        if counted <= room {
            end = at;
        }
        counted += c.len_utf16();
        if counted > units {
            return format!("{}{CUT}", &text[..end]);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_programs_cannot_hold_goes() {
        for (given, expected) in [
            ("甲\u{0}乙\u{1b}[1m", "甲乙[1m"),
            ("a\tb\nc", "a\tb\nc"),
            ("\u{ffff}\u{85}甲", "甲"),
            ("甲\u{202e}乙", "甲乙"),
        ] {
            assert_eq!(printable(given), expected);
        }
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        let cases = [
            ("甲乙丙丁戊己庚辛", 8, "甲乙丙丁戊己庚辛"),
            ("甲乙丙丁戊己庚辛壬", 8, "甲乙……（未完）"),
        ];
        for (given, units, expected) in cases {
            assert_eq!(at_most(given.to_owned(), units), expected);
        }
        let wide = at_most("𠀀".repeat(20), 11);
        assert_eq!(wide, "𠀀𠀀……（未完）");
    }
}
