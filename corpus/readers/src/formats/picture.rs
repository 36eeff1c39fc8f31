//! Pictures of documents (PNG, JPEG, TIFF, BMP): their text is recognised.

use crate::error::Result;
use crate::formats::ofd;
use crate::recognition;
use crate::source::{Origin, Sink};

/// Reads the text of the pages that a file has pictures of.
pub(crate) fn read_picture(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let (pages, recognized) = recognition::of_picture(bytes, origin, sink)?;
    ofd::hand_over(pages, recognized, origin, sink)
}
