//! Which documents match: characters decide. A document has a word when the
//! word's characters stand in it as a run, wherever jieba would cut.

mod occurrence;
mod weighing;
mod words;

use std::collections::HashMap;

use corpus::DateRange;
use corpus::number::Parts;
use fixedbitset::FixedBitSet;
use indexer::TextFields;
use indexer::analysis::runs;
use tantivy::{DocAddress, SegmentReader, Term};

use crate::facets::{Selection, Verdict, overlaps};
use crate::message::{Filters, Notice};
use crate::question::{Clause, Query, Runs};
use crate::ranking::weights::SHORT_QUERY_WORDS;
use crate::snapshot::{Bounded, SegmentFacets};
pub(crate) use occurrence::find_runs;
use occurrence::find_term;
pub(crate) use weighing::Carried;
use weighing::{
    FoundWord, WantedDocuments, all_words, count, intersect, most_weight, surely_most_weight,
    synonyms_used,
};

/// The documents that match.
#[derive(Default)]
pub(crate) struct Matches {
    /// For each segment of the snapshot; `None` where all do.
    pub(crate) docs: Option<Vec<FixedBitSet>>,
    /// Those that have the words themselves and not only synonyms; `None` where all do.
    pub(crate) exact: Option<Vec<FixedBitSet>>,
    /// Whether words had to be given up.
    pub(crate) loosened: bool,
    /// Documents that come before all others where the best come first, each with its place among
    /// them.
    pub(crate) first: HashMap<DocAddress, u32>,
}

impl Matches {
    /// Whether nothing matches.
    pub(crate) fn is_empty(&self) -> bool {
        self.docs.as_ref().is_some_and(|docs| docs.iter().all(FixedBitSet::is_clear))
    }

    /// Takes in documents that come before all others, also where they lack words.
    pub(crate) fn put_first(&mut self, first: HashMap<DocAddress, u32>) {
        for at in first.keys() {
            let (segment, doc) = (at.segment_ord as usize, at.doc_id as usize);
            for docs in [&mut self.docs, &mut self.exact].into_iter().flatten() {
                docs[segment].insert(doc);
            }
        }
        self.first = first;
    }

    /// Leaves only these documents, for each segment.
    pub(crate) fn narrow(&mut self, to: &[FixedBitSet]) {
        self.docs = Some(match self.docs.take() {
            Some(docs) => intersect(docs, to),
            None => to.to_vec(),
        });
        let stays = |at: &DocAddress| to[at.segment_ord as usize].contains(at.doc_id as usize);
        self.first.retain(|at, _| stays(at));
    }

    /// How many documents have all words of a query; `None` where it has none.
    pub(crate) fn count(&self) -> Option<usize> {
        let docs = self.docs.as_deref()?;
        Some(if self.loosened { 0 } else { count(docs) })
    }
}

/// A snapshot in which documents are matched.
pub(crate) struct Matcher<'a> {
    pub(crate) snapshot: Bounded<'a>,
}

impl Matcher<'_> {
    /// Finds the documents that match a query.
    ///
    /// A short query means all its words; a longer one most of their weight. Where no document has
    /// all words, heavier ones are kept and those that would leave nothing given up, and a notice
    /// says which; half of the query is never given up. Clauses hold strictly.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn find(
        &self,
        query: &Query,
        notices: &mut Vec<Notice>,
    ) -> tantivy::Result<Matches> {
        let mut strict: Option<Vec<FixedBitSet>> = None;
        for clause in &query.clauses {
            let docs = self.clause(clause, notices)?;
            strict = Some(match strict {
                Some(before) => intersect(before, &docs),
                None => docs,
            });
        }
        let words = self.words(&query.words, strict.as_deref())?;
        if words.len() < query.words.len() {
            return self.cut_off(query, &words);
        }
        if words.is_empty() {
            return Ok(Matches { docs: strict, ..Matches::default() });
        }
        notices.extend(synonyms_used(&query.words, &words));
        let all = self.snapshot.searcher.num_docs();
        let wanted = self.wanted(query, &words);
        Ok(if words.len() <= SHORT_QUERY_WORDS {
            all_words(words, all, &wanted, self.snapshot.scope, notices)
        } else {
            Matches { docs: Some(most_weight(&words, all, &wanted)), ..Matches::default() }
        })
    }

    /// Documents that match for certain, where the budget did not pay for all words.
    fn cut_off(&self, query: &Query, words: &[FoundWord]) -> tantivy::Result<Matches> {
        let unknown = query.words.len() - words.len();
        let certain = match query.words.len() {
            ..=SHORT_QUERY_WORDS => None,
            _ => surely_most_weight(words, unknown, self.snapshot.searcher.num_docs()),
        };
        let docs = certain.map_or_else(|| self.nothing(), Ok)?;
        Ok(Matches { docs: Some(docs), ..Matches::default() })
    }

    /// No document of any segment.
    fn nothing(&self) -> tantivy::Result<Vec<FixedBitSet>> {
        self.each_segment(|_, _| Ok(()))
    }

    /// The documents of the districts, agencies, kinds and levels that the words name: among these
    /// words are weighed, also where a filter was taken off, so that taking it off loses nothing.
    /// All documents where none of these has a word: that it is in others, ways out say.
    fn wanted(&self, query: &Query, words: &[FoundWord]) -> WantedDocuments<'_> {
        let filters = Filters { dates: Vec::new(), years: Vec::new(), ..query.named.clone() };
        let cache = &self.snapshot.facets;
        if filters == Filters::default() {
            return WantedDocuments { cache, selection: None };
        }
        let selection = Selection::resolve(&filters, &self.snapshot, &mut Vec::new());
        let wanted = WantedDocuments { cache, selection: Some(selection) };
        match words.iter().any(|word| wanted.has_any(&word.docs)) {
            true => wanted,
            false => WantedDocuments { cache, selection: None },
        }
    }

    /// The documents in which a text stands word for word, in one run.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn verbatim(&self, text: &str) -> tantivy::Result<Vec<DocAddress>> {
        let runs = runs(text);
        if runs.len() != 1 {
            return Ok(Vec::new());
        }
        let found = self.in_texts(&runs)?;
        let addresses = (0..).zip(&found).flat_map(|(segment, docs)| {
            docs.ones().map(move |doc| DocAddress::new(segment, doc as u32))
        });
        Ok(addresses.collect())
    }

    /// Those of the documents that match whose titles have one of some years; `None` where there are
    /// none.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn titles_of_years(
        &self,
        ranges: &[DateRange],
        matches: &Matches,
    ) -> tantivy::Result<Option<Vec<FixedBitSet>>> {
        let year = |range: &DateRange| {
            let (from, to) = (range.from?.year(), range.to?.year());
            (from == to).then(|| from.to_string())
        };
        let years = ranges.iter().filter_map(year).map(|year| Clause::Title(runs(&year)));
        let years: Vec<Clause> = years.collect();
        if years.is_empty() {
            return Ok(None);
        }
        let found = self.join(&years, FixedBitSet::union_with, &mut Vec::new())?;
        let found = match &matches.docs {
            Some(docs) => intersect(found, docs),
            None => found,
        };
        Ok(found.iter().any(|docs| !docs.is_clear()).then_some(found))
    }

    /// Whether documents match, and none of them in some ranges of time.
    pub(crate) fn none_in(&self, matches: &Matches, ranges: &[DateRange]) -> bool {
        let Some(docs) = &matches.docs else { return false };
        let in_range = |facets: &SegmentFacets, doc: usize| {
            ranges.iter().any(|range| overlaps(range, facets.days[doc]))
        };
        let segments = || docs.iter().zip(&self.snapshot.facets.segments);
        segments().any(|(docs, _)| !docs.is_clear())
            && !segments().any(|(docs, facets)| docs.ones().any(|doc| in_range(facets, doc)))
    }

    /// The words that no document has which passes a selection, where documents outside of it do.
    pub(crate) fn missing_within<'q>(
        &self,
        query: &'q Query,
        selection: &Selection,
    ) -> tantivy::Result<Vec<&'q str>> {
        let mut missing = Vec::new();
        for (word, found) in query.words.iter().zip(self.words(&query.words, None)?) {
            let mut segments = found.docs.iter().zip(&self.snapshot.facets.segments);
            let inside = segments.any(|(docs, facets)| {
                docs.ones().any(|doc| selection.test(facets, doc as u32) == Verdict::Passes)
            });
            if !inside {
                missing.push(word.text.as_str());
            }
        }
        Ok(missing)
    }

    /// The documents for which a clause holds, for each segment.
    pub(crate) fn clause(
        &self,
        clause: &Clause,
        notices: &mut Vec<Notice>,
    ) -> tantivy::Result<Vec<FixedBitSet>> {
        match clause {
            Clause::Runs(runs) => self.in_texts(runs),
            Clause::Title(runs) => self.runs(&[self.snapshot.fields().title], runs),
            Clause::Number(parts) => self.number(parts),
            Clause::Numbers(numbers) => self.numbered(numbers.iter().map(String::as_str)),
            Clause::Passes(filters) => Ok(self.passes(filters, notices)),
            Clause::Not(inner) => {
                let without = self.clause(inner, notices)?;
                if self.snapshot.budget.is_spent() {
                    // Others than these may have what is excluded.
                    return self.nothing();
                }
                let segments = self.snapshot.searcher.segment_readers().iter().zip(&without);
                let others = |(segment, without): (&SegmentReader, &FixedBitSet)| {
                    living(segment, |&doc| !without.contains(doc as usize))
                };
                Ok(segments.map(others).collect())
            }
            Clause::All(inner) => self.join(inner, FixedBitSet::intersect_with, notices),
            Clause::Any(inner) => self.join(inner, FixedBitSet::union_with, notices),
        }
    }

    fn join(
        &self,
        clauses: &[Clause],
        join: fn(&mut FixedBitSet, &FixedBitSet),
        notices: &mut Vec<Notice>,
    ) -> tantivy::Result<Vec<FixedBitSet>> {
        let mut joined: Option<Vec<FixedBitSet>> = None;
        for clause in clauses {
            let docs = self.clause(clause, notices)?;
            match &mut joined {
                Some(joined) => joined.iter_mut().zip(&docs).for_each(|(a, b)| join(a, b)),
                None => joined = Some(docs),
            }
        }
        Ok(joined.unwrap_or_default())
    }

    /// The documents in whose title or text, as far as words are looked for there, runs stand.
    fn in_texts(&self, runs: &Runs) -> tantivy::Result<Vec<FixedBitSet>> {
        self.runs(&self.snapshot.areas(), runs)
    }

    fn runs(&self, areas: &[TextFields], runs: &Runs) -> tantivy::Result<Vec<FixedBitSet>> {
        self.each_segment(|segment, found| {
            areas.iter().try_for_each(|area| {
                find_runs(
                    (&self.snapshot.searcher, segment),
                    *area,
                    runs,
                    self.snapshot.budget,
                    found,
                )
            })
        })
    }

    /// The documents whose 发文字号 has these parts.
    fn number(&self, parts: &Parts) -> tantivy::Result<Vec<FixedBitSet>> {
        let numbers = self.snapshot.numbers().iter();
        let fitting = numbers.filter(|(_, number)| parts.fit(number));
        self.numbered(fitting.map(|(number, _)| number.as_str()))
    }

    /// The documents that have one of some 发文字号.
    fn numbered<'n>(
        &self,
        numbers: impl Iterator<Item = &'n str> + Clone,
    ) -> tantivy::Result<Vec<FixedBitSet>> {
        let field = self.snapshot.fields().number;
        self.each_segment(|segment, found| {
            numbers.clone().try_for_each(|number| {
                let term = Term::from_field_text(field, number);
                find_term(segment, &term, self.snapshot.budget, found)
            })
        })
    }

    /// The documents that pass filters.
    fn passes(&self, filters: &Filters, notices: &mut Vec<Notice>) -> Vec<FixedBitSet> {
        let selection = Selection::resolve(filters, &self.snapshot, notices);
        let segments =
            self.snapshot.searcher.segment_readers().iter().zip(&self.snapshot.facets.segments);
        segments
            .map(|(segment, facets)| {
                if !self.snapshot.budget.pays(u64::from(segment.max_doc())) {
                    return FixedBitSet::with_capacity(segment.max_doc() as usize);
                }
                let passes = |&doc: &u32| selection.test(facets, doc) == Verdict::Passes;
                living(segment, passes)
            })
            .collect()
    }

    fn each_segment(
        &self,
        find: impl Fn(&SegmentReader, &mut FixedBitSet) -> tantivy::Result<()>,
    ) -> tantivy::Result<Vec<FixedBitSet>> {
        let segments = self.snapshot.searcher.segment_readers().iter();
        segments
            .map(|segment| {
                let mut found = FixedBitSet::with_capacity(segment.max_doc() as usize);
                find(segment, &mut found)?;
                Ok(found)
            })
            .collect()
    }
}

/// The documents of a segment that were not deleted and pass a test.
fn living(segment: &SegmentReader, passes: impl Fn(&u32) -> bool) -> FixedBitSet {
    let mut found = FixedBitSet::with_capacity(segment.max_doc() as usize);
    segment.doc_ids_alive().filter(passes).for_each(|doc| found.insert(doc as usize));
    found
}
