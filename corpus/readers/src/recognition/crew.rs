//! Several pages at a time, one on each core; whoever waits is told that work goes on.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use crate::source::{Item, Sink};

/// How often is told that work goes on.
const BEAT: Duration = Duration::from_secs(5);

/// Does the work on each number and returns what came of it, in the order of the numbers; less where
/// nobody wants more.
pub(super) fn work<T: Send>(
    numbers: &[usize],
    threads: usize,
    task: &(dyn Fn(usize) -> T + Sync),
    sink: Sink<'_>,
) -> Vec<(usize, T)> {
    let next = AtomicUsize::new(0);
    let (sender, results) = channel();
    let mut done: Vec<(usize, T)> = Vec::with_capacity(numbers.len());
    std::thread::scope(|scope| {
        for _ in 0..threads.min(numbers.len()) {
            let (sender, next) = (sender.clone(), &next);
            scope.spawn(move || {
                while let Some(&number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if sender.send((number, task(number))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        loop {
            match results.recv_timeout(BEAT) {
                Ok(result) => done.push(result),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            if sink(Item::Working).is_break() {
                next.store(numbers.len(), Ordering::Relaxed);
                return;
            }
        }
    });
    done.sort_by_key(|(number, _)| *number);
    done
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;

    #[test]
    fn results_come_in_order_until_nobody_wants_more() {
        let numbers = [3, 5, 8, 9];
        let mut told = 0;
        let done = work(&numbers, 3, &|number| number * 2, &mut |_| {
            told += 1;
            ControlFlow::Continue(())
        });
        assert_eq!(done, [(3, 6), (5, 10), (8, 16), (9, 18)]);
        assert_eq!(told, 4);
        let done = work(&numbers, 1, &|number| number, &mut |_| ControlFlow::Break(()));
        assert_eq!(done.first(), Some(&(3, 3)));
        assert!(done.len() < 4, "{done:?}");
    }
}
