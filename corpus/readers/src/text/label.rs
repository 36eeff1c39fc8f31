//! Lines that state a field of the document: 发布日期：…, **发布机构**: …,
//! 【摘要】…. Where they count is for `head` to say.

use crate::text::inline;
use document::fields::Field;
use document::headers::Header;
use language::fold;

/// Characters that a name may have.
const LONGEST_NAME: usize = 12;

/// Beginnings of what a line of fields above a text offers beside them.
const OFFERS: [&str; 9] =
    ["字体", "字号：大", "字号: 大", "打印", "分享", "浏览次数", "访问量", "点击", "阅读"];

/// A name with its value, which may be empty.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) name: String,
    pub(crate) value: String,
    /// Whether marks (a bullet, bold type, brackets) set the name off from running text.
    pub(crate) marked: bool,
}

impl Label {
    /// Whether the name stands for something that documents have.
    pub(crate) fn is_known(&self) -> bool {
        Header::by_name(&self.name).is_some()
    }

    /// Whether the name stands for one of some fields.
    pub(crate) fn states(&self, fields: &[&Field]) -> bool {
        Header::names(&self.name, fields)
    }
}

/// The label that a line is.
pub(crate) fn of_line(line: &str) -> Option<Label> {
    let line = line.trim();
    let bare = line.strip_prefix(['-', '*', '•', '·', '+']).filter(|rest| rest.starts_with(' '));
    let is_bold = bare.unwrap_or(line).trim_start().starts_with("**");
    let plain = inline::plain(bare.unwrap_or(line));
    let (name, value, bracketed) = split(&plain)?;
    let is_name = !fold::key(name).is_empty()
        && name.chars().nth(LONGEST_NAME).is_none()
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '\u{3000}' | '_' | '.'));
    // 8:30 is a time and https://… an address.
    let is_value = !value.starts_with("//") && !name.ends_with(|c: char| c.is_numeric());
    (is_name && is_value).then(|| Label {
        name: name.split_whitespace().collect(),
        value: value.trim().to_owned(),
        marked: bracketed || is_bold || bare.is_some(),
    })
}

/// A known name and its value, with white space between; the name may be spread out (文　号).
pub(crate) fn spaced(line: &str) -> Option<(String, &str)> {
    let line = line.trim();
    let spaces = line.char_indices().filter(|(_, c)| c.is_whitespace());
    spaces.take(LONGEST_NAME).find_map(|(at, _)| {
        let name: String = line[..at].split_whitespace().collect();
        let value = line[at..].trim();
        let is_value = !value.is_empty() && !value.contains(['。', '；', '！', '？']);
        (is_value && Header::by_name(&name).is_some()).then_some((name, value))
    })
}

/// The parts of a line of fields (发布时间：… 来源：… 【字体：大 中 小】), without what it offers.
pub(crate) fn segments(line: &str) -> Vec<String> {
    let mut segments: Vec<String> = Vec::new();
    for word in line.split([' ', '\u{3000}', '|', '｜']).filter(|word| !word.is_empty()) {
        match segments.last_mut() {
            Some(last) if !is_known(word) && !is_offer(word) => {
                last.push(' ');
                last.push_str(word);
            }
            _ => segments.push(word.to_owned()),
        }
    }
    segments.retain(|segment| !is_offer(segment));
    segments
}

/// Whether a text begins with the name of a known field and a colon.
pub(crate) fn is_known(text: &str) -> bool {
    let text = text.trim_start_matches(['【', '[', '(', '（']);
    text.split_once(['：', ':']).is_some_and(|(name, _)| Header::by_name(name).is_some())
}

/// Whether a text is what a page offers beside its text.
pub(crate) fn is_offer(text: &str) -> bool {
    let text = text.trim_start_matches(['【', '[', '（', '(']);
    OFFERS.iter().any(|offer| text.starts_with(offer))
}

/// Name, value, and whether the name stands in brackets.
fn split(plain: &str) -> Option<(&str, &str, bool)> {
    if let Some(inner) = plain.strip_prefix(['【', '[', '［', '〔']) {
        let (name, value) = inner.split_once(['】', ']', '］', '〕'])?;
        return Some((name, value.trim_start_matches(['：', ':', ' ']), true));
    }
    let (name, value) = plain.split_once(['：', ':'])?;
    Some((name.trim(), value, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names_and_values() {
        let cases = [
            ("**发布日期**: 2025-04-11", Some(("发布日期", "2025-04-11", true))),
            ("- **发布机构**：工业和信息化部", Some(("发布机构", "工业和信息化部", true))),
            ("发布日期：2020年3月1日", Some(("发布日期", "2020年3月1日", false))),
            ("摘　要：近年来", Some(("摘要", "近年来", false))),
            ("**【关键词】** 甲 乙", Some(("关键词", "甲 乙", true))),
            ("**作者简介：**某人，研究员。", Some(("作者简介", "某人，研究员。", true))),
            ("**分类**: ", Some(("分类", "", true))),
            ("各区人民政府，市有关单位：", None),
            ("https://example.org", None),
            ("8:30 开会", None),
            ("为推进产业发展，提出以下意见：加强领导", None),
            ("[1]姚前. 报告", None),
        ];
        for (line, expected) in cases {
            let read = of_line(line);
            let read = read.as_ref().map(|l| (l.name.as_str(), l.value.as_str(), l.marked));
            assert_eq!(read, expected, "{line}");
        }
    }
}
