//! Facets: which documents the filters let pass, and how many have which values.
//!
//! Facets are multi-select: values of one facet are alternatives, and a facet's counts ignore its
//! own selection. One pass is enough for all of them: a document that passes every facet's
//! selection is a hit and counts everywhere; one that fails exactly one facet counts in that one.

mod counting;
mod crossing;
mod resolving;
mod selection;

pub(crate) use counting::Counts;
pub(crate) use crossing::Tally;
pub(crate) use selection::{Preferred, Selection, Verdict, overlaps};
