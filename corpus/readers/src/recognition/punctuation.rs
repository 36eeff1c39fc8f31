//! Punctuation as Chinese text has it. Tesseract takes marks of full width for those of half width, and
//! brackets for others that look like them.

use crate::text::spacing::is_ideograph;

/// Marks between Chinese characters, of half and of full width.
const MARKS: [(char, char); 7] =
    [(',', '，'), (':', '：'), (';', '；'), ('?', '？'), ('!', '！'), ('(', '（'), (')', '）')];

/// The text with marks of full width beside Chinese characters, and the brackets of numbers.
pub(super) fn mended(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let is_wide = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_han(*c));
    let wide = chars.iter().enumerate().map(|(at, &c)| {
        let beside = if c == '(' { Some(at + 1) } else { at.checked_sub(1) };
        let mark = MARKS.iter().find(|(half, _)| *half == c).filter(|_| is_wide(beside));
        mark.map_or(c, |(_, full)| *full)
    });
    bracketed(wide.collect())
}

fn is_han(c: char) -> bool {
    is_ideograph(c) || "”》〉〕）".contains(c)
}

/// The text with the brackets that belong around the number it begins with, as in （一）, where any
/// that are alike stand there.
fn bracketed(mut chars: Vec<char>) -> String {
    let is_numeral = |c: &&char| "一二三四五六七八九十".contains(**c);
    let numerals = chars.iter().skip(1).take_while(is_numeral).count();
    let is_open = chars.first().is_some_and(|c| "(（《〈<{【〔[".contains(*c));
    let close = chars.get_mut(numerals + 1).filter(|c| ")）》〉>}】〕]".contains(**c));
    if let (true, 1..=3, Some(close)) = (is_open, numerals, close) {
        *close = '）';
        chars[0] = '（';
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_mended() {
        let cases = [
            ("各区:请于12:30前,报送", "各区：请于12:30前，报送"),
            ("附件(一份)见 a(b)", "附件（一份）见 a(b)"),
            ("《一)加强领导", "（一）加强领导"),
            ("〈十二》加强领导", "（十二）加强领导"),
            ("《一带一路》", "《一带一路》"),
            ("《一》", "（一）"),
            ("(", "("),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(mended(text), expected, "{text}");
        }
    }
}
