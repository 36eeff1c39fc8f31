//! What a document says of a search: whole sentences, verbatim, each with its place.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::iter::repeat;
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

/// A sentence of a text.
#[derive(Clone)]
struct Sentence<'a> {
    /// Where it stands among all sentences of the document.
    at: usize,
    place: Place<'a>,
    text: String,
}

/// A sentence that has words of the search.
struct Candidate<'a> {
    sentence: Sentence<'a>,
    words: Vec<CarriedWord>,
    /// Whether it is a heading that says no more than what comes below it.
    is_heading: bool,
    /// Of an item of a list what it goes on from: 禁止下列行为：
    stem: Option<Sentence<'a>>,
}

impl Candidate<'_> {
    /// Bytes of different words: long ones count for more; headings say least.
    fn worth(&self) -> usize {
        let bytes = self.words.iter().map(|word| word.end - word.start).sum();
        if self.is_heading { 1 } else { bytes }
    }
}

/// The sentences that have most of a search, in the order of the text: together at most so many
/// characters, and none that has less than half of what the best one has. One that is longer is cut
/// at the ends of clauses; an item of a list has the words before the list with it. Empty where no
/// sentence has a word of the search.
pub(crate) fn quotes(document: &Document, marking: &Marking, most: usize) -> Vec<Quote> {
    let marking = marking.narrowed_to(document);
    let mut candidates = candidates(document, &marking, most);
    candidates.sort_by_key(|candidate| (Reverse(candidate.worth()), candidate.sentence.at));
    let Some(best) = candidates.first().map(Candidate::worth) else { return Vec::new() };
    let mut chosen: BTreeMap<usize, (String, String)> = BTreeMap::new();
    let mut room = most;
    let mut sentences = 0;
    for candidate in candidates {
        let stem = candidate.stem.as_ref().filter(|stem| !chosen.contains_key(&stem.at));
        let length = |sentence: &Sentence| sentence.text.chars().count();
        let needed = length(&candidate.sentence) + stem.map_or(0, length);
        let is_worth_it = chosen.is_empty() || needed <= room && candidate.worth() * 2 > best;
        if sentences < MOST_SENTENCES && is_worth_it {
            room = room.saturating_sub(needed);
            sentences += 1;
            if let Some(stem) = stem.filter(|_| needed <= most) {
                chosen.insert(stem.at, (stem.place.to_string(), stem.text.clone()));
            }
            let words = cut(&candidate.sentence.text, candidate.words[0].start, most);
            chosen.insert(candidate.sentence.at, (candidate.sentence.place.to_string(), words));
        }
    }
    in_order(chosen)
}

/// What was chosen, each with whether anything was left out before it.
fn in_order(chosen: BTreeMap<usize, (String, String)>) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::with_capacity(chosen.len());
    let mut end = None;
    for (at, (place, words)) in chosen {
        let is_cut = |quote: &Quote| quote.words.ends_with(OMISSION) || words.starts_with(OMISSION);
        let follows = end == Some(at) && !quotes.last().is_some_and(is_cut);
        quotes.push(Quote { place, words, follows });
        end = Some(at + 1);
    }
    quotes
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
    let mut stem = None;
    let mut at = 0;
    for (passage, place) in document.passages().into_iter().zip(body::places(&document.body)) {
        at += 1;
        let opens = passage.text.trim_end().ends_with('：');
        if body::is_history(&passage.text) || !(opens || has_any(marking, &passage.text)) {
            continue;
        }
        let is_item = passage.text.trim_start().starts_with('（');
        let begun = stem.as_ref().filter(|stem: &&Sentence| is_item && stem.place == place);
        // A row of a table is one piece.
        let parts = match place.row {
            Some(_) => std::iter::once(0..passage.text.len()).collect(),
            None => whole(&passage.text, most),
        };
        let mut last = None;
        for (part, first) in parts.into_iter().zip(std::iter::once(true).chain(repeat(false))) {
            at += usize::from(!first);
            let text = bare(&passage.text[part], &place);
            let words = marking.carried(&text);
            let is_heading = passage.is_heading && !text.ends_with('。');
            let sentence = Sentence { at, place: place.clone(), text };
            if !words.is_empty() && !title.contains(&fold::key(&sentence.text)) {
                let stem = begun.filter(|_| first).cloned();
                candidates.push(Candidate { sentence: sentence.clone(), words, is_heading, stem });
            }
            last = Some(sentence);
        }
        if opens && !is_item {
            stem = last;
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
