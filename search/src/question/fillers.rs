//! Words that carry no topic, and what they do in a query (`data/fillers.csv`).

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word that carries no topic does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    let lines = include_str!("../../data/fillers.csv").lines().skip(1);
    lines
        .filter_map(|line| {
            let mut cells = line.split(',');
            let word = cells.next()?;
            let role = match cells.next()? {
                "question" => Filler::Question,
                _ => Filler::Function,
            };
            Some((word, role))
        })
        .collect()
});

impl Filler {
    /// What a folded word does; `None` for one that carries a topic.
    pub(crate) fn of(word: &str) -> Option<Filler> {
        FILLERS.get(word).copied()
    }
}
