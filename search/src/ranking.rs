//! Ranking: BM25 over characters, pairs of characters and words, in title and
//! text, summed term by term over a segment.

mod nearness;
pub(crate) mod weights;

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use indexer::IndexFields;
use indexer::analysis::runs;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, SegmentReader, Term};

use crate::message::Budget;
use crate::question::Query;
use crate::snapshot::Snapshot;
pub(crate) use nearness::Nearness;
use weights::{B, BIGRAM, HEADING, K1, SYNONYM, TITLE, UNIGRAM, WORD};

/// The terms by which a query ranks, with their weights and statistics.
pub(crate) struct Ranking {
    fields: Vec<RankedField>,
    terms: Vec<RankedTerm>,
}

struct RankedField {
    field: Field,
    /// k1 · (1 − b + b · length / mean length) for every length that Tantivy can encode.
    damping: [f32; 256],
}

struct RankedTerm {
    /// Its place among the fields.
    field: usize,
    text: String,
    /// How many documents have it.
    found: u64,
    /// Weight of the kind of term, of its area, and of its rarity.
    weight: f32,
    /// For each segment where its postings are.
    postings: Vec<Option<TermInfo>>,
}

impl Ranking {
    /// Prepares the ranking of a query over a snapshot; its terms are in the order of fields and texts.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn new(snapshot: &Snapshot, query: &Query) -> tantivy::Result<Ranking> {
        let (searcher, schema) = (&snapshot.searcher, snapshot.fields());
        let mut ranking = Ranking { fields: Vec::new(), terms: Vec::new() };
        for ((field, text), count) in query_terms(query, schema) {
            let term = Term::from_field_text(field, &text);
            let of_segment = |segment: &SegmentReader| {
                Ok(segment.inverted_index(field)?.get_term_info(&term)?)
            };
            let postings = searcher.segment_readers().iter().map(of_segment);
            let postings = postings.collect::<tantivy::Result<Vec<Option<TermInfo>>>>()?;
            let found: u64 = postings.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
            if found > 0 {
                let kind = field_weight(field, schema) * kind_weight(field, &text, schema);
                let weight = count * kind * rarity(searcher.num_docs(), found);
                // Terms come field by field.
                if ranking.fields.last().is_none_or(|last| last.field != field) {
                    ranking.fields.push(RankedField::new(searcher, field)?);
                }
                let field = ranking.fields.len() - 1;
                ranking.terms.push(RankedTerm { field, text, found, weight, postings });
            }
        }
        Ok(ranking)
    }

    /// A term of the query, where any document has it.
    fn term(&self, field: Field, text: &str) -> Option<&RankedTerm> {
        let key = |term: &RankedTerm| self.fields[term.field].field.cmp(&field);
        let at = self.terms.binary_search_by(|term| key(term).then_with(|| (*term.text).cmp(text)));
        at.ok().map(|at| &self.terms[at])
    }

    /// The scores of the documents of a segment, given with its place, by as many terms as the budget
    /// pays for; 0 for those not in `matches`.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn scores(
        &self,
        (ordinal, segment): (usize, &SegmentReader),
        matches: &FixedBitSet,
        budget: &Budget,
    ) -> tantivy::Result<Vec<f32>> {
        let mut scores = vec![0.0; segment.max_doc() as usize];
        for term in &self.terms {
            if let Some(postings) = &term.postings[ordinal]
                && budget.pays(u64::from(postings.doc_freq))
            {
                let field = &self.fields[term.field];
                term.add_scores(field, segment, postings, matches, &mut scores)?;
            }
        }
        Ok(scores)
    }
}

/// The terms of a query in each field, with how often each occurs in the query.
fn query_terms(query: &Query, fields: &IndexFields) -> BTreeMap<(Field, String), f32> {
    let (text, title) = (fields.text, fields.title);
    let mut terms = BTreeMap::new();
    let mut add = |fields: &[Field], text: String, weight: f32| {
        for &field in fields {
            *terms.entry((field, text.clone())).or_insert(0.0) += weight;
        }
    };
    let synonyms = query.words.iter().flat_map(|word| &word.synonyms);
    let synonyms: Vec<Vec<char>> = synonyms.flat_map(|synonym| runs(synonym)).collect();
    let own = query.runs.iter().map(|run| (run, 1.0));
    for (run, weight) in own.chain(synonyms.iter().map(|run| (run, SYNONYM))) {
        run.iter().for_each(|c| add(&[text.terms, title.terms], c.to_string(), weight));
        let grams = [text.grams, title.grams, fields.headings];
        run.windows(2).for_each(|pair| add(&grams, String::from_iter(pair), weight));
    }
    for word in &query.ranked_words {
        add(&[text.terms], word.clone(), 1.0);
    }
    terms
}

fn field_weight(field: Field, fields: &IndexFields) -> f32 {
    if field == fields.title.grams || field == fields.title.terms {
        TITLE
    } else if field == fields.headings {
        HEADING
    } else {
        1.0
    }
}

fn kind_weight(field: Field, text: &str, fields: &IndexFields) -> f32 {
    if [fields.text.grams, fields.title.grams, fields.headings].contains(&field) {
        BIGRAM
    } else if text.chars().nth(1).is_none() {
        UNIGRAM
    } else {
        WORD
    }
}

/// The inverse document frequency of BM25, never negative.
pub(crate) fn rarity(all: u64, found: u64) -> f32 {
    let (all, found) = (all as f32, found as f32);
    (1.0 + (all - found + 0.5).max(0.0) / (found + 0.5)).ln()
}

impl RankedField {
    fn new(searcher: &Searcher, field: Field) -> tantivy::Result<RankedField> {
        let mut terms = 0;
        for segment in searcher.segment_readers() {
            terms += segment.inverted_index(field)?.total_num_tokens();
        }
        let mean_length = (terms as f32 / searcher.num_docs().max(1) as f32).max(1.0);
        let damping = std::array::from_fn(|id| {
            let length = FieldNormReader::id_to_fieldnorm(id as u8) as f32;
            K1 * (1.0 - B + B * length / mean_length)
        });
        Ok(RankedField { field, damping })
    }
}

/// Where a term has this many documents for each match, seeking the matches is faster than going
/// through all of its documents.
const SEEK_RATIO: usize = 8;

impl RankedTerm {
    fn add_scores(
        &self,
        RankedField { field, damping }: &RankedField,
        segment: &SegmentReader,
        postings: &TermInfo,
        matches: &FixedBitSet,
        scores: &mut [f32],
    ) -> tantivy::Result<()> {
        let index = segment.inverted_index(*field)?;
        let option = IndexRecordOption::WithFreqs;
        let mut block = index.read_block_postings_from_terminfo(postings, option)?;
        let lengths = segment.get_fieldnorms_reader(*field)?;
        let mut add = |doc: u32, frequency: u32| {
            let frequency = frequency as f32;
            let damped = damping[usize::from(lengths.fieldnorm_id(doc))];
            scores[doc as usize] += self.weight * frequency * (K1 + 1.0) / (frequency + damped);
        };
        if matches.count_ones(..) * SEEK_RATIO < block.doc_freq() as usize {
            for doc in matches.ones().map(|doc| doc as u32) {
                let at = block.seek(doc);
                if block.doc(at) == doc {
                    add(doc, block.freq(at));
                }
            }
            return Ok(());
        }
        while !block.docs().is_empty() {
            for (&doc, &frequency) in block.docs().iter().zip(block.freqs()) {
                if matches.contains(doc as usize) {
                    add(doc, frequency);
                }
            }
            block.advance();
        }
        Ok(())
    }
}
