//! Documents about the same subject as another one, by the words of its title and its keywords.

use corpus::{Document, fold, title};
use tantivy::DocAddress;

use super::rank::ranked;
use crate::error::Result;
use crate::message::DocumentEntry;
use crate::snapshot::Snapshot;

/// The most documents that are listed.
const MOST: usize = 6;

/// How many of the ranking are looked at: the document itself, its versions and what it is linked
/// with anyway come first.
const LOOKED_AT: usize = 40;

/// The share of the document's own score that another one has at least: below, it shares no more than
/// the words that all titles have.
const LEAST_SHARE: f32 = 0.45;

/// The documents most like one of a snapshot, best first, without those that are known.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn similar(
    snapshot: &Snapshot,
    document: &Document,
    at: Option<DocAddress>,
    known: &[&str],
) -> Result<Vec<DocumentEntry>> {
    // A notice is about what it prints.
    let printed = document.attachments.first().map(|printed| printed.title.as_str());
    let subject = title::stem(printed.unwrap_or(&document.title), &snapshot.gazetteer);
    let words: Vec<&str> = [subject.as_str()]
        .into_iter()
        .chain(document.keywords.iter().map(String::as_str))
        .collect();
    let ranking = ranked(snapshot, &words.join(" "), LOOKED_AT)?;
    let own = ranking.iter().find(|found| Some(found.at) == at).map_or(0.0, |found| found.score);
    let others = ranking.iter().filter(|found| Some(found.at) != at && own > 0.0);
    let mut similar: Vec<DocumentEntry> = Vec::new();
    let mut titles = vec![fold::key(&document.title)];
    for found in others.take_while(|found| found.score >= LEAST_SHARE * own) {
        let other = snapshot.load_head(found.at)?;
        let title = fold::key(&other.title);
        if known.contains(&other.id.as_str()) || titles.contains(&title) {
            continue;
        }
        titles.push(title);
        similar.push(DocumentEntry::of(&other));
        if similar.len() == MOST {
            break;
        }
    }
    Ok(similar)
}
