//! What formats of offices are packed in: zip files of parts, and their XML.

pub(crate) mod package;
pub(crate) mod xml;
