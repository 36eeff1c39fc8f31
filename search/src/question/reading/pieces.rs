//! The parts of a query that are words, and what of them names something.

use crate::message::CharOffset;
use crate::question::spans::Span;
use crate::question::syntax::Written;

/// Words at the top of the query, between white space or operators.
pub(super) struct Piece {
    pub(super) text: String,
    /// Where it starts in the query.
    start: CharOffset,
    end: CharOffset,
}

impl Piece {
    pub(super) fn new(written: &Written, query: &str) -> Piece {
        let start = written.start.in_chars(query);
        let end = CharOffset(start.0 + written.text.chars().count());
        Piece { text: written.text.clone(), start, end }
    }

    /// What is left of it between the spans, in characters of the query.
    pub(super) fn without(&self, spans: &[Span]) -> Vec<std::ops::Range<usize>> {
        let mut parts = Vec::new();
        let mut start = self.start;
        for span in spans.iter().filter(|span| span.end > self.start && span.start < self.end) {
            parts.push(start.0..span.start.max(start).0);
            start = span.end.min(self.end);
        }
        parts.push(start.0..self.end.0);
        parts.retain(|part| !part.is_empty());
        parts
    }
}

/// Whether all characters of a span are words at the top: what stands in a phrase, after a field's
/// name or behind a minus keeps its meaning there.
pub(super) fn is_inside(span: &Span, pieces: &[Piece], chars: &[char]) -> bool {
    let is_word = |at| pieces.iter().any(|piece| (piece.start..piece.end).contains(&at));
    let places = (span.start.0..).map(CharOffset);
    let mut placed = span.of(chars).iter().zip(places);
    placed.all(|(c, at)| c.is_whitespace() || is_word(at))
}
