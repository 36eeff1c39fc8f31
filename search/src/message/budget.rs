//! How much work a request may cost, and the way to stop it.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// The work that a request may cost, counted in postings read. Work is paid for before it is done,
/// so a search ends with what it has once it cannot pay, and [`crate::Response::complete`] says so.
/// Shared between the one who searches and the one who may stop it.
#[derive(Debug)]
pub struct Budget {
    left: AtomicU64,
    is_spent: AtomicBool,
}

impl Budget {
    /// A budget that ends only by [`Budget::stop`].
    pub const fn unlimited() -> Budget {
        Budget::of(u64::MAX)
    }

    /// A budget of some postings.
    pub const fn of(postings: u64) -> Budget {
        Budget { left: AtomicU64::new(postings), is_spent: AtomicBool::new(false) }
    }

    /// Ends the work: nobody waits for it.
    pub fn stop(&self) {
        self.is_spent.store(true, Ordering::Relaxed);
    }

    /// Whether work was refused.
    pub fn is_spent(&self) -> bool {
        self.is_spent.load(Ordering::Relaxed)
    }

    /// Pays for work, if there is enough left; once there is not, no other work is allowed either.
    pub fn pays(&self, postings: u64) -> bool {
        if self.left.fetch_sub(postings, Ordering::Relaxed) < postings {
            self.stop();
        }
        !self.is_spent()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_paid_ends_all_work() {
        let budget = Budget::of(10);
        assert!(budget.pays(4));
        assert!(budget.pays(6));
        assert!(!budget.is_spent());
        assert!(!budget.pays(1));
        assert!(budget.is_spent());
        assert!(!budget.pays(0));
    }

    #[test]
    fn a_stopped_one_pays_nothing() {
        let budget = Budget::unlimited();
        assert!(budget.pays(u64::MAX / 2));
        budget.stop();
        assert!(!budget.pays(0));
    }
}
