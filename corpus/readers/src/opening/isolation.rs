//! Reading in a process of its own, so that no file can take the run down:
//! the parent's side, which starts the process and follows what it says, and
//! the child's ([`child`]), which confines itself. Between them go JSON lines: a request to read a
//! file, and what is in it. A process reads file after file, as long as none does it harm.

mod child;
mod confinement;
mod ending;

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::source::{Item, Origin, Sink};
pub use child::serve;
use confinement::MEMORY;
use document::record::Record;
use ending::{Ending, LastWords};

/// Files that one process reads; what libraries leave in its memory goes with it.
const MOST_FILES: usize = 500;

/// How many times as long as for a result one file may take as a whole.
const WHOLE: u32 = 10;

/// How long a file may take that is said to take long, with thousands of pages to recognise.
const LONGEST: Duration = Duration::from_secs(24 * 3600);

/// Items that may wait for the parent.
const WAITING: usize = 16;

/// How to read files that may harm who reads them: in a process of its own, or, by default, in
/// this one.
#[derive(Debug, Clone, Default)]
pub struct Isolation {
    program: Option<Program>,
    /// Where recognised pages are kept.
    pages: Option<PathBuf>,
}

#[derive(Debug, Clone)]
struct Program {
    path: PathBuf,
    arguments: Vec<OsString>,
    patience: Duration,
    /// Processes that are ready for another file, one for each thread that reads.
    ready: Arc<Mutex<Vec<Process>>>,
}

impl Isolation {
    /// Reads in processes of the program at `path`, which is given `arguments` and calls
    /// [`serve`]. One that hands nothing over for as long as `patience` is ended, and so is one that
    /// reads a file for ten times as long.
    pub fn program(path: PathBuf, arguments: &[&str], patience: Duration) -> Isolation {
        let arguments = arguments.iter().map(OsString::from).collect();
        let ready = Arc::default();
        let program = Some(Program { path, arguments, patience, ready });
        Isolation { program, pages: None }
    }

    /// Also recognises the text of pictures of pages, where the programs for that are there, and keeps
    /// what was recognised in a folder, so that it need not be done twice. The folder may be deleted.
    pub fn recognizing(self, pages: PathBuf) -> Isolation {
        Isolation { pages: Some(pages), ..self }
    }

    /// Where recognised pages are kept; `None` where pages are not to be recognised.
    pub(crate) fn pages(&self) -> Option<&Path> {
        self.pages.as_deref()
    }

    /// Reads a file in a process of its own; `None` where there is none to be.
    pub(crate) fn read_file(&self, origin: Origin<'_>, sink: Sink<'_>) -> Option<Result<()>> {
        let request = || Request {
            path: origin.path.to_owned(),
            name: origin.name.to_owned(),
            names: origin.names.files().to_vec(),
            pages: self.pages.clone(),
        };
        self.program.as_ref().map(|program| program.read_file(&request(), sink))
    }
}

/// What the process is to read.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    path: PathBuf,
    name: String,
    /// The files with the office's own names.
    names: Vec<PathBuf>,
    /// Where recognised pages are kept.
    pages: Option<PathBuf>,
}

/// What the process says, a line each.
#[derive(Debug, Serialize, Deserialize)]
enum Message {
    Record(Box<Record>),
    /// What is wrong with a part of the file.
    Problem(String),
    /// What should be known of how it was read.
    Notice(String),
    /// Nothing yet; the file takes long.
    Working,
    /// What is wrong with the file; the last line.
    Failed(String),
    /// All was read; the last line.
    Done,
}

impl Program {
    fn read_file(&self, request: &Request, sink: Sink<'_>) -> Result<()> {
        let path = &request.path;
        let failed = |source| Error::from(language::Error::Read { path: path.to_owned(), source });
        let ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut process = match ready {
            Some(process) => process,
            None => Process::start(self).map_err(failed)?,
        };
        let mut ended = process.read_file(request, self.patience, sink);
        // One that ended between two files is not to blame on the second.
        if process.files > 1 && matches!(ended, Ok(End::Silent { handed_over: false })) {
            process = Process::start(self).map_err(failed)?;
            ended = process.read_file(request, self.patience, sink);
        }
        match ended? {
            End::Done(outcome) => {
                if process.files < MOST_FILES {
                    self.ready.lock().unwrap_or_else(PoisonError::into_inner).push(process);
                }
                outcome
            }
            End::Broken => Ok(()),
            End::Silent { .. } => Err(match process.ending() {
                Ending::OutOfMemory => {
                    Error::OutOfMemory { path: path.to_owned(), limit: MEMORY >> 20 }
                }
                Ending::Crashed(crash) => Error::Crashed { path: path.to_owned(), crash },
            }),
        }
    }
}

/// The variables of the environment that a process gets: others are none of its business, and may be
/// secrets.
fn kept_variables() -> impl Iterator<Item = (OsString, OsString)> {
    const KEPT: [&str; 10] = [
        "PATH",
        "HOME",
        "LANG",
        "LC_ALL",
        "TMPDIR",
        "TMP",
        "TEMP",
        "SYSTEMROOT",
        "LD_LIBRARY_PATH",
        "TESSDATA_PREFIX",
    ];
    std::env::vars_os().filter(|(name, _)| KEPT.iter().any(|kept| name == kept))
}

/// A process that reads files, one after the other. It ends with this value.
#[derive(Debug)]
struct Process {
    child: Child,
    requests: ChildStdin,
    messages: Receiver<Message>,
    /// What it says when it ends.
    last_words: LastWords,
    /// How many files it was given.
    files: usize,
}

impl Process {
    fn start(program: &Program) -> std::io::Result<Process> {
        let mut command = Command::new(&program.path);
        command.args(&program.arguments).env_clear().envs(kept_variables());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // What it starts itself ends with it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let (Some(requests), Some(output), Some(errors)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(std::io::ErrorKind::BrokenPipe.into());
        };
        let (sender, messages) = sync_channel(WAITING);
        std::thread::spawn(move || listen(output, &sender));
        let last_words = LastWords::listen(errors);
        Ok(Process { child, requests, messages, last_words, files: 0 })
    }

    /// How the process ended, as it can be seen from outside.
    fn ending(&mut self) -> Ending {
        end(&mut self.child);
        Ending::of(self.child.wait().ok(), &self.last_words.take())
    }

    /// Has a file read, and hands over what the process says until it is done, the sink has
    /// enough, or it says nothing.
    fn read_file(&mut self, request: &Request, patience: Duration, sink: Sink<'_>) -> Result<End> {
        self.files += 1;
        let mut handed_over = false;
        // Where the process has ended, what it said before is still to be heard.
        let asked = serde_json::to_string(request).map_err(std::io::Error::from);
        let _ = asked.and_then(|line| writeln!(self.requests, "{line}"));
        let (start, mut longest) = (Instant::now(), patience * WHOLE);
        loop {
            if start.elapsed() > longest {
                let seconds = longest.as_secs();
                return Err(Error::TookTooLong { path: request.path.clone(), seconds });
            }
            let item = match self.messages.recv_timeout(patience) {
                Ok(Message::Record(record)) => Item::Record(record),
                Ok(Message::Problem(message)) => Item::Problem(Error::Reported { message }),
                Ok(Message::Notice(message)) => Item::Notice(message),
                Ok(Message::Working) => {
                    longest = LONGEST;
                    Item::Working
                }
                Ok(Message::Failed(message)) => {
                    return Ok(End::Done(Err(Error::Reported { message })));
                }
                Ok(Message::Done) => return Ok(End::Done(Ok(()))),
                Err(RecvTimeoutError::Disconnected) => return Ok(End::Silent { handed_over }),
                Err(RecvTimeoutError::Timeout) => {
                    let seconds = patience.as_secs();
                    return Err(Error::TimedOut { path: request.path.clone(), seconds });
                }
            };
            handed_over = true;
            if sink(item) == ControlFlow::Break(()) {
                return Ok(End::Broken);
            }
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        end(&mut self.child);
        let _ = self.child.wait();
    }
}

/// How following a process ended.
enum End {
    /// The file was read, or could not be; the process is ready for the next one.
    Done(Result<()>),
    /// The sink had enough.
    Broken,
    /// The process ended without a last line.
    Silent {
        /// Whether it had handed something over.
        handed_over: bool,
    },
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

#[cfg(all(test, unix))]
mod tests;
