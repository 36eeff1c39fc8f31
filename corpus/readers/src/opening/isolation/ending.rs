//! How a process ended that should have gone on: told by its exit and by the last that it said.

use std::io::Read;
use std::process::{ChildStderr, ExitStatus};
use std::thread::{JoinHandle, spawn};

use crate::error::Crash;

/// Bytes of standard error that are kept, the first; one who ends says one line.
const KEPT: u64 = 4096;

/// What Rust says before it aborts for want of memory.
const NO_MEMORY: &str = "memory allocation of";

/// What Rust says before it aborts for too deep a recursion.
const NO_STACK: &str = "overflowed its stack";

/// The code with which a program in Rust ends that panics.
const PANIC: i32 = 101;

/// Standard error of a process.
#[derive(Debug)]
pub(super) struct LastWords(Option<JoinHandle<String>>);

impl LastWords {
    pub(super) fn listen(mut errors: ChildStderr) -> LastWords {
        LastWords(Some(spawn(move || {
            let mut said = Vec::new();
            let _ = errors.by_ref().take(KEPT).read_to_end(&mut said);
            // One whose words nobody takes would stop.
            let _ = std::io::copy(&mut errors, &mut std::io::sink());
            String::from_utf8_lossy(&said).into_owned()
        })))
    }

    /// What was said, when the process has ended with all that it started.
    pub(super) fn take(&mut self) -> String {
        self.0.take().and_then(|listening| listening.join().ok()).unwrap_or_default()
    }
}

/// How a process ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ending {
    OutOfMemory,
    Crashed(Crash),
}

impl Ending {
    /// The ending of a process by its exit, `None` where it cannot be told, and what it said last.
    pub(super) fn of(status: Option<ExitStatus>, said: &str) -> Ending {
        if said.contains(NO_MEMORY) {
            return Ending::OutOfMemory;
        }
        if said.contains(NO_STACK) {
            return Ending::Crashed(Crash::Stack);
        }
        #[cfg(unix)]
        if let Some(signal) =
            status.and_then(|status| std::os::unix::process::ExitStatusExt::signal(&status))
        {
            return Ending::Crashed(Crash::Signal(signal));
        }
        Ending::Crashed(match status.and_then(|status| status.code()) {
            Some(PANIC) => Crash::Panic,
            code => Crash::Exit(code),
        })
    }
}
