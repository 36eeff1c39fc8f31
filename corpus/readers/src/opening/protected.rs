//! Files of Office that are encrypted: those that open without being asked are read as what is in
//! them, the others have a password.

use crate::container::encryption;
use crate::error::{Error, Result};
use crate::opening::dispatch;
use crate::opening::format::Format;
use crate::source::{Origin, Sink};

/// Reads the package that is in an encrypted file.
pub(crate) fn read_protected(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let package = encryption::package(bytes)
        .ok_or_else(|| Error::Encrypted { path: origin.path.to_owned() })?;
    match Format::of(Format::Word, &package, origin)? {
        Format::Protected => Err(Error::Encrypted { path: origin.path.to_owned() }),
        format => dispatch(format, &package, origin, sink),
    }
}
