//! Words of a question that say what is asked for: a kind of document, a
//! level, the newest, the first, how many (`data/cues.csv`).

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold;
use crate::kind::Kind;
use crate::level::Level;

/// What such a word means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cue {
    /// Documents of these kinds are asked for.
    Kinds(Vec<Kind>),
    /// Documents are asked for, of whatever kind.
    Document,
    /// Documents of this level.
    Level(Level),
    /// The newest first.
    Latest,
    /// The oldest first.
    Earliest,
    /// The oldest first where a word for documents follows at once.
    First,
    /// How many.
    Quantity,
    /// Something that is counted and no document.
    Counted,
    /// After a district: its government.
    Government,
    /// After an agency: its general office.
    Office,
    /// After the short name of a district: together they name something else (浦东机场).
    Place,
    /// After a level: something of that level and no document (市级财政).
    Levelled,
    /// Before names and times: what is of them is not wanted (除, 不是).
    Except,
    /// Before names, times and other words: the same (不要).
    Without,
    /// Behind them: the same (以外).
    Outside,
    /// The place where the office is: 本市以外.
    Here,
}

static CUES: LazyLock<HashMap<String, Cue>> = LazyLock::new(|| {
    crate::table::embedded(include_str!("../../../data/cues.csv"))
        .filter_map(|row| Some((fold::key(row.first()?), Cue::parse(row.get(1)?, row.get(2)?)?)))
        .collect()
});

impl Cue {
    /// What a word means, given whole; width, script and case do not matter.
    pub fn of(word: &str) -> Option<&'static Cue> {
        CUES.get(&fold::key(word))
    }

    fn parse(meaning: &str, value: &str) -> Option<Cue> {
        Some(match meaning {
            "kind" => Cue::Kinds(value.split(' ').map(Kind::by_key).collect::<Option<_>>()?),
            "document" => Cue::Document,
            "level" => Cue::Level(Level::ALL.into_iter().find(|level| level.name() == value)?),
            "latest" => Cue::Latest,
            "earliest" => Cue::Earliest,
            "first" => Cue::First,
            "quantity" => Cue::Quantity,
            "counted" => Cue::Counted,
            "government" => Cue::Government,
            "office" => Cue::Office,
            "place" => Cue::Place,
            "levelled" => Cue::Levelled,
            "except" => Cue::Except,
            "without" => Cue::Without,
            "outside" => Cue::Outside,
            "here" => Cue::Here,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_cue() {
        let lines = include_str!("../../../data/cues.csv").lines().count() - 1;
        assert_eq!(CUES.len(), lines);
        assert_eq!(Cue::of("區級"), Some(&Cue::Level(Level::District)));
    }
}
