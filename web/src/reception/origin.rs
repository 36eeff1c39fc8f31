//! By which address the server was asked: what has to name it whole begins with that.

use std::fmt;

use warp::http::Request;
use warp::http::header::HOST;

/// Scheme and host, without a slash at the end: `https://policies.example.cn`. Empty where an old
/// client told no host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Origin(String);

impl Origin {
    /// Of a request whose host is known to be this server. A reverse proxy tells whether it was asked
    /// by TLS; what others say about that does not count.
    pub(super) fn of<B>(request: &Request<B>, is_from_proxy: bool) -> Origin {
        let header = |name: &str| request.headers().get(name)?.to_str().ok();
        let Some(host) = header(HOST.as_str()) else { return Origin::default() };
        let is_secure = is_from_proxy && header("x-forwarded-proto") == Some("https");
        let scheme = if is_secure { "https" } else { "http" };
        Origin(format!("{scheme}://{host}"))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_the_one_that_was_asked() {
        let cases = [
            (Some("10.1.2.3:8080"), None, false, "http://10.1.2.3:8080"),
            (Some("policies.example.cn"), None, true, "http://policies.example.cn"),
            (Some("policies.example.cn"), Some("https"), true, "https://policies.example.cn"),
            (Some("localhost"), Some("https"), false, "http://localhost"),
            (None, Some("https"), true, ""),
        ];
        for (host, scheme, is_from_proxy, expected) in cases {
            let mut request = Request::builder();
            for (name, value) in [("host", host), ("x-forwarded-proto", scheme)] {
                if let Some(value) = value {
                    request = request.header(name, value);
                }
            }
            let origin = Origin::of(&request.body(()).unwrap(), is_from_proxy);
            assert_eq!(origin.to_string(), expected, "{host:?} {scheme:?}");
        }
    }
}
