//! What a document says of a search: whole sentences, verbatim, each with its place.

use std::ops::Range;

use corpus::body::{self, Place};
use corpus::sentences::sentences;
use corpus::{Document, fold};
use search::{CarriedWord, Marking};

use crate::table::Quote;

/// The most sentences of a document.
const MOST_SENTENCES: usize = 3;

/// Stands where a sentence goes on.
const OMISSION: char = '…';

/// A sentence that has words of the search.
struct Candidate<'a> {
    /// Where it stands among all sentences of the document.
    at: usize,
    place: Place<'a>,
    text: String,
    words: Vec<CarriedWord>,
}

impl Candidate<'_> {
    /// Bytes of different words: long ones count for more.
    fn worth(&self) -> usize {
        self.words.iter().map(|word| word.end - word.start).sum()
    }
}

/// The sentences that have most of a search, in the order of the text: together at most so many
/// characters, and none that has less than half of what the best one has. One that is longer is cut
/// at the ends of clauses. Empty where no sentence has a word of the search.
pub(crate) fn quotes(document: &Document, marking: &Marking, most: usize) -> Vec<Quote> {
    let marking = marking.narrowed_to(document);
    let mut candidates = candidates(document, &marking, most);
    candidates.sort_by_key(|candidate| (std::cmp::Reverse(candidate.worth()), candidate.at));
    let Some(best) = candidates.first().map(Candidate::worth) else { return Vec::new() };
    let mut chosen: Vec<(usize, Quote)> = Vec::new();
    let mut room = most;
    for candidate in candidates {
        let length = candidate.text.chars().count();
        let fits = length <= room;
        let is_worth_it = chosen.is_empty() || fits && candidate.worth() * 2 > best;
        if chosen.len() < MOST_SENTENCES && is_worth_it {
            room = room.saturating_sub(length);
            chosen.push((candidate.at, quote(&candidate, most)));
        }
    }
    chosen.sort_by_key(|(at, _)| *at);
    chosen.into_iter().map(|(_, quote)| quote).collect()
}

/// The sentences of a text; parts of one that end with ； stand together where they are not longer than
/// so many characters.
fn whole(text: &str, most: usize) -> Vec<Range<usize>> {
    let mut whole: Vec<Range<usize>> = Vec::new();
    for part in sentences(text) {
        match whole.last_mut() {
            Some(last)
                if text[last.clone()].ends_with('；')
                    && text[last.start..part.end].chars().count() <= most =>
            {
                last.end = part.end;
            }
            _ => whole.push(part),
        }
    }
    whole
}

fn candidates<'a>(document: &'a Document, marking: &Marking, most: usize) -> Vec<Candidate<'a>> {
    let title = fold::key(&document.title);
    let mut candidates = Vec::new();
    let mut at = 0;
    for (passage, place) in document.passages().into_iter().zip(body::places(&document.body)) {
        if passage.is_heading || body::is_history(&passage.text) || !has_any(marking, &passage.text)
        {
            continue;
        }
        // A row of a table is one piece.
        let parts = match place.row {
            Some(_) => std::iter::once(0..passage.text.len()).collect(),
            None => whole(&passage.text, most),
        };
        for part in parts {
            at += 1;
            let text = bare(&passage.text[part], &place);
            let words = marking.carried(&text);
            if !words.is_empty() && !title.contains(&fold::key(&text)) {
                candidates.push(Candidate { at, place: place.clone(), text, words });
            }
        }
    }
    candidates
}

fn has_any(marking: &Marking, text: &str) -> bool {
    !marking.carried(text).is_empty()
}

/// A sentence without what its place says already: the number of its article.
fn bare(sentence: &str, place: &Place<'_>) -> String {
    let text = sentence.trim();
    let article = place.article.and_then(|article| text.strip_prefix(article));
    article.unwrap_or(text).trim_start().replace('\t', "　")
}

fn quote(candidate: &Candidate<'_>, most: usize) -> Quote {
    Quote {
        place: candidate.place.to_string(),
        words: cut(&candidate.text, candidate.words[0].start, most),
    }
}

/// A text, or the part of it around a place (in bytes) that has so many characters, from the end of
/// a clause to the end of another where there are such ends.
fn cut(text: &str, around: usize, most: usize) -> String {
    if text.char_indices().nth(most).is_none() {
        return text.to_owned();
    }
    let ends_clause = |c: char| matches!(c, '，' | '；' | '：' | '、' | '。' | '　');
    // A third of the room stands before the word.
    let before = text[..around].char_indices().rev().take(most / 3).last().map_or(0, |(at, _)| at);
    let start = match text[before..around].find(ends_clause) {
        _ if before == 0 => 0,
        Some(end) => before + end + text[before + end..].chars().next().map_or(0, char::len_utf8),
        None => around,
    };
    let limit = text[start..].char_indices().nth(most).map_or(text.len(), |(at, _)| start + at);
    let last = text[start..limit].rfind(ends_clause).map(|end| start + end);
    let end = last.filter(|&end| end > around && limit < text.len()).unwrap_or(limit);
    let opening = if start > 0 { OMISSION.to_string() } else { String::new() };
    let closing = if end < text.len() { OMISSION.to_string() } else { String::new() };
    format!("{opening}{}{closing}", &text[start..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_whole_where_they_are_short() {
        for (most, expected) in
            [(20, "甲；乙；丙。|丁"), (4, "甲；乙；|丙。|丁"), (2, "甲；|乙；|丙。|丁")]
        {
            let text = "甲；乙；丙。丁";
            let parts: Vec<&str> = whole(text, most).into_iter().map(|part| &text[part]).collect();
            assert_eq!(parts.join("|"), expected);
        }
    }

    #[test]
    fn long_sentences_are_cut_at_clauses() {
        let long = "一二三四，五六七八，区块链九十，甲乙丙丁，戊己庚辛";
        let around = long.find("区块链").expect("a word");
        let cases = [
            (40, "一二三四，五六七八，区块链九十，甲乙丙丁，戊己庚辛"),
            (13, "…区块链九十，甲乙丙丁…"),
            (18, "…五六七八，区块链九十，甲乙丙丁…"),
            (6, "…区块链九十…"),
        ];
        for (most, expected) in cases {
            assert_eq!(cut(long, around, most), expected, "{most}");
        }
    }
}
