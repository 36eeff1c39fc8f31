//! Texts with damaged bytes: each line is decoded by itself, as some files are of two encodings (a
//! head that a program put before the text of another), and what is damaged is marked.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::{Damage, Decoded, alignment, counted, decode, is_utf16};

/// The text of bytes that are not valid in the encoding in which most of them are.
pub(super) fn mended(bytes: &[u8], usual: &'static Encoding) -> Decoded {
    let mut mended = Decoded { text: String::with_capacity(bytes.len()), damage: None };
    if is_utf16(usual) {
        mended.add(&usual.decode_without_bom_handling(bytes).0);
        return mended;
    }
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        mended.add(&text_of(line, usual));
    }
    mended
}

/// The encoding of a line of a text that is mostly in the `usual` one.
pub fn of_line(line: &[u8], usual: &'static Encoding) -> &'static Encoding {
    if is_chinese_utf8(line) { UTF_8 } else { usual }
}

/// Whether lines of a text in another encoding are UTF-8.
pub(super) fn is_mixed(bytes: &[u8], usual: &'static Encoding) -> bool {
    let is_narrow = usual != UTF_8 && !is_utf16(usual);
    is_narrow && bytes.split(|&byte| byte == b'\n').any(is_chinese_utf8)
}

/// The text of a line, with U+FFFD for what is damaged.
fn text_of<'a>(line: &'a [u8], usual: &'static Encoding) -> Cow<'a, str> {
    let encoding = match usual {
        _ if is_chinese_utf8(line) => UTF_8,
        usual if decode(usual, line).is_some() => usual,
        _ if is_nearly_utf8(line) => UTF_8,
        usual if usual == UTF_8 => GB18030,
        usual => usual,
    };
    decode(encoding, line).unwrap_or_else(|| match encoding {
        encoding if encoding == UTF_8 => utf8(line).into(),
        encoding if encoding == GB18030 => alignment::aligned(line).into(),
        encoding => encoding.decode_without_bom_handling(line).0,
    })
}

/// The text of a damaged line in UTF-8. The two bytes that are left of an ideograph whose first is
/// lost are one damaged character.
fn utf8(line: &[u8]) -> String {
    let (mut text, mut is_left) = (String::with_capacity(line.len()), false);
    for chunk in line.utf8_chunks() {
        text.push_str(chunk.valid());
        let is_rest = matches!(chunk.invalid(), [0x80..=0xBF]);
        let is_second = is_rest && is_left && chunk.valid().is_empty();
        if !chunk.invalid().is_empty() && !is_second {
            text.push(char::REPLACEMENT_CHARACTER);
        }
        is_left = is_rest && !is_second;
    }
    text
}

/// Whether a line is UTF-8 with two ideographs, which take three bytes each: in another encoding
/// hardly any line is by chance.
fn is_chinese_utf8(line: &[u8]) -> bool {
    let text = std::str::from_utf8(line).unwrap_or_default();
    text.chars().filter(|c| c.len_utf8() == 3).nth(1).is_some()
}

/// Whether a line is UTF-8 with Chinese in it and damaged.
fn is_nearly_utf8(line: &[u8]) -> bool {
    let (ideographs, damaged) = counted(line);
    ideographs > 0 && ideographs >= damaged
}

impl Decoded {
    /// Adds text, and counts what is damaged in it. A NUL is no character of a text.
    fn add(&mut self, text: &str) {
        for c in text.chars() {
            let is_damaged = matches!(c, '\0' | char::REPLACEMENT_CHARACTER);
            self.text.push(if is_damaged { char::REPLACEMENT_CHARACTER } else { c });
            if is_damaged {
                let line = || self.text.matches('\n').count() + 1;
                let damage =
                    self.damage.get_or_insert_with(|| Damage { line: line(), characters: 0 });
                damage.characters += 1;
            }
        }
    }
}
