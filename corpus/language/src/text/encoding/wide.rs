//! UTF-16 without a byte order mark, which some programs write: told by how its characters look.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::is_cut;

/// Bytes that are looked at.
const SAMPLE: usize = 8192;

/// Bytes that tell nothing: any two may be an ideograph.
const TOO_FEW: usize = 16;

/// The encoding of bytes that are UTF-16, as far as their beginning tells.
pub(super) fn told(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = sample.iter().filter(|&&byte| byte == 0).count();
    // Narrow text in which a NUL has strayed would look like ideographs.
    let is_narrow =
        nuls * 4 < sample.len() && (std::str::from_utf8(sample).is_ok() || is_cut(sample));
    if nuls == 0 || is_narrow || sample.len() < TOO_FEW {
        return None;
    }
    let is_text = |unit: fn([u8; 2]) -> u16| {
        let units = sample.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        units.filter(|&unit| is_usual(unit)).count() * 20 >= sample.len() / 2 * 19
    };
    match (is_text(u16::from_le_bytes), is_text(u16::from_be_bytes)) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a unit is one of which Chinese texts consist.
fn is_usual(unit: u16) -> bool {
    matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0x2010..=0x2027)
        || matches!(unit, 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFFEF)
}
