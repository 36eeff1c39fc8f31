//! What of a document is marked for a search.

use super::planning::plan;
use crate::error::Result;
use crate::message::Request;
use crate::showing::{Marker, Marking};
use crate::snapshot::Bounded;

/// The words that a request finds documents by. What it takes to be what, so that the same words
/// are marked as in its hits.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn marking(snapshot: Bounded<'_>, request: &Request) -> Result<Marking> {
    let planned = plan(snapshot, request, &mut Vec::new())?;
    Ok(Marking::new(Marker::new(&planned.query)))
}
