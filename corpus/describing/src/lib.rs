//! What follows from what a source states: issuers, place, dates, validity, types, references; and
//! the corrections that a person makes.

pub mod corrections;
pub mod describe;
mod error;
mod issuers;
mod law;
mod letter;
mod notice;
mod place;
mod references;
mod validity;

pub use error::{Error, Result};
