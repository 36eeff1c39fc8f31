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

    /// The same for one document: where it has a word as it was typed, the parts of the word
    /// (数据 of 数据交易) are not marked, which are all over its text.
    pub fn narrowed_to(self, document: &Document) -> Marking {
        let passages = document.passages();
        let texts = passages.iter().map(|passage| &*passage.text).chain([document.title.as_str()]);
        Marking { marker: self.marker.without_parts(texts) }
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
