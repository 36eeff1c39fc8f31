//! The words of a search in the whole text of a document.

use corpus::Document;

use super::{Marker, snippet};
use crate::message::{Marked, Snippet};

/// The words of a search, to be marked in the text of a document that it found.
pub struct Marking {
    marker: Marker,
}

/// A word of a search that a text has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarriedWord {
    /// Which word of the search.
    pub word: usize,
    /// Where it stands first: the first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Marking {
    pub(crate) fn new(marker: Marker) -> Marking {
        Marking { marker }
    }

    /// The same for one document: where it has a word as it was typed, the parts of the word
    /// (数据 of 数据交易) are not marked, which are all over its text.
    pub fn narrowed_to(&self, document: &Document) -> Marking {
        let passages = document.passages();
        let texts = passages.iter().map(|passage| &*passage.text).chain([document.title.as_str()]);
        Marking { marker: self.marker.without_parts(texts) }
    }

    /// The text in runs, matches marked.
    pub fn mark(&self, text: &str) -> Marked {
        self.marker.mark(text)
    }

    /// The different words that a text has, in the order in which they come.
    pub fn carried(&self, text: &str) -> Vec<CarriedWord> {
        let mut carried: Vec<CarriedWord> = Vec::new();
        for found in self.marker.find(text) {
            if !carried.iter().any(|known| known.word == found.pattern) {
                let (start, end) = (found.start.0, found.end.0);
                carried.push(CarriedWord { word: found.pattern, start, end });
            }
        }
        carried
    }

    /// The passages that a result shows of a document: those that carry most of the search, else its
    /// beginning.
    pub fn snippets(&self, document: &Document) -> Vec<Snippet> {
        snippet::snippets(document, &self.marker)
    }

    /// Which of [`Document::passages`] carries most of the search; `None` where none has a word of
    /// it, or the title is what was asked for.
    pub fn best(&self, document: &Document) -> Option<usize> {
        snippet::best(document, &self.marker)
    }
}
