//! One client's connection as a stream of bytes, with two duties that hyper leaves open: it ends
//! when nothing moves for a while, and an address too long for hyper is refused in Chinese.
//!
//! Something moves where either side does: hyper also reads while it writes, to hear of a client
//! that goes away, and streams with a time-out for each direction (tokio-io-timeout) would end an
//! answer that takes longer, though it gets on.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep};

use crate::reception;

/// How long a connection may stand still in the middle of a request or an answer. It is longer
/// than a request may wait and an answer take to compute ([`crate::workers`]).
const IDLE_TIMEOUT: Duration = Duration::from_secs(60);

/// What hyper writes by itself, before any route is asked, when a request's first line or its
/// headers are too long.
const BARE_REFUSALS: [&[u8]; 2] = [b"HTTP/1.1 414 ", b"HTTP/1.1 431 "];

/// Bytes of a request that are remembered: its method and the beginning of its address.
const REMEMBERED: usize = 32;

/// A stream with an idle timeout and readable refusals.
pub(crate) struct Connection<S> {
    stream: S,
    idle: Pin<Box<Sleep>>,
    /// How the request begins that is being read; after an answer the next one begins.
    beginning: Vec<u8>,
    has_answered: bool,
    /// What refuses a request, and how much of it is written.
    refusing: Option<(String, usize)>,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Connection<S> {
    /// Takes over a stream that was just accepted.
    pub(crate) fn new(stream: S) -> Connection<S> {
        let idle = Box::pin(sleep(IDLE_TIMEOUT));
        Connection { stream, idle, beginning: Vec::new(), has_answered: false, refusing: None }
    }

    /// Passes on what the stream did, and ends the wait for it where it did nothing for too long.
    fn watch<T>(
        &mut self,
        context: &mut Context<'_>,
        progress: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if progress.is_ready() {
            self.idle.as_mut().reset(Instant::now() + IDLE_TIMEOUT);
            return progress;
        }
        ready!(self.idle.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }

    /// Remembers the beginning of a request.
    fn remember(&mut self, read: &[u8]) {
        if self.has_answered && !read.is_empty() {
            self.beginning.clear();
            self.has_answered = false;
        }
        let missing = REMEMBERED.saturating_sub(self.beginning.len());
        self.beginning.extend_from_slice(&read[..missing.min(read.len())]);
    }

    fn poll_refuse(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let path = self.beginning.splitn(3, |byte| *byte == b' ').nth(1).unwrap_or_default();
        let (refusal, mut written) =
            self.refusing.take().unwrap_or_else(|| (reception::too_long(path), 0));
        while let Some(rest) = refusal.as_bytes().get(written..).filter(|rest| !rest.is_empty()) {
            let progress = Pin::new(&mut self.stream).poll_write(context, rest);
            match self.watch(context, progress) {
                Poll::Pending => {
                    self.refusing = Some((refusal, written));
                    return Poll::Pending;
                }
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(count) => written += count?,
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Connection<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let progress = Pin::new(&mut self.stream).poll_read(context, buffer);
        self.remember(&buffer.filled()[before..]);
        self.watch(context, progress)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Connection<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        // No route answers 414 or 431, and no page starts with these words, so it is hyper's.
        let bare = BARE_REFUSALS.iter().any(|refusal| bytes.starts_with(refusal));
        if bare || self.refusing.is_some() {
            ready!(self.poll_refuse(context))?;
            return Poll::Ready(Ok(bytes.len()));
        }
        self.has_answered = true;
        let progress = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.watch(context, progress)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let progress = Pin::new(&mut self.stream).poll_flush(context);
        self.watch(context, progress)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let progress = Pin::new(&mut self.stream).poll_shutdown(context);
        self.watch(context, progress)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    #[tokio::test]
    async fn a_bare_refusal_is_replaced_and_the_rest_passes() {
        let too_long = "HTTP/1.1 414 URI Too Long\r\ncontent-length: 0\r\n\r\n";
        let cases = [
            ("GET / HTTP/1.1", too_long, "</html>"),
            ("GET /api/v1/search?q=", too_long, "\"status\":414"),
            ("GET / ", "HTTP/1.1 431 Request Header Fields Too Large\r\n\r\n", "</html>"),
            ("GET / ", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n"),
        ];
        for (read, written, expected) in cases {
            // A pipe of a few bytes, so that the refusal is written in many pieces.
            let (ours, mut theirs) = duplex(read.len());
            theirs.write_all(read.as_bytes()).await.unwrap();
            let mut connection = Connection::new(ours);
            connection.read_exact(&mut vec![0; read.len()]).await.unwrap();
            let writing = tokio::spawn(async move {
                connection.write_all(written.as_bytes()).await.unwrap();
            });
            let mut received = String::new();
            theirs.read_to_string(&mut received).await.unwrap();
            writing.await.unwrap();
            assert!(received.contains(expected), "{received}");
            let (head, body) = received.split_once("\r\n\r\n").unwrap();
            let length = format!("content-length: {}", body.len());
            assert!(body.is_empty() || head.ends_with(&length), "{head}");
        }
    }

    #[tokio::test]
    async fn the_next_request_has_a_beginning_of_its_own() {
        let (ours, mut theirs) = duplex(256);
        let mut connection = Connection::new(ours);
        for request in ["GET / ", "GET /api/v1/nothing ", "GET /doc "] {
            theirs.write_all(request.as_bytes()).await.unwrap();
            connection.read_exact(&mut vec![0; request.len()]).await.unwrap();
            assert_eq!(connection.beginning, request.as_bytes());
            connection.write_all(b"HTTP/1.1 200 OK").await.unwrap();
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_that_stands_still_ends() {
        let (ours, mut theirs) = duplex(64);
        let mut connection = Connection::new(ours);
        theirs.write_all(b"GET").await.unwrap();
        let mut buffer = [0; 3];
        connection.read_exact(&mut buffer).await.unwrap();
        let error = connection.read_u8().await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_gets_on_is_no_standstill() {
        let (ours, mut theirs) = duplex(1);
        let (mut reading, mut writing) = tokio::io::split(Connection::new(ours));
        let start = Instant::now();
        let listening = async {
            let error = reading.read_u8().await.unwrap_err();
            (error.kind(), start.elapsed())
        };
        let taking = async {
            for _ in 0..8 {
                sleep(IDLE_TIMEOUT / 2).await;
                theirs.read_u8().await.unwrap();
            }
        };
        let (ended, written, ()) = tokio::join!(listening, writing.write_all(&[0; 8]), taking);
        written.unwrap();
        assert_eq!(ended.0, io::ErrorKind::TimedOut);
        assert!(ended.1 >= IDLE_TIMEOUT * 4, "{ended:?}");
    }
}
