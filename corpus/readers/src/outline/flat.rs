//! A text that was gathered onto one line, its paragraphs parted by spaces alone, as programs that
//! collect pages leave it: it is parted again.

use language::{doc_type, number};

use crate::text::numbering;

/// Lines that such a text has at most, and characters of its one long line at least.
const MOST_LINES: usize = 3;
const SHORTEST: usize = 300;

/// Characters of a title at least.
const SHORTEST_TITLE: usize = 8;

/// Parts that a title may be among.
const HEAD: usize = 8;

/// Characters between two spaces on the average, at most: fewer spaces part no paragraphs.
const LONGEST_PARAGRAPH: usize = 250;

/// The lines with the long one parted, where the text is such.
pub(crate) fn parted<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let written = lines.iter().filter(|line| !line.trim().is_empty()).count();
    if written > MOST_LINES {
        return lines.to_vec();
    }
    lines.iter().flat_map(|line| if is_flat(line) { lines_of(line) } else { vec![*line] }).collect()
}

fn is_flat(line: &str) -> bool {
    let (length, parts) = (line.chars().count(), parts(line));
    let is_dense = length >= SHORTEST && parts.len() >= length.div_ceil(LONGEST_PARAGRAPH);
    is_dense || is_letter(&parts)
}

/// The parts, what stands before a title as one: 首页 > 通知公告 > 正文.
fn lines_of(line: &str) -> Vec<&str> {
    let parts = parts(line);
    let Some(begin) = title_among(&parts).filter(|&begin| begin > 0) else { return parts };
    let above = parts[begin].as_ptr() as usize - line.as_ptr() as usize;
    std::iter::once(line[..above].trim()).chain(parts[begin..].iter().copied()).collect()
}

/// Which of the first parts is a title.
fn title_among(parts: &[&str]) -> Option<usize> {
    let is_title = |part: &&str| {
        doc_type::of_title(part).is_some() && part.chars().nth(SHORTEST_TITLE - 1).is_some()
    };
    parts.iter().take(HEAD).position(is_title)
}

/// Whether parts are those of a letter or a regulation: a title, and what stands below titles alone.
fn is_letter(parts: &[&str]) -> bool {
    // 首页 > 通知公告 > 正文 may stand before it.
    let Some(begin) = title_among(parts) else { return false };
    let below = &parts[begin + 1..];
    let stands_below = |part: &&str| {
        number::of_line(part).is_some() || numbering::is_article(part) || part.ends_with('：')
    };
    below.len() >= 3 && below.iter().any(stands_below)
}

/// The parts between the spaces that stand beside no Latin word or number.
fn parts(line: &str) -> Vec<&str> {
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, space) in line.char_indices().filter(|(_, c)| matches!(c, ' ' | '\u{3000}')) {
        let after = line[at + space.len_utf8()..].chars().next();
        let before = line[..at].chars().next_back();
        if is_latin(before) && is_latin(after) {
            continue;
        }
        parts.push(line[start..at].trim());
        start = at + space.len_utf8();
    }
    parts.push(line[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts.into_iter().flat_map(before_notice).collect()
}

/// A title and the notice right behind it apart: 某办法（2016年7月5日某市人民政府令第143号公布）.
fn before_notice(part: &str) -> Vec<&str> {
    let notice = part.match_indices(['（', '(']).map(|(at, _)| at).find(|&at| {
        let words: String = part[at..].chars().skip(1).take(5).collect();
        at > 0 && words.ends_with('年') && words.chars().take(4).all(char::is_numeric)
    });
    let notice =
        notice.filter(|&at| doc_type::of_title(&part[..at]).is_some() && is_long(&part[at..]));
    notice.map_or_else(|| vec![part], |at| vec![&part[..at], &part[at..]])
}

/// Whether a bracket is more than the mark of a version: （2021年修正）.
fn is_long(bracket: &str) -> bool {
    bracket.chars().nth(12).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_on_one_line_is_parted() {
        let text =
            "某市人民政府关于某事的通知 某政发〔2024〕3号 各区人民政府： 现通知如下。 一、总体要求";
        let long = format!("{text} {}", "坚持创新驱动，推动发展。 ".repeat(30));
        let parted_long = parted(&[&long]);
        assert_eq!(
            parted_long[..3],
            ["某市人民政府关于某事的通知", "某政发〔2024〕3号", "各区人民政府："]
        );
        assert_eq!(parted(&[text]).len(), 5);
        let report = "某市产业发展研究 上海的做法 江苏的做法 浙江的做法";
        assert_eq!(parted(&[report]), [report]);
        let running = "坚持创新驱动，推动高质量发展，".repeat(40);
        assert_eq!(parted(&[&running]), [running.as_str()]);
        let english = "a plain text of many words ".repeat(40);
        assert_eq!(parted(&[&english]).len(), 1);
    }
}
