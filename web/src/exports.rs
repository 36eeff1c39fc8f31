//! Files that are made while they are sent. Each has a slot, of which there are few, and no deadline:
//! it ends when it is whole or the client has left. What is in memory does not grow with its rows.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use futures_util::StreamExt;
use futures_util::stream::unfold;
use hyper::body::Bytes;
use report::figures::printed;
use report::table::{Row, Table};
use report::writing::{self, Format, WriteError};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use warp::Reply;
use warp::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use crate::Error;
use crate::routes::Tell;

/// How many files are made at once. Each takes a thread.
pub(crate) const SLOTS: usize = 4;

/// How many pieces wait for the client, and the bytes of one.
const PIECES: usize = 8;
const PIECE: usize = 32 * 1024;

/// Makes files.
#[derive(Clone)]
pub(crate) struct Exports {
    slots: Arc<Semaphore>,
    tell: Tell,
}

impl Exports {
    /// None is being made.
    pub(crate) fn new(tell: Tell) -> Exports {
        Exports { slots: Arc::new(Semaphore::new(SLOTS)), tell }
    }

    /// A table as a file of this name, without its end.
    ///
    /// # Errors
    /// When too many files are being made.
    pub(crate) fn file(
        &self,
        name: &str,
        format: Format,
        table: Table,
        rows: impl Iterator<Item = search::Result<Row>> + Send + 'static,
    ) -> Result<Response, Error> {
        self.made(name, format, move || Ok((table, rows)))
    }

    /// The figures of documents as a file of this name, without its end. They are read behind the
    /// answer, as all of them are put in order.
    ///
    /// # Errors
    /// When too many files are being made.
    pub(crate) fn figures(
        &self,
        name: &str,
        format: Format,
        figures: impl FnOnce() -> search::Result<(Table, Vec<Row>)> + Send + 'static,
    ) -> Result<Response, Error> {
        self.made(name, format, move || {
            let (table, rows) = figures()?;
            let is_word = format == Format::Docx;
            let (table, rows) = if is_word { printed(table, rows) } else { (table, rows) };
            Ok((table, rows.into_iter().map(Ok)))
        })
    }

    fn made<R: Iterator<Item = search::Result<Row>>>(
        &self,
        name: &str,
        format: Format,
        table: impl FnOnce() -> search::Result<(Table, R)> + Send + 'static,
    ) -> Result<Response, Error> {
        let slot = Arc::clone(&self.slots).try_acquire_owned().map_err(|_| Error::Overloaded)?;
        let (sender, receiver) = channel(PIECES);
        let tell = self.tell;
        tokio::task::spawn_blocking(move || make(slot, sender, tell, format, table));
        // What compresses it asks once more behind its end.
        let pieces = unfold(receiver, next).fuse();
        let mut response = warp::reply::stream(pieces).into_response();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
        headers.insert(CONTENT_DISPOSITION, disposition(&format!("{name}.{format}")));
        // It says when it was made.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        Ok(response)
    }
}

type Piece = io::Result<Bytes>;

async fn next(mut receiver: Receiver<Piece>) -> Option<(Piece, Receiver<Piece>)> {
    let piece = receiver.recv().await?;
    Some((piece, receiver))
}

/// Makes a file for whoever receives it, on a thread for blocking work.
fn make<R: Iterator<Item = search::Result<Row>>>(
    slot: OwnedSemaphorePermit,
    sender: Sender<Piece>,
    tell: Tell,
    format: Format,
    table: impl FnOnce() -> search::Result<(Table, R)>,
) {
    let written = table().map_err(WriteError::from).and_then(|(table, rows)| {
        // Rows that nobody waits for are not made, though nothing is sent before the last one.
        let mut rows = rows.take_while(|_| !sender.is_closed());
        let mut out = BufWriter::with_capacity(PIECE, Pieces(&sender));
        writing::write(format, &table, &mut rows, &mut out)?;
        Ok(out.flush()?)
    });
    if let Err(error) = written
        && !sender.is_closed()
    {
        tracing::error!(error = %tell(&error), "an export could not be made");
        // The client sees that the file is not whole.
        let _ = sender.blocking_send(Err(io::Error::other("broken off")));
    }
    drop(slot);
}

/// Sends what is written.
struct Pieces<'a>(&'a Sender<Piece>);

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        self.0.blocking_send(Ok(piece)).map_err(|_| io::ErrorKind::BrokenPipe)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A caption or title as the name of a file.
pub(crate) fn file_name(caption: &str) -> String {
    const MOST: usize = 60;
    let is_allowed = |c: &char| !c.is_control() && !"/\\:*?\"<>|“”".contains(*c);
    let name: String = caption.chars().filter(is_allowed).take(MOST).collect();
    if name.is_empty() { "表格".to_owned() } else { name }
}

/// Has browsers keep a file under its name (RFC 6266, RFC 8187).
pub(crate) fn disposition(name: &str) -> HeaderValue {
    let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    let value = format!("attachment; filename*=UTF-8''{name}");
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_header() {
        let cases = [
            ("甲.pdf", "attachment; filename*=UTF-8''%E7%94%B2%2Epdf"),
            ("a\"\r\nX: 1", "attachment; filename*=UTF-8''a%22%0D%0AX%3A%201"),
        ];
        for (name, expected) in cases {
            assert_eq!(disposition(name), expected);
        }
    }
}
