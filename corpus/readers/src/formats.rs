//! The formats, one file each.

pub(crate) mod delimited;
pub(crate) mod ofd;
pub(crate) mod page;
pub(crate) mod pdf;
pub(crate) mod picture;
pub(crate) mod presentation;
pub(crate) mod prose;
pub(crate) mod records;
pub(crate) mod tables;
pub(crate) mod word;
pub(crate) mod workbook;
