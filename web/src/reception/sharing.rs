//! Which sites' pages may use the API in a reader's browser (CORS). None may unless the person who runs
//! the server names them; pages of this server itself need no such leave.

use std::time::Duration;

use tower_http::cors::{AllowOrigin, CorsLayer};
use warp::http::Method;
use warp::http::header::{AUTHORIZATION, ETAG, HeaderValue, IF_NONE_MATCH, RETRY_AFTER};
use warp::http::request::Parts;

use super::API;

/// All sites.
const ANY: &str = "*";

/// How long a browser need not ask again whether it may ask.
const ASKED_AGAIN_AFTER: Duration = Duration::from_secs(600);

/// Leave for the pages of some sites; `None` where there are none.
pub(super) fn with(origins: &[String]) -> Option<CorsLayer> {
    let origins = origins.to_vec();
    if origins.is_empty() {
        return None;
    }
    let allows = move |origin: &HeaderValue, request: &Parts| {
        let is_named = |named: &String| named == ANY || named.as_bytes() == origin.as_bytes();
        request.uri.path().starts_with(API) && origins.iter().any(is_named)
    };
    Some(
        CorsLayer::new()
            .allow_origin(AllowOrigin::predicate(allows))
            .allow_methods([Method::GET, Method::HEAD])
            .allow_headers([AUTHORIZATION, IF_NONE_MATCH])
            .expose_headers([ETAG, RETRY_AFTER])
            .max_age(ASKED_AGAIN_AFTER),
    )
}
