//! The process in which files are read.

use std::io::{BufRead, Write};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::Duration;

use language::gazetteer::Gazetteer;

use super::{Isolation, Message, Request, confinement};
use crate::opening;
use crate::source::Item;

/// How often is looked whether the process that asks has gone, once it asks nothing more.
const LOOK: Duration = Duration::from_millis(50);

/// The work of the process that [`Isolation::program`] starts: reads the files that `requests`
/// names and writes what is in them to `output`, until there are no more. It confines itself first,
/// and ends, with what it started, when the process that started it does.
///
/// # Errors
/// The output cannot be written, or a request is none.
pub fn serve(
    requests: impl BufRead + Send + 'static,
    output: &mut dyn Write,
) -> std::io::Result<()> {
    confinement::confine();
    let mut names = Gazetteer::with_files(&[]).0;
    for line in lines(requests) {
        let request: Request = serde_json::from_str(&line?)?;
        if names.files() != request.names {
            // What in them cannot be used, the parent has told.
            names = Gazetteer::with_files(&request.names).0;
        }
        answer(&request, &names, output)?;
    }
    Ok(())
}

/// The lines of the requests, which are listened for also while a file is read.
fn lines(requests: impl BufRead + Send + 'static) -> Receiver<std::io::Result<String>> {
    let (sender, lines) = sync_channel(1);
    let parent = confinement::parent();
    std::thread::spawn(move || {
        for line in requests.lines() {
            if sender.send(line).is_err() {
                return;
            }
        }
        // Whoever sent them closes its files a little before it is gone.
        while confinement::parent() == parent {
            std::thread::sleep(LOOK);
        }
        confinement::end_group();
    });
    lines
}

fn answer(request: &Request, names: &Gazetteer, output: &mut dyn Write) -> std::io::Result<()> {
    let mut written = Ok(());
    let mut say = |message: &Message| -> ControlFlow<()> {
        let line = serde_json::to_string(message).map_err(std::io::Error::from);
        written = line.and_then(|line| writeln!(output, "{line}")).and_then(|()| output.flush());
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let Request { path, name, pages, .. } = request;
    let here = Isolation { pages: pages.clone(), ..Isolation::default() };
    let read = opening::read_file(path, name, names, &here, &mut |item| match item {
        Item::Record(record) => say(&Message::Record(record)),
        Item::Problem(error) => say(&Message::Problem(error.to_string())),
        Item::Notice(message) => say(&Message::Notice(message)),
        Item::Working => say(&Message::Working),
    });
    let _ = match read {
        Ok(()) => say(&Message::Done),
        Err(error) => say(&Message::Failed(error.to_string())),
    };
    written
}
