//! Agile encryption (Office 2010 and later): what it is made of stands in XML.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha1::Sha1;
use sha2::{Sha256, Sha384, Sha512};

use super::{Hash, decrypted, hash, spun};
use crate::container::xml::{Tag, Token, Tokens};

/// What keys are made for: to check the password, and to open the key of the package.
const VERIFIER_INPUT: [u8; 8] = [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79];
const VERIFIER_VALUE: [u8; 8] = [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E];
const PACKAGE_KEY: [u8; 8] = [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6];

/// Bytes that are encrypted together.
const SEGMENT: usize = 4096;

/// Times that a password may be hashed; Office does so 100,000 times.
const MOST_SPINS: u32 = 1_000_000;

/// How a key is made, or the package encrypted.
struct Scheme {
    hash: Hash,
    salt: Vec<u8>,
    key_bytes: usize,
    block_bytes: usize,
}

/// The key of the password.
struct Lock {
    scheme: Scheme,
    spins: u32,
    verifier_input: Vec<u8>,
    verifier_value: Vec<u8>,
    package_key: Vec<u8>,
}

/// The package, with what is added to its end.
pub(super) fn open(info: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(info).ok()?;
    let (mut scheme, mut lock) = (None, None);
    for token in Tokens::new(text).map_while(Result::ok) {
        match token {
            Token::Open(tag) if tag.name() == "keyData" => scheme = Scheme::read(&tag),
            Token::Open(tag) if tag.name() == "encryptedKey" => lock = lock.or(Lock::read(&tag)),
            _ => {}
        }
    }
    let (scheme, key) = (scheme?, lock?.key()?);
    let segments = package.chunks(SEGMENT).zip(0_u32..);
    let opened = segments.map(|(segment, number)| {
        let initial = (scheme.hash)(&[&scheme.salt, &number.to_le_bytes()]);
        decrypted(&key, Some(&fitted(initial, scheme.block_bytes)), segment)
    });
    Some(opened.collect::<Option<Vec<_>>>()?.concat())
}

impl Scheme {
    fn read(tag: &Tag<'_>) -> Option<Scheme> {
        let is = |name, value| tag.attribute(name).as_deref() == Some(value);
        let hash = match tag.attribute("hashAlgorithm")?.as_str() {
            "SHA1" | "SHA-1" => hash::<Sha1>,
            "SHA256" | "SHA-256" => hash::<Sha256>,
            "SHA384" | "SHA-384" => hash::<Sha384>,
            "SHA512" | "SHA-512" => hash::<Sha512>,
            _ => return None,
        };
        let is_known = is("cipherAlgorithm", "AES") && is("cipherChaining", "ChainingModeCBC");
        is_known.then_some(Scheme {
            hash,
            salt: bytes(tag, "saltValue")?,
            key_bytes: tag.number::<usize>("keyBits")? / 8,
            block_bytes: tag.number("blockSize").filter(|&size| size == super::BLOCK)?,
        })
    }
}

impl Lock {
    fn read(tag: &Tag<'_>) -> Option<Lock> {
        Some(Lock {
            scheme: Scheme::read(tag)?,
            spins: tag.number("spinCount").filter(|&spins| spins <= MOST_SPINS)?,
            verifier_input: bytes(tag, "encryptedVerifierHashInput")?,
            verifier_value: bytes(tag, "encryptedVerifierHashValue")?,
            package_key: bytes(tag, "encryptedKeyValue")?,
        })
    }

    /// The key of the package, if the password is the right one.
    fn key(&self) -> Option<Vec<u8>> {
        let Scheme { hash, salt, key_bytes, block_bytes } = &self.scheme;
        let spun = spun(*hash, salt, self.spins);
        let initial = fitted(salt.clone(), *block_bytes);
        let open = |purpose: &[u8], bytes: &[u8]| {
            let key = fitted(hash(&[&spun, purpose]), *key_bytes);
            decrypted(&key, Some(&initial), bytes)
        };
        let input = open(&VERIFIER_INPUT, &self.verifier_input)?;
        let value = open(&VERIFIER_VALUE, &self.verifier_value)?;
        let expected = hash(&[input.get(..salt.len())?]);
        let key = open(&PACKAGE_KEY, &self.package_key)?;
        value.starts_with(&expected).then(|| fitted(key, *key_bytes))
    }
}

/// An attribute in Base64.
fn bytes(tag: &Tag<'_>, name: &str) -> Option<Vec<u8>> {
    STANDARD.decode(tag.attribute(name)?).ok()
}

/// Bytes cut or filled up to a length.
fn fitted(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}
