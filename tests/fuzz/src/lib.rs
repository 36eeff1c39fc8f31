//! What the targets share: the day they take for today, texts out of bytes, files out of bytes, the
//! promises of every reader, and an engine over a small library.

#![feature(alloc_error_hook)]

pub mod library;
pub mod package;
pub mod panics;
pub mod reading;
pub mod text;

use corpus::PartialDate;

/// The day that all targets take for today: a finding of one day is to be one of the next as well.
pub fn today() -> PartialDate {
    PartialDate::new(2026, Some(11), Some(22)).expect("a day of the calendar")
}
