//! What is kept in an index folder, and how it is opened: generations with their lists of sources,
//! and documents as they are stored.

pub(crate) mod commit;
pub(crate) mod directory;
pub(crate) mod entry;
pub(crate) mod folder;
pub(crate) mod likeness_columns;
pub(crate) mod manifest;
pub(crate) mod open;
pub(crate) mod packing;
pub(crate) mod sealed;
pub(crate) mod seen;
pub(crate) mod stored;
pub(crate) mod verifying;
