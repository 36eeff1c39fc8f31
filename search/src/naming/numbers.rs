//! The 发文字号 of a query, as the library has them.

use corpus::number::{Parts, Sought, sought, spellings_of_standard};

use crate::message::CharOffset;
use crate::question::NamedNumber;
use crate::snapshot::Snapshot;

/// The numbers that a query names: those of the library, and complete ones that it lacks.
pub(super) fn find(snapshot: &Snapshot, query: &str) -> Vec<NamedNumber> {
    sought(query).into_iter().filter_map(|sought| named(snapshot, &sought)).collect()
}

fn named(snapshot: &Snapshot, sought: &Sought) -> Option<NamedNumber> {
    let numbers = known(snapshot, sought);
    let is_bracketed = sought.is_complete() && sought.is_bracketed;
    let (start, end) = (CharOffset(sought.start), CharOffset(sought.end));
    let standard = sought.readings.first().filter(|_| sought.is_standard);
    let spellings = standard.map(spellings_of_standard).unwrap_or_default();
    let named = NamedNumber { start, end, numbers, spellings };
    (is_bracketed || sought.is_standard || !named.numbers.is_empty()).then_some(named)
}

/// The numbers of the library that have all parts, of the likeliest reading that any has: the
/// office whole, else by its first letters.
fn known(snapshot: &Snapshot, sought: &Sought) -> Vec<String> {
    let having = |has: &dyn Fn(&Parts) -> bool| -> Vec<String> {
        let numbers = snapshot.numbers().iter().filter(|(_, parts)| has(parts));
        numbers.map(|(number, _)| number.clone()).collect()
    };
    let whole = |parts: &Parts| having(&|number| parts.is(number, &snapshot.gazetteer));
    let begun = |parts: &Parts| having(&|number| parts.fit(number));
    let found = |numbers: &Vec<String>| !numbers.is_empty();
    let wholes = sought.readings.iter().map(whole);
    let beginnings = sought.readings.iter().filter(|parts| parts.year.is_some()).map(begun);
    wholes.chain(beginnings).find(found).unwrap_or_default()
}
