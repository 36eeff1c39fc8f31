//! News, by how it speaks: where it was sent from, who asked, what was heard.

use std::sync::LazyLock;

use regex::Regex;

use document::record::Record;
use language::kind::Kind;
use language::{doc_type, number};

use crate::finding::Finding;

/// Passages at the top that show how a text speaks, and at its end, where reporters are named.
const TOP: usize = 8;
const END: usize = 2;

/// Turns of speech that count alone, and so many of those that letters also have.
const FEWEST_TURNS: usize = 2;

static REPORTER: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^.{0,20}\d{1,2}月\d{1,2}日(?:电|讯)|^(?:本报|本网|本台)\p{Han}{0,6}讯",
        r"|记者[\s　]?(?:\p{Han}|$)|据(?:了解|悉|介绍|报道)，|(?:了解到|获悉)[，：,]",
        r"|(?:通讯员|责任编辑|责编)[：:\s　]",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("reporter pattern")
});

static TURN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = concat!(
        r"^[\s　]*(?:近期|今年以来|近年来|连日来|最近|\d{1,2}月\d{1,2}日[，,])",
        r"|(?:^|[，。])[^，。]{0,20}(?:近日|日前)[，\p{Han}]",
        r"|(?:通知|意见|办法|方案|细则|规划|条例|措施|《\p{Han}{2,4}》)(?:明确)?(?:提出|要求|明确|规定|指出)，",
        r"|^[（(]\p{Han}{2,4}[）)]$|。[（(]\p{Han}{2,4}[）)]$|多措并举|新局面|斐然|亮点|提质增效",
        r"|(?:表示|介绍|介绍说|强调|指出|说|坦言)[，：:,]|召开[。，]|成效(?:显著|明显)|(?:全省|全市|全区|我省|我市)已",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("turn pattern")
});

/// News, where a text speaks like it and has nothing of a letter or a regulation.
pub(super) fn found(record: &Record) -> Option<Finding<Kind>> {
    let title = &record.fields.title;
    let is_issued = record.fields.number.is_some() || !record.fields.agencies.is_empty();
    if is_issued || doc_type::of_title(title).is_some_and(|_| !is_headline(title)) {
        return None;
    }
    let passages = record.passages();
    let lines: Vec<&str> = passages.iter().map(|passage| passage.text.trim()).collect();
    let top = &lines[..lines.len().min(TOP)];
    let end = &lines[lines.len().saturating_sub(END).max(top.len())..];
    if top.iter().any(|line| is_of_letter(line)) {
        return None;
    }
    let spoken = || top.iter().chain(end);
    let reporter = spoken().find_map(|line| REPORTER.find(line));
    let told = std::iter::once(title.as_str()).chain(spoken().copied());
    let turns: Vec<&str> =
        told.flat_map(|line| TURN.find_iter(line).map(|found| found.as_str())).collect();
    let evidence = match reporter {
        Some(found) => found.as_str().to_owned(),
        None if turns.len() >= FEWEST_TURNS || is_headline(title) => {
            turns.first().unwrap_or(&title.as_str()).trim().to_owned()
        }
        None => return None,
    };
    Some(Finding { value: Kind::News, evidence })
}

/// What only a letter or a regulation has: who it is to, its number, articles.
fn is_of_letter(line: &str) -> bool {
    let is_address = line.starts_with('各') && line.ends_with(['：', ':']);
    is_address || line.starts_with("第一条") || number::of_line(line).is_some()
}

/// A title that tells what happened: 某省出台某方案.
pub(crate) fn is_headline(title: &str) -> bool {
    title.contains("出台") && !title.contains("关于")
}
