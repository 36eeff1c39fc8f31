//! The passages of a text with the notice under a regulation's title whole, where lines broke it:
//! （2003年7月21日某省人民政府令第5 | 号公布）.

use document::body::Passage;
use document::record::Record;
use language::date::is_day;

/// Passages at the top that the notice is among, those that it is broken over, and its characters.
const HEAD: usize = 12;
const MOST_PARTS: usize = 8;
const LONGEST: usize = 1_000;

/// Characters of the line that says what was done on a day.
const LONGEST_ACT: usize = 60;

/// The passages of a record, a broken notice as one.
pub(crate) fn passages(record: &Record) -> Vec<Passage<'_>> {
    let mut passages = record.passages();
    join_day(&mut passages);
    join_year(&mut passages);
    let opens = |passage: &Passage<'_>| {
        let text = passage.text.trim_start();
        !passage.is_heading
            && text.starts_with(['（', '('])
            && text.chars().any(|c| c.is_numeric() || c == '年')
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

/// A day alone over the act of that day: 2000年8月31日 | 某市人民政府令第86号发布.
fn join_day(passages: &mut Vec<Passage<'_>>) {
    const DEEDS: [&str; 5] = ["发布", "公布", "颁布", "通过", "批准"];
    let is_act = |text: &str| DEEDS.iter().any(|deed| text.trim().ends_with(deed));
    let at = passages.iter().take(HEAD).zip(passages.iter().skip(1)).position(|(day, act)| {
        !day.is_heading
            && is_day(&day.text)
            && is_act(&act.text)
            && act.text.chars().nth(LONGEST_ACT).is_none()
    });
    if let Some(at) = at {
        let act = passages.remove(at + 1);
        passages[at].text = format!("{}{}", passages[at].text.trim(), act.text.trim()).into();
    }
}

/// A year alone over the day: 二○○三年 | 十一月二十日.
fn join_year(passages: &mut Vec<Passage<'_>>) {
    const LONGEST_YEAR: usize = 8;
    let day = |year: &str, day: &str| format!("{}{}", year.trim(), day.trim());
    let is_broken = |year: &str, next: &str| {
        let may_be = year.trim().ends_with('年') && year.chars().nth(LONGEST_YEAR).is_none();
        may_be && is_day(&day(year, next))
    };
    let at = passages
        .iter()
        .zip(passages.iter().skip(1))
        .position(|(year, next)| is_broken(&year.text, &next.text));
    if let Some(at) = at {
        let next = passages.remove(at + 1);
        passages[at].text = day(&passages[at].text, &next.text).into();
    }
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
