//! What happens to every request before and after it is answered: it is addressed to this server,
//! comes from someone who may ask, leaves a line in the log and a count in the metrics, and its answer
//! has the headers that all answers have.

mod freshness;
mod hosts;
mod metrics;
mod note;
mod origin;
mod sharing;
mod tokens;

use std::convert::Infallible;
use std::fmt::Write;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use search::Engine;
use tower::{Layer, Service, ServiceExt};
use tower_http::cors::CorsLayer;
use warp::http::header::{
    CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY, RETRY_AFTER,
    WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use warp::http::{Request, StatusCode};
use warp::reply::Response;

use crate::api::problem::{PROBLEM_JSON, Problem};
use crate::workers::Client;
use crate::{api, pages};
use freshness::Freshness;
use hosts::Hosts;
pub(crate) use metrics::Metrics;
use note::Note;
pub(crate) use origin::Origin;
pub use tokens::{Guarded, Tokens};
use tokens::{Verdict, Watch};

/// A page gets everything from this server and nothing runs in it that is not a file of its own.
const POLICY: &str = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

/// A page uses nothing of the machine that it is shown on.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), usb=()";

/// The headers that every answer carries.
const SECURITY: [(HeaderName, HeaderValue); 5] = [
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
    (REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
    // For browsers that are too old for frame-ancestors.
    (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
];

/// How browsers and programs are told to send a token.
const CHALLENGE: HeaderValue = HeaderValue::from_static(
    "Basic realm=\"zhengce\", charset=\"UTF-8\", Bearer realm=\"zhengce\"",
);

/// Where style sheets and scripts are, which all may have: pages that refuse look like others.
const ASSETS: &str = "/assets/";

/// Where the counts are, for a program that watches the server.
pub(crate) const METRICS: &str = "/metrics";

/// Where a program that watches the server asks whether it lives, and whether it is ready.
pub(crate) const PROBES: [&str; 2] = ["/healthz", "/readyz"];

/// Below which all is for programs.
const API: &str = "/api/";

/// The page that refuses a request too long to be read.
const TOO_LONG: &str = include_str!("../templates/too_long.html");

/// Who may ask what, by which name.
#[derive(Debug, Clone, Default)]
pub struct Access {
    /// Names that the server is known by, besides its addresses and localhost.
    pub hosts: Vec<String>,
    /// Where reverse proxies ask from that tell for whom.
    pub proxies: Vec<IpAddr>,
    /// What lets in; none where everyone may ask everything.
    pub tokens: Tokens,
    /// What needs a token.
    pub guarded: Guarded,
    /// Sites whose pages may use the API (`https://portal.example.cn`); `*` for all.
    pub origins: Vec<String>,
}

/// Receives all requests of a server.
#[derive(Clone)]
pub(crate) struct Reception(Arc<Desk>);

struct Desk {
    engine: Arc<Engine>,
    hosts: Hosts,
    proxies: Vec<IpAddr>,
    watch: Watch,
    sharing: Option<CorsLayer>,
    metrics: Metrics,
    /// Whether queries are part of the log.
    logs_queries: bool,
}

impl Reception {
    pub(crate) fn new(access: &Access, logs_queries: bool, engine: Arc<Engine>) -> Reception {
        let hosts = Hosts::new(&access.hosts);
        let watch = Watch::new(access.tokens.clone(), access.guarded);
        let (proxies, metrics) = (access.proxies.clone(), Metrics::new());
        let sharing = sharing::with(&access.origins);
        Reception(Arc::new(Desk { engine, hosts, proxies, watch, sharing, metrics, logs_queries }))
    }

    /// Counts of what was answered so far.
    pub(crate) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Has a request answered by a service, or refuses it.
    pub(crate) async fn receive<S, B>(
        self,
        mut request: Request<B>,
        mut client: Client,
        service: S,
    ) -> Result<Response, Infallible>
    where
        S: Service<Request<B>, Response = Response, Error = Infallible> + Clone,
    {
        let desk = &*self.0;
        let is_from_proxy = desk.proxies.contains(&client.address);
        if is_from_proxy {
            client.address = forwarded_for(request.headers()).unwrap_or(client.address);
        }
        let mut note = Note::begin(&request, client.address, &desk.metrics, desk.logs_queries);
        let origin = Origin::of(&request, is_from_proxy);
        request.extensions_mut().insert(origin);
        let let_in =
            tower::service_fn(|request| desk.let_in(request, client.clone(), service.clone()));
        let mut answer = match &desk.sharing {
            Some(sharing) => sharing.layer(let_in).oneshot(request).await?,
            None => let_in.oneshot(request).await?,
        };
        note.answered(answer.status());
        answer.headers_mut().extend(SECURITY);
        Ok(answer)
    }
}

impl Desk {
    /// Has a request answered that may be made and whose answer the client does not have already.
    async fn let_in<S, B>(
        &self,
        mut request: Request<B>,
        client: Client,
        service: S,
    ) -> Result<Response, Infallible>
    where
        S: Service<Request<B>, Response = Response, Error = Infallible>,
    {
        if let Some(refusal) = self.refuse(&request, &client) {
            return Ok(refusal);
        }
        let freshness = Freshness::of(&request, &self.engine.state());
        if freshness.is_held() {
            return Ok(freshness.unchanged());
        }
        request.extensions_mut().insert(client);
        Ok(freshness.stamp(service.oneshot(request).await?))
    }

    /// The answer to a request that is not addressed to this server, or may not be made.
    fn refuse<B>(&self, request: &Request<B>, client: &Client) -> Option<Response> {
        let path = request.uri().path();
        if !path.starts_with(ASSETS) && !self.hosts.is_meant(request) {
            return Some(refusal(path, StatusCode::MISDIRECTED_REQUEST));
        }
        match self.watch.asks(path, request.headers(), client.address) {
            Verdict::Passes => None,
            Verdict::NeedsToken => {
                let mut answer = refusal(path, StatusCode::UNAUTHORIZED);
                answer.headers_mut().insert(WWW_AUTHENTICATE, CHALLENGE);
                Some(answer)
            }
            Verdict::TriedTooOften(seconds) => {
                let mut answer = refusal(path, StatusCode::TOO_MANY_REQUESTS);
                answer.headers_mut().insert(RETRY_AFTER, seconds.into());
                Some(answer)
            }
        }
    }
}

/// For whom a proxy asks: the last address that it tells, as those before it anyone can write.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let told = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    let last = told.rsplit(',').next()?.trim();
    let with_port = || last.parse::<SocketAddr>().ok().map(|address| address.ip());
    Some(last.parse().ok().or_else(with_port)?.to_canonical())
}

/// Says why there is no answer, to a program or to a person.
fn refusal(path: &str, status: StatusCode) -> Response {
    match is_for_programs(path) {
        true => api::problem(status),
        false => pages::problem(status),
    }
}

/// Whether a program asks.
fn is_for_programs(path: &str) -> bool {
    path.starts_with(API) || path == METRICS
}

/// An answer to a request too long to be read, which stands there whole; `path` is its beginning.
pub(crate) fn too_long(path: &[u8]) -> String {
    let (content_type, body) = match path.starts_with(API.as_bytes()) {
        true => (PROBLEM_JSON, Problem::of(StatusCode::URI_TOO_LONG).json()),
        false => ("text/html; charset=utf-8", TOO_LONG.to_owned()),
    };
    let mut head = "HTTP/1.1 414 URI Too Long\r\nconnection: close\r\n".to_owned();
    for (name, value) in SECURITY {
        let _ = write!(head, "{name}: {}\r\n", value.to_str().unwrap_or_default());
    }
    let length = body.len();
    format!("{head}content-type: {content_type}\r\ncontent-length: {length}\r\n\r\n{body}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proxy_tells_for_whom_it_asks() {
        for (told, expected) in [
            (&["10.0.0.7"] as &[&str], Some("10.0.0.7")),
            (&["1.2.3.4, 10.0.0.7"], Some("10.0.0.7")),
            (&["1.2.3.4", "::1"], Some("::1")),
            (&["10.0.0.7:555"], Some("10.0.0.7")),
            (&["[2001:db8::6]:443"], Some("2001:db8::6")),
            (&["::ffff:1.2.3.4"], Some("1.2.3.4")),
            (&["nobody"], None),
            (&[], None),
        ] {
            let mut headers = HeaderMap::new();
            for told in told {
                headers.append("x-forwarded-for", told.parse().unwrap());
            }
            let expected = expected.map(|address| address.parse().unwrap());
            assert_eq!(forwarded_for(&headers), expected, "{told:?}");
        }
    }
}
