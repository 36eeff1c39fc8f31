//! A line of the log for each request, and its count.

use std::net::IpAddr;
use std::time::Instant;

use warp::http::{Method, Request, StatusCode};

use super::Metrics;

/// A request that is being answered; when it ends, a line of the log is written.
pub(super) struct Note<'a> {
    method: Method,
    path: String,
    /// What is asked, where that is to be logged.
    query: Option<String>,
    client: IpAddr,
    start: Instant,
    /// `None` while there is no answer, and where its client goes before there is one.
    status: Option<StatusCode>,
    metrics: &'a Metrics,
}

impl<'a> Note<'a> {
    pub(super) fn begin<B>(
        request: &Request<B>,
        client: IpAddr,
        metrics: &'a Metrics,
        logs_queries: bool,
    ) -> Note<'a> {
        let uri = request.uri();
        Note {
            method: request.method().clone(),
            path: uri.path().to_owned(),
            query: uri.query().filter(|_| logs_queries).map(str::to_owned),
            client,
            start: Instant::now(),
            status: None,
            metrics,
        }
    }

    pub(super) fn answered(&mut self, status: StatusCode) {
        self.status = Some(status);
    }
}

impl Drop for Note<'_> {
    fn drop(&mut self) {
        let took = self.start.elapsed();
        self.metrics.count(&self.path, self.status, took);
        let Note { method, path, query, client, .. } = self;
        let status = self.status.map(|status| status.as_u16());
        let ms = (took.as_secs_f64() * 1e5).round() / 100.0;
        let query = query.as_deref();
        tracing::info!(%client, %method, path, query, status, ms, "request");
    }
}
