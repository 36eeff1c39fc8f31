//! Standard encryption (Office 2007): AES by blocks, with SHA-1.

use sha1::Sha1;

use super::{decrypted, hash, number, spun};

/// Times that a password is hashed.
const SPINS: u32 = 50_000;

/// Bytes that the key may have.
const KEYS: [usize; 3] = [16, 24, 32];

/// The package, with what is added to its end.
pub(super) fn open(info: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let header = info.get(12..)?;
    let key_bytes = (number(header, 16)? / 8) as usize;
    // Behind the header: the length of the salt, the salt, the verifier, the length of its hash
    // and the hash.
    let verifier = header.get(number(info, 8)? as usize..)?;
    let (salt, check) = (verifier.get(4..20)?, verifier.get(20..36)?);
    let expected = verifier.get(40..72)?;
    let key = key(salt, Some(key_bytes).filter(|bytes| KEYS.contains(bytes))?);
    let check = hash::<Sha1>(&[&decrypted(&key, None, check)?]);
    let is_right = decrypted(&key, None, expected)?.starts_with(&check);
    if is_right { decrypted(&key, None, package) } else { None }
}

fn key(salt: &[u8], key_bytes: usize) -> Vec<u8> {
    let spun = spun(hash::<Sha1>, salt, SPINS);
    let last = hash::<Sha1>(&[&spun, &0_u32.to_le_bytes()]);
    let half = |fill: u8| {
        let mut block = [fill; 64];
        block.iter_mut().zip(&last).for_each(|(byte, hash)| *byte ^= hash);
        hash::<Sha1>(&[&block])
    };
    let mut key = [half(0x36), half(0x5C)].concat();
    key.truncate(key_bytes);
    key
}
