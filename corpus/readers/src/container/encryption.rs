//! Files of Office that are encrypted and open without being asked: their password is the one that
//! Office tries by itself, as when only changes are protected (MS-OFFCRYPTO). All others stay closed.

use std::io::{Cursor, Read, Write};

use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use sha1::digest::Digest;

mod agile;
mod standard;
mod workbook;

/// The password that Office tries first.
const PASSWORD: &str = "VelvetSweatshop";

/// Bytes of a block of AES.
const BLOCK: usize = 16;

/// A hash of the parts of a text.
type Hash = fn(&[&[u8]]) -> Vec<u8>;

type Container<'a> = cfb::CompoundFile<Cursor<&'a [u8]>>;

/// The package of a file of the newer formats; `None` where it has another password.
pub(crate) fn package(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let info = stream(&mut container, "EncryptionInfo")?;
    let package = stream(&mut container, "EncryptedPackage")?;
    let (length, package) = package.split_first_chunk::<8>()?;
    let mut opened = match number(&info, 0)? {
        0x0004_0004 => agile::open(info.get(8..)?, package)?,
        version if version >> 16 == 2 => standard::open(&info, package)?,
        _ => return None,
    };
    opened.truncate(usize::try_from(u64::from_le_bytes(*length)).ok()?);
    Some(opened)
}

/// A workbook of the older format.
pub(crate) enum Workbook {
    Plain,
    /// Without its encryption.
    Opened(Vec<u8>),
    /// It has another password.
    Locked,
}

/// What becomes of a workbook of the older format.
pub(crate) fn workbook(bytes: &[u8]) -> Workbook {
    let records = cfb::CompoundFile::open(Cursor::new(bytes)).ok().and_then(|mut container| {
        let mut records = |name| Some((name, stream(&mut container, name)?));
        records("Workbook").or_else(|| records("Book"))
    });
    match records {
        Some((name, records)) if workbook::is_encrypted(&records) => {
            opened(bytes, name, records).map_or(Workbook::Locked, Workbook::Opened)
        }
        _ => Workbook::Plain,
    }
}

/// A container with a stream whose records are decrypted.
fn opened(bytes: &[u8], name: &str, mut records: Vec<u8>) -> Option<Vec<u8>> {
    workbook::open(&mut records)?;
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).ok()?;
    container.open_stream(name).ok()?.write_all(&records).ok()?;
    container.flush().ok()?;
    Some(container.into_inner().into_inner())
}

/// The bytes of a stream; its file is in memory, and no stream is longer than that.
fn stream(container: &mut Container<'_>, name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    container.open_stream(name).ok()?.read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn hash<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut digest = D::new();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize().to_vec()
}

/// The password as Office hashes it.
fn password() -> Vec<u8> {
    PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// The hash of salt and password, hashed so many times over.
fn spun(hash: Hash, salt: &[u8], times: u32) -> Vec<u8> {
    let first = hash(&[salt, &password()]);
    (0..times).fold(first, |spun, time| hash(&[&time.to_le_bytes(), &spun]))
}

/// Bytes decrypted by AES, each block with the one before it where there is an `initial` one.
fn decrypted(key: &[u8], initial: Option<&[u8]>, bytes: &[u8]) -> Option<Vec<u8>> {
    match key.len() {
        16 => decrypted_by(&Aes128::new_from_slice(key).ok()?, initial, bytes),
        24 => decrypted_by(&Aes192::new_from_slice(key).ok()?, initial, bytes),
        32 => decrypted_by(&Aes256::new_from_slice(key).ok()?, initial, bytes),
        _ => None,
    }
}

fn decrypted_by<C: BlockCipherDecrypt<BlockSize = aes::cipher::consts::U16>>(
    cipher: &C,
    initial: Option<&[u8]>,
    bytes: &[u8],
) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut before: Option<&[u8]> = initial;
    for block in bytes.chunks_exact(BLOCK) {
        let mut plain = Array::try_from(block).ok()?;
        cipher.decrypt_block(&mut plain);
        if let Some(before) = &mut before {
            plain.iter_mut().zip(*before).for_each(|(byte, before)| *byte ^= before);
            *before = block;
        }
        out.extend_from_slice(&plain);
    }
    Some(out)
}

/// The number of four bytes at a place.
fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}
