//! What users are told of the query language: one table, `data/language.csv`,
//! that the page of help and the command line's help both print.

use std::sync::LazyLock;

/// A way to write a query, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// An example that can be typed as it stands.
    pub written: String,
    /// What it means, in Chinese.
    pub zh: String,
    /// What it means, in English.
    pub en: String,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut rows = csv::Reader::from_reader(include_str!("../../data/language.csv").as_bytes());
    let cell = |row: &csv::StringRecord, at| row.get(at).unwrap_or_default().to_owned();
    rows.records()
        .filter_map(Result::ok)
        .map(|row| Rule { written: cell(&row, 0), zh: cell(&row, 1), en: cell(&row, 2) })
        .collect()
});

/// The rules of the query language, the commonest first.
pub fn language() -> &'static [Rule] {
    &RULES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::syntax;

    #[test]
    fn every_rule_is_whole_and_its_example_well_formed() {
        assert!(language().len() >= 10);
        for rule in language() {
            assert!(![&rule.written, &rule.zh, &rule.en].iter().any(|text| text.is_empty()));
            let parsed = syntax::parse(&rule.written);
            assert!(!parsed.expressions.is_empty() && parsed.malformed.is_empty(), "{rule:?}");
        }
    }
}
