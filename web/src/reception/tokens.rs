//! Who may ask: tokens, sent by programs as Bearer and by browsers as the password of HTTP Basic.
//! There are no accounts: a token is for all who know it, and several are valid at once so that one
//! can be replaced by another.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use blake3::Hash;
use headers::authorization::{Authorization, Basic, Bearer};
use headers::{HeaderMap, HeaderMapExt};

use super::{ASSETS, METRICS, PROBES};
use crate::Error;

/// The fewest characters of a token: 96 bits where they are random and written as hexadecimals.
const LEAST_CHARS: usize = 24;

/// Wrong tokens from one address in [`FORGOTTEN_AFTER`], after which none of it is looked at.
const MOST_FAILURES: u32 = 20;

/// How long wrong tokens count.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(60);

/// Addresses whose failures are remembered.
const MOST_ADDRESSES: usize = 10_000;

/// What needs a token, where there are tokens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Guarded {
    /// Metrics, the health of the library and the status of the server.
    #[default]
    Reports,
    /// All but style sheets, scripts, and whether the server lives.
    All,
}

/// What tells of the library as a whole.
const REPORTS: [&str; 4] = [METRICS, "/check", "/api/v1/check", "/api/v1/status"];

impl Guarded {
    fn includes(self, path: &str) -> bool {
        // A slash at the end changes nothing of what is answered.
        let bare = path.trim_end_matches('/');
        match self {
            Guarded::Reports => REPORTS.contains(&bare),
            Guarded::All => !path.starts_with(ASSETS) && !PROBES.contains(&bare),
        }
    }
}

/// Tokens that let in, kept as hashes: these are compared in a time that tells nothing.
#[derive(Debug, Clone, Default)]
pub struct Tokens(Vec<Hash>);

impl Tokens {
    /// Reads tokens, one a line; empty lines and those that begin with `#` are passed over.
    ///
    /// # Errors
    /// When there is none, or one is so short that it can be guessed, or has other characters than
    /// visible ones of ASCII.
    pub fn read(text: &str) -> Result<Tokens, Error> {
        let text = text.trim_start_matches('\u{FEFF}');
        let lines = (1..).zip(text.lines().map(str::trim));
        let lines = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let token = |(line, token): (usize, &str)| {
            let is_sendable = token.bytes().all(|byte| byte.is_ascii_graphic());
            match is_sendable && token.len() >= LEAST_CHARS {
                true => Ok(blake3::hash(token.as_bytes())),
                false => Err(Error::BadToken { line, least: LEAST_CHARS }),
            }
        };
        let tokens = lines.map(token).collect::<Result<Vec<Hash>, Error>>()?;
        if tokens.is_empty() { Err(Error::NoToken) } else { Ok(Tokens(tokens)) }
    }

    /// Whether there is none, so that everyone may ask.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn has(&self, token: &str) -> bool {
        let hash = blake3::hash(token.as_bytes());
        self.0.iter().fold(false, |found, known| found | (*known == hash))
    }
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Passes,
    NeedsToken,
    /// Its address sent too many wrong tokens; it may send one again after so many seconds.
    TriedTooOften(u64),
}

/// Looks at the tokens of requests.
pub(super) struct Watch {
    tokens: Tokens,
    guarded: Guarded,
    failures: Mutex<HashMap<IpAddr, Failures>>,
}

/// The wrong tokens of an address.
struct Failures {
    since: Instant,
    count: u32,
}

impl Watch {
    pub(super) fn new(tokens: Tokens, guarded: Guarded) -> Watch {
        Watch { tokens, guarded, failures: Mutex::default() }
    }

    /// Whether an address may ask for a path.
    pub(super) fn asks(&self, path: &str, headers: &HeaderMap, address: IpAddr) -> Verdict {
        if self.tokens.is_empty() || !self.guarded.includes(path) {
            return Verdict::Passes;
        }
        let Some(token) = sent(headers) else { return Verdict::NeedsToken };
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let forgotten = |failures: &Failures| failures.since.elapsed() >= FORGOTTEN_AFTER;
        if let Some(own) = failures.get(&address).filter(|own| !forgotten(own))
            && own.count >= MOST_FAILURES
        {
            let rest = FORGOTTEN_AFTER.saturating_sub(own.since.elapsed());
            return Verdict::TriedTooOften(rest.as_secs() + 1);
        }
        if self.tokens.has(&token) {
            return Verdict::Passes;
        }
        failures.retain(|_, failures| !forgotten(failures));
        if failures.len() < MOST_ADDRESSES {
            let new = || Failures { since: Instant::now(), count: 0 };
            failures.entry(address).or_insert_with(new).count += 1;
        }
        Verdict::NeedsToken
    }
}

/// The token of a request: that of Bearer, or the password of Basic; its user may be anyone.
fn sent(headers: &HeaderMap) -> Option<String> {
    let bearer = headers.typed_get::<Authorization<Bearer>>();
    let basic = || headers.typed_get::<Authorization<Basic>>();
    match bearer {
        Some(bearer) => Some(bearer.token().to_owned()),
        None => basic().map(|basic| basic.password().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use super::*;

    const OLD: &str = "0123456789abcdef01234567";
    const NEW: &str = "fedcba9876543210fedcba98";
    const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

    fn bearer(token: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.typed_insert(Authorization::bearer(token).unwrap());
        headers
    }

    #[test]
    fn tokens_are_lines_that_cannot_be_guessed() {
        let tokens =
            Tokens::read(&format!("\u{FEFF}# of this year\n{NEW}\n\n  {OLD}\r\n")).unwrap();
        assert!(tokens.has(OLD) && tokens.has(NEW) && !tokens.has("") && !tokens.has(&OLD[1..]));
        assert!(matches!(Tokens::read("# none\n\n"), Err(Error::NoToken)));
        for bad in [
            "short",
            "0123456789abcdef 01234567",
            "零一二三四五六七八九零一二三四五六七八九零一二三",
        ] {
            let read = Tokens::read(&format!("{NEW}\n{bad}"));
            assert!(matches!(read, Err(Error::BadToken { line: 2, .. })), "{bad}: {read:?}");
        }
    }

    #[test]
    fn a_token_opens_what_is_guarded() {
        let tokens = Tokens::read(&format!("{OLD}\n{NEW}")).unwrap();
        let mut basic = HeaderMap::new();
        basic.typed_insert(Authorization::basic("谁都行", NEW));
        let none = HeaderMap::new();
        let cases = [
            (Guarded::Reports, "/", &none, Verdict::Passes),
            (Guarded::Reports, "/check", &none, Verdict::NeedsToken),
            (Guarded::Reports, "/check/", &none, Verdict::NeedsToken),
            (Guarded::Reports, "/metrics//", &none, Verdict::NeedsToken),
            (Guarded::Reports, "/metrics", &bearer(OLD), Verdict::Passes),
            (Guarded::Reports, "/api/v1/check", &basic, Verdict::Passes),
            (Guarded::Reports, "/api/v1/check", &bearer(&OLD[1..]), Verdict::NeedsToken),
            (Guarded::All, "/", &none, Verdict::NeedsToken),
            (Guarded::All, "/", &basic, Verdict::Passes),
            (Guarded::All, "/nothing", &none, Verdict::NeedsToken),
            (Guarded::All, "/assets/base.css", &none, Verdict::Passes),
            (Guarded::All, "/healthz", &none, Verdict::Passes),
            (Guarded::Reports, "/api/v1/status", &none, Verdict::NeedsToken),
        ];
        for (guarded, path, headers, expected) in cases {
            let watch = Watch::new(tokens.clone(), guarded);
            assert_eq!(watch.asks(path, headers, HERE), expected, "{guarded:?} {path}");
        }
        let open = Watch::new(Tokens::default(), Guarded::All);
        assert_eq!(open.asks("/check", &none, HERE), Verdict::Passes);
    }

    #[test]
    fn who_guesses_is_not_listened_to_for_a_while() {
        let watch = Watch::new(Tokens::read(OLD).unwrap(), Guarded::All);
        for _ in 0..MOST_FAILURES {
            assert_eq!(watch.asks("/", &HeaderMap::new(), HERE), Verdict::NeedsToken);
            assert_eq!(watch.asks("/", &bearer(NEW), HERE), Verdict::NeedsToken);
        }
        assert!(matches!(watch.asks("/", &bearer(OLD), HERE), Verdict::TriedTooOften(1..=61)));
        let elsewhere = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));
        assert_eq!(watch.asks("/", &bearer(OLD), elsewhere), Verdict::Passes);
    }
}
