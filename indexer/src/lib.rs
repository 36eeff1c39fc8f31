//! Builds, updates and opens the Tantivy index of a policy library.
//!
//! [`update()`] turns sources (files, folders, the built-in library) into documents of the index;
//! [`OpenIndex`] is what `search` reads. One [`analysis::Analyzer`] serves both.

pub mod analysis;
mod directory;
mod error;
mod folder;
mod inversion;
mod manifest;
mod open;
mod packing;
mod plan;
mod reading;
mod report;
mod schema;
mod stored;
mod update;
mod versions;
mod writing;

pub use error::{Error, Result};
pub use open::{Library, OpenIndex};
pub use plan::Change;
pub use report::{Progress, Report, Unreadable};
pub use schema::{Fields, TextFields};
pub use stored::Documents;
pub use update::update;
pub use versions::Versions;
