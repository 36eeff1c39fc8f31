//! Reading files on several threads. What is in them comes out file by file in the order of their
//! names, so that an index does not depend on which thread was faster.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::error::Result;
use crate::update::office::Content;
use crate::update::plan::FileToRead;

/// Documents of one file that may wait to be written.
const WAITING: usize = 16;
/// More threads find the writer busy.
const MOST_THREADS: usize = 8;
/// How often a reader of a file that says nothing is asked whether to go on.
const PATIENCE: Duration = Duration::from_millis(200);

/// What comes out of a file.
pub(super) enum Piece {
    /// Something that it has.
    Content(Content),
    /// Nothing has come for a while.
    Wait,
    /// The file is at its end.
    End,
}

/// Reads one file and hands over what it has as long as that is wanted.
pub(super) type ReadFile<'a> =
    dyn Fn(&FileToRead, &mut dyn FnMut(Content) -> ControlFlow<()>) + Sync + 'a;

/// The files that no thread has taken yet, and where what is in them goes, in their order.
struct Queue<'a> {
    files: std::slice::Iter<'a, FileToRead>,
    /// Of each file that was taken what comes out of it.
    taken: Sender<(&'a FileToRead, Receiver<Content>)>,
}

/// Reads all files and hands over what is in them, until there is an error.
///
/// # Errors
/// What `sink` returns.
pub(super) fn read_in_order<'f>(
    files: &'f [FileToRead],
    read_file: &ReadFile<'_>,
    sink: &mut dyn FnMut(&'f FileToRead, Piece) -> Result<()>,
) -> Result<()> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (taken, order) = channel();
    let queue = Mutex::new(Some(Queue { files: files.iter(), taken }));
    std::thread::scope(|scope| {
        // One also where there is no file: it closes the channel.
        for _ in 0..threads.min(MOST_THREADS).min(files.len()).max(1) {
            scope.spawn(|| work(&queue, read_file));
        }
        // Whatever ends this closes the channels, at which the threads end.
        for (file, contents) in order {
            follow(file, &contents, sink)?;
        }
        Ok(())
    })
}

/// Reads one file after the other, until there are no more or nobody listens.
fn work(queue: &Mutex<Option<Queue<'_>>>, read_file: &ReadFile<'_>) {
    loop {
        let mut locked = queue.lock().unwrap_or_else(PoisonError::into_inner);
        let (sender, receiver) = sync_channel(WAITING);
        let next = locked.as_mut().and_then(|queue| {
            let file = queue.files.next()?;
            queue.taken.send((file, receiver)).is_ok().then_some(file)
        });
        let Some(file) = next else {
            *locked = None;
            return;
        };
        drop(locked);
        read_guarded(file, read_file, &sender);
    }
}

/// Reads a file; a panic of its reader is a problem of the file.
fn read_guarded(file: &FileToRead, read_file: &ReadFile<'_>, sender: &SyncSender<Content>) {
    let mut send = |content| match sender.send(content) {
        Ok(()) => ControlFlow::Continue(()),
        Err(_) => ControlFlow::Break(()),
    };
    if catch_unwind(AssertUnwindSafe(|| read_file(file, &mut send))).is_err() {
        let crashed = {
            let crash = corpus::readers::Crash::Panic;
            corpus::readers::Error::Crashed { path: file.name.clone().into(), crash }
        };
        let _ = send(Content::Problem(crashed.to_string()));
    }
}

/// Hands over what comes out of a file until its reader is done with it.
fn follow<'f>(
    file: &'f FileToRead,
    contents: &Receiver<Content>,
    sink: &mut dyn FnMut(&'f FileToRead, Piece) -> Result<()>,
) -> Result<()> {
    loop {
        match contents.recv_timeout(PATIENCE) {
            Ok(content) => sink(file, Piece::Content(content))?,
            Err(RecvTimeoutError::Timeout) => sink(file, Piece::Wait)?,
            Err(RecvTimeoutError::Disconnected) => return sink(file, Piece::End),
        }
    }
}

#[cfg(test)]
mod tests;
