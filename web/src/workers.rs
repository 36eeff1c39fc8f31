//! Who works on answers, and who waits for it. Searches are computation, and more of them at once
//! than the machine has cores only makes all of them late: a client gets as many turns at once as
//! there are cores, however many connections it has, so that one who asks for much delays itself.
//! Few turns more are there for all, and a bounded number waits for them.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, TcpStream};
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::available_parallelism;
use std::time::Duration;

use search::Budget;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use crate::Error;

/// How long an answer may take to compute; usual are milliseconds.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(10);
/// How much work a request may cost, in postings read: a second or less. Usual are a thousandth.
const MOST_WORK: u64 = 100_000_000;
/// How long a request may wait for its turn.
const WAIT_TIMEOUT: Duration = Duration::from_secs(5);
/// Requests that wait; more are refused at once.
const MOST_WAITING: usize = 1024;
/// Turns of all clients together, for each core.
const TURNS_PER_CORE: usize = 4;
/// How long one whose client has left lets others go first.
const POLITENESS: Duration = Duration::from_millis(20);

/// Whom a request is from.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) address: IpAddr,
    /// Its connection once more, which is only looked at; `None` where there was no handle left.
    socket: Option<Arc<TcpStream>>,
}

impl Client {
    pub(crate) fn new(address: IpAddr, socket: &TcpStream) -> Client {
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

/// The turns.
#[derive(Clone)]
pub(crate) struct Workers(Arc<Turns>);

struct Turns {
    cores: usize,
    of_all: Arc<Semaphore>,
    of_client: Mutex<HashMap<IpAddr, Weak<Semaphore>>>,
    waiting: AtomicUsize,
    /// Those of them whose clients have not left.
    present: AtomicUsize,
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
        let cores = cores();
        Workers(Arc::new(Turns {
            cores,
            of_all: Arc::new(Semaphore::new(cores * TURNS_PER_CORE)),
            of_client: Mutex::default(),
            waiting: AtomicUsize::new(0),
            present: AtomicUsize::new(0),
        }))
    }

    /// Does some work for a client when it is its turn, on a thread for blocking work, within a budget
    /// that is stopped when nobody waits for the answer any more.
    ///
    /// # Errors
    /// When too many wait, the turn does not come in time, the work takes too long, or it panics.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        client: &Client,
        work: impl FnOnce(&Budget) -> T + Send + 'static,
    ) -> Result<T, Error> {
        let turn = timeout(WAIT_TIMEOUT, self.turn(client)).await;
        let turn = turn.map_err(|_| Error::Overloaded)??;
        let waited_for = WaitedFor(Arc::new(Budget::of(MOST_WORK)));
        let budget = Arc::clone(&waited_for.0);
        let running = tokio::task::spawn_blocking(move || {
            let done = work(&budget);
            drop(turn);
            done
        });
        let finished = timeout(ANSWER_TIMEOUT, running).await;
        finished.map_err(|_| Error::TookTooLong)?.map_err(|_| Error::Crashed)
    }

    async fn turn(&self, client: &Client) -> Result<[OwnedSemaphorePermit; 2], Error> {
        let _waits = Place::take(&self.0.waiting, MOST_WAITING)?;
        let mut present = Some(Place::take(&self.0.present, usize::MAX)?);
        loop {
            let own = self.of_client(client.address).acquire_owned().await;
            let of_all = Arc::clone(&self.0.of_all).acquire_owned().await;
            let (Ok(own), Ok(of_all)) = (own, of_all) else { return Err(Error::Overloaded) };
            if client.has_left() {
                present = None;
            }
            if present.is_some() || self.0.present.load(Ordering::Relaxed) == 0 {
                return Ok([own, of_all]);
            }
            drop((own, of_all));
            sleep(POLITENESS).await;
        }
    }

    /// The turns of a client.
    fn of_client(&self, address: IpAddr) -> Arc<Semaphore> {
        let mut known = self.0.of_client.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turns) = known.get(&address).and_then(Weak::upgrade) {
            return turns;
        }
        known.retain(|_, turns| turns.strong_count() > 0);
        let turns = Arc::new(Semaphore::new(self.0.cores));
        known.insert(address, Arc::downgrade(&turns));
        turns
    }
}

/// How many cores the machine has.
pub(crate) fn cores() -> usize {
    available_parallelism().map_or(2, NonZero::get)
}

/// The threads for blocking work: each turn has one, and some are for the server itself.
pub(crate) fn threads() -> usize {
    cores() * TURNS_PER_CORE + 2
}

#[cfg(test)]
mod tests {
    use std::net::{Ipv4Addr, Shutdown, TcpListener};
    use std::sync::mpsc;
    use std::time::Instant;

    use super::*;

    /// A client of an address that ends with a number. Its side of the connection is never closed
    /// but where it has left.
    fn client(last: u8, has_left: bool) -> Client {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let theirs = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (ours, _) = listener.accept().unwrap();
        ours.set_nonblocking(true).unwrap();
        if has_left {
            theirs.shutdown(Shutdown::Write).unwrap();
            std::thread::sleep(Duration::from_millis(20));
        }
        std::mem::forget(theirs);
        Client::new(IpAddr::V4(Ipv4Addr::new(127, 0, 0, last)), &ours)
    }

    fn runtime() -> tokio::runtime::Runtime {
        let mut builder = tokio::runtime::Builder::new_multi_thread();
        builder.enable_all().max_blocking_threads(threads()).build().unwrap()
    }

    /// Has one client do more than it has turns for, until the sender is dropped.
    fn occupied(workers: &Workers) -> mpsc::Sender<()> {
        let (sender, receiver) = mpsc::channel::<()>();
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..cores() * 3 {
            let (workers, receiver) = (workers.clone(), Arc::clone(&receiver));
            tokio::spawn(async move {
                let wait = move |_: &Budget| {
                    let _ = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                };
                let one = client(1, false);
                let _ = workers.run(&one, wait).await;
            });
        }
        sender
    }

    #[test]
    fn one_who_asks_for_much_delays_itself_alone() {
        runtime().block_on(async {
            let workers = Workers::new();
            let much = occupied(&workers);
            sleep(Duration::from_millis(50)).await;
            assert_eq!(workers.run(&client(2, false), |_| 7).await.unwrap(), 7);
            let one = client(1, false);
            let late = timeout(Duration::from_millis(200), workers.run(&one, |_| 7));
            assert!(late.await.is_err());
            drop(much);
            assert_eq!(workers.run(&client(1, false), |_| 7).await.unwrap(), 7);
        });
    }

    #[test]
    fn who_has_left_lets_others_go_first_and_gets_an_answer_all_the_same() {
        runtime().block_on(async {
            let workers = Workers::new();
            assert_eq!(workers.run(&client(1, true), |_| 7).await.unwrap(), 7);
            let (sender, order) = mpsc::channel();
            let much = occupied(&workers);
            sleep(Duration::from_millis(50)).await;
            let ask = |has_left: bool| {
                let (workers, sender) = (workers.clone(), sender.clone());
                tokio::spawn(async move {
                    let work = move |_: &Budget| sender.send(has_left).unwrap();
                    workers.run(&client(1, has_left), work).await.unwrap();
                })
            };
            let [gone, here] = [ask(true), ask(false)];
            drop(much);
            gone.await.unwrap();
            here.await.unwrap();
            assert_eq!(order.iter().take(2).collect::<Vec<_>>(), [false, true]);
        });
    }

    #[test]
    fn what_is_abandoned_in_the_queue_is_never_done_and_more_than_many_are_refused() {
        runtime().block_on(async {
            let workers = Workers::new();
            let much = occupied(&workers);
            sleep(Duration::from_millis(50)).await;
            let waiting = || workers.0.waiting.load(Ordering::Relaxed);
            let before = waiting();
            let one = client(1, false);
            let abandoned = workers.run(&one, |_| panic!("it was done"));
            assert!(timeout(Duration::from_millis(50), abandoned).await.is_err());
            assert_eq!(waiting(), before);
            let many: Vec<_> = (before..MOST_WAITING)
                .map(|_| Place::take(&workers.0.waiting, MOST_WAITING).unwrap())
                .collect();
            let start = Instant::now();
            let refused = workers.run(&client(2, false), |_| 7).await;
            assert!(matches!(refused, Err(Error::Overloaded)), "{refused:?}");
            assert!(start.elapsed() < WAIT_TIMEOUT);
            drop((many, much));
            let crashed = workers.run(&client(2, false), |_| panic!("a bug")).await;
            assert!(matches!(crashed, Err::<(), _>(Error::Crashed)));
        });
    }
}
