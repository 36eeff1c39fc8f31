//! Gathering words and names with how many documents have them.

use std::str::from_utf8;

use corpus::fold;
use corpus::gazetteer::{Entity, Gazetteer, Name, Relation};
use indexer::IndexFields;
use tantivy::Searcher;
use tantivy::schema::Field;

use super::thresholds::MOST_NAME;
use crate::message::CompletionKind;
use crate::snapshot::Snapshot;

/// A word or name of the index.
pub(super) struct Draft {
    /// The folded text by which it is found.
    pub(super) key: String,
    /// How it is written where that is not its key.
    pub(super) written: Option<Box<str>>,
    pub(super) count: u32,
    pub(super) kind: CompletionKind,
}

/// Other names, each with the number of what it names.
pub(super) type Aliases = Vec<(String, u32)>;

/// The columns of the index that hold names.
pub(super) fn name_columns(fields: &IndexFields) -> impl Iterator<Item = (Field, CompletionKind)> {
    let named = [
        (&corpus::fields::AGENCY, CompletionKind::Agency),
        (&corpus::fields::DISTRICT, CompletionKind::District),
    ];
    named.into_iter().filter_map(|(field, kind)| Some((fields.facet(field)?, kind)))
}

/// The words and names of a snapshot, in order of their keys, and other names of the same things.
/// What no document has is left out.
pub(super) fn gather(snapshot: &Snapshot) -> tantivy::Result<(Vec<Draft>, Aliases)> {
    let (searcher, fields) = (&snapshot.searcher, snapshot.fields());
    let gazetteer = &snapshot.gazetteer;
    let words = counts(searcher, fields.text.terms, is_word)?.into_iter();
    let word = |(key, count)| Draft { key, written: None, count, kind: CompletionKind::Term };
    let mut drafts: Vec<Draft> = words.map(word).collect();
    for (column, kind) in name_columns(fields) {
        for (written, count) in counts(searcher, column, is_name)? {
            add_name(&mut drafts, written, count, kind);
        }
        drafts.sort_by(|a, b| a.key.cmp(&b.key));
    }
    settle_kinds(&mut drafts, gazetteer);
    let aliases = aliases(&drafts, gazetteer);
    Ok((drafts, aliases))
}

/// Makes a word a name, or adds the name at the end.
fn add_name(drafts: &mut Vec<Draft>, written: String, count: u32, kind: CompletionKind) {
    let key = fold::key(&written);
    let known = find(drafts, &key);
    let written = (written != key).then(|| written.into_boxed_str());
    match known.and_then(|at| drafts.get_mut(at)) {
        Some(draft) => {
            *draft = Draft { key, written, count: count.max(draft.count), kind };
        }
        None => drafts.push(Draft { key, written, count, kind }),
    }
}

/// The terms of a field that fit, in order, each with how many documents have it.
fn counts(
    searcher: &Searcher,
    field: Field,
    fits: fn(&str) -> bool,
) -> tantivy::Result<Vec<(String, u32)>> {
    let mut counts: Vec<(String, u32)> = Vec::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            if let Some(term) = from_utf8(terms.key()).ok().filter(|term| fits(term)) {
                counts.push((term.to_owned(), terms.value().doc_freq));
            }
        }
    }
    counts.sort();
    counts.dedup_by(|next, sum| {
        let same = next.0 == sum.0;
        sum.1 += if same { next.1 } else { 0 };
        same
    });
    Ok(counts)
}

fn is_name(name: &str) -> bool {
    !fold::key(name).is_empty()
}

/// Whether a term is worth completing: two characters and more that are no mere number.
fn is_word(term: &str) -> bool {
    let length = term.chars().take(MOST_NAME + 1).count();
    (2..=MOST_NAME).contains(&length) && term.chars().any(char::is_alphabetic)
}

/// What kind of name the gazetteer has, if it is one to complete.
fn kind_of(name: &Name) -> Option<CompletionKind> {
    match name.entity {
        Entity::Agency => Some(CompletionKind::Agency),
        Entity::District => Some(CompletionKind::District),
        Entity::Region | Entity::Title => None,
    }
}

fn find(drafts: &[Draft], key: &str) -> Option<usize> {
    drafts.binary_search_by(|draft| draft.key.as_str().cmp(key)).ok()
}

/// Words that are canonical names are names, also where no document is of that agency or district.
fn settle_kinds(drafts: &mut [Draft], gazetteer: &Gazetteer) {
    for name in gazetteer.names().iter().filter(|name| name.relation == Relation::Name) {
        if let Some(at) = find(drafts, &fold::key(&name.name))
            && let Some(kind) = kind_of(name)
        {
            drafts[at].kind = kind;
        }
    }
}

/// The gazetteer's other names of what the index has.
fn aliases(drafts: &[Draft], gazetteer: &Gazetteer) -> Aliases {
    let mut aliases = Vec::new();
    for name in gazetteer.names().iter().filter(|name| kind_of(name).is_some()) {
        let (key, canonical) = (fold::key(&name.name), fold::key(&name.canonical));
        if let Some(at) = find(drafts, &canonical)
            && key != canonical
            && kind_of(name) == Some(drafts[at].kind)
        {
            aliases.push((key, at as u32));
        }
    }
    aliases
}
