//! Reading files on several threads. What is in them comes out file by file in the order of their
//! names, so that an index does not depend on which thread was faster.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use corpus::readers::{Isolation, Item};
use corpus::{Document, describe, library};

use crate::error::Result;
use crate::plan::{FileToRead, Office};

/// Documents of one file that may wait to be written.
const WAITING: usize = 16;
/// More threads find the writer busy.
const MOST_THREADS: usize = 8;
/// How often a reader of a file that says nothing is asked whether to go on.
const PATIENCE: Duration = Duration::from_millis(200);

/// Something read from a file.
pub(crate) enum Piece {
    /// A document, completed.
    Document {
        document: Box<Document>,
        /// Whether the source states its id.
        has_own_id: bool,
    },
    /// What is wrong with the file, or a part of it.
    Problem(String),
    /// Nothing has come for a while.
    Wait,
    /// The file is at its end.
    End,
}

/// Reads files with an office's data.
pub(crate) struct Reader<'a> {
    pub(crate) office: &'a Office,
    pub(crate) isolation: &'a Isolation,
}

/// The files that no thread has taken yet, and where what is in them goes, in their order.
struct Queue<'a> {
    files: std::slice::Iter<'a, FileToRead>,
    /// Of each file that was taken what comes out of it.
    taken: Sender<(&'a FileToRead, Receiver<Piece>)>,
}

impl Reader<'_> {
    /// Reads all files and hands over what is in them, until there is an error.
    ///
    /// # Errors
    /// What `sink` returns.
    pub(crate) fn read<'f>(
        &self,
        files: &'f [FileToRead],
        sink: &mut dyn FnMut(&'f FileToRead, Piece) -> Result<()>,
    ) -> Result<()> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let (taken, order) = channel();
        let queue = Mutex::new(Some(Queue { files: files.iter(), taken }));
        std::thread::scope(|scope| {
            // One also where there is no file: it closes the channel.
            for _ in 0..threads.min(MOST_THREADS).min(files.len()).max(1) {
                scope.spawn(|| self.work(&queue));
            }
            // Whatever ends this closes the channels, at which the threads end.
            for (file, pieces) in order {
                follow(file, &pieces, sink)?;
            }
            Ok(())
        })
    }

    /// Reads one file after the other, until there are no more or nobody listens.
    fn work(&self, queue: &Mutex<Option<Queue<'_>>>) {
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
            let read = AssertUnwindSafe(|| self.read_file(file, &sender));
            if catch_unwind(read).is_err() {
                let crashed = corpus::readers::Error::Crashed { path: file.name.clone().into() };
                let _ = sender.send(Piece::Problem(crashed.to_string()));
            }
        }
    }

    fn read_file(&self, file: &FileToRead, sender: &SyncSender<Piece>) {
        let send = |piece| match sender.send(piece) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        let mut items = 0;
        let read =
            library::read_file(&file.name, &self.office.gazetteer, self.isolation, &mut |item| {
                items += 1;
                match item {
                    Item::Document(document) => send(self.complete(document)),
                    Item::Problem(problem) => send(Piece::Problem(problem.to_string())),
                }
            });
        let ended = match read {
            Ok(()) if items > 0 => {
                let mut unused = self.office.corrections.unused(&file.name).into_iter();
                unused.try_for_each(|error| send(Piece::Problem(error.to_string())))
            }
            Ok(()) => {
                let nothing = corpus::readers::Error::NoDocument { path: file.name.clone().into() };
                send(Piece::Problem(nothing.to_string()))
            }
            Err(error) => send(Piece::Problem(error.to_string())),
        };
        if ended.is_continue() {
            let _ = send(Piece::End);
        }
    }

    /// A document with its corrections, and what follows from what it states.
    fn complete(&self, mut document: Box<Document>) -> Piece {
        let has_own_id = !document.id.is_empty();
        self.office.corrections.apply(&mut document, |document| {
            let mut plain = document.clone();
            describe::complete(&mut plain, &self.office.gazetteer);
            plain.id
        });
        describe::complete(&mut document, &self.office.gazetteer);
        Piece::Document { document, has_own_id }
    }
}

/// Hands over what comes out of a file until its end, or until its reader died.
fn follow<'f>(
    file: &'f FileToRead,
    pieces: &Receiver<Piece>,
    sink: &mut dyn FnMut(&'f FileToRead, Piece) -> Result<()>,
) -> Result<()> {
    loop {
        let piece = match pieces.recv_timeout(PATIENCE) {
            Ok(piece) => piece,
            Err(RecvTimeoutError::Timeout) => Piece::Wait,
            Err(RecvTimeoutError::Disconnected) => Piece::End,
        };
        let is_last = matches!(piece, Piece::End);
        sink(file, piece)?;
        if is_last {
            return Ok(());
        }
    }
}
