//! The words of two texts that differ: by jieba's words, so that nobody has to read single characters, and
//! without islands of one or two words that stand in both by chance.

use std::collections::HashMap;
use std::ops::Range;

use search::Analyzer;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::likeness::{canonical, key};
use super::numbering;

/// Words of the longest texts whose words are compared, multiplied: what is longer is compared by its
/// sentences, and longer sentences are different as a whole.
const MOST: usize = 1_000_000;

/// Letters of an island between two differences that is no help to read.
const ISLAND: usize = 4;

/// Which parts of a text differ, in bytes and in order.
pub(super) type Differences = Vec<Range<usize>>;

/// A word or a mark of a text, with the white space behind it.
struct Token {
    start: usize,
    end: usize,
    /// Words of one key are the same.
    key: u32,
    /// How many letters it has.
    letters: usize,
}

/// Numbers the words of both texts.
struct Cutter<'a> {
    analyzer: &'a Analyzer,
    keys: HashMap<String, u32>,
}

/// The words of both sides where both are the same, or differ.
#[derive(Debug, Clone)]
struct Span {
    is_same: bool,
    left: Range<usize>,
    right: Range<usize>,
}

/// Where two texts differ; `None` where they are too long to tell.
pub(super) fn differences(
    left: &str,
    right: &str,
    analyzer: &Analyzer,
) -> Option<[Differences; 2]> {
    let mut cutter = Cutter { analyzer, keys: HashMap::new() };
    let (left_tokens, right_tokens) = (cutter.cut(left), cutter.cut(right));
    if left_tokens.len() * right_tokens.len() > MOST {
        return None;
    }
    let keys = |tokens: &[Token]| tokens.iter().map(|token| token.key).collect::<Vec<_>>();
    let operations =
        capture_diff_slices(Algorithm::Myers, &keys(&left_tokens), &keys(&right_tokens));
    let spans = without_islands(spans(&operations), &left_tokens, &right_tokens);
    let mut found = [Vec::new(), Vec::new()];
    for span in spans.iter().filter(|span| !span.is_same) {
        let bytes = |tokens: &[Token], range: &Range<usize>| match range.is_empty() {
            true => 0..0,
            false => tokens[range.start].start..tokens[range.end - 1].end,
        };
        let (l, r) = (bytes(&left_tokens, &span.left), bytes(&right_tokens, &span.right));
        let [l, r] = trimmed(left, l, right, r);
        found[0].extend(Some(l).filter(|range| !range.is_empty()));
        found[1].extend(Some(r).filter(|range| !range.is_empty()));
    }
    Some(found)
}

impl Cutter<'_> {
    /// The words of a text, each mark as one; the numbers of lines are none.
    fn cut(&mut self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            start += line.len();
            let (_, rest) = numbering::split(line);
            self.cut_line(rest, start - rest.len(), &mut tokens);
        }
        tokens
    }

    fn cut_line(&mut self, line: &str, offset: usize, tokens: &mut Vec<Token>) {
        let places: Vec<usize> =
            line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
        let mut at = 0;
        let words = self.analyzer.words(line).into_iter().map(|word| word.start..word.end);
        let behind = places.len() - 1;
        for word in words.chain(std::iter::once(behind..behind)) {
            for mark in at..word.start {
                let range = places[mark]..places[mark + 1];
                let text = &line[range.clone()];
                match tokens.last_mut() {
                    Some(before) if text.trim().is_empty() => before.end = offset + range.end,
                    _ => tokens.push(self.token(offset + range.start..offset + range.end, text, 0)),
                }
            }
            if word.end > word.start {
                let range = places[word.start]..places[word.end];
                let letters = word.end - word.start;
                let token =
                    self.token(offset + range.start..offset + range.end, &line[range], letters);
                tokens.push(token);
            }
            at = word.end;
        }
    }

    fn token(&mut self, range: Range<usize>, text: &str, letters: usize) -> Token {
        let next = self.keys.len() as u32;
        let key = *self.keys.entry(key(text)).or_insert(next);
        Token { start: range.start, end: range.end, key, letters }
    }
}

fn spans(operations: &[DiffOp]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for operation in operations {
        let is_same = matches!(operation, DiffOp::Equal { .. });
        let (left, right) = (operation.old_range(), operation.new_range());
        match spans.last_mut() {
            Some(before) if !before.is_same && !is_same => {
                before.left.end = left.end;
                before.right.end = right.end;
            }
            _ => spans.push(Span { is_same, left, right }),
        }
    }
    spans
}

/// The spans with those joined between which hardly anything is the same.
fn without_islands(spans: Vec<Span>, left: &[Token], right: &[Token]) -> Vec<Span> {
    let letters = |tokens: &[Token]| tokens.iter().map(|token| token.letters).sum::<usize>();
    let size =
        |span: &Span| letters(&left[span.left.clone()]).max(letters(&right[span.right.clone()]));
    let mut kept: Vec<Span> = Vec::with_capacity(spans.len());
    for mut span in spans {
        while let [.., before, island] = &kept[..] {
            let same = size(island);
            let is_less = same <= ISLAND && same <= size(before).min(size(&span));
            if span.is_same || !island.is_same || (same > 1 && !is_less) {
                break;
            }
            span.left.start = before.left.start;
            span.right.start = before.right.start;
            kept.truncate(kept.len() - 2);
        }
        kept.push(span);
    }
    kept
}

/// Two different parts of texts without what both begin or end with, where that is the whole of one; and
/// without the white space behind them.
fn trimmed(left: &str, l: Range<usize>, right: &str, r: Range<usize>) -> [Range<usize>; 2] {
    let bare =
        |text: &str, range: Range<usize>| range.start..range.start + text[range].trim_end().len();
    let (l, r) = (bare(left, l), bare(right, r));
    let (a, b) = (&left[l.clone()], &right[r.clone()]);
    let is_same = |(a, b): &((usize, char), (usize, char))| canonical(a.1) == canonical(b.1);
    let common = a.char_indices().zip(b.char_indices()).take_while(is_same).count();
    let after = |text: &str| text.chars().take(common).map(char::len_utf8).sum::<usize>();
    let (from_a, from_b) = (after(a), after(b));
    if (from_a == a.len() || from_b == b.len())
        && !is_within_number(a, from_a)
        && !is_within_number(b, from_b)
    {
        return [l.start + from_a..l.end, r.start + from_b..r.end];
    }
    let backwards = a.char_indices().rev().zip(b.char_indices().rev()).take_while(is_same);
    let (to_a, to_b) = backwards.last().map_or((a.len(), b.len()), |(a, b)| (a.0, b.0));
    if (to_a == 0 || to_b == 0) && !is_within_number(a, to_a) && !is_within_number(b, to_b) {
        return [l.start..l.start + to_a, r.start..r.start + to_b];
    }
    [l, r]
}

/// Whether a place of a text is between letters or digits of one word: 100 is no part of 1000.
fn is_within_number(text: &str, at: usize) -> bool {
    let is_latin = |c: char| c.is_ascii_alphanumeric() || c == '.';
    text[..at].ends_with(is_latin) && text[at..].starts_with(is_latin)
}
