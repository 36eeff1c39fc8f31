//! Builds, updates and opens the Tantivy index of a policy library.
//!
//! [`update()`] turns sources (files, folders, the built-in library) into documents of the index;
//! [`OpenIndex`] is what `search` reads. One [`analysis::Analyzer`] serves both.

mod error;
mod sources;
mod store;
mod text;
mod update;

pub use error::{Damage, Error, Result};
pub use sources::original::{Content, Original};
pub use store::commit::Versions;
pub use store::folder::{FORMAT, roll_back};
pub use store::open::{Library, OpenIndex};
pub use store::seen::SEEN;
pub use store::stored::Documents;
pub use store::verifying::verify;
pub use text::analysis;
pub use text::schema::{IndexFields, TextFields};
pub use update::looking::{Look, look};
pub use update::losses::{ChangedHits, FirstHits, Losses};
pub use update::plan::Change;
pub use update::report::{Progress, Report, Unreadable};
pub use update::run::update;
