//! Whether the client has the answer already, so that nothing needs to be worked out again. What is
//! answered depends on what is asked, on the commit of the index, on the program, and on the day: what
//! is in force, and what 近三年 means. Answers that are to be asked for again (`no-cache`) carry a tag
//! and a time of all that; those that depend on more say `no-store`.

use std::env;
use std::fs;
use std::sync::LazyLock;
use std::time::SystemTime;

use blake3::Hasher;
use headers::{ETag, HeaderMap, HeaderMapExt, IfModifiedSince, IfNoneMatch, LastModified};
use jiff::Zoned;
use search::IndexState;
use warp::http::header::{CACHE_CONTROL, HeaderValue};
use warp::http::{Method, Request, StatusCode};
use warp::reply::Response;

/// What answers have that are to be asked for again before they are shown again.
const ASKED_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

/// When the program was installed; `None` where the system does not say.
static INSTALLED: LazyLock<Option<SystemTime>> =
    LazyLock::new(|| fs::metadata(env::current_exe().ok()?).ok()?.modified().ok());

/// How fresh an answer would be, and what the client has.
pub(super) struct Freshness {
    tag: Option<ETag>,
    changed: Option<SystemTime>,
    /// The tags of what the client has.
    held: Option<IfNoneMatch>,
    /// When the client got what it has; what counts where it has no tags.
    got: Option<IfModifiedSince>,
}

impl Freshness {
    /// The freshness of an answer to a request, from an index in a state.
    pub(super) fn of<B>(request: &Request<B>, state: &IndexState) -> Freshness {
        let now = Zoned::now();
        let midnight = now.start_of_day().ok().map(SystemTime::from);
        let is_read = [Method::GET, Method::HEAD].contains(request.method());
        let headers = Some(request.headers()).filter(|_| is_read);
        let held = headers.and_then(HeaderMap::typed_get::<IfNoneMatch>);
        let got = headers.filter(|_| held.is_none()).and_then(HeaderMap::typed_get);
        let asked = request.uri().path_and_query().map_or("", |asked| asked.as_str());
        let day = now.date().to_string();
        let failure = state.failed_update.as_deref().unwrap_or_default();
        Freshness {
            tag: tag(&[asked, &state.commit, &day, failure]),
            // Without the time of the commit nobody can say.
            changed: state.committed.max(state.turned).max(midnight).max(*INSTALLED),
            held,
            got,
        }
    }

    /// Whether the client has the answer. A tag is only known to who got it with this answer.
    pub(super) fn is_held(&self) -> bool {
        let any = IfNoneMatch::any();
        let passes =
            |held: &IfNoneMatch| self.tag.as_ref().is_some_and(|tag| held.precondition_passes(tag));
        self.held.as_ref().is_some_and(|held| *held != any && !passes(held))
    }

    /// The answer to one who has it.
    pub(super) fn unchanged(&self) -> Response {
        let mut response = Response::default();
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, ASKED_AGAIN);
        self.describe(headers);
        response
    }

    /// An answer with its tag and time; nothing of it where it did not change since the client got it.
    pub(super) fn stamp(&self, mut response: Response) -> Response {
        let asked_again = response.headers().get(CACHE_CONTROL) == Some(&ASKED_AGAIN);
        if response.status() != StatusCode::OK || !asked_again {
            return response;
        }
        let is_old = |got: &IfModifiedSince| self.changed.is_some_and(|at| !got.is_modified(at));
        if self.got.as_ref().is_some_and(is_old) {
            return self.unchanged();
        }
        self.describe(response.headers_mut());
        response
    }

    fn describe(&self, headers: &mut HeaderMap) {
        if let Some(tag) = self.tag.clone() {
            headers.typed_insert(tag);
        }
        if let Some(changed) = self.changed {
            headers.typed_insert(LastModified::from(changed));
        }
    }
}

/// A tag of what an answer depends on besides the program. It is a weak one: the time that a search
/// took is told, too.
fn tag(parts: &[&str]) -> Option<ETag> {
    let mut hasher = Hasher::new();
    hasher.update(format!("{} {:?}", env!("CARGO_PKG_VERSION"), *INSTALLED).as_bytes());
    for part in parts {
        hasher.update(b"\n").update(part.as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    format!("W/\"{}\"", &hash[..32]).parse().ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use warp::http::header::{ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};

    use super::*;

    fn state(commit: &str) -> IndexState {
        IndexState {
            documents: 1,
            commit: commit.to_owned(),
            committed: Some(SystemTime::now() + Duration::from_secs(5)),
            format: 1,
            sources: Vec::new(),
            unreadable: 0,
            failed_update: None,
            turned: None,
        }
    }

    fn request(path: &str, header: Option<(HeaderValue, bool)>) -> Request<()> {
        let mut request = Request::builder().uri(path);
        if let Some((value, is_tag)) = header {
            request = request.header(if is_tag { IF_NONE_MATCH } else { IF_MODIFIED_SINCE }, value);
        }
        request.body(()).unwrap()
    }

    fn answer(keep: &'static str, status: StatusCode) -> Response {
        let mut response = Response::new("x".into());
        *response.status_mut() = status;
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(keep));
        response
    }

    #[test]
    fn a_tag_holds_for_one_address_and_commit() {
        let first = Freshness::of(&request("/?q=a", None), &state("1"));
        let tag = first.stamp(answer("no-cache", StatusCode::OK)).headers()[ETAG].clone();
        let failed = IndexState { failed_update: Some("x".to_owned()), ..state("1") };
        for (path, state, expected) in [
            ("/?q=a", state("1"), true),
            ("/?q=b", state("1"), false),
            ("/?q=a", state("2"), false),
            ("/?q=a", failed, false),
        ] {
            let again = Freshness::of(&request(path, Some((tag.clone(), true))), &state);
            assert_eq!(again.is_held(), expected, "{path} {state:?}");
        }
        let any =
            Freshness::of(&request("/", Some((HeaderValue::from_static("*"), true))), &state("1"));
        assert!(!any.is_held());
    }

    #[test]
    fn what_did_not_change_since_is_not_sent() {
        let old = state("1");
        let first =
            Freshness::of(&request("/", None), &old).stamp(answer("no-cache", StatusCode::OK));
        let got = first.headers()[LAST_MODIFIED].clone();
        let later = IndexState {
            committed: old.committed.map(|at| at + Duration::from_secs(9)),
            ..old.clone()
        };
        let cases = [
            (&old, "no-cache", StatusCode::OK, StatusCode::NOT_MODIFIED),
            (&later, "no-cache", StatusCode::OK, StatusCode::OK),
            (&old, "no-store", StatusCode::OK, StatusCode::OK),
            (&old, "no-cache", StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
        ];
        for (state, keep, status, expected) in cases {
            let asked = request("/", Some((got.clone(), false)));
            let again = Freshness::of(&asked, state).stamp(answer(keep, status));
            assert_eq!(again.status(), expected, "{keep} {status}");
            assert_eq!(
                again.headers().contains_key(ETAG),
                keep == "no-cache" && status == StatusCode::OK
            );
        }
    }
}
