//! How text is indexed: what becomes of it, in which fields, and how that gets into segments.

pub mod analysis;
pub(crate) mod grams;
pub(crate) mod inversion;
pub(crate) mod schema;
