//! Keeping an index up to date: its sources are looked at whenever the system tells of a change in
//! them, and from time to time, as it tells nothing of what other machines do on a network share.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use indexer::analysis::Analyzer;
use indexer::{Change, Look, Progress, Report};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::commands::{PATIENCE, read_files};

/// After a change it is waited until nothing more changes for this long.
const QUIET: Duration = Duration::from_millis(200);
/// But not longer than this: a large copy goes on for minutes.
const LONGEST_WAIT: Duration = Duration::from_secs(1);
/// A file that was changed within this time may still be being written.
const SETTLING: Duration = Duration::from_millis(400);
/// The sources are looked at at least so often, ...
const INTERVAL: Duration = Duration::from_secs(1);
/// ... unless a look takes so long that this would keep a core busy.
const REST: u32 = 30;
/// How long is waited after an update that failed.
const AFTER_FAILURE: Duration = Duration::from_secs(5);
/// How often it is asked whether to go on.
const ATTENTION: Duration = Duration::from_millis(100);

/// Who is told of the updates, and says how long there are to be any.
pub(crate) trait Audience {
    /// Whether to go on.
    fn goes_on(&self) -> bool;
    /// How far an update is; whether it goes on.
    fn progress(&self, progress: &Progress<'_>) -> std::ops::ControlFlow<()>;
    /// What came of an update, also of one that had nothing to do.
    fn updated(&self, result: &Result<Report, indexer::Error>);
}

/// Brings the index in a folder up to date with its sources, again and again. A failed update
/// leaves the index as it is and is tried again.
///
/// # Errors
/// When the program cannot be started that reads files.
pub(crate) fn watch(
    dir: &Path,
    analyzer: &Analyzer,
    audience: &dyn Audience,
) -> anyhow::Result<()> {
    let isolation = read_files::isolation(dir)?;
    let change = Change { settling: SETTLING, patience: PATIENCE, isolation, ..Change::default() };
    let mut events = Events::new();
    let mut seen: Option<Look> = None;
    while audience.goes_on() {
        let start = Instant::now();
        let look = indexer::look(dir);
        let mut pause = INTERVAL.max(start.elapsed() * REST);
        if look.as_ref().ok() != seen.as_ref() || seen.is_none() {
            let updated = indexer::update(dir, analyzer.clone(), &change, &mut |progress| {
                audience.progress(&progress)
            });
            match &updated {
                Ok(report) if report.unsettled > 0 => pause = SETTLING,
                Ok(_) => seen = look.ok(),
                Err(_) => pause = AFTER_FAILURE,
            }
            if audience.goes_on() {
                audience.updated(&updated);
            }
            if let Some(look) = &seen {
                events.follow(&look.roots);
            }
        }
        events.wait(pause, audience);
    }
    Ok(())
}

/// What the system tells of changes.
struct Events {
    /// `None` where it tells nothing.
    watcher: Option<RecommendedWatcher>,
    changes: Receiver<()>,
}

impl Events {
    fn new() -> Events {
        let (sender, changes) = channel();
        let changed = move |event: notify::Result<notify::Event>| {
            if event.is_ok_and(|event| !event.kind.is_access()) {
                let _ = sender.send(());
            }
        };
        Events { watcher: notify::recommended_watcher(changed).ok(), changes }
    }

    /// Asks to be told of changes in some files and folders, anew where they were gone meanwhile.
    fn follow(&mut self, roots: &[PathBuf]) {
        let Some(watcher) = &mut self.watcher else { return };
        for root in roots {
            // Where that fails, looking from time to time is left.
            let _ = watcher.unwatch(root);
            let _ = watcher.watch(root, RecursiveMode::Recursive);
        }
    }

    /// Waits for a change and until it is over, but not longer than `longest` for the first.
    fn wait(&self, longest: Duration, audience: &dyn Audience) {
        let start = Instant::now();
        let mut first = None;
        while audience.goes_on() {
            match self.changes.recv_timeout(if first.is_some() { QUIET } else { ATTENTION }) {
                Ok(()) => {
                    let first = *first.get_or_insert_with(Instant::now);
                    if first.elapsed() > LONGEST_WAIT {
                        break;
                    }
                }
                Err(RecvTimeoutError::Timeout) if first.is_some() => break,
                Err(RecvTimeoutError::Timeout) if start.elapsed() >= longest => break,
                Err(RecvTimeoutError::Timeout) => {}
                // Without a watcher nobody sends.
                Err(RecvTimeoutError::Disconnected) => {
                    std::thread::sleep(ATTENTION);
                    if start.elapsed() >= longest {
                        break;
                    }
                }
            }
        }
        // What else was told belongs to this change.
        while self.changes.try_recv().is_ok() {}
    }
}
