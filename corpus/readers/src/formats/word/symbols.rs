//! Characters of fonts that have signs of their own: Word keeps their codes, alone or in the private
//! area of Unicode, and only the font says what they show.

/// Where codes of such fonts are in Unicode.
const PRIVATE: u32 = 0xF000;

/// Fonts of pictures, in which a letter is none.
const DINGBATS: [&str; 3] = ["wingdings", "webdings", "marlett"];

/// What Wingdings shows that offices use: boxes, marks, arrows and bullets.
const WINGDINGS: [(u32, char); 22] = [
    (0x52, '☑'),
    (0x6C, '●'),
    (0x6D, '❍'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '❑'),
    (0x72, '❒'),
    (0x74, '⧫'),
    (0x75, '◆'),
    (0x76, '❖'),
    (0x77, '◆'),
    (0x9E, '·'),
    (0x9F, '•'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xA1, '○'),
    (0xAB, '★'),
    (0xD8, '➢'),
    (0xE0, '→'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// What Wingdings 2 shows.
const WINGDINGS_2: [(u32, char); 7] =
    [(0x50, '✓'), (0x51, '☒'), (0x52, '☑'), (0x53, '☒'), (0x54, '☒'), (0xA3, '□'), (0x97, '●')];

/// What Symbol shows where it differs from ASCII: Greek letters and signs of mathematics.
const SYMBOL: [(u32, char); 30] = [
    (0x44, 'Δ'),
    (0x46, 'Φ'),
    (0x47, 'Γ'),
    (0x4C, 'Λ'),
    (0x50, 'Π'),
    (0x53, 'Σ'),
    (0x57, 'Ω'),
    (0x61, 'α'),
    (0x62, 'β'),
    (0x64, 'δ'),
    (0x65, 'ε'),
    (0x67, 'γ'),
    (0x68, 'η'),
    (0x6C, 'λ'),
    (0x6D, 'μ'),
    (0x70, 'π'),
    (0x71, 'θ'),
    (0x72, 'ρ'),
    (0x73, 'σ'),
    (0x74, 'τ'),
    (0x77, 'ω'),
    (0xA3, '≤'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB7, '·'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xD7, '·'),
];

/// What a code shows in a font; `None` for a sign that no text needs.
pub(super) fn shown(code: u32, font: &str) -> Option<char> {
    if !(PRIVATE..PRIVATE + 0x100).contains(&code) && code > 0xFF {
        return char::from_u32(code);
    }
    let (code, font) = (code & 0xFF, font.to_lowercase());
    let signs: &[(u32, char)] = match font.as_str() {
        "wingdings" => &WINGDINGS,
        "wingdings 2" => &WINGDINGS_2,
        "symbol" => &SYMBOL,
        _ => &[],
    };
    let is_dingbat = DINGBATS.iter().any(|name| font.starts_with(name));
    let sign = signs.iter().find(|(own, _)| *own == code).map(|(_, sign)| *sign);
    sign.or_else(|| char::from_u32(code).filter(|c| !is_dingbat && !c.is_control()))
}

/// Whether a font has signs of its own where others have letters.
pub(super) fn is_of_signs(font: &str) -> bool {
    let font = font.to_lowercase();
    font == "symbol" || DINGBATS.iter().any(|name| font.starts_with(name))
}

/// Text as what it shows in such a font.
pub(super) fn resolved(text: &str, font: &str) -> String {
    let resolve = |c: char| if c.is_whitespace() { Some(c) } else { shown(u32::from(c), font) };
    text.chars().filter_map(resolve).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_what_their_font_shows() {
        let cases = [
            (0x3014, "仿宋_GB2312", Some('〔')),
            (0xF05B, "Symbol", Some('[')),
            (0xF0B3, "Symbol", Some('≥')),
            (0xB3, "Symbol", Some('≥')),
            (0xF0FE, "Wingdings", Some('☑')),
            (0xF052, "Wingdings 2", Some('☑')),
            (0xF0C8, "Wingdings", None),
            (0xF031, "Times New Roman", Some('1')),
        ];
        for (code, font, expected) in cases {
            assert_eq!(shown(code, font), expected, "{code:X} {font}");
        }
        assert_eq!(resolved("甲\u{F05B}2024\u{F05D}", "Symbol"), "甲[2024]");
        assert_eq!(resolved("l \u{F0FE}乙", "Wingdings"), "● ☑乙");
        assert!(!is_of_signs("宋体"));
    }
}
