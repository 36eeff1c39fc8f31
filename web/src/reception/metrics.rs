//! Counts of what was answered since the start, in the text form of OpenMetrics.

use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::{Histogram, exponential_buckets};
use prometheus_client::registry::{Registry, Unit};
use search::Engine;
use warp::http::StatusCode;
use warp::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue};
use warp::reply::Response;

use super::{METRICS, PROBES};
use crate::pages;

/// The addresses that are counted on their own; all others are counted together.
const PATHS: &[&str] = &[
    "/",
    "/doc",
    "/original",
    "/overview",
    "/facet",
    "/help",
    "/accessibility",
    "/check",
    "/api",
    "/api/v1/search",
    "/api/v1/facets",
    "/api/v1/counts",
    "/api/v1/document",
    "/api/v1/suggest",
    "/api/v1/check",
    "/api/v1/status",
    "/api/v1/openapi.json",
    METRICS,
    PROBES[0],
    PROBES[1],
];

/// The fastest answers that are told apart, in seconds; each step takes twice as long.
const FASTEST: f64 = 0.0005;

/// Up to 16 s, which no request takes.
const STEPS: u16 = 16;

/// What requests that are counted together have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Sort {
    path: &'static str,
    /// 0 where the client went before there was an answer.
    status: u16,
}

/// Counts since the start of the server.
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Sort, Counter>,
    seconds: Histogram,
    documents: Gauge,
    failed_update: Gauge,
}

impl Metrics {
    pub(super) fn new() -> Metrics {
        let mut registry = Registry::with_prefix("zhengce");
        let metrics = Metrics {
            requests: Family::default(),
            seconds: Histogram::new(exponential_buckets(FASTEST, 2.0, STEPS)),
            documents: Gauge::default(),
            failed_update: Gauge::default(),
            registry: Registry::default(),
        };
        registry.register("requests", "Requests by address and status", metrics.requests.clone());
        let seconds = metrics.seconds.clone();
        registry.register_with_unit("request", "From head to answer", Unit::Seconds, seconds);
        registry.register("documents", "Documents in the index", metrics.documents.clone());
        let failed = metrics.failed_update.clone();
        registry.register("update_failed", "Whether the last update of the index failed", failed);
        Metrics { registry, ..metrics }
    }

    /// Counts a request.
    pub(super) fn count(&self, path: &str, status: Option<StatusCode>, took: Duration) {
        let path = if path == "/" { path } else { path.trim_end_matches('/') };
        let path = PATHS.iter().find(|known| **known == path).unwrap_or(&"other");
        let status = status.map_or(0, |status| status.as_u16());
        self.requests.get_or_create(&Sort { path, status }).inc();
        self.seconds.observe(took.as_secs_f64());
    }

    /// `GET /metrics`.
    pub(crate) fn answer(&self, engine: &Engine) -> Response {
        self.documents.set(engine.len() as i64);
        self.failed_update.set(i64::from(engine.has_failed_update()));
        let mut text = String::new();
        if encode(&mut text, &self.registry).is_err() {
            return pages::problem(StatusCode::INTERNAL_SERVER_ERROR);
        }
        let mut response = Response::new(text.into());
        let headers = response.headers_mut();
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8"),
        );
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}
