//! The health of the library as of one snapshot: all documents are looked at, which takes seconds where
//! there are many. So it is found out once for each day, and who asks meanwhile need not wait for it.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use corpus::PartialDate;

use super::{Current, Engine};
use crate::error::Result;
use crate::message::Health;
use crate::operations;

/// What is known of the health of a library.
#[derive(Default)]
pub(super) struct Checkup {
    /// Of which day, and what.
    known: Mutex<Option<(PartialDate, Arc<Health>)>>,
    changed: Condvar,
    /// Held by who is finding it out.
    looking: Mutex<()>,
}

impl Checkup {
    /// The health on a day, which `check` finds out where it is not known.
    pub(super) fn of(
        &self,
        today: PartialDate,
        check: impl FnOnce() -> Result<Health>,
    ) -> Result<Arc<Health>> {
        let alone = self.looking.lock().unwrap_or_else(PoisonError::into_inner);
        self.find_out(&alone, today, check)
    }

    /// The same, for who waits no longer than this for another one to find it out; `None` where that
    /// takes longer.
    pub(super) fn soon(
        &self,
        today: PartialDate,
        patience: Duration,
        check: impl FnOnce() -> Result<Health>,
    ) -> Result<Option<Arc<Health>>> {
        let is_unknown = |known: &mut Option<_>| on(known, today).is_none();
        let waited = self.changed.wait_timeout_while(self.known(), patience, is_unknown);
        let known = on(&waited.unwrap_or_else(PoisonError::into_inner).0, today);
        if known.is_some() {
            return Ok(known);
        }
        let alone = match self.looking.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Poisoned(alone)) => alone.into_inner(),
            Ok(alone) => alone,
        };
        self.find_out(&alone, today, check).map(Some)
    }

    fn find_out(
        &self,
        _alone: &MutexGuard<'_, ()>,
        today: PartialDate,
        check: impl FnOnce() -> Result<Health>,
    ) -> Result<Arc<Health>> {
        if let Some(health) = on(&self.known(), today) {
            return Ok(health);
        }
        let health = Arc::new(check()?);
        *self.known() = Some((today, Arc::clone(&health)));
        self.changed.notify_all();
        Ok(health)
    }

    fn known(&self) -> MutexGuard<'_, Option<(PartialDate, Arc<Health>)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn on(known: &Option<(PartialDate, Arc<Health>)>, today: PartialDate) -> Option<Arc<Health>> {
    known.as_ref().filter(|(day, _)| *day == today).map(|(_, health)| Arc::clone(health))
}

impl Engine {
    /// What there is to mend in the library, and what should be known of it, on a day. All
    /// documents are looked at, so it is found out once for each snapshot and day.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn health(&self, today: PartialDate) -> Result<Arc<Health>> {
        let current = self.current();
        let health = current.checkup.of(today, || self.check(&current, today))?;
        Ok(self.with_failed_update(health))
    }

    /// The same for who waits no longer than `patience` for another one to find it out; `None` where
    /// that takes longer.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn health_soon(
        &self,
        today: PartialDate,
        patience: Duration,
    ) -> Result<Option<Arc<Health>>> {
        let current = self.current();
        let health = current.checkup.soon(today, patience, || self.check(&current, today))?;
        Ok(health.map(|health| self.with_failed_update(health)))
    }

    fn check(&self, current: &Current, today: PartialDate) -> Result<Health> {
        let mut health = operations::check(&current.snapshot, today)?;
        self.layout(current).left_out_of_health(&mut health);
        Ok(health)
    }

    fn with_failed_update(&self, health: Arc<Health>) -> Arc<Health> {
        match self.state().failed_update {
            Some(failure) => {
                let mut health = (*health).clone();
                health.unreadable.insert(0, failure);
                Arc::new(health)
            }
            None => health,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::thread;

    use super::*;

    #[test]
    fn who_asks_while_it_is_found_out_need_not_wait() {
        let (checkup, today) = (Checkup::default(), PartialDate::today());
        let found = || Ok(Health { documents: 7, ..Health::default() });
        let soon = |patience| {
            let again = || unreachable!("it is found out twice");
            checkup.soon(today, patience, again).unwrap().map(|health| health.documents)
        };
        thread::scope(|scope| {
            let (begun, has_begun) = mpsc::channel();
            let (go_on, may_go_on) = mpsc::channel();
            let checkup = &checkup;
            scope.spawn(move || {
                let check = || {
                    begun.send(()).unwrap();
                    may_go_on.recv().unwrap();
                    found()
                };
                checkup.of(today, check).unwrap();
            });
            has_begun.recv().unwrap();
            assert_eq!(soon(Duration::from_millis(1)), None);
            go_on.send(()).unwrap();
            assert_eq!(soon(Duration::from_secs(60)), Some(7));
        });
        assert_eq!(soon(Duration::ZERO), Some(7));
        assert_eq!(
            Checkup::default().soon(today, Duration::ZERO, found).unwrap().unwrap().documents,
            7
        );
    }
}
