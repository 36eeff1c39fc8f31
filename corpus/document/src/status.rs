//! Whether a document is in force, and what sources call that (`corpus/data/statuses.csv`).

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use language::{fold, table};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Whether a document is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Status {
    /// What holds.
    pub value: Validity,
    /// The sentence that proves it, verbatim.
    pub evidence: String,
}

/// The states of validity.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
pub enum Validity {
    /// It holds.
    #[serde(rename = "现行有效")]
    InForce,
    /// Its last day is over.
    #[serde(rename = "已失效")]
    Expired,
    /// Another document ended it.
    #[serde(rename = "已废止")]
    Repealed,
    /// It ends with something that no date is known of; a person has to look.
    #[serde(rename = "待核")]
    Open,
}

impl Validity {
    /// All states, in the order in which they are listed to users.
    pub const ALL: [Validity; 4] =
        [Validity::InForce, Validity::Expired, Validity::Repealed, Validity::Open];

    /// The Chinese name, as in the JSON object.
    pub fn name(self) -> &'static str {
        match self {
            Validity::InForce => "现行有效",
            Validity::Expired => "已失效",
            Validity::Repealed => "已废止",
            Validity::Open => "待核",
        }
    }

    /// Whether a document of this state is no longer in force.
    pub fn is_over(self) -> bool {
        matches!(self, Validity::Expired | Validity::Repealed)
    }

    /// The state that has this Chinese name.
    pub fn by_name(name: &str) -> Option<Validity> {
        Validity::ALL.into_iter().find(|validity| validity.name() == name)
    }
}

impl fmt::Display for Validity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// What sources call a status, and the status.
static STATED: LazyLock<HashMap<String, Validity>> = LazyLock::new(|| {
    table::embedded(include_str!("../../data/statuses.csv"))
        .filter_map(|row| Some((fold::key(row.first()?), Validity::by_name(row.get(1)?)?)))
        .collect()
});

impl Status {
    /// The status that words of a source state, which are its evidence.
    pub fn stated(words: &str) -> Option<Status> {
        let value = *STATED.get(&fold::key(words))?;
        Some(Status { value, evidence: words.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_status() {
        let lines = include_str!("../../data/statuses.csv").lines().count() - 1;
        assert_eq!(STATED.len(), lines);
    }
}
