//! Which documents match: characters decide. A document has a word when the
//! word's characters stand in it as a run, wherever jieba would cut.

use indexer::analysis::{Gram, grams, marks_end_of_run};
use indexer::{Fields, TextFields};
use tantivy::query::{EnableScoring, PhraseQuery, Query as _};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

use crate::bits::Bits;
use crate::query::{Query, QueryWord};
use crate::response::Notice;
use crate::weights::{LONG_QUERY_SHARE, SHORT_QUERY_WORDS};

/// The documents that match, for each segment of the view; `None` where all do.
pub(crate) type Matches = Option<Vec<Bits>>;

/// Finds the documents that match a query.
///
/// A short query means all its words; a longer one most of their weight. Where no document has
/// all words, the lightest are given up, which a notice says.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn find(
    searcher: &Searcher,
    fields: &Fields,
    query: &Query,
    notices: &mut Vec<Notice>,
) -> tantivy::Result<Matches> {
    let mut words = Vec::new();
    for word in &query.words {
        words.push(FoundWord::find(searcher, fields, word)?);
    }
    if words.is_empty() {
        return Ok(None);
    }
    let all = searcher.num_docs() as f32;
    words.sort_by(|a, b| b.weight(all).total_cmp(&a.weight(all)));
    Ok(Some(if words.len() <= SHORT_QUERY_WORDS {
        all_words(words, notices)
    } else {
        most_weight(searcher, &words, all)
    }))
}

/// A word with the documents that have it, for each segment.
struct FoundWord<'a> {
    text: &'a str,
    docs: Vec<Bits>,
    count: usize,
}

impl<'a> FoundWord<'a> {
    fn find(
        searcher: &Searcher,
        fields: &Fields,
        word: &'a QueryWord,
    ) -> tantivy::Result<FoundWord<'a>> {
        let mut docs = Vec::new();
        for segment in searcher.segment_readers() {
            let mut found = Bits::none(segment.max_doc());
            for area in [fields.title, fields.text] {
                run_in(searcher, segment, area, &word.runs, &mut found)?;
            }
            docs.push(found);
        }
        let count = docs.iter().map(|docs| docs.iter().count()).sum();
        Ok(FoundWord { text: &word.text, docs, count })
    }

    /// Rare words weigh more: the inverse document frequency of BM25.
    fn weight(&self, all: f32) -> f32 {
        let count = self.count as f32;
        (1.0 + (all - count + 0.5).max(0.0) / (count + 0.5)).ln()
    }
}

/// The documents that have all words; heavier words come first, and a word that would leave
/// nothing is given up.
fn all_words(words: Vec<FoundWord>, notices: &mut Vec<Notice>) -> Vec<Bits> {
    let mut matches: Option<Vec<Bits>> = None;
    let mut given_up: Vec<&str> = Vec::new();
    let mut nothing: Vec<Bits> = Vec::new();
    for word in words {
        let mut narrowed = word.docs;
        if let Some(matches) = &matches {
            narrowed.iter_mut().zip(matches).for_each(|(a, b)| a.intersect(b));
        }
        if narrowed.iter().all(Bits::is_empty) {
            given_up.push(word.text);
            nothing = narrowed;
        } else {
            matches = Some(narrowed);
        }
    }
    match matches {
        Some(matches) => {
            if !given_up.is_empty() {
                notices.push(words_given_up(&given_up));
            }
            matches
        }
        None => nothing,
    }
}

fn words_given_up(words: &[&str]) -> Notice {
    let words = words.join("、");
    Notice {
        code: "words_given_up",
        text: format!("没有文件包含全部词语，已放宽：{words}"),
        words,
    }
}

/// The documents that carry most of the weight that any document can carry.
fn most_weight(searcher: &Searcher, words: &[FoundWord], all: f32) -> Vec<Bits> {
    let found: Vec<&FoundWord> = words.iter().filter(|word| word.count > 0).collect();
    let total: f32 = found.iter().map(|word| word.weight(all)).sum();
    let mut carried: Vec<Vec<f32>> = searcher
        .segment_readers()
        .iter()
        .map(|segment| vec![0.0; segment.max_doc() as usize])
        .collect();
    for word in &found {
        let weight = word.weight(all);
        for (carried, docs) in carried.iter_mut().zip(&word.docs) {
            docs.iter().for_each(|doc| carried[doc as usize] += weight);
        }
    }
    let best = carried.iter().flatten().copied().fold(0.0, f32::max);
    let need = (total * LONG_QUERY_SHARE).min(best).max(f32::MIN_POSITIVE);
    carried.iter().map(|carried| at_least(carried, need)).collect()
}

fn at_least(carried: &[f32], need: f32) -> Bits {
    let mut docs = Bits::none(carried.len() as u32);
    for (doc, &weight) in (0..).zip(carried) {
        if weight >= need {
            docs.insert(doc);
        }
    }
    docs
}

/// Adds the documents of a segment in which a run of characters stands in one text.
fn run_in(
    searcher: &Searcher,
    segment: &SegmentReader,
    area: TextFields,
    runs: &[Vec<char>],
    found: &mut Bits,
) -> tantivy::Result<()> {
    match runs {
        [run] if run.len() == 1 => {
            let term = Term::from_field_text(area.terms, &String::from_iter(run));
            term_in(segment, area.terms, &term, found)
        }
        _ => {
            let terms = cover(runs, area.grams);
            match terms.as_slice() {
                [] => Ok(()),
                [(_, term)] => term_in(segment, area.grams, term, found),
                _ => phrase_in(searcher, segment, terms, found),
            }
        }
    }
}

/// The fewest grams that cover the runs, each with its position.
///
/// Within one run every other pair is enough, as positions hold them together. Where sentence
/// ends are crossed, the marks at the inner ends of the runs say that the text ends there too.
fn cover(runs: &[Vec<char>], field: Field) -> Vec<(usize, Term)> {
    let texts: Vec<String> = runs.iter().map(|run| run.iter().collect()).collect();
    let all = grams(&texts.join("\n"));
    let end = all.iter().map(|gram| gram.position).max().unwrap_or(0);
    let inner = |gram: &Gram| match gram.pair[0] {
        _ if !marks_end_of_run(gram) => true,
        first if first.is_control() => gram.position > 0,
        _ => gram.position < end,
    };
    let mut covered = 0;
    let mut chosen = Vec::new();
    for (at, gram) in all.iter().enumerate() {
        let last_of_run = all.get(at + 1).is_none_or(marks_end_of_run);
        let mark = marks_end_of_run(gram);
        if inner(gram) && (mark || gram.position >= covered || last_of_run) {
            chosen.push((gram.position, Term::from_field_text(field, &gram.term())));
            if !mark {
                covered = gram.position + 2;
            }
        }
    }
    chosen
}

fn term_in(
    segment: &SegmentReader,
    field: Field,
    term: &Term,
    found: &mut Bits,
) -> tantivy::Result<()> {
    let index = segment.inverted_index(field)?;
    if let Some(mut postings) = index.read_postings(term, IndexRecordOption::Basic)? {
        collect(&mut postings, found);
    }
    Ok(())
}

fn phrase_in(
    searcher: &Searcher,
    segment: &SegmentReader,
    terms: Vec<(usize, Term)>,
    found: &mut Bits,
) -> tantivy::Result<()> {
    let phrase = PhraseQuery::new_with_offset(terms);
    let weight = phrase.weight(EnableScoring::disabled_from_searcher(searcher))?;
    collect(weight.scorer(segment, 1.0)?.as_mut(), found);
    Ok(())
}

fn collect(docs: &mut dyn DocSet, found: &mut Bits) {
    let mut doc = docs.doc();
    while doc != TERMINATED {
        found.insert(doc);
        doc = docs.advance();
    }
}
