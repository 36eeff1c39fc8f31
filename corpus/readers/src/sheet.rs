//! Tables: cells while they are read, tables in lines of text, and rows that are documents.

pub(crate) mod cells;
pub(crate) mod grid;
pub(crate) mod row;
