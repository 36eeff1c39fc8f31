//! From bytes to text: which encoding, and what of the bytes is not valid in it. A few damaged
//! characters are marked (U+FFFD) and told with their line; a text with many is refused.

use std::borrow::Cow;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{Error, Result};

mod alignment;
mod mending;
mod wide;

pub use mending::of_line;

/// Of how many characters of a text one may be damaged.
const ONE_DAMAGED_OF: usize = 20;

/// A text, and what of it is damaged.
#[derive(Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; U+FFFD stands where bytes are damaged.
    pub text: String,
    /// What is damaged, if anything is.
    pub damage: Option<Damage>,
}

/// The damaged characters of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// The line of the first, counted from 1.
    pub line: usize,
    /// How many there are.
    pub characters: usize,
}

/// The text of a file of which every character counts, in whichever encoding.
///
/// # Errors
/// When it cannot be read, and as [`text`].
pub fn read_text(path: &Path) -> Result<String> {
    let read = |source| Error::Read { path: path.to_path_buf(), source };
    text(&std::fs::read(path).map_err(read)?, path)
}

/// The text of the bytes of a whole file of which every character counts.
///
/// # Errors
/// As [`decoded`], and [`Error::Encoding`] with the first line that has a damaged character.
pub fn text(bytes: &[u8], path: &Path) -> Result<String> {
    match decoded(bytes, None, path)? {
        Decoded { text, damage: None } => Ok(text),
        Decoded { damage: Some(Damage { line, .. }), .. } => {
            Err(Error::Encoding { path: path.to_owned(), line })
        }
    }
}

/// The text of the bytes of a whole file; `stated` is the encoding that it says it has.
///
/// # Errors
/// More than one of twenty characters is damaged: [`Error::Binary`] where there are NUL bytes,
/// else [`Error::Encoding`] with the line of the first.
pub fn decoded(bytes: &[u8], stated: Option<&'static Encoding>, path: &Path) -> Result<Decoded> {
    let (encoding, bytes) = told(bytes, stated);
    let whole = decode(encoding, bytes).filter(|_| !mending::is_mixed(bytes, encoding));
    if let Some(text) = whole {
        return Ok(Decoded { text: text.into_owned(), damage: None });
    }
    let mended = mending::mended(bytes, encoding);
    let (path, length) = (|| path.to_owned(), mended.text.chars().count());
    match mended.damage {
        Some(damage) if damage.characters * ONE_DAMAGED_OF > length => {
            Err(match is_binary(bytes) && !is_utf16(encoding) {
                true => Error::Binary { path: path() },
                false => Error::Encoding { path: path(), line: damage.line },
            })
        }
        _ => Ok(mended),
    }
}

/// The encoding of a whole file, and its bytes without the mark and what fills the file up.
fn told<'a>(bytes: &'a [u8], stated: Option<&'static Encoding>) -> (&'static Encoding, &'a [u8]) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let unit = if is_utf16(encoding) { 2 } else { 1 };
        return (encoding, without_filling(&bytes[length..], unit));
    }
    if let Some(wide) = wide::told(bytes) {
        return (wide, without_filling(bytes, 2));
    }
    let bytes = without_filling(bytes, 1);
    let is_other = std::str::from_utf8(bytes).is_err();
    let stated = stated.filter(|stated| is_other && decode(stated, bytes).is_some());
    (stated.unwrap_or_else(|| guess(bytes)), bytes)
}

/// The bytes without what some programs fill a file up with: NULs, and the Ctrl-Z of DOS, in units
/// of one byte or two.
fn without_filling(bytes: &[u8], unit: usize) -> &[u8] {
    let is_filling = |unit: &[u8]| unit.iter().all(|byte| matches!(byte, 0 | 0x1A));
    let whole = bytes.len() - bytes.len() % unit;
    let whole = if is_filling(&bytes[whole..]) { &bytes[..whole] } else { bytes };
    let filling = whole.rchunks(unit).take_while(|unit| is_filling(unit)).count();
    &whole[..whole.len() - (filling * unit).min(whole.len())]
}

/// Whether bytes without a byte order mark cannot be text.
pub fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0)
}

/// Decodes a text or a line; `None` where a sequence is not valid, or a character NUL.
pub fn decode<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.filter(|text| !text.contains('\0'))
}

/// Whether the bytes are in one of the encodings that have no line break byte.
pub fn is_utf16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// The encoding of a text without a byte order mark, of which `sample` is the beginning or all:
/// UTF-8 where it is valid or nearly so, else what chardetng takes it for.
pub fn guess(sample: &[u8]) -> &'static Encoding {
    if is_mostly_utf8(sample) {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    // GB18030 contains GBK; any other guess is wrong for an office that writes Chinese, and
    // decoding tells whether GB18030 is as well.
    if detector.guess(None, Utf8Detection::Deny) == BIG5 { BIG5 } else { GB18030 }
}

/// Whether the sample is UTF-8, perhaps cut at its end, perhaps with some damaged bytes: a
/// damaged file taken for GBK would become garbage without a word.
///
/// GBK text has next to no three-byte sequences of UTF-8, of which Chinese in UTF-8 consists.
fn is_mostly_utf8(sample: &[u8]) -> bool {
    let (ideographs, damaged) = counted(sample);
    damaged == 0 || ideographs > 2 * damaged || (damaged == 1 && is_cut(sample))
}

/// How many ideographs bytes have that are read as UTF-8, and how many damaged places.
fn counted(bytes: &[u8]) -> (usize, usize) {
    bytes.utf8_chunks().fold((0, 0), |(ideographs, damaged), chunk| {
        let more = chunk.valid().chars().filter(|c| c.len_utf8() == 3).count();
        (ideographs + more, damaged + usize::from(!chunk.invalid().is_empty()))
    })
}

/// Whether the only fault of the sample is that its last character is incomplete.
fn is_cut(sample: &[u8]) -> bool {
    std::str::from_utf8(sample).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "关于促进区块链产业发展的若干意见\n各有关单位：";

    fn read(bytes: &[u8]) -> Result<String> {
        text(bytes, Path::new("意见.txt"))
    }

    #[test]
    fn decodes_what_offices_write() {
        let traditional = "關於促進區塊鏈產業發展的若干意見，請各有關單位遵照執行";
        let utf16 = |bytes: fn(u16) -> [u8; 2], mark: [u8; 2]| {
            mark.into_iter().chain(SAMPLE.encode_utf16().flat_map(bytes)).collect::<Vec<u8>>()
        };
        let cases: [(Vec<u8>, &str); 7] = [
            (SAMPLE.into(), SAMPLE),
            ([b"\xEF\xBB\xBF", SAMPLE.as_bytes()].concat(), SAMPLE),
            (utf16(u16::to_le_bytes, [0xFF, 0xFE]), SAMPLE),
            (utf16(u16::to_be_bytes, [0xFE, 0xFF]), SAMPLE),
            (GB18030.encode(SAMPLE).0.into(), SAMPLE),
            (GB18030.encode("上海市政策").0.into(), "上海市政策"),
            (BIG5.encode(traditional).0.into(), traditional),
        ];
        for (bytes, expected) in cases {
            assert_eq!(read(&bytes).unwrap(), expected);
        }
    }

    #[test]
    fn marks_what_is_damaged() {
        let gbk = |text: &str| GB18030.encode(text).0.into_owned();
        let without = |bytes: Vec<u8>, at: usize| [&bytes[..at], &bytes[at + 1..]].concat();
        let utf8 = || SAMPLE.as_bytes().to_vec();
        let line = "各区人民政府应当制定本行政区域的年度计划，并于每年一月底前报市人民政府备案。\n";
        let wide = |unit: fn(u16) -> [u8; 2]| SAMPLE.encode_utf16().flat_map(unit).collect();
        // The bytes, the text, and the line and number of what is damaged.
        type Case = (Vec<u8>, String, Option<(usize, usize)>);
        let cases: Vec<Case> = vec![
            (without(utf8(), 1), SAMPLE.replacen('关', "\u{fffd}", 1), Some((1, 1))),
            (without(gbk(line), 6), line.replacen('民', "\u{fffd}", 1), Some((1, 1))),
            (without(utf8(), 0), SAMPLE.replacen('关', "\u{fffd}", 1), Some((1, 1))),
            ([&gbk(line)[..], b"\xB5\n"].concat(), format!("{line}\u{fffd}\n"), Some((2, 1))),
            ([gbk(line), utf8()].concat(), format!("{line}{SAMPLE}"), None),
            ([utf8(), b"\n".to_vec(), gbk(line)].concat(), format!("{SAMPLE}\n{line}"), None),
            ([gbk(line), vec![0x1A, 0, 0]].concat(), line.into(), None),
            ([gbk(line), vec![0], gbk("止")].concat(), format!("{line}\u{fffd}止"), Some((2, 1))),
            (wide(u16::to_le_bytes), SAMPLE.into(), None),
            (wide(u16::to_be_bytes), SAMPLE.into(), None),
            ([wide(u16::to_le_bytes), vec![0x1A, 0, 0x1A]].concat(), SAMPLE.into(), None),
        ];
        for (bytes, expected, damage) in cases {
            let read = decoded(&bytes, None, Path::new("意见.txt")).unwrap();
            assert_eq!(read.text, expected);
            assert_eq!(read.damage.map(|d| (d.line, d.characters)), damage, "{expected}");
        }
    }

    #[test]
    fn reports_what_it_cannot_decode() {
        let mut damaged = SAMPLE.as_bytes().to_vec();
        let second_line = damaged.iter().position(|&byte| byte == b'\n').unwrap() + 1;
        damaged.insert(second_line + 3, 0xFF);
        assert!(matches!(read(&damaged), Err(Error::Encoding { line: 2, .. })));
        let refused = |bytes| decoded(bytes, None, Path::new("意见.txt")).unwrap_err();
        assert!(matches!(refused(b"caf\xE9\nx"), Error::Encoding { line: 1, .. }));
        assert!(matches!(refused(b"\xFF\xFEa\0\n\0\x00\xD8"), Error::Encoding { line: 2, .. }));
        assert!(matches!(refused(b"\x7FELF\0\0\x01\0\x02"), Error::Binary { .. }));
    }
}
