//! Who gets a turn, and when.

use std::net::{Ipv4Addr, Shutdown, TcpListener};
use std::sync::{Mutex, PoisonError, mpsc};
use std::time::Instant;

use tokio::task::JoinSet;
use tokio::time::sleep;

use super::turns::{MOST_WAITING, WAIT_TIMEOUT};
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
            let _ = workers.run(&one, 0, wait).await;
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
        assert_eq!(workers.run(&client(2, false), 0, |_| 7).await.unwrap(), 7);
        let one = client(1, false);
        let late = timeout(Duration::from_millis(200), workers.run(&one, 0, |_| 7));
        assert!(late.await.is_err());
        drop(much);
        assert_eq!(workers.run(&client(1, false), 0, |_| 7).await.unwrap(), 7);
    });
}

#[test]
fn who_has_left_lets_others_go_first_and_gets_an_answer_all_the_same() {
    runtime().block_on(async {
        let workers = Workers::new();
        assert_eq!(workers.run(&client(1, true), 0, |_| 7).await.unwrap(), 7);
        let (sender, order) = mpsc::channel();
        let much = occupied(&workers);
        sleep(Duration::from_millis(50)).await;
        let ask = |has_left: bool| {
            let (workers, sender) = (workers.clone(), sender.clone());
            tokio::spawn(async move {
                let work = move |_: &Budget| sender.send(has_left).unwrap();
                workers.run(&client(1, has_left), 0, work).await.unwrap();
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
        let one = client(1, false);
        let abandoned = workers.run(&one, 0, |_| panic!("it was done"));
        assert!(timeout(Duration::from_millis(50), abandoned).await.is_err());
        let start = Instant::now();
        let mut tasks = JoinSet::new();
        for _ in 0..MOST_WAITING + 1 {
            let (workers, one) = (workers.clone(), one.clone());
            tasks.spawn(async move { workers.run(&one, 0, |_| 7).await });
        }
        let first = tasks.join_next().await.unwrap().unwrap();
        assert!(matches!(first, Err(Error::Overloaded)), "{first:?}");
        assert!(start.elapsed() < WAIT_TIMEOUT);
        assert_eq!(workers.run(&client(2, false), 0, |_| 7).await.unwrap(), 7);
        drop((tasks, much));
        let crashed = workers.run(&client(2, false), 0, |_| panic!("a bug")).await;
        assert!(matches!(crashed, Err::<(), _>(Error::Crashed)));
    });
}

#[test]
fn long_work_delays_nobody_who_asks_for_little() {
    runtime().block_on(async {
        let workers = Workers::new();
        let (sender, receiver) = mpsc::channel::<()>();
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..cores() * 8 {
            let (workers, receiver) = (workers.clone(), Arc::clone(&receiver));
            // More than may be done at once.
            let long = move |budget: &Budget| {
                if budget.pays(LEAST_WORK + 1) {
                    let _ = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
                }
            };
            tokio::spawn(async move { workers.run(&client(1, false), 0, long).await });
        }
        sleep(Duration::from_millis(200)).await;
        let one = client(1, false);
        let soon = timeout(Duration::from_secs(2), workers.run(&one, 0, |_| 7));
        assert_eq!(soon.await.unwrap().unwrap(), 7);
        drop(sender);
    });
}
