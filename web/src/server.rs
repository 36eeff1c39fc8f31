//! Listening, the limits on connections, and the orderly end. What is answered is decided in
//! [`crate::routes`]; a single connection's limits are enforced in [`crate::connection`].

use std::net::SocketAddr;
use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use search::Engine;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower_http::compression::Compression;
use warp::Filter;

use crate::Error;
use crate::connection::Connection;
use crate::routes::{self, Service, Tell};

/// Connections served at once; more wait in the system's queue. It stays below the usual limit
/// of 1024 open files.
const MAX_CONNECTIONS: usize = 512;

/// Bytes of a request's first line and headers. A query of 100,000 Chinese characters is
/// 900 KB percent-encoded; hyper has to read it whole to refuse it politely.
const MAX_HEAD: usize = 1 << 20;

/// How long a client may take to send a request's head, and how long a connection may wait for
/// its next request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// How long requests under way may take to finish after the signal to stop.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// How often the index is looked at for changes.
const RELOAD_INTERVAL: Duration = Duration::from_secs(3);

/// The pause after the system refused a connection, for want of file handles for example.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 lets the system choose one.
    pub addr: SocketAddr,
    /// How an error is told in the log, to the person who runs the server.
    pub tell: Tell,
}

/// Binds the address, then serves until Ctrl-C or SIGTERM.
///
/// `ready` is called once with the bound address, when connections are accepted. After the signal
/// no connection is accepted any more, and requests under way get a few seconds to finish. Blocks;
/// starts its own tokio runtime, so it must not be called inside another one.
///
/// # Errors
/// When the address cannot be listened on, or the system gives no threads or signals.
pub fn serve(
    engine: Arc<Engine>,
    options: &Options,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), Error> {
    let runtime = runtime().map_err(Error::Start)?;
    let outcome = runtime.block_on(async {
        let listening = |source| Error::listening(options.addr, source);
        let listener = TcpListener::bind(options.addr).await.map_err(listening)?;
        let stop = stop_signal().map_err(Error::Start)?;
        let addr = listener.local_addr().map_err(listening)?;
        let service = Service { engine, tell: options.tell };
        tokio::spawn(keep_fresh(service.clone()));
        ready(addr);
        accept_until(listener, service, stop).await;
        Ok(())
    });
    // Dropping the runtime would wait for a running search without end.
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

/// A runtime with few threads for blocking work: searches are computation, and more of them at
/// once than the machine has cores only makes all of them late.
fn runtime() -> std::io::Result<Runtime> {
    let cores = available_parallelism().map_or(2, NonZero::get);
    Builder::new_multi_thread().enable_all().max_blocking_threads(cores * 2).build()
}

/// Completes on Ctrl-C or, on Unix, SIGTERM. The handlers are in place when this returns.
#[cfg(unix)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Completes on Ctrl-C. The handler is in place when this returns.
#[cfg(windows)]
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

/// Lets a rebuilt index show up without a restart, and has the words of each ready before anyone
/// types.
async fn keep_fresh(service: Service) {
    loop {
        // Completing nothing reads the words of the index, unless they are read already.
        in_background(&service, |engine| engine.complete("", 0).map(drop)).await;
        tokio::time::sleep(RELOAD_INTERVAL).await;
        in_background(&service, Engine::reload).await;
    }
}

/// Works on the index on a thread for blocking work. What goes wrong is only logged.
async fn in_background(service: &Service, work: fn(&Engine) -> search::Result<()>) {
    let engine = Arc::clone(&service.engine);
    match tokio::task::spawn_blocking(move || work(&engine)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => {
            tracing::error!(error = %(service.tell)(&error), "the index could not be read");
        }
        Err(error) => tracing::error!(%error, "reading the index crashed"),
    }
}

/// Accepts connections until `stop` completes, then waits for those with a request under way.
async fn accept_until(listener: TcpListener, service: Service, stop: impl Future<Output = ()>) {
    let routes = routes::all(service);
    let graceful = GracefulShutdown::new();
    let permits = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    tokio::pin!(stop);
    loop {
        let (stream, permit) = tokio::select! {
            () = &mut stop => break,
            Some(accepted) = accept(&listener, &permits) => accepted,
            else => continue,
        };
        let connection = converse(stream, routes.clone(), &graceful);
        tokio::spawn(async move {
            connection.await;
            drop(permit);
        });
    }
    drop(listener);
    if tokio::time::timeout(SHUTDOWN_TIMEOUT, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were cut off by the end of the server");
    }
}

/// The next connection together with the right to serve it.
async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, permit)),
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            tokio::time::sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}

/// Answers the requests of one connection, one after the other.
///
/// HTTP/1 only: browsers speak HTTP/2 over TLS alone, and waiting to tell the two apart would be
/// a wait without a time limit.
fn converse<F>(
    stream: TcpStream,
    routes: F,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + Send + use<F>
where
    F: Filter<Error = std::convert::Infallible> + Clone + Send + Sync + 'static,
    F::Extract: warp::Reply + Send,
    F::Future: Send,
{
    let mut builder = auto::Builder::new(TokioExecutor::new()).http1_only();
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD);
    let service = TowerToHyperService::new(Compression::new(warp::service(routes)));
    let io = TokioIo::new(Connection::new(stream));
    let watcher = graceful.watcher();
    async move {
        let serving = builder.serve_connection(io, service);
        if let Err(error) = watcher.watch(serving).await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}
