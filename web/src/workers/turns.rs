//! Turns, and who waits for them.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use super::Client;
use crate::Error;

/// How long a request may wait for its turn.
pub(super) const WAIT_TIMEOUT: Duration = Duration::from_secs(5);
/// Requests of one client that wait; more are refused at once.
pub(super) const MOST_WAITING: usize = 512;
/// Turns of all clients together, for each core.
const TURNS_PER_CORE: usize = 4;
/// How long one whose client has left lets others go first.
const POLITENESS: Duration = Duration::from_millis(20);

/// How many turns there are on a machine with so many cores.
pub(super) fn of_all(cores: usize) -> usize {
    cores * TURNS_PER_CORE
}

/// The right to work, until it is dropped.
pub(super) struct Turn {
    _held: Vec<OwnedSemaphorePermit>,
    /// They are known as long as any is held.
    _of: Arc<ClientTurns>,
}

/// All turns.
pub(super) struct Turns {
    cores: usize,
    /// As many as there are.
    of_all: Arc<Semaphore>,
    /// Half of them, for long work.
    long_of_all: Arc<Semaphore>,
    of_clients: Mutex<HashMap<IpAddr, Weak<ClientTurns>>>,
    /// How many wait whose clients have not left.
    present: AtomicUsize,
}

/// The turns of one client.
struct ClientTurns {
    /// As many as there are cores, and two at least.
    all: Arc<Semaphore>,
    /// One of them, for long work.
    long: Arc<Semaphore>,
    waiting: AtomicUsize,
}

/// A request that waits is counted until it is dropped, also with its connection.
struct Place<'a>(&'a AtomicUsize);

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicUsize, most: usize) -> Result<Place<'a>, Error> {
        let place = Place(waiting);
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        if before < most { Ok(place) } else { Err(Error::Overloaded) }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Turns {
    pub(super) fn new(cores: usize) -> Turns {
        Turns {
            cores,
            of_all: Arc::new(Semaphore::new(of_all(cores))),
            long_of_all: Arc::new(Semaphore::new(of_all(cores) / 2)),
            of_clients: Mutex::default(),
            present: AtomicUsize::new(0),
        }
    }

    /// The next turn of a client.
    ///
    /// # Errors
    /// When too many wait, or it does not come in time.
    pub(super) async fn next(&self, client: &Client) -> Result<Turn, Error> {
        let own = self.of_client(client.address);
        let _waits = Place::take(&own.waiting, MOST_WAITING)?;
        within_time(self.queue(client, &own, Vec::new())).await
    }

    /// The next turn of a client for long work.
    ///
    /// # Errors
    /// When too many wait, or it does not come in time.
    pub(super) async fn next_long(&self, client: &Client) -> Result<Turn, Error> {
        let own = self.of_client(client.address);
        let _waits = Place::take(&own.waiting, MOST_WAITING)?;
        let long = async {
            let held = vec![permit(&own.long).await?, permit(&self.long_of_all).await?];
            self.queue(client, &own, held).await
        };
        within_time(long).await
    }

    async fn queue(
        &self,
        client: &Client,
        own: &Arc<ClientTurns>,
        mut held: Vec<OwnedSemaphorePermit>,
    ) -> Result<Turn, Error> {
        let mut present = Some(Place::take(&self.present, usize::MAX)?);
        loop {
            let turn = [permit(&own.all).await?, permit(&self.of_all).await?];
            if client.has_left() {
                present = None;
            }
            if present.is_some() || self.present.load(Ordering::Relaxed) == 0 {
                held.extend(turn);
                return Ok(Turn { _held: held, _of: Arc::clone(own) });
            }
            drop(turn);
            sleep(POLITENESS).await;
        }
    }

    fn of_client(&self, address: IpAddr) -> Arc<ClientTurns> {
        let mut known = self.of_clients.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turns) = known.get(&address).and_then(Weak::upgrade) {
            return turns;
        }
        known.retain(|_, turns| turns.strong_count() > 0);
        let turns = Arc::new(ClientTurns {
            all: Arc::new(Semaphore::new(self.cores.max(2))),
            long: Arc::new(Semaphore::new(1)),
            waiting: AtomicUsize::new(0),
        });
        known.insert(address, Arc::downgrade(&turns));
        turns
    }
}

async fn within_time(turn: impl Future<Output = Result<Turn, Error>>) -> Result<Turn, Error> {
    timeout(WAIT_TIMEOUT, turn).await.map_err(|_| Error::Overloaded)?
}

async fn permit(turns: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Error> {
    // None is ever closed.
    Arc::clone(turns).acquire_owned().await.map_err(|_| Error::Overloaded)
}
