//! Tables: cells while they are read, tables in lines of text, rows that are documents, and tables
//! of nothing else.

pub(crate) mod agencies;
pub(crate) mod cells;
pub(crate) mod codes;
pub(crate) mod columns;
pub(crate) mod dates;
pub(crate) mod grid;
pub(crate) mod holding;
pub(crate) mod ledger;
pub(crate) mod row;
