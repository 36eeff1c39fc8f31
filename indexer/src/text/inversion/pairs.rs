//! Pairs of characters with their positions.

use std::io;

use tantivy::DocId;
use tantivy::postings::FieldSerializer;

use super::characters::ByCharacter;
use super::term_postings::TermPostings;
use crate::text::analysis::Gram;

/// An occurrence of a pair, in the list of its first character: in 22 bits whether no gap is
/// between the two and the second character, below them the place. The order of these numbers is
/// that of the terms, and of the places of each.
type Occurrence = u64;

/// Bits of a place: a position counted from the start of the segment's first text.
const PLACE_BITS: u32 = 42;
const PLACE: u64 = (1 << PLACE_BITS) - 1;
const NO_GAP: u64 = 1 << 21;

/// The postings of a field with positions. Documents come in ascending order.
#[derive(Default)]
pub(super) struct Pairs {
    lists: ByCharacter<Occurrence>,
    /// For each document, up to the last one begun, the place of its first position.
    starts: Vec<u64>,
    /// The place after the last occurrence.
    end: u64,
}

impl Pairs {
    /// Begins the text of a document.
    pub(super) fn begin(&mut self, doc: DocId) {
        self.starts.resize(doc as usize + 1, self.end);
    }

    /// Adds a pair of the text begun last, in the order of their positions.
    pub(super) fn add(&mut self, gram: Gram) {
        let start = self.starts.last().copied().unwrap_or_default();
        let place = start + gram.position as u64;
        let second = u64::from(gram.pair[1]) | if gram.over_gap { 0 } else { NO_GAP };
        self.lists.push(gram.pair[0], second << PLACE_BITS | place);
        self.end = place + 1;
    }
}

impl TermPostings for Pairs {
    fn write(self, to: &mut FieldSerializer<'_>) -> io::Result<()> {
        let mut lists = self.lists.into_lists();
        lists.sort_unstable_by_key(|(first, _)| *first);
        let mut term = String::new();
        for (first, mut list) in lists {
            list.sort_unstable();
            for occurrences in list.chunk_by(|a, b| a >> PLACE_BITS == b >> PLACE_BITS) {
                let second = occurrences[0] >> PLACE_BITS;
                let over_gap = second & NO_GAP == 0;
                let Some(second) = char::from_u32((second & !NO_GAP) as u32) else { continue };
                term.clear();
                Gram { position: 0, pair: [first, second], over_gap }.write(&mut term);
                // How many documents have it matters to nothing that is written.
                to.new_term(term.as_bytes(), 0, true)?;
                write_documents(occurrences, &self.starts, to);
                to.close_term()?;
            }
        }
        Ok(())
    }

    fn memory(&self) -> usize {
        self.lists.memory() + self.starts.capacity() * size_of::<u64>()
    }
}

/// Writes the occurrences of one term document by document.
fn write_documents(mut rest: &[Occurrence], starts: &[u64], to: &mut FieldSerializer<'_>) {
    let mut steps = Vec::new();
    let mut doc = 0;
    while let Some(first) = rest.first() {
        doc += gallop(&starts[doc..], |start| start <= first & PLACE) - 1;
        let end = starts.get(doc + 1).copied().unwrap_or(u64::MAX);
        let inside = rest.iter().take_while(|occurrence| *occurrence & PLACE < end).count();
        let (own, others) = rest.split_at(inside);
        steps.clear();
        let mut before = starts[doc];
        for occurrence in own {
            let place = occurrence & PLACE;
            steps.push((place - before) as u32);
            before = place;
        }
        to.write_doc(doc as DocId, steps.len() as u32, &steps);
        rest = others;
    }
}

/// How many of the first numbers pass a test that all after them fail: quick where these are few.
fn gallop(numbers: &[u64], passes: impl Fn(u64) -> bool) -> usize {
    let mut bound = 1;
    while bound < numbers.len() && passes(numbers[bound]) {
        bound *= 2;
    }
    let known = bound / 2;
    let bound = bound.min(numbers.len());
    known + numbers[known..bound].partition_point(|&number| passes(number))
}
