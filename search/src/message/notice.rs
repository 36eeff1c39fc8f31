//! Notices: what could not be understood or should be known, beside the results.

use serde::Serialize;

/// Something the user should know, beside the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// A stable name for programs.
    pub code: &'static str,
    /// A sentence in Chinese for users.
    pub text: String,
    /// The words of the query or the value of the filter that it is about; may be empty.
    pub words: String,
}
