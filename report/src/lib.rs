//! What reports are made of, for pages and the command line alike: it knows what a search gives,
//! and nothing of the web.

#![cfg_attr(test, allow(clippy::disallowed_methods))] // Tests read with the built-in names.

pub mod about;
pub mod chart;
pub mod citation;
pub mod comparison;
pub mod counts;
pub mod figures;
pub mod findings;
pub mod number;
pub mod policies;
mod quoting;
pub mod table;
pub mod wording;
pub mod writing;
