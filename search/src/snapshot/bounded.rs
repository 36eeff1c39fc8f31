//! A snapshot as one request searches it.

use std::ops::Deref;

use super::Snapshot;
use crate::message::Budget;

/// A snapshot, and how much work may be done in it.
#[derive(Clone, Copy)]
pub(crate) struct Bounded<'a> {
    snapshot: &'a Snapshot,
    pub(crate) budget: &'a Budget,
}

impl Snapshot {
    /// The snapshot for a request that may cost so much.
    pub(crate) fn within<'a>(&'a self, budget: &'a Budget) -> Bounded<'a> {
        Bounded { snapshot: self, budget }
    }

    /// The snapshot for work whose cost is known to be small, or that somebody waits for.
    pub(crate) fn unbounded(&self) -> Bounded<'_> {
        static UNLIMITED: Budget = Budget::unlimited();
        self.within(&UNLIMITED)
    }
}

impl Deref for Bounded<'_> {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        self.snapshot
    }
}
