//! What must always hold of a search, on real text and on random text.

mod library;
mod properties;
mod understanding;
