//! Words that carry no topic, and what they do in a query (`data/fillers.csv`).

use std::collections::HashMap;
use std::sync::LazyLock;

use corpus::table;
use strum::EnumString;

/// What a word that carries no topic does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumString)]
#[strum(serialize_all = "lowercase")]
pub(crate) enum Filler {
    /// It belongs to the question and not to the answer (请问, 怎么办): it neither ranks nor has to
    /// match.
    Question,
    /// It joins words (和, 应当): it ranks, as answers have it in the same places, but need not
    /// match.
    Function,
}

/// The fillers of `data/fillers.csv`.
static FILLERS: LazyLock<HashMap<&str, Filler>> = LazyLock::new(|| {
    let filler = |row: Vec<&'static str>| match row[..] {
        [word, role, ..] => Some((word, role.parse().ok()?)),
        _ => None,
    };
    table::embedded(include_str!("../../data/fillers.csv")).filter_map(filler).collect()
});

impl Filler {
    /// What a folded word does; `None` for one that carries a topic.
    pub(crate) fn of(word: &str) -> Option<Filler> {
        FILLERS.get(word).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_filler() {
        assert_eq!(FILLERS.len(), include_str!("../../data/fillers.csv").lines().count() - 1);
        assert_eq!(Filler::of("请问"), Some(Filler::Question));
    }
}
