//! Counting all documents that a request finds, in one pass for all tables.

use crate::error::Result;
use crate::facets::{Tally, Verdict};
use crate::gathering::Sieve;
use crate::message::{CountBy, Counts, Request};
use crate::operations::planning::{Planned, plan};
use crate::operations::search::{cut_off, sort, understood};
use crate::snapshot::Bounded;

/// Counts what a request finds.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn count(
    snapshot: Bounded<'_>,
    request: &Request,
    tables: &[CountBy],
) -> Result<Counts> {
    let mut notices = Vec::new();
    let planned = plan(snapshot, request, &mut notices)?;
    let mut tallies: Vec<Tally> =
        tables.iter().map(|by| Tally::new(by, &snapshot.facets)).collect();
    let total = pass(snapshot, &planned, &mut tallies);
    let complete = !snapshot.budget.is_spent();
    if !complete {
        notices.push(cut_off());
    }
    Ok(Counts {
        query: request.query.clone(),
        understood: understood(&planned.query, sort(request, &planned), &snapshot.gazetteer),
        notices,
        complete,
        total,
        tables: tallies.into_iter().map(|tally| tally.table(&snapshot.facets)).collect(),
        took_ms: 0.0,
    })
}

/// Counts the hits of as many segments as the budget pays for; gives how many there are.
fn pass(snapshot: Bounded<'_>, planned: &Planned, tallies: &mut [Tally]) -> usize {
    let Planned { selection, stated, matches, .. } = planned;
    let sieve = Sieve { snapshot, matches, selection, stated };
    let mut total = 0;
    for (ordinal, facets) in snapshot.facets.segments.iter().enumerate() {
        let matching = sieve.matching(ordinal);
        let work = matching.count_ones(..) * (1 + tallies.len());
        if !snapshot.budget.pays(work as u64) {
            break;
        }
        let verdicts = sieve.verdicts(ordinal, &matching);
        for (doc, _) in verdicts.filter(|(_, verdict)| *verdict == Verdict::Passes) {
            total += 1;
            tallies.iter_mut().for_each(|tally| tally.count(facets, doc));
        }
    }
    total
}
