//! The passages of a text with the notice under a regulation's title whole, where lines broke it:
//! （2003年7月21日某省人民政府令第5 | 号公布）.

use document::body::Passage;
use document::record::Record;

/// Passages at the top that the notice is among, those that it is broken over, and its characters.
const HEAD: usize = 12;
const MOST_PARTS: usize = 8;
const LONGEST: usize = 1_000;

/// The passages of a record, a broken notice as one.
pub(crate) fn passages(record: &Record) -> Vec<Passage<'_>> {
    let mut passages = record.passages();
    let opens = |passage: &Passage<'_>| {
        let text = passage.text.trim_start();
        !passage.is_heading && text.starts_with(['（', '(']) && text.chars().any(char::is_numeric)
    };
    let Some(at) =
        passages.iter().take(HEAD).position(|passage| opens(passage) && depth(&passage.text) > 0)
    else {
        return passages;
    };
    let mut whole = passages[at].text.to_string();
    for (count, part) in passages[at + 1..].iter().take(MOST_PARTS).enumerate() {
        if part.is_heading || part.text.starts_with("第一条") {
            break;
        }
        whole.push_str(part.text.trim());
        if depth(&whole) <= 0 && whole.chars().nth(LONGEST).is_none() {
            passages[at].text = whole.into();
            passages.drain(at + 1..at + 2 + count);
            break;
        }
    }
    passages
}

/// How many brackets are open at the end of a text.
fn depth(text: &str) -> i32 {
    let step = |c| match c {
        '（' | '(' => 1,
        '）' | ')' => -1,
        _ => 0,
    };
    text.chars().map(step).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::document::Block;

    #[test]
    fn a_broken_notice_is_whole() {
        let cases: [(&[&str], &[&str]); 3] = [
            (
                &[
                    "（2003年7月21日某省人民政府令第5",
                    "号公布　自2003年9月1日",
                    "起施行）",
                    "第一条 为",
                ],
                &["（2003年7月21日某省人民政府令第5号公布　自2003年9月1日起施行）", "第一条 为"],
            ),
            (&["（2003年", "第一条 为"], &["（2003年", "第一条 为"]),
            (&["（一）甲", "乙"], &["（一）甲", "乙"]),
        ];
        for (lines, expected) in cases {
            let mut record = Record::default();
            for line in lines {
                record.push_block(Block::Paragraph((*line).to_owned()));
            }
            let read = passages(&record);
            let read: Vec<&str> = read.iter().map(|passage| passage.text.as_ref()).collect();
            assert_eq!(read, expected);
        }
    }
}
