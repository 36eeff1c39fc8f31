//! What the postings of a field have in common, be they with positions or without.

use std::io;

use tantivy::postings::FieldSerializer;

/// The terms of a field with their postings.
pub(super) trait TermPostings {
    /// Writes the postings, terms in the order of their bytes.
    fn write(self, to: &mut FieldSerializer<'_>) -> io::Result<()>;

    /// Bytes of memory, about.
    fn memory(&self) -> usize;
}
