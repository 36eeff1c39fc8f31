//! Which of several documents of one name comes first: the nearest title, the version asked for,
//! else the newest in force.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use corpus::naming::{Name, Nearness};
use corpus::{Document, PartialDate, fold, naming, title};
use tantivy::DocAddress;

use crate::error::Result;
use crate::snapshot::Snapshot;

/// The most documents of a name that are looked at: of more, as of notices without a title of
/// their own, none is meant.
const MOST_DOCUMENTS: usize = 128;

/// Marks of versions that never came into force.
const DRAFTS: [&str; 3] = ["征求意见", "草案", "送审"];

/// The distance of a document that is not of the version wanted.
const FAR: u8 = 2;

/// What a query says of the document that it names.
pub(super) struct Wanted<'a> {
    /// The whole query.
    pub(super) query: &'a str,
    /// The words of it that name the document.
    pub(super) words: &'a str,
    /// The names that these words are.
    pub(super) names: &'a [Name],
    /// The year of its version.
    pub(super) year: Option<i16>,
    pub(super) today: PartialDate,
}

/// Documents of one name.
pub(super) struct Ordered {
    /// The best first.
    pub(super) documents: Vec<DocAddress>,
    /// The title of the best.
    pub(super) title: String,
    /// Its distance.
    pub(super) distance: Distance,
}

/// How near the words of a query are to a document's title; 0 is the title itself.
pub(super) type Distance = u8;

/// Puts documents in order; `None` where there are none, or none of the version that is wanted.
///
/// # Errors
/// When the index cannot be read.
pub(super) fn order(
    snapshot: &Snapshot,
    found: BTreeSet<DocAddress>,
    wanted: &Wanted<'_>,
) -> Result<Option<Ordered>> {
    let mut heads = Vec::new();
    for at in found.into_iter().take(MOST_DOCUMENTS) {
        let head = snapshot.load_head(at)?;
        let own = naming::of_document(&head, &snapshot.gazetteer);
        heads.extend(nearest(wanted.names, &own).map(|distance| (distance, at, head)));
    }
    if wanted.year.is_some() && !heads.iter().any(|(_, _, head)| wanted.distance(head) < FAR) {
        return Ok(None);
    }
    heads.sort_by_cached_key(|(distance, at, head)| {
        let date = head.date.map_or(0, PartialDate::sort_key);
        let title = wanted.unlike(&head.title);
        let first = (*distance, wanted.distance(head), title, wanted.is_over(head));
        (first, Reverse(date), head.id.clone(), *at)
    });
    let Some((distance, _, head)) = heads.first() else { return Ok(None) };
    let (distance, title) = (*distance, head.title.clone());
    let documents = heads.into_iter().map(|(_, at, _)| at).collect();
    Ok(Some(Ordered { documents, title, distance }))
}

/// How far some names that words are and those of a document are from each other; `None` where
/// none are the same.
fn nearest(asked: &[Name], own: &[Name]) -> Option<Distance> {
    let same = asked.iter().flat_map(|asked| {
        let same = own.iter().filter(|own| own.key == asked.key);
        same.filter_map(|own| distance(asked.nearness, own.nearness))
    });
    same.min()
}

/// How far words of one nearness are from a name of another; `None` where they do not compare.
fn distance(asked: Nearness, own: Nearness) -> Option<Distance> {
    use Nearness::{Bare, Loose, Printed, Short, Whole};
    match (asked, own) {
        (Whole, Whole) | (Bare, Bare) => Some(0),
        (Whole, _) | (_, Whole) | (Loose | Printed, _) => None,
        (Bare, Short) | (Short, Bare) => Some(1),
        (Short, Short) => Some(2),
        (Bare, Loose) => Some(3),
        (Short, Loose) => Some(4),
        (Bare, Printed) => Some(5),
        (Short, Printed) => Some(6),
    }
}

impl Wanted<'_> {
    /// How far a document is from the version that the words want: 0 where its mark or date is of
    /// the year, or the mark is the same; words without a version want none.
    fn distance(&self, head: &Document) -> u8 {
        let mark = mark(self.words);
        let own = mark_key(&head.title);
        let Some(year) = self.year.or_else(|| year_in(mark)) else {
            let same = own == fold::key(mark) || fold::key(&head.title) == fold::key(self.words);
            return if !mark.is_empty() && same { 0 } else { FAR };
        };
        let of_year = |date: Option<PartialDate>| date.is_some_and(|d| d.year() == year);
        if own.contains(&year.to_string()) || of_year(head.date) {
            return 0;
        }
        let of_other = of_year(head.dates.effective) || of_year(head.dates.published);
        if of_other { 1 } else { FAR }
    }

    /// How unlike the words a title of one name is, versions aside: 0 as it is written, 1 but for
    /// punctuation, 2 for a contraction or the like.
    fn unlike(&self, title: &str) -> u8 {
        let plain = |title: &str| {
            let bare = title::without_version(title).trim_matches(['《', '》']);
            bare.replace("中华人民共和国", "")
        };
        let is_query = title.trim() == self.query.trim();
        let (title, words) = (plain(title), plain(self.words));
        match title == words || is_query {
            true => 0,
            false => 1 + u8::from(fold::key(&title) != fold::key(&words)),
        }
    }

    /// Whether a document is not in force: over, not yet begun, or never to be.
    fn is_over(&self, head: &Document) -> bool {
        let over = head.status.as_ref().is_some_and(|status| status.value.is_over());
        let ended = head.dates.expires.is_some_and(|day| day.last_day() < self.today.first_day());
        let begins =
            head.dates.effective.is_some_and(|day| day.first_day() > self.today.last_day());
        let is_draft = DRAFTS.iter().any(|draft| mark(&head.title).contains(draft));
        over || ended || begins || is_draft
    }
}

/// The marks of a version at the end of a title.
fn mark(title: &str) -> &str {
    &title.trim()[title::without_version(title).len()..]
}

fn mark_key(title: &str) -> String {
    fold::key(mark(title))
}

/// The year that a mark of a version names.
fn year_in(mark: &str) -> Option<i16> {
    let digits: String =
        mark.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|_| digits.len() == 4)
}
