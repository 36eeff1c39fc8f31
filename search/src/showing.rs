//! What of a document is shown for a query: passages, with its words marked in them.

mod mark;
mod marking;
mod snippet;

pub(crate) use mark::Marker;
pub use marking::{CarriedWord, Marking};
#[cfg(test)]
pub(crate) use snippet::MOST_CHARS;
pub(crate) use snippet::snippets;
