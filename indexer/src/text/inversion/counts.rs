//! Terms with how often each document has them.

use std::io;

use rustc_hash::FxHashMap;
use tantivy::DocId;
use tantivy::postings::FieldSerializer;

use super::characters::ByCharacter;
use super::term_postings::TermPostings;

/// Tantivy's dictionary takes no longer terms, in bytes; nobody types one either.
const LONGEST_TERM: usize = u16::MAX as usize - 5;

/// How often a document has a term.
#[derive(Clone, Copy)]
struct Posting {
    doc: DocId,
    count: u32,
}

/// The postings of a field without positions. Documents come in ascending order.
#[derive(Default)]
pub(super) struct Counts {
    characters: ByCharacter<Posting>,
    words: FxHashMap<Box<str>, Vec<Posting>>,
    /// Bytes that the words take, and their lists.
    memory: usize,
}

impl Counts {
    /// Counts a character of a document, but not more than `most` times; 1 where it was counted.
    pub(super) fn add_character(&mut self, doc: DocId, c: char, most: u32) -> u32 {
        match self.characters.last_mut(c) {
            Some(last) if last.doc == doc => {
                let counts = u32::from(last.count < most);
                last.count += counts;
                counts
            }
            _ => {
                self.characters.push(c, Posting { doc, count: 1 });
                1
            }
        }
    }

    /// Counts a word of a document; 1 where it was counted.
    pub(super) fn add_word(&mut self, doc: DocId, word: &str) -> u32 {
        if word.len() > LONGEST_TERM {
            return 0;
        }
        let Some(list) = self.words.get_mut(word) else {
            let list = vec![Posting { doc, count: 1 }];
            self.memory +=
                word.len() + size_of::<(Box<str>, Vec<Posting>)>() + size_of::<Posting>();
            self.words.insert(word.into(), list);
            return 1;
        };
        match list.last_mut() {
            Some(last) if last.doc == doc => last.count += 1,
            _ => {
                let before = list.capacity();
                list.push(Posting { doc, count: 1 });
                self.memory += (list.capacity() - before) * size_of::<Posting>();
            }
        }
        1
    }
}

impl TermPostings for Counts {
    fn write(self, to: &mut FieldSerializer<'_>) -> io::Result<()> {
        let characters = self.characters.into_lists().into_iter();
        let characters = characters.map(|(c, list)| (c.to_string().into_boxed_str(), list));
        let mut terms: Vec<(Box<str>, Vec<Posting>)> = characters.chain(self.words).collect();
        terms.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        for (term, list) in terms {
            to.new_term(term.as_bytes(), list.len() as u32, true)?;
            list.iter().for_each(|posting| to.write_doc(posting.doc, posting.count, &[]));
            to.close_term()?;
        }
        Ok(())
    }

    fn memory(&self) -> usize {
        self.memory + self.characters.memory()
    }
}
