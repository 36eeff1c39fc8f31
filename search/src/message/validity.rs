//! The states of validity that documents can have.

use strum::EnumString;

/// A state of validity, read as the index has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
pub(crate) enum Validity {
    #[strum(serialize = "现行有效")]
    InForce,
    #[strum(serialize = "已失效")]
    Expired,
    #[strum(serialize = "已废止")]
    Repealed,
    #[strum(serialize = "待核")]
    Unsure,
}

impl Validity {
    /// Whether a document of this state is no longer in force.
    pub(crate) fn is_over(self) -> bool {
        matches!(self, Validity::Expired | Validity::Repealed)
    }
}
