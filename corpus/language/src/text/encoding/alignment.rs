//! Where characters begin in GB18030 with damaged bytes. A byte that is lost makes of all pairs
//! behind it other pairs, up to the next ASCII character; of all ways to read the bytes the one
//! with the fewest damaged and rare characters is right.

use encoding_rs::GB18030;

/// The bytes that a character may take.
const LENGTHS: [usize; 3] = [1, 2, 4];

/// What a byte costs that belongs to no character: as much as some rare characters.
const DAMAGED: u32 = 6;

/// The characters of bytes, with U+FFFD for each byte that belongs to none.
pub(super) fn aligned(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 3 / 2);
    let mut at = 0;
    for length in lengths(bytes) {
        let character = &bytes[at..at + length];
        at += length;
        let decoded = GB18030.decode_without_bom_handling_and_without_replacement(character);
        match decoded {
            Some(decoded) if character != [0] => text.push_str(&decoded),
            _ => text.push(char::REPLACEMENT_CHARACTER),
        }
    }
    text
}

/// The lengths of the characters in the way to read them that costs least.
fn lengths(bytes: &[u8]) -> Vec<usize> {
    // The cost of the best way to each of the last places, and the length of its last character.
    let mut costs = [0_u32; 5];
    let mut last = vec![0_u8; bytes.len() + 1];
    for end in 1..=bytes.len() {
        let ways = LENGTHS.into_iter().filter(|length| *length <= end).map(|length| {
            let cost = costs[(end - length) % 5].saturating_add(cost(&bytes[end - length..end]));
            (cost, length as u8)
        });
        (costs[end % 5], last[end]) = ways.min().unwrap_or_default();
    }
    let mut lengths = Vec::new();
    let mut end = bytes.len();
    while end > 0 {
        lengths.push(usize::from(last[end].max(1)));
        end -= usize::from(last[end].max(1));
    }
    lengths.reverse();
    lengths
}

/// What bytes cost as one character: nothing where it is in common use.
fn cost(bytes: &[u8]) -> u32 {
    let is_character =
        || GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    match bytes {
        [1..=0x7F] => 0,
        [_] => DAMAGED,
        // Punctuation, and the first level of GB 2312: what nearly all of a text consists of.
        [0xA1, 0xA1..=0xC3] => 0,
        [0xA3, 0xA1 | 0xA8 | 0xA9 | 0xAC | 0xBA | 0xBB | 0xBF] => 0,
        [0xB0..=0xD7, 0xA1..=0xFE] if is_character() => 0,
        [0xD8..=0xF7, 0xA1..=0xFE] => 2,
        [0x81..=0xFE, 0x40..=0xFE] if is_character() => 4,
        [0x81..=0xFE, b'0'..=b'9', 0x81..=0xFE, b'0'..=b'9'] if is_character() => 5,
        _ => u32::MAX,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_or_strange_byte_costs_little() {
        let text = "第一条　为了规范本市公共停车场（库）的管理，根据有关法律，制定本办法。\n";
        let bytes = GB18030.encode(text).0.into_owned();
        let lost = |at: usize| [&bytes[..at], &bytes[at + 1..]].concat();
        let strange = |at: usize| [&bytes[..at], &[0xFF], &bytes[at..]].concat();
        for bytes in (0..bytes.len() - 1).flat_map(|at| [lost(at), strange(at)]) {
            let read = aligned(&bytes);
            let kept = text.chars().filter(|c| read.contains(*c)).count();
            assert!(kept + 4 >= text.chars().count(), "{read}");
            assert!(read.contains(char::REPLACEMENT_CHARACTER), "{read}");
        }
    }
}
