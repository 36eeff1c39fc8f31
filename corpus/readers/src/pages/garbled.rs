//! Whether characters are wrong ones: a font without a character map, bytes read by a wrong encoding.

use std::sync::LazyLock;

use language::fold;

/// Whether characters are not those of a text: many have no meaning, or the ideographs are rare
/// ones. Of a text nearly all are among the 3,755 common ones of GB 2312; of wrong ones a fifth.
pub(super) fn is_garbled(text: impl Iterator<Item = char>) -> bool {
    let (mut all, mut unknown, mut ideographs, mut common) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut strays = 0_usize;
    for c in text.filter(|c| !c.is_whitespace()) {
        all += 1;
        unknown += usize::from(is_meaningless(c));
        strays += usize::from(is_stray(c));
        if ('\u{4e00}'..='\u{9fff}').contains(&c) {
            ideographs += 1;
            common += usize::from(is_common(fold::fold_char(c)));
        }
    }
    unknown * 10 > all * 3
        || strays * 100 > all * 15
        || (ideographs >= 20 && common * 10 < ideographs * 6)
}

/// Whether a character stands for none: replacement, private use, control.
fn is_meaningless(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || c.is_control() || ('\u{e000}'..='\u{f8ff}').contains(&c)
}

/// Whether a character is a sign or letter that European languages use now and then, and bytes that
/// are read by a wrong encoding become: not one of those in Chinese text, nor a vowel of pinyin.
fn is_stray(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{24f}' | '\u{2b0}'..='\u{2ff}' | '\u{fb00}'..='\u{fb06}')
        && !"·×÷°±§¥āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ".contains(c)
}

/// The ideographs on the first level of GB 2312, by their distance from U+4E00.
static COMMON: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut common = vec![false; 0x5200];
    let pairs = (0xB0..=0xD7).flat_map(|row: u8| (0xA1..=0xFE).map(move |cell: u8| [row, cell]));
    for pair in pairs {
        let (text, _) = encoding_rs::GBK.decode_without_bom_handling(&pair);
        let place = text.chars().next().and_then(|c| (c as usize).checked_sub(0x4E00));
        if let Some(is_common) = place.and_then(|place| common.get_mut(place)) {
            *is_common = true;
        }
    }
    common
});

/// Whether an ideograph is on the first level of GB 2312.
fn is_common(c: char) -> bool {
    (c as usize).checked_sub(0x4E00).is_some_and(|place| COMMON.get(place) == Some(&true))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_garbled_text() {
        let cases = [
            ("为贯彻落实国家关于促进区块链技术和产业创新发展的决策部署，现提出以下意见。", false),
            ("為貫徹落實國家關於促進區塊鏈技術和產業創新發展的決策部署，現提出以下意見。", false),
            ("鎴戜滑鐨勫伐浣滄槸鎺ㄨ繘鍖哄潡閾句骇涓氬彂灞曪紝鍔犲己缁勭粐棰嗗", true),
            ("\u{fffd}\u{fffd}\u{fffd}a", true),
            ("Policy Research Office 2024", false),
            ("Zhèngcè yánjiū, 25±3°C", false),
            ("~7 [L¿ ~ O7›“P· ¡ j¿j ·’ *d S‡7 §ﬁ ﬁ = ¨¨", true),
        ];
        for (text, expected) in cases {
            assert_eq!(is_garbled(text.chars()), expected, "{text}");
        }
    }
}
