//! Why a query finds what it finds: how it was understood and planned, and for
//! one document which filter or word lets it in or keeps it out, and what to change.

use fixedbitset::FixedBitSet;
use tantivy::DocAddress;

use crate::error::Result;
use crate::matching::Matcher;
use crate::message::{
    ExplainedDocument, ExplainedFilter, ExplainedWord, Explanation, FilterField, Filters,
    MAX_LIMIT, PlannedWord, Request,
};
use crate::naming;
use crate::operations::planning::{Planned, plan};
use crate::operations::search::search;
use crate::question::{Clause, Query};
use crate::snapshot::Bounded;
use crate::vocabulary::LazyVocabulary;

/// How a request is understood and planned; see [`Explanation`].
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn explain(
    snapshot: Bounded<'_>,
    vocabulary: &LazyVocabulary,
    request: &Request,
    id: Option<&str>,
) -> Result<Explanation> {
    let snapshot = snapshot.in_scope(request.scope);
    let response = search(snapshot, vocabulary, &Request { limit: 0, ..request.clone() })?;
    let planned = plan(snapshot, request, &mut Vec::new())?;
    let query = &planned.query;
    let words = Matcher { snapshot }.words(&query.words, None)?;
    let words = words.iter().zip(&query.words).map(|(found, word)| PlannedWord {
        text: word.text.clone(),
        synonyms: word.synonyms.clone(),
        documents: found.count,
    });
    let explainer = Explainer { snapshot, vocabulary, request, planned: &planned };
    let at = id.map(|id| naming::address(&snapshot, id)).transpose()?.flatten();
    let document = at.map(|at| explainer.document(at)).transpose()?;
    Ok(Explanation {
        query: request.query.clone(),
        understood: response.understood,
        notices: response.notices,
        words: words.collect(),
        conditions: query.clauses.iter().chain(&query.within).map(in_words).collect(),
        filters: filters_in_words(&request.filters.and(&query.filters)),
        total: response.total,
        document,
    })
}

/// Explains documents for a planned request.
struct Explainer<'a> {
    snapshot: Bounded<'a>,
    vocabulary: &'a LazyVocabulary,
    request: &'a Request,
    planned: &'a Planned,
}

impl Explainer<'_> {
    fn document(&self, at: DocAddress) -> Result<ExplainedDocument> {
        let document = self.snapshot.load_head(at)?;
        let has = |docs: &[FixedBitSet]| docs[at.segment_ord as usize].contains(at.doc_id as usize);
        let words = self.words(&has)?;
        let filters = self.filters(at);
        let matches = self.planned.matches.docs.as_deref().is_none_or(has);
        let facets = &self.snapshot.facets.segments[at.segment_ord as usize];
        let is_wanted = self.planned.stated.passes_besides(facets, at.doc_id);
        let found = matches && is_wanted && filters.iter().all(|filter| filter.passes);
        let rank = if found { self.rank(&document.id)? } else { None };
        let mut advice = match found {
            true => Vec::new(),
            false => advice(&self.planned.query, &filters, &words),
        };
        advice.extend((!is_wanted).then(|| "收录得太早；放宽或去掉 --since".to_owned()));
        let (id, title) = (document.id, document.fields.title);
        Ok(ExplainedDocument { id, title, found, rank, filters, words, advice })
    }

    fn words(&self, has: &dyn Fn(&[FixedBitSet]) -> bool) -> Result<Vec<ExplainedWord>> {
        let (matcher, query) = (Matcher { snapshot: self.snapshot }, &self.planned.query);
        let found = matcher.words(&query.words, None)?;
        let mut words: Vec<ExplainedWord> = found
            .iter()
            .zip(&query.words)
            .map(|(found, word)| ExplainedWord {
                text: word.text.clone(),
                has: has(&found.docs),
                by_synonym: has(&found.docs) && found.exact.as_deref().is_some_and(|own| !has(own)),
            })
            .collect();
        for clause in query.clauses.iter().chain(&query.within) {
            let docs = matcher.clause(clause, &mut Vec::new())?;
            words.push(ExplainedWord {
                text: in_words(clause),
                has: has(&docs),
                by_synonym: false,
            });
        }
        Ok(words)
    }

    fn filters(&self, at: DocAddress) -> Vec<ExplainedFilter> {
        let facets = &self.snapshot.facets.segments[at.segment_ord as usize];
        // What is read out of the query does not exclude what it names.
        let is_named = self.planned.matches.first.contains_key(&at);
        let (filters, selection) = match is_named {
            true => (self.request.filters.clone(), &self.planned.stated),
            false => {
                let all = self.request.filters.and(&self.planned.query.filters);
                (all, &self.planned.selection)
            }
        };
        let explained = filters.fields().into_iter().map(|field| ExplainedFilter {
            field,
            passes: selection.passes(facets, field, at.doc_id),
        });
        explained.collect()
    }

    /// The place of a document among the hits, from 1.
    fn rank(&self, id: &str) -> Result<Option<usize>> {
        let request = Request { limit: MAX_LIMIT, offset: 0, ..self.request.clone() };
        let hits = search(self.snapshot, self.vocabulary, &request)?.hits;
        Ok(hits.iter().position(|hit| hit.id == id).map(|at| at + 1))
    }
}

/// What to change so that a document is found.
fn advice(query: &Query, filters: &[ExplainedFilter], words: &[ExplainedWord]) -> Vec<String> {
    let of_filter = |filter: &ExplainedFilter| {
        let receipt = query.receipts.iter().find(|receipt| receipt.field == filter.field);
        match receipt {
            Some(receipt) => format!(
                "从“{}”读出的限定把它排除了；用 --ignore {} 去掉",
                receipt.words, filter.field
            ),
            None => format!("选定的 {} 把它排除了；放宽或去掉这项筛选", filter.field),
        }
    };
    let failing = filters.iter().filter(|filter| !filter.passes).map(of_filter);
    let missing = words.iter().filter(|word| !word.has);
    let missing = missing.map(|word| format!("文件里没有“{}”；去掉它，或换一个说法", word.text));
    failing.chain(missing).collect()
}

/// A condition in words.
fn in_words(clause: &Clause) -> String {
    let text =
        |runs: &[Vec<char>]| runs.iter().map(String::from_iter).collect::<Vec<String>>().join("。");
    let list = |clauses: &[Clause], join: &str| {
        clauses.iter().map(in_words).collect::<Vec<_>>().join(join)
    };
    match clause {
        Clause::Runs(runs) => text(runs),
        Clause::Title(runs) => format!("标题:{}", text(runs)),
        Clause::Number(parts) => format!("文号:{parts}"),
        Clause::Numbers(numbers) => format!("文号:{}", numbers.join("、")),
        Clause::Passes(filters) => filters_in_words(filters).join("，"),
        Clause::Not(inner) => format!("不含（{}）", in_words(inner)),
        Clause::All(inner) => list(inner, " "),
        Clause::Any(inner) => format!("（{}）", list(inner, " 或 ")),
    }
}

/// Filters, a field each, in words.
fn filters_in_words(filters: &Filters) -> Vec<String> {
    let shown = |field: FilterField| format!("{field}：{}", filters.in_words(field).join("、"));
    filters.fields().into_iter().map(shown).collect()
}
