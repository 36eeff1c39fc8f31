//! What formats of offices are packed in: zip files of parts, their XML, and the encryption around
//! both.

pub(crate) mod encryption;
pub(crate) mod package;
pub(crate) mod relationships;
pub(crate) mod xml;
