//! How words of a source become values of fields. Each tells whether they are one.

use language::date::{DateError, PartialDate};
use language::time;

pub(super) fn text(place: &mut Option<String>, words: &str) -> bool {
    *place = Some(words.to_owned());
    true
}

pub(super) fn date(place: &mut Option<PartialDate>, words: &str) -> bool {
    let read: Result<PartialDate, DateError> = words.parse();
    if let Ok(date) = read {
        *place = Some(date);
    }
    read.is_ok()
}

/// A date, or the year where that is all that is clear: 2020年上半年.
pub(super) fn date_or_year(place: &mut Option<PartialDate>, words: &str) -> bool {
    let year = || time::year_of(words);
    let known = words.parse().ok().or_else(year);
    *place = known.or(*place);
    known.is_some()
}

/// Splits a cell that names several: at 、，,；; and white space between ideographs.
pub(super) fn list(place: &mut Vec<String>, words: &str) -> bool {
    let parts = words.split(['、', '，', ',', '；', ';', ' ', '\u{3000}', '\n']).map(str::trim);
    *place = parts.filter(|part| !part.is_empty()).map(str::to_owned).collect();
    true
}
