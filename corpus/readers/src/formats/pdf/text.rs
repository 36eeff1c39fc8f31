//! Texts that stand in a PDF file beside its pages.

use encoding_rs::{GB18030, UTF_16BE};

/// A text in UTF-16 by its mark, in UTF-8, or else in GBK.
pub(super) fn decoded(bytes: &[u8]) -> String {
    match (bytes, std::str::from_utf8(bytes)) {
        ([0xFE, 0xFF, ..], _) => UTF_16BE.decode(bytes).0.into_owned(),
        (_, Ok(text)) => text.to_owned(),
        _ => GB18030.decode_without_bom_handling(bytes).0.into_owned(),
    }
}
