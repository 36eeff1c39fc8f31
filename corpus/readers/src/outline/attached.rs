//! Where another document begins in a text: an annex under its number, or one of several that are
//! printed together and each begin again with 一、. What stands above is not its place.

use std::collections::HashSet;

use language::doc_type;

use crate::outline::block::Piece;
use crate::text::numbering;

/// What the first division of a document begins with.
const FIRST: [&str; 8] =
    ["一、", "一．", "第一编", "第一篇", "第一部分", "第一章", "第一节", "第一条"];

/// Names of annexes.
const ANNEXES: [&str; 3] = ["附件", "附表", "附录"];

/// Characters of the title of a document that is printed with others.
const TITLE: std::ops::RangeInclusive<usize> = 4..=60;

/// Pieces between a title and the first division: 为…，制定本方案。
const LONGEST_PREAMBLE: usize = 10;

/// The pieces with which another document begins.
pub(super) fn find(pieces: &[Piece]) -> HashSet<usize> {
    let Some(start) = pieces.iter().position(is_first) else { return HashSet::new() };
    let begins = |at: &usize| begins_annex(&pieces[*at..]) || begins_document(&pieces[*at..]);
    (start + 1..pieces.len()).filter(begins).collect()
}

/// Whether a table is called an annex, or a line is the number of one and nothing else. A list of
/// annexes goes on with numbers.
fn begins_annex(pieces: &[Piece]) -> bool {
    match pieces.first() {
        Some(Piece::Table(table)) => table.caption.as_deref().is_some_and(|caption| {
            number_of_annex(caption).is_some_and(|rest| rest.starts_with([' ', '　', '：', ':']))
        }),
        Some(Piece::Line(line)) => number_of_annex(line) == Some(""),
        _ => false,
    }
}

/// What follows the number of an annex: 附件1.
fn number_of_annex(text: &str) -> Option<&str> {
    let rest = ANNEXES.iter().find_map(|name| text.strip_prefix(name))?.trim_start();
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let after = rest.trim_start_matches(is_digit);
    (after.len() < rest.len()).then_some(after)
}

/// Whether a line is the title of a document of which the first division follows, below a preamble at
/// most.
fn begins_document(pieces: &[Piece]) -> bool {
    let Some((title, below)) = pieces.split_first() else { return false };
    let mut below = below.iter().take(LONGEST_PREAMBLE);
    title.line().is_some_and(is_title)
        && below.find(|piece| !piece.line().is_some_and(is_plain)).is_some_and(is_first)
}

fn is_title(line: &str) -> bool {
    TITLE.contains(&line.chars().count())
        && is_plain(line)
        && !line.contains(['。', '；', '！', '？', '，', '：'])
        && doc_type::of_title(line).is_some()
}

/// Whether a line has no number.
fn is_plain(line: &str) -> bool {
    numbering::split(line).is_none() && !numbering::is_article(line)
}

fn is_first(piece: &Piece) -> bool {
    let (Piece::Line(text) | Piece::Heading { text, .. }) = piece else { return false };
    FIRST.iter().any(|first| text.starts_with(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::document::Table;

    #[test]
    fn finds_where_another_document_begins() {
        let cases: [(&str, &[usize]); 10] = [
            ("一、甲|乙。|某市丙方案|为了丁，制定本方案。|一、戊", &[2]),
            ("一、甲|乙。|某市丙办法|第一章 总则|第一条 丁", &[2]),
            ("某市丙方案|为了丁，制定本方案。|一、戊|二、己", &[]),
            // A line within a section, and one that goes on with it.
            ("一、甲|某市丙方案|二、戊", &[]),
            ("一、甲|某市丙方案|（一）戊", &[]),
            ("一、甲|按照某市丙方案，|一、戊", &[]),
            ("一、甲|附件1|乙名单", &[1]),
            ("一、甲|附件：1. 名单|2. 规则", &[]),
            ("一、甲|附件2 规则|附件所列", &[]),
            ("附件1|甲", &[]),
        ];
        for (text, expected) in cases {
            let pieces: Vec<Piece> =
                text.split('|').map(|line| Piece::Line(line.to_owned())).collect();
            let mut found: Vec<usize> = find(&pieces).into_iter().collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_table_may_be_an_annex() {
        for (caption, expected) in [("附件2 任务分工表", true), ("表2 任务分工", false)]
        {
            let table = Table { caption: Some(caption.to_owned()), ..Table::default() };
            let pieces = [Piece::Line("一、甲".to_owned()), Piece::Table(table)];
            assert_eq!(find(&pieces).contains(&1), expected, "{caption}");
        }
    }
}
