//! What follows from what a source states: issuers, place, dates, validity, types, references; and
//! the corrections that a person makes.

#![cfg_attr(test, allow(clippy::disallowed_methods))] // Tests read with the built-in names.

pub mod corrections;
mod dates;
mod deadline;
mod describe;
mod error;
mod finding;
mod issuers;
mod kinds;
mod law;
mod letter;
mod notice;
mod place;
mod references;
mod script;
mod types;
mod unbroken;
mod validity;

pub use describe::{describe, describe_on};
pub use error::{CatalogueFault, Error, Result};
