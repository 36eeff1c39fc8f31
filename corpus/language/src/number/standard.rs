//! The numbers of standards: GB/T 22239-2019. Texts and people leave /T and /Z out or put them in.

use std::sync::LazyLock;

use regex::Regex;

use super::Parts;

pub(super) static STANDARD: LazyLock<Regex> = LazyLock::new(|| {
    // GB/T 22239-2019, GB22239, DB31/T 1234, DB31/T 1234.2-2020
    let pattern = concat!(
        r"\b(?P<letters>db\d{2}|[a-z]{2,4})\s*(?:/\s*[tz])?\s*(?P<serial>\d{3,6})(?:\.\d{1,2})?",
        r"(?:\s*[-—–]\s*(?P<year>(?:19|20)\d{2}))?\b",
    );
    #[allow(clippy::expect_used)] // A constant pattern, compiled by every test.
    Regex::new(pattern).expect("standard pattern")
});

/// The number of a standard that a text is, normalized: GB/T 22239-2019.
pub fn standard(text: &str) -> Option<String> {
    let plain = crate::fold::halfwidth(text);
    Parts::of_standard(&plain)?;
    Some(plain.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase())
}

/// The ways to write the number of a standard, folded as texts are: with and without /T and /Z.
pub fn spellings_of_standard(parts: &Parts) -> Vec<String> {
    let (letters, serial) =
        (parts.office.as_deref().unwrap_or_default(), parts.serial.unwrap_or(0));
    let year = parts.year.map(|year| year.to_string()).unwrap_or_default();
    ["", "t", "z"].iter().map(|mark| format!("{letters}{mark}{serial}{year}")).collect()
}

impl Parts {
    /// The parts of a standard's number: its letters, of which /T and /Z tell nothing apart, its
    /// number and its year. `None` where the text is nothing else.
    pub fn of_standard(text: &str) -> Option<Parts> {
        let plain = crate::fold::halfwidth(text).to_lowercase();
        let found = STANDARD.captures(plain.trim())?;
        let whole = found.get(0).is_some_and(|all| all.as_str() == plain.trim());
        let parts = Parts {
            office: Some(found["letters"].to_owned()),
            year: found.name("year").and_then(|year| year.as_str().parse().ok()),
            serial: found["serial"].parse().ok(),
        };
        whole.then_some(parts)
    }
}
