//! The encoding of a page: by its mark, by what it says, by its bytes. Pages
//! say gb2312 and are UTF-8 when a program converted them and left the words.

use std::path::Path;
use std::sync::LazyLock;

use encoding_rs::{Encoding, GB18030, GBK, UTF_8};
use regex::bytes::Regex;

use crate::error::Result;
use language::encoding;

/// Bytes in which a page says its encoding.
const HEAD: usize = 8192;

static STATED: LazyLock<Regex> = LazyLock::new(|| {
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(r#"(?i)(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]+)"#).expect("charset pattern")
});

/// The text of a page.
///
/// # Errors
/// As [`encoding::text`].
pub(super) fn decode(bytes: &[u8], path: &Path) -> Result<String> {
    if Encoding::for_bom(bytes).is_none() && !encoding::is_binary(bytes) {
        let stated = stated(bytes);
        for candidate in [Some(UTF_8), stated].into_iter().flatten() {
            if let Some(text) = encoding::decode(candidate, bytes) {
                return Ok(text.into_owned());
            }
        }
    }
    Ok(encoding::text(bytes, path)?)
}

fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let found = STATED.captures(&bytes[..bytes.len().min(HEAD)])?;
    let encoding = Encoding::for_label(found.get(1)?.as_bytes())?;
    // GB 18030 has the characters that pages in GBK use all the same.
    Some(if encoding == GBK { GB18030 } else { encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_encoding() {
        let page = |charset: &str| format!("<html><meta charset=\"{charset}\"><p>政策法规</p>");
        let cases = [
            page("utf-8").into_bytes(),
            page("gb2312").into_bytes(),
            GB18030.encode(&page("GBK")).0.into_owned(),
            encoding_rs::BIG5.encode("<html><meta charset=big5><p>政策</p>").0.into_owned(),
        ];
        for bytes in cases {
            assert!(decode(&bytes, Path::new("a.html")).unwrap().contains("政策"));
        }
    }
}
