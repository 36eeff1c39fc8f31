//! Which address is answered by what. All routes are read-only and none reads a request's body, so
//! there is no limit on bodies to set.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use search::{Budget, Engine};
use warp::filters::BoxedFilter;
use warp::http::StatusCode;
use warp::http::header::{ACCEPT, ALLOW, CACHE_CONTROL, HeaderMap, HeaderValue};
use warp::reply::Response;
use warp::{Filter, Rejection, Reply};

use crate::exports::Exports;
use crate::reception::{Origin, Reception};
use crate::workers::{Client, Workers};
use crate::{Error, api, assets, discovery, openapi, pages};

/// After how many seconds one who was refused may ask again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("1");

/// What a request asks, and what it is answered from.
pub(crate) struct Asked<'a> {
    pub(crate) engine: &'a Engine,
    /// The raw query string.
    pub(crate) query: &'a str,
    /// By which address it was asked.
    pub(crate) origin: &'a Origin,
    /// What the answer may cost.
    pub(crate) budget: &'a Budget,
    /// Makes files.
    pub(crate) exports: &'a Exports,
}

/// How a request is answered, on a thread for blocking work.
type Handler = fn(&Asked<'_>) -> Result<Response, Error>;

/// What answers at some addresses. Boxed, as the types of filters grow with every one of them.
type Answer = BoxedFilter<(Response,)>;

/// How a format reports that there is no answer: the status, and what it means in Chinese.
type Problem = fn(StatusCode) -> Response;

/// How an error is told to the person who runs the server.
pub(crate) type Tell = fn(&(dyn std::error::Error + 'static)) -> String;

/// What requests are answered from.
#[derive(Clone)]
pub(crate) struct Service {
    pub(crate) engine: Arc<Engine>,
    pub(crate) workers: Workers,
    pub(crate) exports: Exports,
    pub(crate) reception: Reception,
    /// Whether all was read that the first requests need.
    pub(crate) is_ready: Arc<AtomicBool>,
    /// How what goes wrong is told in the log.
    pub(crate) tell: Tell,
    /// Whether crawlers are told of all documents.
    pub(crate) has_sitemap: bool,
}

/// All routes.
pub(crate) fn all(
    service: Service,
) -> impl Filter<Extract = (impl Reply,), Error = Infallible> + Clone + Send + Sync + 'static {
    let call = |handler| answer(&service, handler, api::problem);
    let calls = any_of([
        warp::path!("v1" / "search").and(call(api::search)).boxed(),
        warp::path!("v1" / "facets").and(call(api::facets)).boxed(),
        warp::path!("v1" / "document").and(call(api::document)).boxed(),
        warp::path!("v1" / "compare").and(call(api::compare)).boxed(),
        warp::path!("v1" / "suggest").and(call(api::suggest)).boxed(),
        warp::path!("v1" / "table").and(call(api::table)).boxed(),
        warp::path!("v1" / "counts").and(call(api::counts)).boxed(),
        warp::path!("v1" / "check").and(call(api::health)).boxed(),
        warp::path!("v1" / "status").and(call(api::status)).boxed(),
        warp::path!("v1" / "openapi.json").and(read()).map(openapi::description).boxed(),
    ]);
    let calls = calls.recover(|refused| explain(refused, api::problem)).unify();
    let page = |handler| answer(&service, handler, pages::problem);
    let is_ready = Arc::clone(&service.is_ready);
    let pages = any_of([
        warp::path!("api").and(read()).map(pages::api).boxed(),
        warp::path("api").and(calls).boxed(),
        discovered(&service),
        warp::path::end().and(page(pages::results)).boxed(),
        warp::path!("facet").and(page(pages::facet)).boxed(),
        warp::path!("doc").and(page(pages::document)).boxed(),
        warp::path!("compare").and(page(pages::compare)).boxed(),
        warp::path!("original").and(page(pages::original)).boxed(),
        warp::path!("table").and(page(pages::table)).boxed(),
        warp::path!("feed").and(page(pages::feed)).boxed(),
        warp::path!("cite").and(page(pages::cite)).boxed(),
        warp::path!("figures").and(page(pages::figures)).boxed(),
        warp::path!("overview").and(page(pages::overview)).boxed(),
        warp::path!("help").and(read()).map(pages::help).boxed(),
        warp::path!("accessibility").and(read()).map(pages::accessibility).boxed(),
        warp::path!("check").and(page(pages::health)).boxed(),
        warp::path!("metrics").and(read()).and(accepted()).map(metrics(&service)).boxed(),
        warp::path!("healthz").and(read()).map(|| probe(true)).boxed(),
        warp::path!("readyz")
            .and(read())
            .map(move || probe(is_ready.load(Ordering::Relaxed)))
            .boxed(),
        warp::path!("assets" / String).and(query()).and(read()).and_then(asset).boxed(),
    ]);
    pages.recover(|refused| explain(refused, pages::problem)).unify()
}

/// The first of some routes that answers. Each is boxed, as types nested so deep cost time to compile.
fn any_of<const N: usize>(routes: [Answer; N]) -> Answer {
    let none = warp::any().and_then(|| std::future::ready(Err(warp::reject::not_found()))).boxed();
    routes.into_iter().rev().fold(none, |others, route| route.or(others).unify().boxed())
}

/// What browsers and crawlers find their way in by.
fn discovered(service: &Service) -> Answer {
    let has_sitemap = service.has_sitemap;
    let opensearch =
        warp::path!("opensearch.xml").and(read()).and(warp::ext::get()).map(discovery::opensearch);
    let suggest = warp::path!("suggest").and(answer(service, discovery::suggest, api::problem));
    let robots = warp::path!("robots.txt")
        .and(read())
        .and(warp::ext::get())
        .map(move |origin| discovery::robots(origin, has_sitemap));
    let listed =
        move || async move { if has_sitemap { Ok(()) } else { Err(warp::reject::not_found()) } };
    let sitemap = warp::path!("sitemap.xml").and_then(listed).untuple_one();
    let sitemap = sitemap.and(answer(service, discovery::sitemap, pages::problem));
    opensearch.or(suggest).unify().or(robots).unify().or(sitemap).unify().boxed()
}

/// Answers GET and HEAD by the handler, in the background; hyper leaves the body of a HEAD out.
fn answer(service: &Service, handler: Handler, problem: Problem) -> Answer {
    let Service { engine, workers, exports, tell, .. } = service.clone();
    let answer = move |query: String, client: Client, origin: Origin| {
        let (engine, workers) = (Arc::clone(&engine), workers.clone());
        let exports = exports.clone();
        let documents = engine.len();
        async move {
            let work = move |budget: &Budget| {
                let (engine, query, origin, exports) = (&engine, &query, &origin, &exports);
                handler(&Asked { engine, query, origin, budget, exports })
            };
            let answer = workers.run(&client, documents, work).await;
            answer.flatten().unwrap_or_else(|error| refusal(&error, tell, problem))
        }
    };
    query().and(read()).and(warp::ext::get()).and(warp::ext::get()).then(answer).boxed()
}

/// Answers with the counts of what was answered.
fn metrics(service: &Service) -> impl Fn(String) -> Response + Clone + use<> {
    let Service { engine, reception, .. } = service.clone();
    move |accepted| reception.metrics().answer(&engine, &accepted)
}

/// The types of content that the client accepts, empty where it does not say.
fn accepted() -> impl Filter<Extract = (String,), Error = Infallible> + Clone {
    warp::header::headers_cloned().map(|headers: HeaderMap| {
        let accept = headers.get_all(ACCEPT).into_iter();
        accept.filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",")
    })
}

/// Answers a program that watches the server; it tells nothing else, as no token guards it.
fn probe(holds: bool) -> Response {
    let (status, text) = match holds {
        true => (StatusCode::OK, "ok\n"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "not ready\n"),
    };
    let answer = warp::reply::with_header(text, CACHE_CONTROL, "no-store");
    warp::reply::with_status(answer, status).into_response()
}

/// What is answered where something went wrong.
fn refusal(error: &Error, tell: Tell, problem: Problem) -> Response {
    tracing::error!(error = %tell(error), "a request could not be answered");
    let status = match error {
        Error::Overloaded | Error::TookTooLong => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let mut response = problem(status);
    if matches!(error, Error::Overloaded) {
        response.headers_mut().insert(warp::http::header::RETRY_AFTER, RETRY_AFTER);
    }
    response
}

/// The raw query string, empty where there is none.
fn query() -> impl Filter<Extract = (String,), Error = Infallible> + Copy {
    warp::query::raw().or(warp::any().map(String::new)).unify()
}

/// Lets GET and HEAD pass.
fn read() -> impl Filter<Extract = (), Error = Rejection> + Copy {
    warp::get().or(warp::head()).unify()
}

async fn asset(name: String, query: String) -> Result<Response, Rejection> {
    assets::find(&name, &query).ok_or_else(warp::reject::not_found)
}

/// Says why no route answered: there is no such address, or it is only for reading.
async fn explain(refused: Rejection, problem: Problem) -> Result<Response, Infallible> {
    if refused.find::<warp::reject::MethodNotAllowed>().is_none() {
        return Ok(problem(StatusCode::NOT_FOUND));
    }
    let mut response = problem(StatusCode::METHOD_NOT_ALLOWED);
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    Ok(response)
}
