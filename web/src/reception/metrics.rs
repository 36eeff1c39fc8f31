//! Counts of what was answered since the start, in the text form of Prometheus, or of OpenMetrics for
//! who asks for that.

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

    /// `GET /metrics`, for who accepts these types of content.
    pub(crate) fn answer(&self, engine: &Engine, accepted: &str) -> Response {
        self.documents.set(engine.len() as i64);
        self.failed_update.set(i64::from(engine.has_failed_update()));
        let mut text = String::new();
        if encode(&mut text, &self.registry).is_err() {
            return pages::problem(StatusCode::INTERNAL_SERVER_ERROR);
        }
        let (text, content_type) = match prefers_openmetrics(accepted) {
            true => (text, "application/openmetrics-text; version=1.0.0; charset=utf-8"),
            false => (for_prometheus(&text), "text/plain; version=0.0.4; charset=utf-8"),
        };
        let mut response = Response::new(text.into());
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// Whether an `Accept` header (RFC 9110, section 12.5.1) names OpenMetrics, and no less than plain text.
fn prefers_openmetrics(accepted: &str) -> bool {
    let quality = |wanted: &str| {
        let ranges = accepted.split(',').map(|range| range.split(';').map(str::trim));
        let of_type = ranges.filter_map(|mut range| (range.next()? == wanted).then_some(range));
        let quality = of_type.map(|mut with| {
            let quality = with.find_map(|parameter| parameter.strip_prefix("q="));
            quality.map_or(1.0, |quality| quality.parse().unwrap_or(0.0))
        });
        quality.fold(0.0, f32::max)
    };
    let openmetrics = quality("application/openmetrics-text");
    openmetrics > 0.0 && openmetrics >= quality("text/plain")
}

/// The same in the text form of Prometheus, which names a counter with its ending, has no lines for
/// units, and no end.
fn for_prometheus(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let counters: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("# TYPE ")?.strip_suffix(" counter"))
        .collect();
    for line in text.lines().filter(|line| !line.starts_with("# UNIT ") && *line != "# EOF") {
        let about = line.strip_prefix("# HELP ").or_else(|| line.strip_prefix("# TYPE "));
        let name = about.and_then(|about| about.split(' ').next()).unwrap_or_default();
        match counters.contains(&name) {
            true => plain += &line.replacen(name, &format!("{name}_total"), 1),
            false => plain += line,
        }
        plain.push('\n');
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openmetrics_is_for_who_asks_for_it() {
        let scraper = "application/openmetrics-text;version=1.0.0,\
                       application/openmetrics-text;version=0.0.1;q=0.75,\
                       text/plain;version=0.0.4;q=0.5,*/*;q=0.1";
        let cases = [
            (scraper, true),
            ("application/openmetrics-text; version=1.0.0; charset=utf-8", true),
            ("text/plain", false),
            ("text/plain, application/openmetrics-text;q=0.5", false),
            ("application/openmetrics-text;q=0", false),
            ("*/*", false),
            ("", false),
        ];
        for (accepted, expected) in cases {
            assert_eq!(prefers_openmetrics(accepted), expected, "{accepted}");
        }
    }

    #[test]
    fn counters_are_named_as_each_form_has_it() {
        let metrics = Metrics::new();
        metrics.count("/", Some(StatusCode::OK), Duration::from_millis(2));
        let mut text = String::new();
        encode(&mut text, &metrics.registry).unwrap();
        let plain = for_prometheus(&text);
        for line in [
            "# TYPE zhengce_requests_total counter",
            "zhengce_requests_total{path=\"/\",status=\"200\"} 1",
            "# TYPE zhengce_request_seconds histogram",
            "# TYPE zhengce_documents gauge",
        ] {
            assert!(plain.lines().any(|told| told == line), "no {line} in {plain}");
        }
        assert!(text.ends_with("# EOF\n") && !plain.contains("EOF") && !plain.contains("UNIT"));
        assert!(text.contains("# TYPE zhengce_requests counter"), "{text}");
    }
}
