//! What judged files share: what they leave out is not checked, what fails is a line.

use serde::{Deserialize, Deserializer};

/// A field that is there, be it null.
pub(crate) fn stated<'de, D: Deserializer<'de>>(
    given: D,
) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(given).map(Some)
}

/// What is not as it should be, a line each.
#[derive(Default)]
pub(crate) struct Failures(pub(crate) Vec<String>);

impl Failures {
    pub(crate) fn check(&mut self, what: &str, wanted: impl ToString, found: impl ToString) {
        let (wanted, found) = (wanted.to_string(), found.to_string());
        if wanted != found {
            self.0.push(format!("{what}: wanted {wanted}, found {found}"));
        }
    }

    /// Compares without regard to order.
    pub(crate) fn check_set(&mut self, what: &str, wanted: &[String], found: Vec<String>) {
        let listed = |mut names: Vec<String>| {
            names.sort_unstable();
            names.dedup();
            format!("[{}]", names.join("、"))
        };
        self.check(what, listed(wanted.to_vec()), listed(found));
    }
}
