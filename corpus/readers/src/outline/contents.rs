//! The table of contents of a text: its lines look like the headings that they name, and are none.

use std::ops::Range;

use crate::outline::block::Piece;
use crate::text::numbering;
use language::fold;

/// Characters that an entry has at most.
const LONGEST: usize = 80;

/// Bytes of the line above it at most, spread out and in brackets.
const LONGEST_HEAD: usize = 30;

/// Which pieces are the table: the lines under 目录 up to the first that is no entry, or that
/// says the first entry again, which is where the text begins.
pub(crate) fn find(pieces: &[Piece]) -> Range<usize> {
    let is_head = |piece: &Piece| {
        let line = text(piece);
        line.len() <= LONGEST_HEAD && fold::key(line) == "目录"
    };
    let Some(head) = pieces.iter().position(is_head) else { return 0..0 };
    let start = head + 1;
    let first = pieces.get(start).and_then(|piece| entry(text(piece)));
    let rest = pieces.iter().skip(start + 1).map(|piece| entry(text(piece)));
    let more = rest.take_while(|entry| entry.is_some() && *entry != first).count();
    if first.is_some() && more > 0 { start..start + 1 + more } else { 0..0 }
}

fn text(piece: &Piece) -> &str {
    match piece {
        Piece::Line(text) | Piece::Heading { text, .. } => text,
        Piece::Table(_) | Piece::Figure(_) | Piece::Caption(_) => "",
    }
}

/// The heading that an entry names, for comparing: without dots and the number of the page.
fn entry(line: &str) -> Option<String> {
    let is_page = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".．·…（）()-—".contains(c);
    let is_sentence = line.contains(['。', '；']) || line.chars().nth(LONGEST).is_some();
    let is_article = numbering::is_article(line);
    let name = fold::key(line.trim_end_matches(is_page));
    (!name.is_empty() && !is_sentence && !is_article).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_lines_under_the_name() {
        let cases = [
            ("目　录|第一章 甲|第二章 乙|第一章 甲|第一条 丙", 1..3),
            ("某规划|目录|一、甲 .... 1|二、乙 .... 2|为了丙，制定本规划。|一、甲", 2..4),
            ("目录|甲", 0..0),
            ("第一章 甲|第二章 乙", 0..0),
            ("", 0..0),
        ];
        for (text, expected) in cases {
            let pieces: Vec<Piece> =
                text.split('|').map(|line| Piece::Line(line.to_owned())).collect();
            assert_eq!(find(&pieces), expected, "{text}");
        }
    }
}
