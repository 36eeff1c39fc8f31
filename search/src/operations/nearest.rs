//! What comes nearest to a query that finds nothing: documents that have some of its words, set
//! apart from hits and counted nowhere.

use fixedbitset::FixedBitSet;
use indexer::analysis::runs;
use tantivy::DocAddress;

use super::planning::{Planned, Planner};
use super::search::hit;
use crate::error::Result;
use crate::facets::{Preferred, Selection, Verdict};
use crate::gathering::Gathering;
use crate::matching::{Carried, Matcher, Matches};
use crate::message::{
    Applied, FilterField, Filters, NearHit, ReadField, Receipt, Request, Scope, Sort,
};
use crate::question::{Clause, GiveWay, NamedWords, Query};
use crate::ranking::rarity;
use crate::ranking::weights::LONG_QUERY_SHARE;
use crate::showing::Marker;
use crate::snapshot::Bounded;

/// The most documents that are shown.
const MOST: usize = 10;

/// Something that is asked for, and the documents that have it, for each segment.
struct Part {
    text: String,
    docs: Vec<FixedBitSet>,
}

impl Part {
    /// The documents that have it, and what it weighs among `all` documents: rare parts more.
    fn weighed(&self, all: u64) -> (&[FixedBitSet], f32) {
        let count: usize = self.docs.iter().map(|docs| docs.count_ones(..)).sum();
        (&self.docs, rarity(all, count as u64))
    }
}

/// The documents nearest to a request that finds nothing, the best first: those that carry at
/// least half of the weight that any of them carries. What it excludes stays out, and so does what
/// its filters exclude, unless that leaves nothing.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn nearest(
    snapshot: Bounded<'_>,
    request: &Request,
    planned: &Planned,
) -> Result<Vec<NearHit>> {
    // What has the words somewhere comes near to what has them in its title.
    let snapshot = snapshot.in_scope(Scope::Text);
    let matcher = Matcher { snapshot };
    let query = loosely_read(snapshot, request, &planned.query);
    let parts = parts(&matcher, &planned.query, &query)?;
    let Some(first) = parts.first() else { return Ok(Vec::new()) };
    let all = snapshot.searcher.num_docs();
    let carried = Carried::new(&first.docs, parts.iter().map(|part| part.weighed(all)));
    let allowed = allowed(&matcher, &planned.query)?;
    for selection in [&planned.stated, &Selection::default()] {
        let most = carried.most(|segment, doc| {
            let passes = selection.test(&snapshot.facets.segments[segment], doc);
            passes == Verdict::Passes
                && allowed.as_ref().is_none_or(|docs| docs[segment].contains(doc as usize))
        });
        let mut docs = carried.at_least(most * LONG_QUERY_SHARE);
        if let Some(allowed) = &allowed {
            docs.iter_mut().zip(allowed).for_each(|(docs, allowed)| docs.intersect_with(allowed));
        }
        let matches = Matches { docs: Some(docs), ..Matches::default() };
        let gathering = Gathering {
            snapshot,
            query: &query,
            matches: &matches,
            selection,
            stated: selection,
            preferred: &Preferred::default(),
            sort: Sort::Relevance,
            today: request.today,
            collapsed: None,
            offset: 0,
            limit: request.limit.min(MOST),
        };
        let page = gathering.run()?.page;
        if !page.is_empty() {
            let marker = Marker::new(&query);
            let near = page.iter().map(|found| {
                let document = snapshot.load(found.at)?;
                let hit = hit(&snapshot, found, document, &marker)?;
                Ok(NearHit { hit, lacks: lacking(&parts, found.at) })
            });
            return near.collect();
        }
    }
    Ok(Vec::new())
}

/// The query as nothing but words that rank, without what it excludes.
fn loosely_read(snapshot: Bounded<'_>, request: &Request, query: &Query) -> Query {
    let excluded = |at: usize| {
        let mut receipts = query.receipts.iter();
        receipts.any(|receipt| {
            receipt.applied == Applied::Exclude && (receipt.start.0..receipt.end.0).contains(&at)
        })
    };
    let text = request.query.chars().enumerate();
    let text: String = text.map(|(at, c)| if excluded(at) { ' ' } else { c }).collect();
    let ignore: Vec<ReadField> = ReadField::all().collect();
    let request = Request { ignore, synonyms: false, ..request.clone() };
    let planner = Planner { snapshot, request: &request, given: &[] };
    planner.read(&text, &NamedWords::default(), GiveWay::Nothing, &mut Vec::new())
}

/// What is asked for: the words, and what places, issuers and times name, each in the document's
/// fields or in its text.
fn parts(matcher: &Matcher<'_>, query: &Query, loose: &Query) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    let numbers = &query.unknown_numbers;
    for (word, found) in loose.words.iter().zip(matcher.words(&loose.words, None)?) {
        // A 发文字号 is lacked as a whole, and found near by its parts.
        let is_part = numbers.iter().any(|number| number.contains(&word.text));
        let text = if is_part { String::new() } else { word.text.clone() };
        parts.push(Part { text, docs: found.docs });
    }
    for number in numbers {
        let docs = matcher.clause(&Clause::Runs(runs(number)), &mut Vec::new())?;
        parts.push(Part { text: number.clone(), docs });
    }
    for clause in query.clauses.iter().chain(&query.within) {
        if let Clause::Runs(given) | Clause::Title(given) = clause {
            let text = given.iter().flatten().collect();
            parts.push(Part { text, docs: matcher.clause(clause, &mut Vec::new())? });
        }
    }
    for receipt in query.receipts.iter().filter(|receipt| receipt.applied == Applied::Filter) {
        let ReadField::Filter(field) = receipt.field else { continue };
        // 政策 and 市级 say what kind of document is wanted and not what it is about.
        if [FilterField::DISTRICTS, FilterField::AGENCIES, FilterField::DATES].contains(&field) {
            let docs = matcher.clause(&named(receipt, field, query), &mut Vec::new())?;
            parts.push(Part { text: receipt.words.trim().to_owned(), docs });
        }
    }
    Ok(parts)
}

/// The condition that a document has what a receipt names.
fn named(receipt: &Receipt, field: FilterField, query: &Query) -> Clause {
    let filters = match field {
        FilterField::DATES => Filters { dates: query.filters.dates.clone(), ..Filters::default() },
        field => Filters::of(field, vec![receipt.value.clone()]),
    };
    Clause::Any(vec![Clause::Passes(Box::new(filters)), Clause::Runs(runs(&receipt.words))])
}

/// The documents that have nothing that is excluded; `None` where nothing is.
fn allowed(matcher: &Matcher<'_>, query: &Query) -> Result<Option<Vec<FixedBitSet>>> {
    let excluding = query.clauses.iter().filter(|clause| matches!(clause, Clause::Not(_)));
    let excluding: Vec<Clause> = excluding.cloned().collect();
    if excluding.is_empty() {
        return Ok(None);
    }
    Ok(Some(matcher.clause(&Clause::All(excluding), &mut Vec::new())?))
}

/// The parts that a document does not have.
fn lacking(parts: &[Part], at: DocAddress) -> Vec<String> {
    let has = |part: &&Part| part.docs[at.segment_ord as usize].contains(at.doc_id as usize);
    let mut lacks: Vec<String> = Vec::new();
    for part in parts.iter().filter(|part| !part.text.is_empty() && !has(part)) {
        if !lacks.contains(&part.text) {
            lacks.push(part.text.clone());
        }
    }
    lacks
}
