//! Who works on answers, and who waits for it. Searches are computation, and more of them at once
//! than the machine has cores only makes all of them late. So there are turns ([`turns`]): few for
//! each client, however many connections it has, and few more for all. Work that turns out to be
//! long goes on in turns of its own, so that it delays nobody who asks for little.

mod turns;

use std::io;
use std::net::{IpAddr, TcpStream};
use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use search::Budget;
use tokio::time::timeout;

use crate::{Error, exports};
use turns::{Turn, Turns};

/// How long an answer may take to compute; usual are milliseconds.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);

/// How much work a request may cost, in postings read: about a second.
const MOST_WORK: u64 = 100_000_000;

/// What of that is done at once, for each document of the index: enough for what people ask.
const QUICK_WORK: u64 = 64;

/// The least that is done at once.
const LEAST_WORK: u64 = 1_000_000;

/// Whom a request is from.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) address: IpAddr,
    /// Its connection once more, which is only looked at; `None` where there was no handle left.
    socket: Option<Arc<TcpStream>>,
}

impl Client {
    pub(crate) fn new(address: IpAddr, socket: &TcpStream) -> Client {
        // One of IPv4 is the same whichever way it came.
        let address = address.to_canonical();
        Client { address, socket: socket.try_clone().ok().map(Arc::new) }
    }

    /// Whether it has ended its side of the connection: it is gone, or waits for the answer all the
    /// same, which cannot be told.
    fn has_left(&self) -> bool {
        self.socket.as_ref().is_some_and(|socket| match socket.peek(&mut [0]) {
            Ok(bytes) => bytes == 0,
            // The connection does not block, as it is served by tokio.
            Err(error) => error.kind() != io::ErrorKind::WouldBlock,
        })
    }
}

/// Works on answers.
#[derive(Clone)]
pub(crate) struct Workers(Arc<Turns>);

/// Work whose answer somebody waits for, until this is dropped.
struct WaitedFor(Arc<Budget>);

impl Drop for WaitedFor {
    fn drop(&mut self) {
        self.0.stop();
    }
}

impl Workers {
    /// As many as the machine has cores.
    pub(crate) fn new() -> Workers {
        Workers(Arc::new(Turns::new(cores())))
    }

    /// Does some work for a client when it is its turn, on a thread for blocking work, within a budget
    /// that is stopped when nobody waits for the answer any more. What takes long in an index of so
    /// many documents is done once more from the start, when it is the turn of long work.
    ///
    /// # Errors
    /// When too many wait, the turn does not come in time, the work takes too long, or it panics.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        client: &Client,
        documents: usize,
        work: impl Fn(&Budget) -> T + Send + Sync + 'static,
    ) -> Result<T, Error> {
        let work = Arc::new(work);
        let quick = (documents as u64 * QUICK_WORK).clamp(LEAST_WORK, MOST_WORK / 2);
        let (done, is_spent) = within(Budget::of(quick), self.0.next(client).await?, &work).await?;
        if !is_spent {
            return Ok(done);
        }
        drop(done);
        let turn = self.0.next_long(client).await?;
        Ok(within(Budget::of(MOST_WORK), turn, &work).await?.0)
    }
}

/// What a turn gives of some work, and whether its budget was not enough.
async fn within<T: Send + 'static>(
    budget: Budget,
    turn: Turn,
    work: &Arc<impl Fn(&Budget) -> T + Send + Sync + 'static>,
) -> Result<(T, bool), Error> {
    let waited_for = WaitedFor(Arc::new(budget));
    let (budget, work) = (Arc::clone(&waited_for.0), Arc::clone(work));
    let running = tokio::task::spawn_blocking(move || {
        let done = work(&budget);
        drop(turn);
        (done, budget.is_spent())
    });
    let finished = timeout(ANSWER_TIMEOUT, running).await;
    finished.map_err(|_| Error::TookTooLong)?.map_err(|_| Error::Crashed)
}

/// How many cores the machine has.
pub(crate) fn cores() -> usize {
    available_parallelism().map_or(2, NonZero::get)
}

/// The threads for blocking work: each turn and each export has one, and some are
/// for the server itself.
pub(crate) fn threads() -> usize {
    turns::of_all(cores()) + exports::SLOTS + 3
}

#[cfg(test)]
mod tests;
