//! Titles that have what was typed, wherever they have it: searched for, as
//! keeping all of them in memory would cost more than all else.

use std::cmp::Reverse;

use fixedbitset::FixedBitSet;
use indexer::analysis::{grams, runs};
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, SegmentReader, Term};

use super::Vocabulary;
use super::thresholds::{LEAST_TITLE_CHARS, LEAST_TITLE_LETTERS, MOST_TITLE, TITLES_LOADED};
use crate::matching::find_runs;
use crate::message::Budget;

/// How well a title fits, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct TitleFit {
    /// Titles that begin with what was typed come first.
    begins_otherwise: bool,
    /// Of short titles more was typed; as Tantivy keeps lengths, which is not exact.
    length: u8,
    /// The newest version first.
    date: Reverse<u64>,
    at: DocAddress,
}

impl Vocabulary {
    /// Up to `limit` titles that have all parts of a text, those that begin with it first, then
    /// the shortest, each once.
    pub(super) fn titles(&self, typed: &str, limit: usize) -> crate::error::Result<Vec<String>> {
        let parts: Vec<Vec<Vec<char>>> = typed.split_whitespace().map(runs).collect();
        let all: Vec<char> = parts.iter().flatten().flatten().copied().collect();
        let letters = all.iter().all(char::is_ascii);
        if all.len() < if letters { LEAST_TITLE_LETTERS } else { LEAST_TITLE_CHARS } {
            return Ok(Vec::new());
        }
        let mut fits = Vec::new();
        for (segment, ordinal) in self.searcher.segment_readers().iter().zip(0..) {
            self.fits(segment, ordinal, &parts, &mut fits)?;
        }
        fits.sort_unstable();
        let mut titles: Vec<String> = Vec::new();
        for fit in fits.iter().take(TITLES_LOADED) {
            if titles.len() == limit {
                break;
            }
            let title = self.documents.load_head(fit.at)?.fields.title;
            if !titles.contains(&title) && title.chars().nth(MOST_TITLE).is_none() {
                titles.push(title);
            }
        }
        Ok(titles)
    }

    /// The documents of a segment whose titles have all parts.
    fn fits(
        &self,
        segment: &SegmentReader,
        ordinal: u32,
        parts: &[Vec<Vec<char>>],
        fits: &mut Vec<TitleFit>,
    ) -> tantivy::Result<()> {
        let documents = segment.max_doc() as usize;
        let mut all = FixedBitSet::with_capacity(documents);
        all.insert_range(..);
        for part in parts.iter().filter(|part| !part.is_empty()) {
            let mut found = FixedBitSet::with_capacity(documents);
            let reading = (&self.searcher, segment);
            find_runs(reading, self.fields.title, part, &Budget::unlimited(), &mut found)?;
            all.intersect_with(&found);
        }
        let begins = self.beginning(segment, parts.iter().flatten().next(), &all)?;
        let lengths = segment.get_fieldnorms_reader(self.fields.title.grams)?;
        let dates = segment.fast_fields().u64(segment.schema().get_field_name(self.fields.date))?;
        fits.extend(all.ones().map(|doc| TitleFit {
            begins_otherwise: !begins.contains(doc),
            length: lengths.fieldnorm_id(doc as u32),
            date: Reverse(dates.first(doc as u32).unwrap_or(0)),
            at: DocAddress::new(ordinal, doc as u32),
        }));
        Ok(())
    }

    /// Those of some documents whose titles begin with the first pair of a run.
    fn beginning(
        &self,
        segment: &SegmentReader,
        run: Option<&Vec<char>>,
        docs: &FixedBitSet,
    ) -> tantivy::Result<FixedBitSet> {
        let mut begins = FixedBitSet::with_capacity(docs.len());
        let text: String = run.into_iter().flatten().collect();
        let Some(first) = grams(&text).into_iter().next() else { return Ok(begins) };
        let term = Term::from_field_text(self.fields.title.grams, &first.term());
        let index = segment.inverted_index(self.fields.title.grams)?;
        let option = IndexRecordOption::WithFreqsAndPositions;
        let Some(mut postings) = index.read_postings(&term, option)? else { return Ok(begins) };
        let mut positions = Vec::new();
        for doc in docs.ones().map(|doc| doc as u32) {
            if postings.doc() < doc {
                postings.seek(doc);
            }
            if postings.doc() == doc {
                postings.positions(&mut positions);
                if positions.first() == Some(&0) {
                    begins.insert(doc as usize);
                }
            }
        }
        Ok(begins)
    }
}
