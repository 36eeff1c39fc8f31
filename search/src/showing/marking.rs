//! The words of a search in the whole text of a document.

use corpus::Document;

use super::{Marker, snippet};
use crate::message::Marked;

/// The words of a search, to be marked in the text of a document that it found.
pub struct Marking {
    marker: Marker,
}

impl Marking {
    pub(crate) fn new(marker: Marker) -> Marking {
        Marking { marker }
    }

    /// The text in runs, matches marked.
    pub fn mark(&self, text: &str) -> Marked {
        self.marker.mark(text)
    }

    /// Which of [`Document::passages`] carries most of the search; `None` where none has a word of
    /// it, or the title is what was asked for.
    pub fn best(&self, document: &Document) -> Option<usize> {
        snippet::best(document, &self.marker)
    }
}
