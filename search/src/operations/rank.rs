//! The ranking alone, without filters and without the cut at most of the query's weight: what
//! judged queries measure.

use corpus::PartialDate;

use crate::error::Result;
use crate::facets::{Preferred, Selection};
use crate::gathering::{FoundDocument, Gathering};
use crate::matching::Matches;
use crate::message::{Ranked, Sort};
use crate::question::{GiveWay, NamedWords, Reading};
use crate::snapshot::Snapshot;

/// The documents that have anything of a query, best first, at most `limit`.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn rank(snapshot: &Snapshot, query: &str, limit: usize) -> Result<Vec<Ranked>> {
    let id = |found: FoundDocument| {
        Ok(Ranked { id: snapshot.load_head(found.at)?.id, score: found.score })
    };
    ranked(snapshot, query, limit)?.into_iter().map(id).collect()
}

/// The same documents by where they are in the index.
pub(super) fn ranked(snapshot: &Snapshot, query: &str, limit: usize) -> Result<Vec<FoundDocument>> {
    let reading = Reading {
        analyzer: &snapshot.index.analyzer,
        names: None,
        synonyms: None,
        today: PartialDate::today(),
        ignore: &[],
        given: &[],
        named: &NamedWords::default(),
        give_way: GiveWay::Nothing,
    };
    let query = reading.read_query(query, &mut Vec::new());
    let gathering = Gathering {
        snapshot: snapshot.unbounded(),
        query: &query,
        matches: &Matches::default(),
        selection: &Selection::default(),
        stated: &Selection::default(),
        preferred: &Preferred::default(),
        sort: Sort::Relevance,
        today: PartialDate::today(),
        collapsed: None,
        offset: 0,
        limit,
    };
    let found = gathering.run()?.page;
    Ok(found.into_iter().filter(|found| found.score > 0.0).collect())
}
