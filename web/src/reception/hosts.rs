//! By which names the server may be asked. A page of another site can have its own name lead to this
//! machine and then ask in the reader's browser (DNS rebinding); it cannot do so by an address.

use std::collections::HashSet;
use std::net::IpAddr;

use warp::http::header::HOST;
use warp::http::uri::Authority;
use warp::http::{Request, Version};

/// The names of the server, in small letters.
pub(super) struct Hosts(HashSet<String>);

impl Hosts {
    pub(super) fn new(names: &[String]) -> Hosts {
        Hosts(names.iter().map(|name| plain(name)).collect())
    }

    /// Whether a request is addressed to this server: by an address, as localhost, or by a name of it.
    pub(super) fn is_meant<B>(&self, request: &Request<B>) -> bool {
        let mut stated = request.headers().get_all(HOST).iter();
        match (stated.next(), stated.next()) {
            (Some(host), None) => {
                let target = request.uri().host();
                host.to_str().is_ok_and(|host| self.is_named(host))
                    && target.is_none_or(|host| self.knows(host))
            }
            (Some(_), Some(_)) => false,
            (None, _) => request.version() == Version::HTTP_10,
        }
    }

    /// Whether a value of Host is a name of the server, with or without a port.
    fn is_named(&self, value: &str) -> bool {
        let Ok(authority) = value.parse::<Authority>() else { return false };
        let has_port = || authority.port_u16().is_some();
        let is_plain = !value.contains('@') && (authority.host() == value || has_port());
        is_plain && self.knows(authority.host())
    }

    fn knows(&self, host: &str) -> bool {
        let name = plain(host);
        let address = name.trim_start_matches('[').trim_end_matches(']');
        address.parse::<IpAddr>().is_ok()
            || name == "localhost"
            || name.ends_with(".localhost")
            || self.0.contains(&name)
    }
}

/// A name as it is compared.
fn plain(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_asked_by_its_addresses_and_names() {
        let hosts = Hosts::new(&["Policies.example.cn".to_owned(), "zhengce".to_owned()]);
        let cases = [
            ("127.0.0.1:8080", true),
            ("10.1.2.3", true),
            ("[::1]:8080", true),
            ("localhost", true),
            ("LOCALHOST:80", true),
            ("app.localhost:1", true),
            ("policies.example.cn", true),
            ("policies.example.cn.:443", true),
            ("zhengce:8080", true),
            ("other.example.cn", false),
            ("policies.example.cn.other.cn", false),
            ("localhost.other.cn", false),
            ("127.0.0.1.other.cn", false),
            ("user@localhost", false),
            ("evil.cn@127.0.0.1", false),
            ("127.0.0.1:abc", false),
            ("1.2.3.4:99999", false),
            ("", false),
        ];
        for (host, expected) in cases {
            let request = Request::builder().uri("/").header("host", host).body(()).unwrap();
            assert_eq!(hosts.is_meant(&request), expected, "{host}");
        }
    }

    #[test]
    fn two_names_are_none_and_old_clients_need_none() {
        let hosts = Hosts::new(&[]);
        let ask = |names: &[&str], target: &str, version| {
            let mut request = Request::builder().uri(target).version(version);
            for name in names {
                request = request.header("host", *name);
            }
            hosts.is_meant(&request.body(()).unwrap())
        };
        assert!(!ask(&["localhost", "localhost"], "/", Version::HTTP_11));
        assert!(!ask(&[], "/", Version::HTTP_11));
        assert!(ask(&[], "/", Version::HTTP_10));
        assert!(!ask(&["localhost"], "http://other.cn/", Version::HTTP_11));
        assert!(ask(&["localhost"], "http://127.0.0.1/", Version::HTTP_11));
    }
}
