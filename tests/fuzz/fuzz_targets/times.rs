//! Times in any text, read as of any day: they lie in the text in order, and none ends before it
//! begins; what is written of a date or a range is read as the same.

#![no_main]

use corpus::time::{TimeMention, times};
use corpus::{DateRange, PartialDate};
use invariants::{text, today};
use libfuzzer_sys::fuzz_target;

/// Years that dates are stated in; others are no dates in tables and heads.
const STATED: std::ops::RangeInclusive<i16> = 1800..=2199;

fuzz_target!(|data: &[u8]| {
    let text = text::of(data);
    let edges = [(1000, 1, 1), (9999, 12, 31), (2024, 2, 29)];
    let edges = edges.into_iter().filter_map(|(y, m, d)| PartialDate::new(y, Some(m), Some(d)));
    for today in edges.chain([today()]) {
        let found = times(&text, today);
        text::assert_in_order(&text, found.iter().map(|time| (time.start, time.end)));
        found.iter().for_each(|time| holds(&text, time));
    }
    if let Ok(date) = PartialDate::parse_stated(&text) {
        assert_eq!(date.to_string().parse(), Ok(date));
    }
    if let Ok(range) = text.parse::<DateRange>() {
        assert_eq!(range.to_string().parse(), Ok(range));
    }
});

fn holds(text: &str, time: &TimeMention) {
    let DateRange { from, to } = time.range;
    assert!(from.is_some() || to.is_some(), "{time:?} is no time");
    if let (Some(from), Some(to)) = (from, to) {
        assert!(from.first_day() <= to.last_day(), "{time:?} ends before it begins");
    }
    let ends = || [from, to].into_iter().flatten();
    assert!(ends().all(|date| time.range.contains(date)), "{time:?} lacks its own ends");
    if ends().all(|date| STATED.contains(&date.year())) {
        assert_eq!(time.range.to_string().parse(), Ok(time.range));
    }
    let words = text::slice(text, time.start, time.end);
    assert!(time.note.as_ref().is_none_or(|note| note.contains(&words)), "{time:?}");
}
