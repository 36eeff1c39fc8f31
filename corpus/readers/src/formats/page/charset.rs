//! The encoding that a page says it has. Pages say gb2312 and are UTF-8 when a program converted
//! them and left the words, so it counts only where the bytes are not UTF-8.

use std::sync::LazyLock;

use encoding_rs::{Encoding, GB18030, GBK};
use regex::bytes::Regex;

/// Bytes in which a page says its encoding.
const HEAD: usize = 8192;

static STATED: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]+)"#).expect("charset pattern")
});

/// The encoding that the head of a page states.
pub(super) fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let found = STATED.captures(&bytes[..bytes.len().min(HEAD)])?;
    by_label(found.get(1)?.as_bytes())
}

/// The encoding of a name.
pub(super) fn by_label(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    // GB 18030 has the characters that pages in GBK use all the same.
    Some(if encoding == GBK { GB18030 } else { encoding })
}
