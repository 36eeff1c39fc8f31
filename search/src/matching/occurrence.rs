//! In which documents a run of characters stands, by the positions of its
//! pairs.

use fixedbitset::FixedBitSet;
use indexer::TextFields;
use indexer::analysis::grams;
use tantivy::query::{EnableScoring, PhraseQuery, Query as _};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::message::Budget;

/// What reading a document of a phrase's term costs, in postings without positions.
const WITH_POSITIONS: u64 = 4;

/// Adds the documents of a segment in whose texts of one area runs of characters stand, one right
/// after the other, sentence ends between them. What the budget does not pay for is not looked up.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn find_runs(
    (searcher, segment): (&Searcher, &SegmentReader),
    area: TextFields,
    runs: &[Vec<char>],
    budget: &Budget,
    found: &mut FixedBitSet,
) -> tantivy::Result<()> {
    match runs {
        [run] if run.len() == 1 => {
            let term = Term::from_field_text(area.terms, &String::from_iter(run));
            find_term(segment, &term, budget, found)
        }
        _ => {
            let terms = cover(runs, area.grams);
            match terms.as_slice() {
                [] => Ok(()),
                [(_, term)] => find_term(segment, term, budget, found),
                _ => find_phrase((searcher, segment), terms, budget, found),
            }
        }
    }
}

/// The grams that cover the runs, each with its position: those over gaps, and within a run every
/// other one, as positions hold them together.
fn cover(runs: &[Vec<char>], field: Field) -> Vec<(usize, Term)> {
    let texts: Vec<String> = runs.iter().map(|run| run.iter().collect()).collect();
    let all = grams(&texts.join("\n"));
    let mut covered = 0;
    let mut chosen = Vec::new();
    for (at, gram) in all.iter().enumerate() {
        let ends_run = all.get(at + 1).is_none_or(|next| next.over_gap);
        if gram.over_gap || gram.position >= covered || ends_run {
            chosen.push((gram.position, Term::from_field_text(field, &gram.term())));
            covered = gram.position + 2;
        }
    }
    chosen
}

/// Adds the documents of a segment that have a term, if the budget pays for it.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn find_term(
    segment: &SegmentReader,
    term: &Term,
    budget: &Budget,
    found: &mut FixedBitSet,
) -> tantivy::Result<()> {
    let index = segment.inverted_index(term.field())?;
    let Some(info) = index.get_term_info(term)? else { return Ok(()) };
    if budget.pays(u64::from(info.doc_freq)) {
        let mut postings = index.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        collect(&mut postings, segment, found);
    }
    Ok(())
}

fn find_phrase(
    (searcher, segment): (&Searcher, &SegmentReader),
    terms: Vec<(usize, Term)>,
    budget: &Budget,
    found: &mut FixedBitSet,
) -> tantivy::Result<()> {
    let mut postings = 0;
    for (_, term) in &terms {
        let info = segment.inverted_index(term.field())?.get_term_info(term)?;
        let Some(info) = info else { return Ok(()) };
        postings += u64::from(info.doc_freq);
    }
    if !budget.pays(postings * WITH_POSITIONS) {
        return Ok(());
    }
    let phrase = PhraseQuery::new_with_offset(terms);
    let weight = phrase.weight(EnableScoring::disabled_from_searcher(searcher))?;
    collect(weight.scorer(segment, 1.0)?.as_mut(), segment, found);
    Ok(())
}

/// Adds documents of a segment but those that were deleted, which stand in its postings until it is
/// merged.
fn collect(docs: &mut dyn DocSet, segment: &SegmentReader, found: &mut FixedBitSet) {
    let mut doc = docs.doc();
    while doc != TERMINATED {
        if !segment.is_deleted(doc) {
            found.insert(doc as usize);
        }
        doc = docs.advance();
    }
}
