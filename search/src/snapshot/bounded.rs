//! A snapshot as one request searches it.

use std::ops::Deref;

use indexer::TextFields;

use super::Snapshot;
use crate::message::{Budget, Scope};

/// A snapshot, how much work may be done in it, and where words are looked for.
#[derive(Clone, Copy)]
pub(crate) struct Bounded<'a> {
    snapshot: &'a Snapshot,
    pub(crate) budget: &'a Budget,
    pub(crate) scope: Scope,
}

impl Snapshot {
    /// The snapshot for a request that may cost so much.
    pub(crate) fn within<'a>(&'a self, budget: &'a Budget) -> Bounded<'a> {
        Bounded { snapshot: self, budget, scope: Scope::default() }
    }

    /// The snapshot for work whose cost is known to be small, or that somebody waits for.
    pub(crate) fn unbounded(&self) -> Bounded<'_> {
        static UNLIMITED: Budget = Budget::unlimited();
        self.within(&UNLIMITED)
    }
}

impl<'a> Bounded<'a> {
    /// The same where words are looked for in other places.
    pub(crate) fn in_scope(self, scope: Scope) -> Bounded<'a> {
        Bounded { scope, ..self }
    }

    /// The fields in which words are looked for.
    pub(crate) fn areas(&self) -> Vec<TextFields> {
        let fields = self.snapshot.fields();
        match self.scope {
            Scope::Text => vec![fields.title, fields.text],
            Scope::Title => vec![fields.title],
        }
    }
}

impl Deref for Bounded<'_> {
    type Target = Snapshot;

    fn deref(&self) -> &Snapshot {
        self.snapshot
    }
}
