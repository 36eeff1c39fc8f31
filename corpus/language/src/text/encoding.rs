//! From bytes to text: which encoding, and whether every byte is valid in it.
//! Bytes that are not are reported with their line, never replaced.

use std::borrow::Cow;
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::{Error, Result};

/// The text of a file, in whichever encoding.
///
/// # Errors
/// When it cannot be read, or is no text in a known encoding.
pub fn read_text(path: &Path) -> Result<String> {
    let read = |source| Error::Read { path: path.to_path_buf(), source };
    text(&std::fs::read(path).map_err(read)?, path)
}

/// The text of the bytes of a whole file.
///
/// # Errors
/// [`Error::Binary`] where there are NUL bytes outside UTF-16, [`Error::Encoding`] with the
/// first line that is not valid in the encoding.
pub fn text(bytes: &[u8], path: &Path) -> Result<String> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None if is_binary(bytes) => {
            return Err(Error::Binary { path: path.to_owned() });
        }
        None => (guess(bytes), bytes),
    };
    match decode(encoding, bytes) {
        Some(text) => Ok(text.into_owned()),
        None => {
            let line = first_bad_line(encoding, bytes);
            Err(Error::Encoding { path: path.to_owned(), line })
        }
    }
}

/// Whether bytes without a byte order mark cannot be text.
pub fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0)
}

/// Decodes a text or a line; `None` where a sequence is not valid.
pub fn decode<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
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
    let (mut ideographs, mut damaged) = (0_usize, 0_usize);
    for chunk in sample.utf8_chunks() {
        ideographs += chunk.valid().chars().filter(|c| c.len_utf8() == 3).count();
        damaged += usize::from(!chunk.invalid().is_empty());
    }
    damaged == 0 || ideographs > 2 * damaged || (damaged == 1 && is_cut(sample))
}

/// Whether the only fault of the sample is that its last character is incomplete.
fn is_cut(sample: &[u8]) -> bool {
    std::str::from_utf8(sample).is_err_and(|error| error.error_len().is_none())
}

/// The first line, counted from 1, that does not decode.
fn first_bad_line(encoding: &'static Encoding, bytes: &[u8]) -> usize {
    let good = if is_utf16(encoding) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        text.lines().take_while(|line| !line.contains(char::REPLACEMENT_CHARACTER)).count()
    } else {
        let lines = bytes.split(|&byte| byte == b'\n');
        lines.take_while(|line| decode(encoding, line).is_some()).count()
    };
    good + 1
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
    fn reports_what_it_cannot_decode() {
        let mut damaged = SAMPLE.as_bytes().to_vec();
        let second_line = damaged.iter().position(|&byte| byte == b'\n').unwrap() + 1;
        damaged.insert(second_line + 3, 0xFF);
        assert!(matches!(read(&damaged), Err(Error::Encoding { line: 2, .. })));
        assert!(matches!(read(b"caf\xE9\nx"), Err(Error::Encoding { line: 1, .. })));
        assert!(matches!(read(b"\xFF\xFEa\0\n\0\x00\xD8"), Err(Error::Encoding { line: 2, .. })));
        assert!(matches!(read(b"\x7FELF\0\0"), Err(Error::Binary { .. })));
    }
}
