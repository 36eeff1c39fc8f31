//! What single lines are by their form: marks, numbers, captions, names with values.

pub(crate) mod caption;
pub(crate) mod furniture;
pub(crate) mod inline;
pub(crate) mod label;
pub(crate) mod numbering;
pub(crate) mod numerals;
pub(crate) mod spacing;
