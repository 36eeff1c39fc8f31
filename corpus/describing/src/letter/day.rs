//! The days that lines of a letter name: beside or under the signatures, under the title, on the
//! cover, in the imprint, and on their own.

use std::sync::LazyLock;

use regex::Regex;

use super::HEAD;
use crate::finding::Finding;
use document::record::Record;
use language::date::PartialDate;

/// Characters that a line with a day may have.
const LONGEST: usize = 60;

/// A cheap look before a line is read as a day: 2024年3月5日, 2024.3.5, 2024-03-05.
pub(super) fn may_be(line: &str) -> bool {
    let in_words = line.ends_with('日') && line.contains('月');
    let in_digits = || {
        line.ends_with(|c: char| c.is_ascii_digit())
            && ['.', '-', '/'].iter().any(|mark| line.matches(*mark).count() == 2)
    };
    (in_words || in_digits()) && line.chars().nth(LONGEST).is_none()
}

/// A line that is or ends with a day: what stands before it, and the day.
pub(super) fn split(line: &str) -> Option<(&str, PartialDate)> {
    if let Some(date) = day(line) {
        return Some(("", date));
    }
    let (before, last) = line.trim().rsplit_once([' ', '\u{3000}', '\t'])?;
    Some((before.trim(), day(last)?))
}

fn day(text: &str) -> Option<PartialDate> {
    text.parse::<PartialDate>().ok().filter(|date| date.day().is_some())
}

static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    // ——2022年10月28日在第十三届全国人民代表大会常务委员会第三十七次会议上
    let pattern = r"^[—–─\-\s]*(?P<date>\d{4}年\d{1,2}月\d{1,2}日)在.+(?:会议|大会)";
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("speech pattern")
});

/// The day under a title: （2023年1月2日）, or that of the meeting where it was said.
pub(super) fn under_title(record: &Record, head: &[&str]) -> Option<Finding<PartialDate>> {
    let lines = record.fields.subtitle.as_deref().into_iter().chain(head.iter().copied());
    lines.into_iter().find_map(|line| {
        let bracketed = line.strip_prefix(['（', '(']).and_then(|l| l.strip_suffix(['）', ')']));
        let spoken = || SPOKEN.captures(line).and_then(|found| found.name("date"));
        // （某发〔2011〕13号 2011年11月21日）
        let beside = || bracketed.and_then(|words| words.split_whitespace().next_back());
        let told = bracketed.filter(|words| day(words).is_some()).or_else(beside);
        let date = day(told.or_else(|| spoken().map(|day| day.as_str()))?)?;
        Some(Finding { value: date, evidence: line.to_owned() })
    })
}

/// The day in the last line of a printed letter: 上海市人民政府办公厅　2024年3月5日印发.
pub(super) fn imprint(lines: &[&str]) -> Option<Finding<PartialDate>> {
    lines.iter().rev().take(HEAD).find_map(|line| {
        let printed = line.strip_suffix("印发")?.trim();
        let (_, date) = split(printed)?;
        Some(Finding { value: date, evidence: (*line).to_owned() })
    })
}

/// The month on a cover, and which line of the head it is: 二〇二一年十二月.
pub(super) fn of_cover(head: &[&str]) -> Option<(usize, PartialDate)> {
    head.iter().enumerate().filter(|(_, line)| line.ends_with('月')).find_map(|(at, line)| {
        let month = line.parse::<PartialDate>().ok().filter(|date| date.month().is_some())?;
        Some((at, month))
    })
}

/// The only line that is nothing but a day: a letter that nobody signed. Where several are, as in
/// a chronicle, none is that of the letter.
pub(super) fn alone(lines: &[&str]) -> Option<Finding<PartialDate>> {
    let in_words = lines.iter().filter(|line| line.ends_with('日') && may_be(line));
    let mut days = in_words.filter_map(|line| Some((day(line)?, *line)));
    let (date, words) = days.next()?;
    days.next().is_none().then(|| Finding { value: date, evidence: words.to_owned() })
}

/// The day on which a page put the text up, in a line near the title: 2023-02-06 来源：某日报.
pub(crate) fn posted(record: &Record) -> Option<Finding<PartialDate>> {
    let passages = record.passages();
    let mut lines = passages.iter().take(HEAD / 2).map(|passage| passage.text.trim());
    let line = lines.find(|line| {
        (line.contains("来源：") || line.contains("来源:")) && line.chars().nth(LONGEST).is_none()
    })?;
    let date = line.split_whitespace().find_map(day)?;
    Some(Finding { value: date, evidence: line.to_owned() })
}
