//! Quantities in a text: amounts, shares, counts, terms and ranges of them, with what bounds them
//! (不低于60%). What is written like one and is none is in `quantity/trap.rs`, days, articles, names
//! that hold a number, and in `quantity/none.rs`. What a quantity is of says `quantity/subject.rs`, and for which year it is
//! meant `quantity/aimed.rs`. Units are in `data/units.csv`.

mod aimed;
mod amount;
mod bound;
mod digits;
mod listed;
mod none;
mod range;
mod subject;
mod trap;
mod unit;

use std::ops::Range;

use crate::fold::fold_char;
use amount::Amount;
pub use bound::Bound;
pub use unit::UnitKind;

/// A quantity in a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where its number and unit stand, in characters; of a range, from the first number on.
    pub place: Range<usize>,
    /// The least that it may be, in its unit; `None` where only the most is said.
    pub low: Option<f64>,
    /// The most that it may be; the same as the least where one value is said.
    pub high: Option<f64>,
    /// How the text bounds it.
    pub bound: Bound,
    /// The unit in its one form (公斤 is 千克, 天 and 日 are 天), with what it is of: 元/平方米.
    /// Powers (万) are in the value; empty for 100万 alone. A share is in percent.
    pub unit: String,
    /// What kind of unit it has.
    pub kind: UnitKind,
    /// The unit with its power as written: 万元, 亿美元, 百分之; of a range with two both: 个月、年.
    pub unit_written: String,
}

impl Quantity {
    /// The value that it is ordered by: the most, else the least.
    pub fn value(&self) -> f64 {
        self.high.or(self.low).unwrap_or_default()
    }
}

/// A sentence with its quantities.
pub struct Measured {
    given: Vec<char>,
    folded: Vec<char>,
    /// Its quantities, in order, none overlapping.
    pub quantities: Vec<Quantity>,
}

impl Measured {
    /// Reads a sentence.
    pub fn new(sentence: &str) -> Measured {
        let (given, folded): (Vec<char>, Vec<char>) =
            sentence.chars().map(|c| (c, fold_char(c))).unzip();
        let quantities = read(&folded, &given);
        Measured { given, folded, quantities }
    }
}

/// All quantities of a text.
fn read(text: &[char], given: &[char]) -> Vec<Quantity> {
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if let Some(past) = trap::past(text, at) {
            at = past;
            continue;
        }
        match amount::read(text, given, at) {
            Some(amount) => {
                let amount = listed::in_unit_of_last(text, given, amount);
                let (quantity, end) = quantity(text, given, amount, found.last());
                found.extend(quantity);
                at = end;
            }
            None => at = digits::end(text, at).max(at + 1),
        }
    }
    found
}

/// The quantity that an amount begins, alone or with a second one as a range, where it is one; and
/// where it ends.
fn quantity(
    text: &[char],
    given: &[char],
    first: Amount,
    last: Option<&Quantity>,
) -> (Option<Quantity>, usize) {
    let before = last.map_or(0, |last| last.place.end);
    let (low, high, end, bound) = match range::read(text, given, &first) {
        Some((low, high, end)) => (low, high, end, Bound::Range),
        None => {
            let own = bound::of(text, before, &first);
            let bound = own.or_else(|| listed::bound_of_last(text, last?, first.start));
            (first.clone(), first.clone(), first.end, bound.unwrap_or(Bound::Exact))
        }
    };
    let place = first.start..end;
    let is_range = bound == Bound::Range;
    let kind = high.kind().filter(|_| !none::is_none(text, &place, is_range, &high));
    let unit_written = match (low.unit_written(given), high.unit_written(given)) {
        (low, high) if is_range && !low.is_empty() && bare(&low) != bare(&high) => {
            format!("{low}、{high}")
        }
        (_, high) => high,
    };
    let unit = unit::with_base(text, before, place.start, &high);
    let unit =
        last.and_then(|last| listed::unit_of_last(text, last, place.start, &unit)).unwrap_or(unit);
    let quantity = kind.map(|kind| Quantity {
        unit,
        place,
        low: (bound != Bound::AtMost).then(|| low.value()),
        high: (bound != Bound::AtLeast).then(|| high.value()),
        bound,
        kind,
        unit_written,
    });
    (quantity, end)
}

/// A unit without its power: 元 of 万元.
fn bare(unit: &str) -> &str {
    unit.trim_start_matches(['百', '千', '万', '亿', '余', '多', ' '])
}

/// Whether a character ends a clause.
fn is_stop(c: char) -> bool {
    matches!(c, ',' | '，' | '。' | ';' | '；' | ':' | '：' | '!' | '?' | '\t' | '\n')
}

#[cfg(test)]
mod tests;
