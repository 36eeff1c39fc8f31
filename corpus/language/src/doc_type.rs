//! Document types (通知, 意见, 办法), read off the end of a title by
//! `data/doc_types.csv`.

use std::sync::LazyLock;

use crate::fold;

/// Pairs (name at the end of a title, type), the longest names first.
static TYPES: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let mut types: Vec<(&str, &str)> =
        crate::table::embedded(include_str!("../../data/doc_types.csv"))
            .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
            .collect();
    types.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
    types
});

/// The type that ends a title, and the words that say so; a bracket at the end (（试行）,
/// （2021-2023年）) is passed over.
pub fn of_title(title: &str) -> Option<(&'static str, &str)> {
    let mut rest = title.trim_end();
    while let Some(open) = closing_bracket(rest) {
        rest = rest[..open].trim_end();
    }
    if let Some((name, doc_type)) = TYPES.iter().find(|(name, _)| rest.ends_with(name)) {
        return Some((doc_type, &rest[rest.len() - name.len()..]));
    }
    of_traditional(rest)
}

/// The same of a title in traditional characters.
fn of_traditional(title: &str) -> Option<(&'static str, &str)> {
    let longest = TYPES.first().map_or(0, |(name, _)| name.chars().count());
    let tail = || title.chars().rev().take(longest);
    if tail().all(|c| fold::simplified(c) == c) {
        return None;
    }
    let tail: Vec<char> = tail().map(fold::simplified).collect();
    let tail: String = tail.into_iter().rev().collect();
    let (name, doc_type) = TYPES.iter().find(|(name, _)| tail.ends_with(name))?;
    let (start, _) = title.char_indices().nth_back(name.chars().count() - 1)?;
    Some((doc_type, &title[start..]))
}

/// Where the bracket that ends the text opens, in bytes.
pub fn closing_bracket(text: &str) -> Option<usize> {
    let (open, close) = match text.chars().next_back()? {
        '）' => ('（', '）'),
        ')' => ('(', ')'),
        '】' => ('【', '】'),
        _ => return None,
    };
    text.strip_suffix(close)?.rfind(open).filter(|&at| at > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_at_the_end_of_titles() {
        let cases = [
            ("徐汇区重点发展产业引导目录（2017版）的通知", Some("通知")),
            ("上海市北斗产业高质量发展三年行动计划（2021-2023年）", Some("计划")),
            ("关于本市积极推进供应链创新与应用的实施意见", Some("意见")),
            ("上海市优化营商环境条例", Some("条例")),
            ("静安区促进金融业开放发展举措", None),
            ("（通知）", None),
            ("", None),
        ];
        for (title, expected) in cases {
            assert_eq!(of_title(title).map(|(doc_type, _)| doc_type), expected, "{title}");
        }
    }
}
