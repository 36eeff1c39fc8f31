//! Files of an index folder that are read and written whole. Each is sealed: its first line is the
//! BLAKE3 hash of what follows, in 64 hexadecimal digits, so that damage is told and never read.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{Damage, Error, Result};

/// Bytes of the first line, without its end.
const SEAL_BYTES: usize = 64;

/// The content of a sealed file.
///
/// # Errors
/// When it is missing or altered, which is damage, or cannot be read.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    unsealed(read_bytes(path)?).ok_or_else(|| Error::damaged(path)(Damage::Altered))
}

/// What a sealed file says in JSON.
///
/// # Errors
/// As [`read`], and when it says something else.
pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    serde_json::from_slice(&read(path)?).map_err(Damage::Json).map_err(Error::damaged(path))
}

/// The seal of a file, which is another one when its content is; the content is not looked at.
///
/// # Errors
/// When it is missing, which is damage, or cannot be read.
pub(crate) fn seal(path: &Path) -> Result<Vec<u8>> {
    let mut seal = Vec::with_capacity(SEAL_BYTES);
    let file = File::open(path).map_err(unread(path))?;
    file.take(SEAL_BYTES as u64).read_to_end(&mut seal).map_err(unread(path))?;
    Ok(seal)
}

/// The bytes of a file, sealed or not.
///
/// # Errors
/// When it is missing, which is damage, or cannot be read.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(unread(path))
}

/// Seals content and writes it, as [`replace`] does.
///
/// # Errors
/// When the file cannot be written.
pub(crate) fn write(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut bytes = blake3::hash(content).to_hex().as_bytes().to_vec();
    bytes.push(b'\n');
    bytes.extend_from_slice(content);
    replace(path, &bytes)
}

/// Writes a value as JSON, sealed.
///
/// # Errors
/// When the value has no JSON, or the file cannot be written.
pub(crate) fn write_json<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    let text = serde_json::to_vec(value).map_err(Damage::Json).map_err(Error::damaged(path))?;
    write(path, &text).map_err(Error::folder(path))
}

/// Writes a file so that readers see the old content or the new one, also after a crash: it is on
/// the disk before it has its name, and its name before this returns.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut new = path.as_os_str().to_owned();
    new.push(UNFINISHED);
    let mut file = File::create(&new)?;
    file.write_all(content)?;
    file.sync_all()?;
    fs::rename(&new, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// The end of the name of a file that is being written.
pub(crate) const UNFINISHED: &str = ".new";

/// Sees to it that the names in a folder are on the disk.
///
/// # Errors
/// When the system cannot do so.
#[cfg(unix)]
pub(crate) fn sync_folder(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}

/// Windows has names on the disk when they are given.
///
/// # Errors
/// None.
#[cfg(not(unix))]
pub(crate) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn unread(path: &Path) -> impl Fn(io::Error) -> Error + '_ {
    move |source| match source.kind() {
        io::ErrorKind::NotFound => Error::damaged(path)(Damage::MissingFile),
        _ => Error::folder(path)(source),
    }
}

/// What follows the seal, where it is as it was sealed.
fn unsealed(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let (seal, content) = bytes.split_at_checked(SEAL_BYTES)?;
    let content = content.strip_prefix(b"\n")?;
    (blake3::hash(content).to_hex().as_bytes() == seal).then(|| bytes.split_off(SEAL_BYTES + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_comes_back_and_no_single_bit_is_altered_unseen() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a");
        for content in [&b""[..], b"\n", "一段文字".as_bytes()] {
            write(&path, content).unwrap();
            assert_eq!(read(&path).unwrap(), content);
            let whole = fs::read(&path).unwrap();
            assert_eq!(seal(&path).unwrap(), whole[..SEAL_BYTES]);
            for bit in 0..whole.len() * 8 {
                let mut altered = whole.clone();
                altered[bit / 8] ^= 1 << (bit % 8);
                fs::write(&path, altered).unwrap();
                let found = read(&path);
                let is_told = matches!(&found, Err(Error::Damaged { damage: Damage::Altered, .. }));
                assert!(is_told, "{bit}: {found:?}");
            }
        }
        for cut in 0..SEAL_BYTES {
            fs::write(&path, vec![b'0'; cut]).unwrap();
            assert!(read(&path).is_err());
        }
        fs::remove_file(&path).unwrap();
        let missing = read(&path);
        assert!(matches!(missing, Err(Error::Damaged { damage: Damage::MissingFile, .. })));
    }
}
