//! Pages that are saved in one file, as messages of several parts (MHTML): what browsers and Word
//! save, and what web systems export under the names of Word and Excel.

use encoding_rs::Encoding;
use mailparse::{MailHeaderMap, ParsedMail};

use crate::error::{Damage, Result};
use crate::formats::page::charset;
use crate::source::{Origin, guarded};

/// The name of the format in messages.
const FORMAT: &str = "MHTML";

/// Bytes in which the headers of a message stand.
const HEAD: usize = 4096;

/// A page before it is decoded.
pub(super) struct Page {
    pub(super) bytes: Vec<u8>,
    /// The encoding that stands beside it.
    pub(super) stated: Option<&'static Encoding>,
}

/// Whether a file is a message with pages, by its headers.
pub(crate) fn is_message(bytes: &[u8]) -> bool {
    let bytes = beginning(bytes);
    if bytes.first() == Some(&b'<') {
        return false;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let headers = head.lines().take_while(|line| !line.trim().is_empty());
    let headers = headers.collect::<Vec<_>>().join("\n");
    let is_of_pages = headers.contains("multipart/") || headers.contains("text/html");
    headers.contains("content-type:") && is_of_pages
}

/// A file from its first header on: programs put a mark or blank lines before it.
fn beginning(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}

/// The pages in a message.
///
/// # Errors
/// It is not whole, or has no page.
pub(super) fn pages(bytes: &[u8], origin: Origin<'_>) -> Result<Vec<Page>> {
    let damaged = || origin.damaged(FORMAT, Damage::NoPages);
    guarded(origin, || {
        let message = mailparse::parse_mail(beginning(bytes)).map_err(|_| damaged())?;
        let pages: Vec<Page> =
            message.parts().filter(|part| is_page(part)).filter_map(page).collect();
        if pages.is_empty() { Err(damaged()) } else { Ok(pages) }
    })
}

fn is_page(part: &ParsedMail<'_>) -> bool {
    matches!(part.ctype.mimetype.as_str(), "text/html" | "application/xhtml+xml")
}

/// The page of a part, unless it is not encoded as it says.
fn page(part: &ParsedMail<'_>) -> Option<Page> {
    // A part that names no encoding has the one of mail, which pages are not in.
    let names_charset = part.headers.get_first_value("Content-Type")?.to_lowercase();
    let stated = charset::by_label(part.ctype.charset.as_bytes());
    let stated = stated.filter(|_| names_charset.contains("charset"));
    Some(Page { bytes: part.get_body_raw().ok()?, stated })
}
