//! Encryption of the older workbooks: the body of each record by RC4, with a key for each kilobyte.

use md5::Md5;
use rc4::{KeyInit, Rc4, StreamCipher};
use sha1::Sha1;

use super::{hash, number, password};

/// Bytes with a key of their own.
const SPAN: usize = 1024;

/// The record that says how the rest is encrypted.
const FILE_PASS: u16 = 0x002F;

/// The record of a sheet, whose place in the stream stays as it is.
const SHEET: u16 = 0x0085;

/// Records that are not encrypted: beginnings, and what programs must read first.
const PLAIN: [u16; 7] = [0x0809, FILE_PASS, 0x00E1, 0x0138, 0x0194, 0x0195, 0x0196];

/// What the key of a span is made of.
enum Lock {
    Basic(Vec<u8>),
    CryptoApi { spun: Vec<u8>, key_bytes: usize },
}

/// Whether a record says how the others are encrypted.
pub(super) fn is_encrypted(records: &[u8]) -> bool {
    headers(records).iter().any(|header| header.kind == FILE_PASS)
}

/// Decrypts the records in their place; `None` where the password is another.
pub(super) fn open(records: &mut [u8]) -> Option<()> {
    let pass = headers(records).into_iter().find(|header| header.kind == FILE_PASS)?;
    let lock = Lock::read(records.get(pass.body.clone())?)?;
    let mut keys: Vec<u8> = Vec::with_capacity(records.len());
    for span in 0..records.len().div_ceil(SPAN) {
        let mut stream = [0; SPAN];
        lock.apply(u32::try_from(span).ok()?, &mut stream)?;
        keys.extend_from_slice(&stream);
    }
    for Header { kind, body } in headers(records) {
        let start = match kind {
            _ if PLAIN.contains(&kind) => continue,
            SHEET => (body.start + 4).min(body.end),
            _ => body.start,
        };
        let key = keys.get(start..body.end)?;
        records.get_mut(start..body.end)?.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
    }
    // Says that nothing is encrypted.
    records.get_mut(pass.body)?.fill(0);
    Some(())
}

struct Header {
    kind: u16,
    body: std::ops::Range<usize>,
}

/// The records, as far as they are whole.
fn headers(records: &[u8]) -> Vec<Header> {
    let (mut headers, mut at) = (Vec::new(), 0);
    while let Some(&[a, b, c, d]) = records.get(at..at + 4) {
        let start = at + 4;
        let body = start..start + usize::from(u16::from_le_bytes([c, d]));
        at = body.end;
        if at > records.len() {
            break;
        }
        headers.push(Header { kind: u16::from_le_bytes([a, b]), body });
    }
    headers
}

impl Lock {
    /// The lock that the password of Office opens.
    fn read(pass: &[u8]) -> Option<Lock> {
        // 1 is RC4; then follows the version of its header.
        let (kind, info) = pass.split_first_chunk::<2>()?;
        if u16::from_le_bytes(*kind) != 1 {
            return None;
        }
        let (lock, check, expected) = match number(info, 0)? {
            0x0001_0001 => (Lock::basic(info.get(4..20)?), info.get(20..36)?, info.get(36..52)?),
            version if version >> 16 == 2 => Lock::crypto_api(info)?,
            _ => return None,
        };
        // Both are in the first span, one behind the other.
        let mut opened = [check, expected].concat();
        lock.apply(0, &mut opened)?;
        let (check, expected) = opened.split_at(check.len());
        let hashed = match &lock {
            Lock::Basic(_) => hash::<Md5>(&[check]),
            Lock::CryptoApi { .. } => hash::<Sha1>(&[check]),
        };
        (hashed == expected).then_some(lock)
    }

    fn basic(salt: &[u8]) -> Lock {
        let mut first = hash::<Md5>(&[&password()]);
        first.truncate(5);
        let mut key = hash::<Md5>(&[&[&first, salt].concat().repeat(16)]);
        key.truncate(5);
        Lock::Basic(key)
    }

    fn crypto_api(info: &[u8]) -> Option<(Lock, &[u8], &[u8])> {
        let header = info.get(12..)?;
        let key_bytes = match number(header, 16)? {
            0 => 5,
            bits => (bits / 8) as usize,
        };
        let verifier = header.get(number(info, 8)? as usize..)?;
        let spun = hash::<Sha1>(&[verifier.get(4..20)?, &password()]);
        let lock = Lock::CryptoApi { spun, key_bytes: key_bytes.min(16) };
        Some((lock, verifier.get(20..36)?, verifier.get(40..60)?))
    }

    /// Encrypts or decrypts what stands at the start of a span.
    fn apply(&self, span: u32, bytes: &mut [u8]) -> Option<()> {
        let span = span.to_le_bytes();
        let key = match self {
            Lock::Basic(key) => hash::<Md5>(&[key, &span]),
            Lock::CryptoApi { spun, key_bytes } => {
                let mut key = hash::<Sha1>(&[spun, &span]);
                key.truncate(*key_bytes);
                // A key of 40 bits is filled up.
                key.resize((*key_bytes).max(if *key_bytes == 5 { 16 } else { 0 }), 0);
                key
            }
        };
        Rc4::new_from_slice(&key).ok()?.apply_keystream(bytes);
        Some(())
    }
}
