//! All documents that a request finds, in the order of reports: where dates are equal, as the sources
//! have them.

use std::cmp::Reverse;

use corpus::Document;
use tantivy::DocAddress;

use crate::error::Result;
use crate::gathering::{FoundDocument, Gathering};
use crate::message::{FilterField, Notice, Request, Sort, Understood, VersionsListed};
use crate::operations::compounds::keep_whole;
use crate::operations::planning::plan;
use crate::operations::search::{cut_off, sort, understood};
use crate::showing::{Marker, Marking};
use crate::snapshot::{Bounded, Snapshot};

/// The value of its group that a document has, and its date: by these it is in its place.
pub(crate) type Position = (Option<u32>, u32);

/// What a year counts in [`corpus::PartialDate::sort_key`].
const A_YEAR: usize = 10_000;

/// What is listed.
pub(crate) struct Listed {
    pub(crate) understood: Understood,
    pub(crate) notices: Vec<Notice>,
    pub(crate) complete: bool,
    pub(crate) total: usize,
    pub(crate) marking: Marking,
    /// Each with what it is in its place by; `None` where that is its rank.
    pub(crate) order: Vec<(DocAddress, Option<Position>)>,
}

/// Finds what a request asks for, from its offset to its limit, which has no bound; grouped by the
/// values of a field where one is given.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn listing(
    snapshot: Bounded<'_>,
    request: &Request,
    grouped: Option<FilterField>,
) -> Result<Listed> {
    let snapshot = snapshot.in_scope(request.scope);
    let mut notices = Vec::new();
    let mut planned = plan(snapshot, request, &mut notices)?;
    let sort = sort(request, &planned);
    if sort != Sort::Relevance {
        keep_whole(snapshot, &planned.query, &mut planned.matches, &mut notices)?;
    }
    // A table lists the newest version also where it begins with the oldest documents.
    let newest = if sort == Sort::Relevance { sort } else { Sort::Date };
    let gathering = Gathering {
        snapshot,
        query: &planned.query,
        matches: &planned.matches,
        selection: &planned.selection,
        stated: &planned.stated,
        preferred: &planned.preferred,
        sort,
        today: request.today,
        collapsed: (request.versions == Some(VersionsListed::Newest)).then_some(newest),
        offset: request.offset,
        limit: request.limit,
    };
    let gathered = gathering.run()?;
    let complete = !snapshot.budget.is_spent();
    if !complete {
        notices.push(cut_off());
    }
    let mut found = gathered.page;
    if let Some(field) = grouped {
        group(&snapshot, &mut found, field, sort);
    }
    let position = |found: &FoundDocument| {
        let group = grouped.and_then(|field| value(&snapshot, found, field));
        matches!(sort, Sort::Date | Sort::DateAsc).then_some((group, found.date))
    };
    Ok(Listed {
        understood: understood(&planned.query, sort, &snapshot.gazetteer),
        notices,
        complete,
        total: gathered.total,
        marking: Marking::new(Marker::new(&planned.query)),
        order: found.into_iter().map(|found| (found.at, position(&found))).collect(),
    })
}

/// Puts documents of one date in the order of their sources: rows of a table follow each other as in
/// the table.
///
/// # Errors
/// When the index cannot be read.
pub(crate) fn by_source(snapshot: &Snapshot, same: &mut [DocAddress]) -> Result<()> {
    let keyed = same.iter().map(|at| Ok((place(&snapshot.load_head(*at)?), *at)));
    let mut keyed = keyed.collect::<Result<Vec<_>>>()?;
    keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
    same.iter_mut().zip(keyed).for_each(|(slot, (_, at))| *slot = at);
    Ok(())
}

/// Where a document stands in its first source: the file, and the place with its numbers as numbers.
fn place(document: &Document) -> (String, Vec<(String, u64)>) {
    let Some(source) = document.sources.first() else { return Default::default() };
    let mut parts: Vec<(String, u64)> = Vec::new();
    let mut text = String::new();
    let mut digits = String::new();
    for c in source.place.chars().chain(['\n']) {
        match c {
            c if c.is_ascii_digit() => digits.push(c),
            c => {
                if !digits.is_empty() {
                    let number = std::mem::take(&mut digits).parse().unwrap_or(u64::MAX);
                    parts.push((std::mem::take(&mut text), number));
                }
                text.push(c);
            }
        }
    }
    (source.file.clone(), parts)
}

/// Puts documents with one value of a field together, as [`value`] tells it, without changing their
/// order within it: years in their order, the latest first unless the oldest documents
/// are; other values by how many have them, then by name; those without one last.
fn group(snapshot: &Snapshot, found: &mut [FoundDocument], field: FilterField, sort: Sort) {
    let values = &snapshot.facets.values[field];
    let value = |found: &FoundDocument| value(snapshot, found, field).map(|value| value as usize);
    let mut counts = vec![0_usize; values.len()];
    found.iter().filter_map(value).for_each(|value| counts[value] += 1);
    found.sort_by_cached_key(|found| match value(found) {
        None => (true, Reverse(0), ""),
        Some(_) if field == FilterField::DATES => {
            let year = found.date as usize / A_YEAR;
            (false, Reverse(if sort == Sort::DateAsc { usize::MAX - year } else { year }), "")
        }
        Some(value) => (false, Reverse(counts[value]), values[value].as_str()),
    });
}

/// The first value that a document has in a field; of those that lie within each other the narrowest.
fn value(snapshot: &Snapshot, found: &FoundDocument, field: FilterField) -> Option<u32> {
    let segment = &snapshot.facets.segments[found.at.segment_ord as usize];
    let values = segment.ordinals(field, found.at.doc_id);
    if field.is_nested() { values.last().copied() } else { values.first().copied() }
}

#[cfg(test)]
mod tests {
    use corpus::document::Source;

    use super::*;

    #[test]
    fn places_are_in_the_order_of_their_numbers() {
        let at = |file: &str, row: &str| {
            let source = Source { file: file.to_owned(), place: row.to_owned() };
            place(&Document { sources: vec![source], ..Document::default() })
        };
        let order = [
            Default::default(),
            at("a.txt", ""),
            at("a.txt", "表1 第2行"),
            at("a.txt", "表1 第10行"),
            at("a.txt", "表10 第1行"),
            at("b.txt", "第1行"),
        ];
        assert!(order.is_sorted_by(|a, b| a < b), "{order:?}");
    }
}
