//! Names and cues in any text: they lie in it in order, and each is what its words mean when they
//! stand alone; an agency that was read by one of its names is read by the canonical one as well.

#![no_main]

use corpus::cue::Cue;
use corpus::entity::{self, Meaning};
use corpus::gazetteer::{Entity, Gazetteer};
use corpus::{agency, doc_type};
use invariants::text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (text, names) = (text::of(data), Gazetteer::builtin());
    let read = entity::read(&text, names);
    text::assert_in_order(&text, read.iter().map(|entry| (entry.start, entry.end)));
    for entry in &read {
        let words = text::slice(&text, entry.start, entry.end);
        match entry.meaning {
            Meaning::Name(name) => assert_eq!(names.lookup(name.entity, &words), Some(name)),
            Meaning::Cue(cue) => assert_eq!(Cue::of(&words), Some(cue)),
        }
    }
    for line in text.lines() {
        for name in agency::list(line, names) {
            assert!(!name.is_empty(), "an agency without a name in {line:?}");
            assert!(agency::is_plausible(&name, names), "{name:?} of {line:?} is no agency");
        }
        if let Some(name) = agency::canonical(line, names) {
            assert_eq!(agency::canonical(&name, names), Some(name));
        }
        let _ = agency::masthead(line);
    }
    let near = names.near(Entity::Agency, &text, 3);
    assert!(near.len() <= 3, "{near:?}");
    let _ = doc_type::of_title(&text);
});
