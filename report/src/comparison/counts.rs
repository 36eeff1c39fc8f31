//! How many units are the same, changed, or in one document only.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Change, Pair, UnitKind};

/// The pairs of one kind of unit, counted. A pair counts once, however many units it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnitCounts {
    /// What the units are.
    pub unit: UnitKind,
    /// Pairs whose text is the same.
    pub same: usize,
    /// Pairs in which words differ.
    pub changed: usize,
    /// Units that only the first document has.
    pub only_first: usize,
    /// Units that only the second document has.
    pub only_second: usize,
    /// Of the pairs those that stand elsewhere among their neighbours.
    pub moved: usize,
    /// Of the pairs those whose number is another one.
    pub renumbered: usize,
    /// Of the pairs those with one unit on the left and several on the right.
    pub split: usize,
    /// Of the pairs those with several units on the left and one on the right.
    pub merged: usize,
}

/// The counts of each kind of unit that there is.
pub(super) fn of(pairs: &[Pair]) -> Vec<UnitCounts> {
    let kinds =
        [UnitKind::Article, UnitKind::Item, UnitKind::Paragraph, UnitKind::Row, UnitKind::Heading];
    let counted = kinds.map(|unit| {
        let pairs: Vec<&Pair> = pairs.iter().filter(|pair| pair.kind() == unit).collect();
        let count = |is: fn(&Pair) -> bool| pairs.iter().filter(|pair| is(pair)).count();
        let counted = UnitCounts {
            unit,
            same: count(|pair| pair.change == Change::Same),
            changed: count(|pair| pair.change == Change::Changed),
            only_first: count(|pair| pair.change == Change::OnlyFirst),
            only_second: count(|pair| pair.change == Change::OnlySecond),
            moved: count(|pair| pair.moved),
            renumbered: count(|pair| pair.renumbered),
            split: count(|pair| pair.units[1].len() > 1),
            merged: count(|pair| pair.units[0].len() > 1),
        };
        (!pairs.is_empty()).then_some(counted)
    });
    counted.into_iter().flatten().collect()
}

impl Pair {
    /// What its units are: those of the second document, where it has any.
    pub fn kind(&self) -> UnitKind {
        let [first, second] = &self.units;
        second.iter().chain(first).next().map_or(UnitKind::Paragraph, |unit| unit.kind)
    }
}
