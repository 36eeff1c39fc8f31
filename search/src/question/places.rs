//! Places that a folded text names: the districts and regions of the gazetteer, and countries and
//! the like (`data/questions.csv`).

use corpus::entity;
use corpus::gazetteer::{Entity, Gazetteer};

use super::lexicon::LEXICON;

/// A place named in a folded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedPlace {
    /// First byte.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
    /// One name for all that name the place.
    pub(crate) name: String,
}

/// The districts, regions and countries that a folded text names, in order.
pub(crate) fn places(text: &str, gazetteer: &Gazetteer) -> Vec<NamedPlace> {
    let mut found: Vec<NamedPlace> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        if let Some((word, name)) = LEXICON.places.iter().find(|(word, _)| rest.starts_with(word)) {
            found.push(NamedPlace { start: at, end: at + word.len(), name: (*name).to_owned() });
            at += word.len();
        } else {
            at += first.len_utf8();
        }
    }
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    for mention in entity::mentions(text, gazetteer) {
        let (Some(&start), Some(&end)) = (bytes.get(mention.start), bytes.get(mention.end)) else {
            continue;
        };
        let free = found.iter().all(|place| place.end <= start || end <= place.start);
        if free && mention.name.entity != Entity::Agency {
            let name = mention.name.canonical.trim_end_matches(['市', '省']).to_owned();
            found.push(NamedPlace { start, end, name });
        }
    }
    found.sort_by_key(|place| place.start);
    found
}
