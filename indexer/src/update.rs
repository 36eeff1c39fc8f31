//! Bringing an index up to date with its sources: planning, reading, writing.

mod comparison;
mod intake;
mod joining;
pub(crate) mod looking;
mod lookup;
pub(crate) mod losses;
mod office;
pub(crate) mod plan;
mod reading;
pub(crate) mod report;
pub(crate) mod run;
mod sighting;
mod writer;
mod writing;
