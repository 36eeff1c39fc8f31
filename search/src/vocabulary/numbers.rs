//! The 发文字号 that begin with what is being typed.

use std::cmp::Reverse;

use corpus::fold;

use super::thresholds::LEAST_NUMBER_CHARS;
use crate::snapshot::Snapshot;

/// The numbers of a library, by their folded letters and digits.
pub(super) struct Numbers {
    /// Key, year (0 where it has none), number; in order of the keys.
    lines: Vec<(String, u16, String)>,
}

impl Numbers {
    pub(super) fn of(snapshot: &Snapshot) -> Numbers {
        let line = |(number, parts): &(String, corpus::number::Parts)| {
            (fold::key(number), parts.year.unwrap_or(0), number.clone())
        };
        let mut lines: Vec<_> = snapshot.numbers().iter().map(line).collect();
        lines.sort();
        Numbers { lines }
    }

    /// Up to `limit` numbers that begin with the last part of a text, the newest first, each with
    /// what stands before it.
    pub(super) fn complete(&self, typed: &str, limit: usize) -> Vec<String> {
        let start = typed.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let Some((before, last)) = typed.split_at_checked(start) else { return Vec::new() };
        let key = fold::key(last);
        if key.chars().count() < LEAST_NUMBER_CHARS {
            return Vec::new();
        }
        let from = self.lines.partition_point(|(known, ..)| *known < key);
        let begin = self.lines[from..].iter().take_while(|(known, ..)| known.starts_with(&key));
        let mut found: Vec<_> = begin.filter(|(_, _, number)| number != last).collect();
        found.sort_by_key(|(known, year, _)| (Reverse(*year), known.len(), known.as_str()));
        found.iter().take(limit).map(|(_, _, number)| format!("{before}{number}")).collect()
    }
}
