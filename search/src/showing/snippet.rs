//! Snippets: the passages of a document that carry most of a query, cut at
//! sentence ends.

use std::cell::OnceCell;

use corpus::document::Passage;
use corpus::{Document, PartialDate, body, fold};

use super::mark::{Marker, Occurrence, marked};
use crate::message::{ByteOffset, Snippet};

/// The most characters of a snippet, the signs of omission not counted.
pub(crate) const MOST_CHARS: usize = 140;
/// The most snippets of a document.
const MOST_SNIPPETS: usize = 2;
/// A passage this many bytes longer than a value does more than name it: 发布机构： is 15.
const REPEAT_BYTES: usize = 30;
/// A beginning of fewer characters says nothing: a number, a line of a menu.
const LEAST_CHARS: usize = 15;
/// Stands where text was left out.
const OMISSION: &str = "…";

/// The best passages of a document; its beginning where it has no word of the query.
pub(crate) fn snippets(document: &Document, marker: &Marker) -> Vec<Snippet> {
    let passages = document.passages();
    let candidates = candidates(document, &passages, marker);
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut carried = vec![false; marker.len()];
    for candidate in candidates {
        if chosen.len() == MOST_SNIPPETS {
            break;
        }
        if candidate.adds_to(&mut carried) {
            chosen.push(candidate);
        }
    }
    if !chosen.is_empty() {
        return chosen.iter().map(Candidate::snippet).collect();
    }
    let shown = shown(document);
    let telling = || {
        let texts = passages.iter().filter(|passage| !passage.is_heading);
        texts.filter(|passage| is_telling(passage, &shown))
    };
    let says_something = |passage: &&Passage| passage.text.chars().nth(LEAST_CHARS).is_some();
    let first = telling().find(says_something).or_else(|| telling().next());
    beginning(document, first, marker).into_iter().collect()
}

/// Which of a document's passages carries most of the query; `None` where none has a word of it, or
/// the title is what was asked for.
pub(super) fn best(document: &Document, marker: &Marker) -> Option<usize> {
    if marker.has_longest(&document.title) {
        return None;
    }
    let passages = document.passages();
    let best = candidates(document, &passages, marker).into_iter().next()?;
    passages.iter().position(|passage| std::ptr::eq(passage, best.passage))
}

/// The windows of passages that carry words of the query, best first.
fn candidates<'a>(
    document: &Document,
    passages: &'a [Passage<'a>],
    marker: &Marker,
) -> Vec<Candidate<'a>> {
    let shown = shown(document);
    let texts = passages.iter().filter(|passage| !passage.is_heading);
    let windows = texts.filter_map(|passage| best_window(passage, marker));
    let mut candidates: Vec<Candidate> =
        windows.filter(|candidate| is_telling(candidate.passage, &shown)).collect();
    candidates.sort_by_key(|candidate| {
        std::cmp::Reverse((candidate.worth, candidate.passage.text.len().min(MOST_CHARS)))
    });
    // Who asks for the document itself sees what it is for.
    if marker.has_longest(&document.title)
        && let Some(at) =
            candidates.iter().position(|candidate| is_purpose(&candidate.passage.text))
    {
        candidates[..=at].rotate_right(1);
    }
    candidates
}

/// What stands beside every hit anyway.
fn shown(document: &Document) -> Vec<Shown<'_>> {
    let shown = [&document.title].into_iter().chain(&document.number).chain(&document.agencies);
    shown.map(|value| Shown::new(value)).collect()
}

/// Whether a passage says what is not shown anyway.
fn is_telling(passage: &Passage, shown: &[Shown]) -> bool {
    !body::is_history(&passage.text)
        && !is_date(&passage.text)
        && !shown.iter().any(|value| value.is_all_of(&passage.text))
}

/// Whether a passage is a date and nothing else (时间：2019年12月).
fn is_date(passage: &str) -> bool {
    let stated = passage.rsplit('：').next().unwrap_or_default();
    stated.len() <= REPEAT_BYTES && PartialDate::parse_stated(stated).is_ok()
}

/// Whether a passage says what a document is for: 第一条 为了….
fn is_purpose(passage: &str) -> bool {
    let bare = passage.trim_start();
    bare.starts_with("第一条")
        || ["为了", "为加强", "为规范", "为进一步"].iter().any(|w| bare.starts_with(w))
}

/// A value that is shown elsewhere.
struct Shown<'a> {
    value: &'a str,
    /// Folded when it is first needed: most passages are longer.
    key: OnceCell<String>,
}

impl<'a> Shown<'a> {
    fn new(value: &'a str) -> Shown<'a> {
        Shown { value, key: OnceCell::new() }
    }

    /// Whether a passage says no more than this (机构：静安区).
    fn is_all_of(&self, passage: &str) -> bool {
        let key = || self.key.get_or_init(|| fold::key(self.value)).as_str();
        passage.len() <= self.value.len() + REPEAT_BYTES && fold::key(passage).ends_with(key())
    }
}

/// The part of a passage that carries most of the query.
struct Candidate<'a> {
    passage: &'a Passage<'a>,
    occurrences: Vec<Occurrence>,
    /// Which of `occurrences` stand in the window.
    window: std::ops::Range<usize>,
    /// Bytes of distinct patterns in the window: long words count for more.
    worth: usize,
}

fn best_window<'a>(passage: &'a Passage<'a>, marker: &Marker) -> Option<Candidate<'a>> {
    let occurrences = marker.find(&passage.text);
    let mut best = (0, 0..0);
    let mut start = 0;
    let mut inside = vec![0_usize; marker.len()];
    let mut worth = 0;
    for end in 0..occurrences.len() {
        let last = occurrences[end];
        inside[last.pattern] += 1;
        worth += if inside[last.pattern] == 1 { last.bytes() } else { 0 };
        while last.last.0 - occurrences[start].first.0 >= MOST_CHARS && start < end {
            let first = occurrences[start];
            inside[first.pattern] -= 1;
            worth -= if inside[first.pattern] == 0 { first.bytes() } else { 0 };
            start += 1;
        }
        if worth > best.0 {
            best = (worth, start..end + 1);
        }
    }
    let (worth, window) = best;
    (worth > 0).then_some(Candidate { passage, occurrences, window, worth })
}

impl Candidate<'_> {
    /// Whether it has a pattern that is not carried yet; notes those that it has.
    fn adds_to(&self, carried: &mut [bool]) -> bool {
        let mut adds = false;
        for occurrence in &self.occurrences[self.window.clone()] {
            adds |= !std::mem::replace(&mut carried[occurrence.pattern], true);
        }
        adds
    }

    fn snippet(&self) -> Snippet {
        let text = &*self.passage.text;
        let first = self.occurrences[self.window.start].start.0;
        let last = self.occurrences[self.window.end - 1].end.0;
        let mut part = cut(text, first, last);
        // It ends before a word that it would show half of.
        let stands_in = |o: &Occurrence, part: &std::ops::Range<usize>| part.contains(&o.start.0);
        let halved = |o: &&Occurrence| stands_in(o, &(last..part.end)) && o.end.0 > part.end;
        if let Some(word) = self.occurrences.iter().find(halved) {
            part.end = word.start.0;
        }
        let inside = |o: &&Occurrence| stands_in(o, &part);
        let shifted = |o: &Occurrence| Occurrence {
            start: ByteOffset(o.start.0 - part.start),
            end: ByteOffset(o.end.0.min(part.end) - part.start),
            ..*o
        };
        let occurrences: Vec<Occurrence> =
            self.occurrences.iter().filter(inside).map(shifted).collect();
        let mut runs = marked(&text[part.clone()], &occurrences);
        if part.start > 0 {
            runs.insert(0, (OMISSION.to_owned(), 0));
        }
        if part.end < text.len() {
            runs.push((OMISSION.to_owned(), 0));
        }
        Snippet { section: self.passage.heading.map(str::to_owned), marked: runs }
    }
}

/// The part of a text around `first..last` (bytes) that a snippet shows: all of a short text, else
/// whole sentences as far as [`MOST_CHARS`] allows, the beginning of the sentence before its end.
fn cut(text: &str, first: usize, last: usize) -> std::ops::Range<usize> {
    if text.char_indices().nth(MOST_CHARS).is_none() {
        return 0..text.len();
    }
    // A run of the query may itself be longer than a snippet.
    let longest = text[first..last].char_indices().nth(MOST_CHARS);
    let last = longest.map_or(last, |(at, _)| first + at);
    let mut room = MOST_CHARS - text[first..last].chars().count();
    // Half of the room is kept for what follows.
    let sentence = text[..first].rfind(ends_sentence).map_or(0, |at| at + end_width(&text[at..]));
    let before = text[sentence..first].chars().count();
    let start = if before <= room.div_ceil(2) {
        sentence
    } else {
        text[..first].char_indices().rev().take(room / 4).last().map_or(first, |(at, _)| at)
    };
    room -= text[start..first].chars().count().min(room);
    let end = text[last..].char_indices().nth(room).map_or(text.len(), |(at, _)| last + at);
    let whole = text[last..end].rfind(ends_sentence).map(|at| last + at);
    match whole {
        Some(at) if end < text.len() => start..at + end_width(&text[at..]),
        _ => start..end,
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '\n' | '\t')
}

fn end_width(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// The summary or the first passage, where no passage has a word of the query.
fn beginning(document: &Document, first: Option<&Passage>, marker: &Marker) -> Option<Snippet> {
    let (section, text) = match (&document.summary, first) {
        (Some(summary), _) => (None, summary.as_str()),
        (None, Some(passage)) => (passage.heading, &*passage.text),
        (None, None) => return None,
    };
    let part = cut(text, 0, 0);
    let mut runs = marker.mark(&text[part.clone()]);
    if part.end < text.len() {
        runs.push((OMISSION.to_owned(), 0));
    }
    Some(Snippet { section: section.map(str::to_owned), marked: runs })
}

#[cfg(test)]
mod tests {
    use corpus::document::Block;

    use super::*;
    use crate::question::Query;

    #[test]
    fn what_stands_above_and_the_history_are_no_passages() {
        let mut document = Document::default();
        document.fields.title = "某办法".to_owned();
        document.fields.number = Some("沪府发〔2019〕12号".to_owned());
        let passages = [
            "沪府发〔2019〕12号",
            "时间：2019年12月",
            "2026-05-18 15:15",
            "（2003年6月26日某市第十二届人民代表大会常务委员会第五次会议通过",
            "根据2010年9月17日某市人民代表大会常务委员会《关于修改某些条例的决定》修正）",
            "2020年11月27日 某市第十五届人民代表大会常务委员会第二十七次会议通过",
            "A+大 A+中 A+小",
            "第一条 为了规范2019年12月以来的管理，制定本办法。",
        ];
        for passage in passages {
            document.push_block(Block::Paragraph(passage.to_owned()));
        }
        for marks in [&[][..], &["2019"], &["人民代表大会"], &["沪府发"]] {
            let marks = marks.iter().map(|mark| indexer::analysis::runs(mark)).collect();
            let found = snippets(&document, &Marker::new(&Query { marks, ..Query::default() }));
            let shown: Vec<String> =
                found.iter().map(|s| s.marked.iter().map(|run| run.0.as_str()).collect()).collect();
            assert_eq!(shown, [passages[7]]);
        }
    }

    #[test]
    fn a_snippet_ends_before_a_word_that_does_not_fit() {
        for filler in 120..145 {
            let text =
                format!("农业农村部办公厅{}肺炎疫情{}", "一".repeat(filler), "二".repeat(200));
            let mut document = Document::default();
            document.push_block(Block::Paragraph(text));
            let marks = ["农业农村部办公厅", "肺炎疫情"].map(indexer::analysis::runs).to_vec();
            let found = snippets(&document, &Marker::new(&Query { marks, ..Query::default() }));
            let marked: Vec<&str> =
                found[0].marked.iter().filter(|run| run.1 == 1).map(|run| run.0.as_str()).collect();
            assert!(
                matches!(marked[..], ["农业农村部办公厅"] | ["农业农村部办公厅", "肺炎疫情"]),
                "{marked:?}"
            );
        }
    }
}
