//! The real server on a free port, ended with the test that started it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

/// How long a line of the log may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running `zhengce serve`.
pub(crate) struct Server {
    process: Child,
    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub(crate) url: String,
    /// The lines that it logs.
    log: Receiver<String>,
}

impl Server {
    /// Starts the server with the given program, environment, index and arguments; returns when it
    /// accepts connections.
    pub(crate) fn start_with(mut program: Command, args: &[&str]) -> Server {
        let mut process = program
            .args(["serve", "--addr", "127.0.0.1:0"])
            .args(args)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines();
        let url = lines.by_ref().map_while(Result::ok).find_map(|line| url_in(&line));
        // A server that could not write its log would stop.
        let (sender, log) = mpsc::channel();
        thread::spawn(move || lines.map_while(Result::ok).for_each(|line| drop(sender.send(line))));
        let mut server = Server { process, url: String::new(), log };
        server.url = url.unwrap_or_else(|| panic!("the server did not start"));
        server
    }
}

#[allow(dead_code, reason = "not every binary of tests looks at it")]
impl Server {
    /// Starts the server without more arguments.
    pub(crate) fn start(program: Command) -> Server {
        Server::start_with(program, &[])
    }

    /// The number of its process.
    pub(crate) fn process_id(&self) -> u32 {
        self.process.id()
    }

    /// The next line that it logs about something.
    pub(crate) fn logged(&self, what: &str) -> String {
        loop {
            let line = self.log.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("nothing is logged about {what}"));
            if line.contains(what) {
                return line;
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The address in the line that says the server has started.
fn url_in(line: &str) -> Option<String> {
    let start = line.find("http://")?;
    let rest = &line[start..];
    let end = rest.find("/ ").unwrap_or(rest.len());
    Some(rest[..end].to_owned())
}
