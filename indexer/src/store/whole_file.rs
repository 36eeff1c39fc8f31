//! Files of an index folder that are read and written whole.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Damage, Error, Result};

/// The content of a file.
///
/// # Errors
/// When it is missing, which is damage, or cannot be read.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => Error::damaged(path)(Damage::MissingFile),
        _ => Error::folder(path)(source),
    })
}

/// What a file says in JSON.
///
/// # Errors
/// When it is missing, holds something else, or cannot be read.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    serde_json::from_slice(&read_bytes(path)?).map_err(Damage::Json).map_err(Error::damaged(path))
}

/// Writes a value as JSON, as [`replace`] does.
///
/// # Errors
/// When the value has no JSON, or the file cannot be written.
pub(crate) fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    let text = serde_json::to_vec(value).map_err(Damage::Json).map_err(Error::damaged(path))?;
    replace(path, &text).map_err(Error::folder(path))
}

/// Writes a file so that readers see the old content or the new one, also after a crash.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let new = path.with_extension("new");
    let mut file = File::create(&new)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)
}
