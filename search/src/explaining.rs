//! Why a query finds what it finds: how it was understood and planned, and for
//! one document which filter or word lets it in or keeps it out, and what to change.

use serde::Serialize;
use tantivy::DocAddress;

use crate::bits::Bits;
use crate::error::Result;
use crate::facets::Dimension;
use crate::query::{Clause, Query};
use crate::request::{FilterField, Filters, MAX_LIMIT, Request};
use crate::response::{Notice, Understood};
use crate::view::{Planned, View};

/// How a request was understood and planned.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The query as given.
    pub query: String,
    /// What was read out of it.
    pub understood: Understood,
    /// What could not be understood, or was decided.
    pub notices: Vec<Notice>,
    /// The words that documents should have.
    pub words: Vec<PlannedWord>,
    /// Conditions from the query language, in words.
    pub conditions: Vec<String>,
    /// The filters in force, in words.
    pub filters: Vec<String>,
    /// How many documents are found.
    pub total: usize,
    /// Why the document asked about was or was not found; `None` where none was asked about or
    /// there is none of that id.
    pub document: Option<ExplainedDocument>,
}

/// A word of the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedWord {
    /// The word as typed.
    pub text: String,
    /// Words that do as well.
    pub synonyms: Vec<String>,
    /// How many documents have it or a synonym.
    pub documents: usize,
}

/// A document seen from a query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedDocument {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Whether it is found.
    pub found: bool,
    /// Its place among the hits, from 1; `None` where it is not found or further down than
    /// [`MAX_LIMIT`].
    pub rank: Option<usize>,
    /// What each filter makes of it.
    pub filters: Vec<ExplainedFilter>,
    /// What each word and condition makes of it.
    pub words: Vec<ExplainedWord>,
    /// What to change so that it is found; empty where it is.
    pub advice: Vec<String>,
}

/// A filter and a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedFilter {
    /// The field, as [`FilterField::key`] names it.
    pub field: &'static str,
    /// Whether the document passes.
    pub passes: bool,
}

/// A word or condition and a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedWord {
    /// The word as typed, or the condition in words.
    pub text: String,
    /// Whether the document has it.
    pub has: bool,
    /// Whether it has only a synonym.
    pub by_synonym: bool,
}

impl View {
    /// How a request is understood and planned; see [`Explanation`].
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn explain(&self, request: &Request, id: Option<&str>) -> Result<Explanation> {
        let response = self.search(&Request { limit: 0, ..request.clone() })?;
        let planned = self.plan(request, &mut Vec::new())?;
        let (words, query) = (self.matcher().words(&planned.query.words, None)?, &planned.query);
        let words = words.iter().zip(&query.words).map(|(found, word)| PlannedWord {
            text: word.text.clone(),
            synonyms: word.synonyms.clone(),
            documents: found.count,
        });
        let at = id.map(|id| self.address(id)).transpose()?.flatten();
        let document = at.map(|at| self.explain_document(request, &planned, at)).transpose()?;
        Ok(Explanation {
            query: request.query.clone(),
            understood: response.understood,
            notices: response.notices,
            words: words.collect(),
            conditions: query.clauses.iter().map(in_words).collect(),
            filters: filters_in_words(&request.filters.and(&query.filters)),
            total: response.total,
            document,
        })
    }

    fn explain_document(
        &self,
        request: &Request,
        planned: &Planned,
        at: DocAddress,
    ) -> Result<ExplainedDocument> {
        let document = self.index.documents.load_head(&self.searcher, at)?;
        let has = |docs: &[Bits]| docs[at.segment_ord as usize].contains(at.doc_id);
        let words = self.explain_words(&planned.query, &has)?;
        let filters = self.explain_filters(request, planned, at);
        let matches = planned.matches.docs.as_deref().is_none_or(has);
        let found = matches && filters.iter().all(|filter| filter.passes);
        let rank = if found { self.rank_of(request, &document.id)? } else { None };
        let advice = if found { Vec::new() } else { advice(&planned.query, &filters, &words) };
        let (id, title) = (document.id, document.title);
        Ok(ExplainedDocument { id, title, found, rank, filters, words, advice })
    }

    fn explain_words(
        &self,
        query: &Query,
        has: &dyn Fn(&[Bits]) -> bool,
    ) -> Result<Vec<ExplainedWord>> {
        let matcher = self.matcher();
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
        for clause in &query.clauses {
            let docs = matcher.clause(clause, &mut Vec::new())?;
            words.push(ExplainedWord {
                text: in_words(clause),
                has: has(&docs),
                by_synonym: false,
            });
        }
        Ok(words)
    }

    fn explain_filters(
        &self,
        request: &Request,
        planned: &Planned,
        at: DocAddress,
    ) -> Vec<ExplainedFilter> {
        let facets = &self.facets.segments[at.segment_ord as usize];
        let fields = request.filters.and(&planned.query.filters).fields();
        let explained = fields.into_iter().map(|field| ExplainedFilter {
            field: field.key(),
            passes: planned.selection.passes(facets, Dimension::of(field), at.doc_id),
        });
        explained.collect()
    }

    fn rank_of(&self, request: &Request, id: &str) -> Result<Option<usize>> {
        let request = Request { limit: MAX_LIMIT, offset: 0, ..request.clone() };
        let ranked = self.ids(&request)?;
        Ok(ranked.iter().position(|ranked| ranked == id).map(|at| at + 1))
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
        Clause::Passes(filters) => filters_in_words(filters).join("，"),
        Clause::Not(inner) => format!("不含（{}）", in_words(inner)),
        Clause::All(inner) => list(inner, " "),
        Clause::Any(inner) => format!("（{}）", list(inner, " 或 ")),
    }
}

/// Filters, a field each, in words.
fn filters_in_words(filters: &Filters) -> Vec<String> {
    let values = |field: FilterField| -> Vec<String> {
        match field {
            FilterField::Dates => {
                filters.years.iter().chain(&filters.dates).map(ToString::to_string).collect()
            }
            FilterField::Districts => filters.districts.clone(),
            FilterField::Agencies => filters.agencies.clone(),
            FilterField::Kinds => filters.kinds.iter().map(|kind| kind.name().to_owned()).collect(),
            FilterField::Levels => {
                filters.levels.iter().map(|level| level.name().to_owned()).collect()
            }
            FilterField::DocTypes => filters.doc_types.clone(),
            FilterField::Statuses => filters.statuses.clone(),
        }
    };
    let shown = |field: FilterField| format!("{}：{}", field.key(), values(field).join("、"));
    filters.fields().into_iter().map(shown).collect()
}
