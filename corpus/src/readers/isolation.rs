//! Reading in a process of its own, so that no file can take the run down:
//! the parent's side, which starts the process and follows what it says, and
//! the child's, which limits its own memory. Between them go JSON lines.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Item, Sink};
use crate::document::Document;
use crate::error::{Error, Result};

/// Bytes of memory that a process may have. A file of 200 MB fits in, unpacked and as text.
const MEMORY: u64 = 2 << 30;

/// Items that may wait for the parent.
const WAITING: usize = 16;

/// How to read files that may harm who reads them: in a process of its own, or, by default, in
/// this one.
#[derive(Debug, Clone, Default)]
pub struct Isolation(Option<Program>);

#[derive(Debug, Clone)]
struct Program {
    path: PathBuf,
    arguments: Vec<OsString>,
    patience: Duration,
}

impl Isolation {
    /// Reads in processes of the program at `path`, which is given `arguments`, the file and the
    /// name of the file for sources, and calls [`serve`]. One that hands nothing over for as
    /// long as `patience` is ended.
    pub fn program(path: PathBuf, arguments: &[&str], patience: Duration) -> Isolation {
        let arguments = arguments.iter().map(OsString::from).collect();
        Isolation(Some(Program { path, arguments, patience }))
    }

    /// Reads a file in a process of its own; `None` where there is none to be.
    pub(super) fn read(&self, path: &Path, name: &str, sink: Sink<'_>) -> Option<Result<()>> {
        self.0.as_ref().map(|program| program.read(path, name, sink))
    }
}

/// What the process says, a line each.
#[derive(Debug, Serialize, Deserialize)]
enum Message {
    Document(Box<Document>),
    /// What is wrong with a part of the file.
    Problem(String),
    /// What is wrong with the file; the last line.
    Failed(String),
    /// All was read; the last line.
    Done,
}

impl Program {
    fn read(&self, path: &Path, name: &str, sink: Sink<'_>) -> Result<()> {
        let read = |source| Error::Read { path: path.to_owned(), source };
        let mut command = Command::new(&self.path);
        command.args(&self.arguments).arg("--").arg(path).arg(name);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        // What it starts itself ends with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(read)?;
        let Some(output) = child.stdout.take() else {
            return Err(Error::Crashed { path: path.to_owned() });
        };
        let (sender, receiver) = sync_channel(WAITING);
        let listener = std::thread::spawn(move || listen(output, &sender));
        let ended = self.follow(&receiver, sink, path);
        drop(receiver);
        if !matches!(ended, Ok(End::Done)) {
            end(&mut child);
        }
        let status = child.wait().map_err(read)?;
        let _ = listener.join();
        match ended? {
            End::Silent if is_out_of_memory(status) => {
                Err(Error::OutOfMemory { path: path.to_owned(), limit: MEMORY >> 20 })
            }
            End::Silent => Err(Error::Crashed { path: path.to_owned() }),
            End::Done | End::Broken => Ok(()),
        }
    }

    /// Hands over what the process says until it is done, the sink has enough, or it says nothing.
    fn follow(&self, messages: &Receiver<Message>, sink: Sink<'_>, path: &Path) -> Result<End> {
        loop {
            let item = match messages.recv_timeout(self.patience) {
                Ok(Message::Document(document)) => Item::Document(document),
                Ok(Message::Problem(message)) => Item::Problem(Error::Reported { message }),
                Ok(Message::Failed(message)) => return Err(Error::Reported { message }),
                Ok(Message::Done) => return Ok(End::Done),
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Silent),
                Err(RecvTimeoutError::Timeout) => {
                    let seconds = self.patience.as_secs();
                    return Err(Error::TimedOut { path: path.to_owned(), seconds });
                }
            };
            if sink(item) == ControlFlow::Break(()) {
                return Ok(End::Broken);
            }
        }
    }
}

/// How following a process ended.
enum End {
    Done,
    /// The sink had enough.
    Broken,
    /// The process ended without a last line.
    Silent,
}

/// Passes on the messages of a process until its output ends or nobody listens.
fn listen(output: ChildStdout, sender: &SyncSender<Message>) {
    for line in BufReader::new(output).lines().map_while(std::result::Result::ok) {
        let Ok(message) = serde_json::from_str(&line) else {
            return;
        };
        if sender.send(message).is_err() {
            return;
        }
    }
}

/// Ends a process and what it started.
fn end(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw) {
        let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    let _ = child.kill();
}

/// Whether a process ended as Rust ends one that gets no more memory: with SIGABRT.
fn is_out_of_memory(status: ExitStatus) -> bool {
    #[cfg(unix)]
    return std::os::unix::process::ExitStatusExt::signal(&status) == Some(6);
    #[cfg(not(unix))]
    return status.code().is_none();
}

/// The work of the process that [`Isolation::program`] starts: reads a file and writes what is
/// in it to `output`.
///
/// # Errors
/// The output cannot be written.
pub fn serve(path: &Path, name: &str, output: &mut dyn Write) -> std::io::Result<()> {
    limit_memory();
    let mut written = Ok(());
    let mut say = |message: &Message| -> ControlFlow<()> {
        let line = serde_json::to_string(message).map_err(std::io::Error::from);
        written = line.and_then(|line| writeln!(output, "{line}")).and_then(|()| output.flush());
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let read = super::read(path, name, &Isolation::default(), &mut |item| match item {
        Item::Document(document) => say(&Message::Document(document)),
        Item::Problem(error) => say(&Message::Problem(error.to_string())),
    });
    let _ = match read {
        Ok(()) => say(&Message::Done),
        Err(error) => say(&Message::Failed(error.to_string())),
    };
    written
}

/// Limits the memory of this process, where the system can.
fn limit_memory() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
        let maximum = getrlimit(Resource::As).maximum;
        let current = Some(maximum.map_or(MEMORY, |maximum| maximum.min(MEMORY)));
        let _ = setrlimit(Resource::As, Rlimit { current, maximum });
        // A crash is said in one line; an image of the memory helps nobody.
        let none = Rlimit { current: Some(0), maximum: getrlimit(Resource::Core).maximum };
        let _ = setrlimit(Resource::Core, none);
    }
}

#[cfg(all(test, unix))]
mod tests;
