//! Folding, and the analyzer that stands on it: one character folds to one character, so that every
//! offset points into the text as given; the words of a text are in order, are what their places say, and
//! leave no letter out; runs and grams are all that a text has of letters and signs.

#![no_main]

use std::sync::LazyLock;

use corpus::fold::{self, Folded};
use indexer::analysis::{Analyzer, grams, runs};
use invariants::text;
use libfuzzer_sys::fuzz_target;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::load);

fuzz_target!(|data: &[u8]| {
    let text = text::of(data);
    let given: Vec<char> = fold::folded(&text).map(|(given, _)| given).collect();
    assert!(given.iter().copied().eq(text.chars()), "{text:?} is not {given:?}");
    assert_eq!(fold::halfwidth(&text).chars().count(), given.len());

    let words = ANALYZER.words(&text);
    text::assert_in_order(&text, words.iter().map(|word| (word.start, word.end)));
    for word in &words {
        let given = text::slice(&text, word.start, word.end);
        assert_eq!(letters(&given), word.text, "{given:?} is not {word:?}");
    }
    let known = words.iter().flat_map(|word| word.text.chars());
    let known: String = known.filter(|&c| !fold::is_sign(c)).collect();
    assert_eq!(known, fold::key(&text), "words leave letters out");

    let run_by_run: String = runs(&text).concat().into_iter().collect();
    assert_eq!(run_by_run, letters(&text));
    let grams = grams(&text);
    assert_eq!(grams.len(), run_by_run.chars().count().saturating_sub(1), "one gram a pair");
    assert!(grams.is_sorted_by(|a, b| a.position < b.position), "{grams:?}");
    let terms = ANALYZER.terms(&text);
    assert!(terms.iter().all(|term| term.chars().nth(1).is_some()), "{terms:?}");
});

/// All that is neither passed over nor a gap, folded.
fn letters(text: &str) -> String {
    let letter = |(_, folded)| match folded {
        Folded::Char(c) => Some(c),
        Folded::Gap | Folded::Skip => None,
    };
    fold::folded(text).filter_map(letter).collect()
}
