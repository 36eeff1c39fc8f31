//! Marking where the words of a query stand in a text, on the characters as
//! given.

use corpus::fold::{Folded, fold, folded, folded_to};
use fixedbitset::FixedBitSet;

use crate::message::{ByteOffset, CharOffset, Marked};
use crate::question::{COMMAS, Query};

/// Stands for the end of a sentence in folded text.
const GAP: char = '\n';

/// Characters of the Basic Multilingual Plane.
const PLANE: usize = 0x1_0000;

/// Finds the words of a query in texts.
pub(crate) struct Marker {
    patterns: Vec<Vec<char>>,
    /// Which characters of the first 65,536, as given, begin a pattern: nearly all characters of a text
    /// begin none, and this says so at once.
    begins: FixedBitSet,
}

/// Where a pattern stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    /// Which pattern.
    pub(super) pattern: usize,
    /// First byte in the text as given.
    pub(super) start: ByteOffset,
    /// Byte after the last.
    pub(super) end: ByteOffset,
    /// First character in the text as given.
    pub(super) first: CharOffset,
    /// Last character.
    pub(super) last: CharOffset,
}

impl Occurrence {
    /// How many bytes it takes.
    pub(super) fn bytes(&self) -> usize {
        self.end.0 - self.start.0
    }
}

impl Marker {
    /// A marker for the words of a query.
    pub(crate) fn new(query: &Query) -> Marker {
        let mut patterns: Vec<Vec<char>> = Vec::with_capacity(query.marks.len());
        for pattern in query.marks.iter().map(|runs| runs.join(&GAP)) {
            if !patterns.contains(&pattern) {
                patterns.push(pattern);
            }
        }
        Marker::of(patterns)
    }

    fn of(patterns: Vec<Vec<char>>) -> Marker {
        let mut begins = FixedBitSet::with_capacity(PLANE);
        let firsts = patterns.iter().filter_map(|pattern| pattern.first());
        let given = firsts.flat_map(|&c| folded_to(c).chain([c])).map(|c| c as usize);
        given.filter(|&c| c < PLANE).for_each(|c| begins.insert(c));
        Marker { patterns, begins }
    }

    /// A marker without the patterns that are parts of others which the texts have.
    pub(super) fn without_parts<'a>(&self, texts: impl Iterator<Item = &'a str>) -> Marker {
        let mut stands = vec![false; self.len()];
        texts.flat_map(|text| self.find(text)).for_each(|found| stands[found.pattern] = true);
        let is_part = |part: &[char]| {
            let wholes = self.patterns.iter().zip(&stands).filter(|(_, stands)| **stands);
            wholes.into_iter().any(|(whole, _)| {
                whole.len() > part.len() && whole.windows(part.len()).any(|window| window == part)
            })
        };
        Marker::of(self.patterns.iter().filter(|pattern| !is_part(pattern)).cloned().collect())
    }

    /// How many patterns there are.
    pub(crate) fn len(&self) -> usize {
        self.patterns.len()
    }

    /// All places where patterns stand, in the order of their starts.
    pub(super) fn find(&self, text: &str) -> Vec<Occurrence> {
        let mut found = Vec::new();
        if self.patterns.is_empty() {
            return found;
        }
        for (first, (start, c)) in text.char_indices().enumerate() {
            if (c as usize) < PLANE && !self.begins.contains(c as usize) {
                continue;
            }
            // No pattern begins with the point of a number.
            let Folded::Char(c) = fold(c) else { continue };
            for (pattern, wanted) in self.patterns.iter().enumerate() {
                if wanted.first() != Some(&c) {
                    continue;
                }
                if let Some((chars, bytes)) = beginning(&text[start..], wanted) {
                    let (end, last) = (ByteOffset(start + bytes), CharOffset(first + chars - 1));
                    let (start, first) = (ByteOffset(start), CharOffset(first));
                    found.push(Occurrence { pattern, start, end, first, last });
                }
            }
        }
        found
    }

    /// Whether a text has the longest of what is marked, where that is more than one word.
    pub(super) fn has_longest(&self, text: &str) -> bool {
        let longest = self.patterns.iter().map(Vec::len).max().unwrap_or(0);
        let is_longest = |found: &Occurrence| self.patterns[found.pattern].len() == longest;
        longest > LONGEST_WORD && self.find(text).iter().any(is_longest)
    }

    /// The text in runs, matches marked.
    pub(crate) fn mark(&self, text: &str) -> Marked {
        marked(text, &self.find(text))
    }
}

/// Longer patterns are more than one word.
const LONGEST_WORD: usize = 4;

/// How many characters and bytes of a text its beginning takes that folds to a pattern; `None`
/// where it does not begin with the pattern. No pattern reaches over a comma (数字、经济).
fn beginning(text: &str, pattern: &[char]) -> Option<(usize, usize)> {
    let mut rest = pattern.iter().copied();
    let mut wanted = rest.next()?;
    let mut after_gap = false;
    let mut end = 0;
    for (at, (c, folded)) in folded(text).enumerate() {
        end += c.len_utf8();
        match folded {
            Folded::Char(folded) => {
                if std::mem::take(&mut after_gap) != (wanted == GAP) {
                    return None;
                }
                if wanted == GAP {
                    wanted = rest.next()?;
                }
                if folded != wanted {
                    return None;
                }
                let Some(next) = rest.next() else { return Some((at + 1, end)) };
                wanted = next;
            }
            Folded::Gap => after_gap = true,
            Folded::Skip if COMMAS.contains(&c) => return None,
            Folded::Skip => {}
        }
    }
    None
}

/// Cuts a text into runs by the occurrences in it, which may overlap.
pub(super) fn marked(text: &str, occurrences: &[Occurrence]) -> Marked {
    let mut runs: Marked = Vec::new();
    let mut done = 0;
    let mut push = |part: &str, mark: u8| match runs.last_mut() {
        _ if part.is_empty() => {}
        Some((last, same)) if *same == mark => last.push_str(part),
        _ => runs.push((part.to_owned(), mark)),
    };
    for occurrence in occurrences {
        let start = occurrence.start.0.max(done);
        push(&text[done..start], 0);
        if occurrence.end.0 > start {
            push(&text[start..occurrence.end.0], 1);
            done = occurrence.end.0;
        } else {
            done = start;
        }
    }
    push(&text[done..], 0);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marker(words: &[&str]) -> Marker {
        let marks = words.iter().map(|word| indexer::analysis::runs(word)).collect();
        Marker::new(&Query { marks, ..Query::default() })
    }

    #[test]
    fn parts_are_not_marked_where_the_whole_stands() {
        let cases = [
            (&["数据交易", "数据", "交易"][..], "数据交易和数据", "[数据交易]和数据"),
            (&["数据交易", "数据"], "交易数据", "交易[数据]"),
            (&["数据", "交易"], "数据交易", "[数据交易]"),
        ];
        for (words, text, expected) in cases {
            let marker = marker(words).without_parts([text].into_iter());
            assert_eq!(show(&marker.mark(text)), expected);
        }
    }

    fn show(marked: &Marked) -> String {
        let show = |(text, mark): &(String, u8)| {
            if *mark == 1 { format!("[{text}]") } else { text.clone() }
        };
        marked.iter().map(show).collect()
    }

    #[test]
    fn marks_stand_on_the_characters_as_given() {
        let cases: [(&[&str], &str, &str); 9] = [
            (&["区块链"], "鼓励區塊鏈、大数据", "鼓励[區塊鏈]、大数据"),
            (&["2016年6月"], "于 2016 年 6 月起", "于 [2016 年 6 月]起"),
            (&["链"], "区块链链接", "区块[链链]接"),
            (&["区块", "块链"], "区块链", "[区块链]"),
            (&["baas"], "（ＢａａＳ）", "（[ＢａａＳ]）"),
            (&["完。又"], "说完。又说", "说[完。又]说"),
            (&["无"], "没有", "没有"),
            (&["数字经济"], "数字、经济，数字 经济", "数字、经济，[数字 经济]"),
            (&["区块链大数据"], "区块链、大数据", "区块链、大数据"),
        ];
        for (words, text, expected) in cases {
            assert_eq!(show(&marker(words).mark(text)), expected, "{text}");
        }
    }
}
