//! Letter-spacing: 关 于 促 进 发 展 的 通　知 is typed so to fill a line, and the spaces are none of
//! the text.

/// The text without the spaces that only part its ideographs: all of them where no two stand
/// together, and else those of a word of ideographs one by one (的 通　知). A space between words
/// (中共中央 国务院) stays.
pub(crate) fn without(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() < 2 {
        return text.to_owned();
    }
    let is_all = text.chars().filter(|&c| is_ideograph(c)).nth(1).is_some()
        && words.iter().all(|word| is_spaced(word));
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut before) = (text, None);
    for word in words {
        let (gap, after) = rest.split_at(rest.find(word).unwrap_or(0));
        rest = &after[word.len()..];
        let is_layout = before.is_some_and(|before| is_all || is_one_word(before, word));
        let is_foreign = out.ends_with(is_letter) && word.starts_with(is_letter);
        if !is_layout || is_foreign {
            out.push_str(gap);
        }
        out.push_str(word);
        before = Some(word);
    }
    out.push_str(rest);
    out
}

/// Whether no two ideographs stand together, as in 》的 and 2024.
fn is_spaced(word: &str) -> bool {
    word.chars().zip(word.chars().skip(1)).all(|(a, b)| !(is_ideograph(a) && is_ideograph(b)))
}

/// Whether a space between two words is within one: it parts two ideographs that stand alone, or
/// follows one that ends no word.
fn is_one_word(before: &str, word: &str) -> bool {
    let first = word.chars().take_while(|&c| is_ideograph(c)).count();
    let last = before.chars().rev().take_while(|&c| is_ideograph(c)).count();
    first == 1 && (last == 1 || before.ends_with('的'))
}

pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' | '〇')
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_spaces_of_layout() {
        let cases = [
            ("关 于 促 进 发 展 的 通 知", "关于促进发展的通知"),
            ("通　　知", "通知"),
            ("关 于 印 发《甲 办 法》的 通 知", "关于印发《甲办法》的通知"),
            ("关 于 2024 年 IT App 工 作 的 通 知", "关于2024年IT App工作的通知"),
            ("甲局关于开展工作的 通　知", "甲局关于开展工作的通知"),
            ("甲局 通　知", "甲局 通知"),
            ("关　于　印　发《江城预案》的　通　知", "关于印发《江城预案》的通知"),
            ("中共中央 国务院", "中共中央 国务院"),
            ("甲局 乙局 令", "甲局 乙局 令"),
            ("关于开展 2024 年工作的通知", "关于开展 2024 年工作的通知"),
            ("A, B C", "A, B C"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(without(text), expected, "{text}");
        }
    }
}
