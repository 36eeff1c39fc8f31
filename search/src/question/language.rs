//! What users are told of the query language: one table, `data/language.csv`,
//! that the page of help and the command line's help both print.

use std::sync::LazyLock;

use corpus::table;

/// A way to write a query, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// An example that can be typed as it stands.
    pub written: &'static str,
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// What it means, in English.
    pub en: &'static str,
}

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let rule = |row: Vec<&'static str>| match row[..] {
        [written, zh, en] => Some(Rule { written, zh, en }),
        _ => None,
    };
    table::embedded(include_str!("../../data/language.csv")).filter_map(rule).collect()
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
            assert!(![rule.written, rule.zh, rule.en].iter().any(|text| text.is_empty()));
            let parsed = syntax::parse(rule.written);
            assert!(!parsed.expressions.is_empty() && parsed.malformed.is_empty(), "{rule:?}");
        }
    }
}
