//! The footer of a site: who runs it, its licences, how to reach it.

use crate::manuscript::Part;

/// What stands in the footer of a site alone.
const SURE: [&str; 6] = ["版权所有", "ICP备", "公网安备", "网站标识码", "Copyright", "©"];

/// What lines of a footer begin with.
const BEGINNINGS: [&str; 13] = [
    "主办",
    "承办",
    "协办单位",
    "技术支持",
    "维护单位",
    "运行维护",
    "网站地图",
    "站点地图",
    "网站声明",
    "联系我们",
    "关于我们",
    "建议使用",
    "访问量",
];

/// What lines of a footer also begin with, and others too.
const ADDRESSES: [&str; 6] = ["地址", "联系地址", "邮编", "邮政编码", "电话", "联系电话"];

/// Characters that a line of a footer has at most.
const LONGEST: usize = 150;

/// Parts that a footer has at most.
const MOST_PARTS: usize = 12;

/// Whether a line is one of a footer.
pub(super) fn is_line(line: &str) -> bool {
    let line = line.trim_start();
    is_sure(line) || is_short(line) && BEGINNINGS.iter().any(|word| line.starts_with(word))
}

/// Takes the footer off the end of a text, which has one where nothing tells the main text of a
/// short page from it.
pub(super) fn cut(parts: &mut Vec<Part>) {
    let is_address = |text: &str| is_short(text) && ADDRESSES.iter().any(|a| text.starts_with(a));
    let last = parts.iter().rev().take(MOST_PARTS).map(Part::text);
    let last: Vec<&str> = last.take_while(|text| is_line(text) || is_address(text)).collect();
    // A notice ends with addresses as well.
    let Some(first) = last.iter().rposition(|text| is_line(text)) else { return };
    if last.iter().any(|text| is_sure(text)) && first + 1 < parts.len() {
        parts.truncate(parts.len() - first - 1);
    }
}

fn is_sure(line: &str) -> bool {
    is_short(line) && SURE.iter().any(|word| line.contains(word))
}

fn is_short(line: &str) -> bool {
    !line.contains('。') && line.chars().nth(LONGEST).is_none()
}
