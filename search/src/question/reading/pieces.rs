//! The parts of a query that are words, and what of them names something.

use crate::question::syntax::Written;
use crate::question::understanding::Span;

/// Words at the top of the query, between white space or operators.
pub(super) struct Piece {
    pub(super) text: String,
    /// Where it starts in the query, in characters.
    start: usize,
    end: usize,
}

impl Piece {
    pub(super) fn new(written: &Written, query: &str) -> Piece {
        let start = query[..written.start].chars().count();
        let end = start + written.text.chars().count();
        Piece { text: written.text.clone(), start, end }
    }

    /// What is left of it between the spans.
    pub(super) fn without(&self, spans: &[Span]) -> Vec<std::ops::Range<usize>> {
        let mut parts = Vec::new();
        let mut start = self.start;
        for span in spans.iter().filter(|span| span.end > self.start && span.start < self.end) {
            parts.push(start..span.start.max(start));
            start = span.end.min(self.end);
        }
        parts.push(start..self.end);
        parts.retain(|part| !part.is_empty());
        parts
    }
}

/// Whether all characters of a span are words at the top: what stands in a phrase, after a field's
/// name or behind a minus keeps its meaning there.
pub(super) fn is_inside(span: &Span, pieces: &[Piece], chars: &[char]) -> bool {
    (span.start..span.end).all(|at| {
        chars[at].is_whitespace()
            || pieces.iter().any(|piece| (piece.start..piece.end).contains(&at))
    })
}
