//! 发文字号 and numerals in any text: numbers that a query asks for lie in it in order; a number that
//! was found is a number, and reads as itself; the parts of one fit themselves.

#![no_main]

use corpus::number::{self, Parts};
use corpus::{fold, numeral};
use invariants::text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let text = text::of(data);
    let sought = number::sought(&text);
    text::assert_in_order(&text, sought.iter().map(|sought| (sought.start, sought.end)));
    for sought in &sought {
        let offices = || sought.readings.iter().map(|parts| parts.office.as_deref());
        assert!(sought.is_standard || offices().next().is_some(), "{sought:?} is nothing");
        assert!(offices().all(|office| office.is_some_and(|name| !name.is_empty())), "{sought:?}");
    }
    for found in number::find(&text).into_iter().chain(number::mentions(&text)) {
        assert_eq!(number::find(&found).as_ref(), Some(&found));
    }
    for line in text.lines() {
        if let Some(found) = number::of_line(line) {
            assert_eq!(number::of_line(&found).as_ref(), Some(&found), "{line:?}");
        }
        if let Some(order) = number::opening(line) {
            assert!(line.contains(order.office), "{:?} of {line:?}", order.office);
        }
        let _ = number::is_serial(line);
    }
    if let Some(parts) = Parts::parse(&text) {
        assert_ne!(parts, Parts::default(), "parts of nothing");
        assert!(parts.fit(&parts), "{parts:?} does not fit itself");
    }
    if let Some(standard) = number::standard(&text) {
        assert_eq!(number::standard(&standard), Some(standard));
    }
    assert_eq!(numeral::parse(&text), numeral::parse(&fold::halfwidth(&text)));
});
