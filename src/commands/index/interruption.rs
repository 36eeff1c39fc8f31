//! Ctrl-C and SIGTERM during an update. It is asked to stop, which it does between two documents and
//! cleans up; where it is busy with something else, the process ends without it, which the next run
//! mends. Either way the index is what it was, or once the result is visible the new one.

use std::ops::ControlFlow;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::terminal::say;
use indexer::Progress;

/// How long an update that was asked to stop may take to do so.
const GRACE: Duration = Duration::from_millis(700);

/// What is known of an interruption by the thread that hears of it and by the update.
#[derive(Clone, Default)]
pub(super) struct Interruption {
    asked: Arc<AtomicBool>,
    visible: Arc<AtomicBool>,
    /// Whether the end is what is waited for.
    watching: Arc<AtomicBool>,
}

impl Interruption {
    /// Listens from now on.
    pub(super) fn listen() -> anyhow::Result<Interruption> {
        let interruption = Interruption::default();
        let heard = interruption.clone();
        ctrlc::set_handler(move || heard.stop())?;
        Ok(interruption)
    }

    /// Whether the update goes on.
    pub(super) fn decide(&self, progress: &Progress<'_>) -> ControlFlow<()> {
        self.visible.store(progress.visible, Ordering::Relaxed);
        match self.asked.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }

    /// From now on to be interrupted is the usual end.
    pub(super) fn expect(&self) {
        self.watching.store(true, Ordering::Relaxed);
    }

    /// Whether there was an interruption.
    pub(super) fn is_asked(&self) -> bool {
        self.asked.load(Ordering::Relaxed)
    }

    fn stop(&self) {
        if self.asked.swap(true, Ordering::Relaxed) {
            return;
        }
        thread::sleep(GRACE);
        if self.watching.load(Ordering::Relaxed) {
            process::exit(0);
        }
        let (code, said) = match self.visible.load(Ordering::Relaxed) {
            true => (0, "已中断；内容已经收录，没做完的整理下次更新时接着做".to_owned()),
            false => (2, format!("错误：{}", indexer::Error::Interrupted)),
        };
        say!("{said}");
        process::exit(code);
    }
}
