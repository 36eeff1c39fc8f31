//! The characters of Adobe-GB1, the collection of glyphs that Chinese fonts are numbered by where a
//! PDF file says nothing of their own. `corpus/data/README.md` says how the table was made.

use std::io::Read;
use std::sync::LazyLock;

use flate2::read::DeflateDecoder;

const PACKED: &[u8] = include_bytes!("../../../../data/adobe-gb1.bin");

/// The code of each glyph's character: the steps from each to the next, the upper bytes of all and
/// then the lower ones, deflated.
static CODES: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    if DeflateDecoder::new(PACKED).read_to_end(&mut bytes).is_err() {
        return Vec::new();
    }
    let (upper, lower) = bytes.split_at(bytes.len() / 2);
    let steps = upper.iter().zip(lower).map(|(&high, &low)| u16::from_be_bytes([high, low]));
    steps
        .scan(0_u16, |code, step| {
            *code = code.wrapping_add(step);
            Some(*code)
        })
        .collect()
});

/// The character of a glyph's number.
pub(super) fn character(glyph: u32) -> Option<char> {
    let code = *CODES.get(usize::try_from(glyph).ok()?)?;
    char::from_u32(code.into()).filter(|&c| c != char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_characters() {
        let cases = [(1, ' '), (34, 'A'), (98, '。'), (0x087E, '江'), (0x0D67, '市'), (814, '!')];
        for (glyph, expected) in cases {
            assert_eq!(character(glyph), Some(expected), "{glyph}");
        }
        assert_eq!([0, 40_000].map(character), [None, None]);
    }
}
