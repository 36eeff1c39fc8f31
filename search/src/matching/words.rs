//! Which documents have a word: as a run of characters, written otherwise, or by a synonym.

use fixedbitset::FixedBitSet;
use indexer::analysis::runs;
use tantivy::Term;

use super::Matcher;
use super::occurrence::find_term;
use super::weighing::{FoundWord, count, intersect};
use crate::message::Scope;
use crate::question::QueryWord;

impl Matcher<'_> {
    /// The words with the documents that have them, among those that pass the strict clauses; as many
    /// as the budget pays for.
    pub(crate) fn words<'q>(
        &self,
        words: &'q [QueryWord],
        strict: Option<&[FixedBitSet]>,
    ) -> tantivy::Result<Vec<FoundWord<'q>>> {
        let mut found = Vec::new();
        for word in words {
            let within = |docs: Vec<FixedBitSet>| match strict {
                Some(strict) => intersect(docs, strict),
                None => docs,
            };
            let (mut docs, mut exact) = (self.in_texts(&word.runs)?, None);
            if let Some(count) = &word.count {
                docs = intersect(docs, &self.with_term(count)?);
            }
            for spelling in &word.spellings {
                let others = self.synonym(spelling)?;
                docs.iter_mut().zip(&others).for_each(|(docs, others)| docs.union_with(others));
            }
            if !word.synonyms.is_empty() {
                exact = Some(within(docs.clone()));
                for synonym in &word.synonyms {
                    let others = self.synonym(synonym)?;
                    docs.iter_mut().zip(&others).for_each(|(docs, others)| docs.union_with(others));
                }
            }
            if self.snapshot.budget.is_spent() {
                break;
            }
            let count = count(&docs);
            found.push(FoundWord {
                text: &word.text,
                part: word.part,
                docs: within(docs),
                exact,
                count,
            });
        }
        Ok(found)
    }

    /// The documents that have a term in their text, or in their title where words are looked for
    /// there alone.
    fn with_term(&self, term: &str) -> tantivy::Result<Vec<FixedBitSet>> {
        let fields = self.snapshot.fields();
        let field = match self.snapshot.scope {
            Scope::Text => fields.text.terms,
            Scope::Title => fields.title.terms,
        };
        let term = Term::from_field_text(field, term);
        self.each_segment(|segment, found| find_term(segment, &term, self.snapshot.budget, found))
    }

    /// The documents that have a synonym, where it is cut into the same words: AI is no part of
    /// Blockchain, nor 国企 of 中国企业.
    fn synonym(&self, word: &str) -> tantivy::Result<Vec<FixedBitSet>> {
        let mut docs = match word.is_ascii() && !word.contains('%') {
            true => None,
            false => Some(self.in_texts(&runs(word))?),
        };
        for term in self.snapshot.index.analyzer.terms(word) {
            let having = self.with_term(&term)?;
            docs = Some(match docs {
                Some(docs) => intersect(docs, &having),
                None => having,
            });
        }
        docs.map_or_else(|| self.nothing(), Ok)
    }
}
