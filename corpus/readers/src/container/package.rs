//! Zip packages: what Word documents, OFD and archives are. Their directory
//! is read with names in any encoding, their parts with limits.

use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Damage, Error, Result};
use crate::source::Origin;
use language::encoding;

/// Bytes that a part may have, unpacked.
pub(crate) const MOST_BYTES: u64 = 200 << 20;

/// Parts that a package may have.
const MOST_PARTS: usize = 20_000;

/// An open package.
pub(crate) struct Package<'a, R> {
    archive: ZipArchive<R>,
    names: Vec<String>,
    origin: Origin<'a>,
    format: &'static str,
}

impl<'a, R: Read + Seek> Package<'a, R> {
    /// Opens a package; `format` is its name in messages.
    ///
    /// # Errors
    /// It is no whole package, or has too many parts.
    pub(crate) fn open(
        input: R,
        format: &'static str,
        origin: Origin<'a>,
    ) -> Result<Package<'a, R>> {
        let damaged = |error: ZipError| origin.damaged(format, Damage::Package(error));
        let mut archive = ZipArchive::new(input).map_err(damaged)?;
        if archive.len() > MOST_PARTS {
            let (path, limit) = (origin.path.to_owned(), MOST_PARTS);
            return Err(Error::TooManyEntries { path, limit });
        }
        let mut names = Vec::with_capacity(archive.len());
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(damaged)?;
            names.push(name(part.entry().name_raw()));
        }
        Ok(Package { archive, names, origin, format })
    }

    /// The names of all parts, in the order of the directory.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The bytes of the part at a place of the directory; errors are about `origin`.
    ///
    /// # Errors
    /// It is damaged, has a password, or is too large.
    pub(crate) fn bytes_at(&mut self, at: usize, origin: Origin<'_>) -> Result<Vec<u8>> {
        let format = self.format;
        let mut part = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                Error::Encrypted { path: origin.path.to_owned() }
            }
            error => origin.damaged(format, Damage::Package(error)),
        })?;
        let mut bytes = Vec::new();
        let read = part.by_ref().take(MOST_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| origin.damaged(format, Damage::Unpacking(error)))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(origin.too_large(MOST_BYTES));
        }
        Ok(bytes)
    }

    /// The bytes of a part, by its name in any case of letters; `None` where there is none.
    ///
    /// # Errors
    /// As for [`Package::bytes_at`].
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>> {
        let name = name.trim_start_matches('/');
        let at = self.names.iter().position(|own| own.eq_ignore_ascii_case(name));
        at.map(|at| self.bytes_at(at, self.origin)).transpose()
    }

    /// The text of an XML part, found like its bytes.
    ///
    /// # Errors
    /// As for [`Package::bytes_at`], and when it is no text.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>> {
        let bytes = self.bytes(name)?;
        let text = bytes.map(|bytes| encoding::text(&bytes, self.origin.path));
        text.transpose().map_err(Error::from)
    }

    /// An error that the package is damaged.
    pub(crate) fn damaged(&self, damage: Damage) -> Error {
        self.origin.damaged(self.format, damage)
    }
}

/// A name as the program that packed it meant it: UTF-8, else GBK, with `/` between folders.
fn name(raw: &[u8]) -> String {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    text.replace('\\', "/")
}

/// A path that is given beside a file: from the root, or from the file's folder.
pub(crate) fn beside(file: &str, to: &str) -> String {
    let to = to.trim().replace('\\', "/");
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> =
        if to.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for part in to.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.retain(|part| !part.is_empty() && *part != ".");
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_files_beside_files() {
        let cases = [
            ("Doc_0/Document.xml", "Pages\\Page_0\\Content.xml", "Doc_0/Pages/Page_0/Content.xml"),
            ("Doc_0/Document.xml", "/Doc_0/A.xml", "Doc_0/A.xml"),
            ("Doc_0/Annots/A.xml", " ../Pages/./B.xml", "Doc_0/Pages/B.xml"),
            ("OFD.xml", "Doc_0/Document.xml", "Doc_0/Document.xml"),
        ];
        for (file, to, expected) in cases {
            assert_eq!(beside(file, to), expected);
        }
    }
}
