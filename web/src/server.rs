//! Listening, the limits on connections, and the orderly end. What is answered is decided in
//! [`crate::routes`]; a single connection's limits are enforced in [`crate::connection`].

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use corpus::PartialDate;
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use search::Engine;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinHandle;
use tower_http::compression::Compression;
use warp::Filter;
use warp::http::Request;

use crate::Error;
use crate::connection::Connection;
use crate::exports::Exports;
use crate::reception::{Access, Reception};
use crate::routes::{self, Service, Tell};
use crate::workers::{self, Client, Workers};

/// Connections served at once, where the system allows so many open files; more wait in its queue.
const MAX_CONNECTIONS: usize = 8192;

/// Open files for each connection: it is served, and looked at.
const FILES_OF_ONE: usize = 2;

/// Open files that are not connections.
const OTHER_FILES: usize = 256;

/// Bytes of a request's first line and headers. A query of 100,000 Chinese characters is
/// 900 KB percent-encoded; hyper has to read it whole to refuse it politely.
const MAX_HEAD: usize = 1 << 20;

/// How long a client may take to send a request's head, and how long a connection may wait for
/// its next request.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);

/// How long requests under way may take to finish after the signal to stop.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// How often the index is looked at for changes.
const RELOAD_INTERVAL: Duration = Duration::from_millis(500);

/// The pause after the system refused a connection, for want of file handles for example.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where to listen; port 0 lets the system choose one.
    pub addr: SocketAddr,
    /// Who may ask what.
    pub access: Access,
    /// Whether the log has the queries.
    pub logs_queries: bool,
    /// Whether crawlers are told of all documents.
    pub has_sitemap: bool,
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
        let reception = Reception::new(&options.access, options.logs_queries, engine.clone());
        let (workers, is_ready) = (Workers::new(), Arc::default());
        let &Options { tell, has_sitemap, .. } = options;
        let exports = Exports::new(tell);
        let service = Service { engine, workers, exports, reception, is_ready, tell, has_sitemap };
        tokio::spawn(keep_fresh(service.clone()));
        ready(addr);
        accept_until(listener, service, stop).await;
        Ok(())
    });
    // Dropping the runtime would wait for a running search without end.
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

/// A runtime whose threads for blocking work are those of the [`Workers`].
fn runtime() -> io::Result<Runtime> {
    Builder::new_multi_thread().enable_all().max_blocking_threads(workers::threads()).build()
}

/// How many connections there may be at once: what the system allows, which is asked for.
fn most_connections() -> usize {
    let wanted = MAX_CONNECTIONS * FILES_OF_ONE + OTHER_FILES;
    let allowed = rlimit::increase_nofile_limit(wanted as u64).unwrap_or(1024);
    let connections = (allowed as usize).saturating_sub(OTHER_FILES) / FILES_OF_ONE;
    connections.clamp(64, MAX_CONNECTIONS)
}

/// Completes on Ctrl-C or, on Unix, SIGTERM. The handlers are in place when this returns.
#[cfg(unix)]
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
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
fn stop_signal() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}

/// Lets what was committed show up without a restart, and has the words of the index ready before
/// anyone types. What goes wrong is logged once, until it goes well or wrong in another way.
async fn keep_fresh(service: Service) {
    let mut logged = None;
    let mut checkup: Option<JoinHandle<()>> = None;
    loop {
        let engine = Arc::clone(&service.engine);
        if checkup.as_ref().is_none_or(JoinHandle::is_finished) {
            checkup = Some(have_checked(&engine));
        }
        // Completing nothing reads the words of the index, unless they are read already.
        let work = move || engine.reload().and_then(|()| engine.complete("", 0).map(drop));
        let wrong = match tokio::task::spawn_blocking(work).await {
            Ok(Ok(())) => {
                service.is_ready.store(true, Ordering::Relaxed);
                None
            }
            Ok(Err(error)) => Some((service.tell)(&error)),
            Err(crash) => Some(crash.to_string()),
        };
        if let Some(error) = wrong.as_ref().filter(|_| wrong != logged) {
            tracing::error!(%error, "the index could not be read");
        }
        logged = wrong;
        tokio::time::sleep(RELOAD_INTERVAL).await;
    }
}

/// Has the health of the library found out before anyone asks, unless it is known already. Whoever asks
/// in vain is told of errors.
fn have_checked(engine: &Arc<Engine>) -> JoinHandle<()> {
    let engine = Arc::clone(engine);
    tokio::task::spawn_blocking(move || drop(engine.health(PartialDate::today())))
}

/// Accepts connections until `stop` completes, then waits for those with a request under way.
async fn accept_until(listener: TcpListener, service: Service, stop: impl Future<Output = ()>) {
    let reception = service.reception.clone();
    let routes = routes::all(service);
    let graceful = GracefulShutdown::new();
    let permits = Arc::new(Semaphore::new(most_connections()));
    tokio::pin!(stop);
    loop {
        let (stream, client, permit) = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener, &permits) => accepted,
        };
        let connection = converse((stream, client), &reception, routes.clone(), &graceful);
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

/// The next connection together with the right to serve it. Whatever the system refuses, for want
/// of file handles for example, is tried again.
async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> (TcpStream, Client, Option<OwnedSemaphorePermit>) {
    // None is ever closed.
    let permit = Arc::clone(permits).acquire_owned().await.ok();
    loop {
        let accepted = listener.accept().await;
        match accepted.and_then(|(stream, address)| known(stream, address.ip())) {
            Ok((stream, client)) => return (stream, client, permit),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

/// A connection with whom it is from.
fn known(stream: TcpStream, address: IpAddr) -> io::Result<(TcpStream, Client)> {
    let stream = stream.into_std()?;
    let client = Client::new(address, &stream);
    Ok((TcpStream::from_std(stream)?, client))
}

/// Answers the requests of one connection, one after the other.
///
/// HTTP/1 only: browsers speak HTTP/2 over TLS alone, and waiting to tell the two apart would be
/// a wait without a time limit.
fn converse<F>(
    (stream, client): (TcpStream, Client),
    reception: &Reception,
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
        // Who ends its side after asking gets its answer.
        .half_close(true)
        .max_buf_size(MAX_HEAD);
    let io = TokioIo::new(Connection::new(stream));
    let (reception, routes) = (reception.clone(), warp::service(routes));
    let received = tower::service_fn(move |request: Request<Incoming>| {
        reception.clone().receive(request, client.clone(), routes.clone())
    });
    let service = TowerToHyperService::new(Compression::new(received));
    let watcher = graceful.watcher();
    async move {
        let serving = builder.serve_connection(io, service);
        if let Err(error) = watcher.watch(serving).await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}
