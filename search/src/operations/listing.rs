//! All documents that a request finds, in the order of reports: where dates are equal, as the sources
//! have them.

use std::collections::HashMap;

use corpus::Document;
use tantivy::DocAddress;

use crate::error::Result;
use crate::gathering::{FoundDocument, Gathering};
use crate::message::{FilterField, Notice, Request, Sort, Understood};
use crate::operations::planning::plan;
use crate::operations::search::{cut_off, sort, understood};
use crate::showing::{Marker, Marking};
use crate::snapshot::{Bounded, Snapshot};

/// What is listed.
pub(crate) struct Listed {
    pub(crate) understood: Understood,
    pub(crate) notices: Vec<Notice>,
    pub(crate) complete: bool,
    pub(crate) total: usize,
    pub(crate) marking: Marking,
    pub(crate) order: Vec<DocAddress>,
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
    let planned = plan(snapshot, request, &mut notices)?;
    let sort = sort(request, &planned);
    let gathering = Gathering {
        snapshot,
        query: &planned.query,
        matches: &planned.matches,
        selection: &planned.selection,
        stated: &planned.stated,
        preferred: &planned.preferred,
        sort,
        collapsed: request.versions == Some(crate::message::VersionsListed::Newest),
        offset: request.offset,
        limit: request.limit,
    };
    let gathered = gathering.run()?;
    let complete = !snapshot.budget.is_spent();
    if !complete {
        notices.push(cut_off());
    }
    let mut found = gathered.page;
    if sort != Sort::Relevance {
        by_source(&snapshot, &mut found)?;
    }
    if let Some(field) = grouped {
        group(&snapshot, &mut found, field)?;
    }
    Ok(Listed {
        understood: understood(&planned.query, sort, &snapshot.gazetteer),
        notices,
        complete,
        total: gathered.total,
        marking: Marking::new(Marker::new(&planned.query)),
        order: found.into_iter().map(|found| found.at).collect(),
    })
}

/// Puts documents of one date in the order of their sources: rows of a table follow each other as in
/// the table.
fn by_source(snapshot: &Snapshot, found: &mut [FoundDocument]) -> Result<()> {
    for same in found.chunk_by_mut(|a, b| a.date == b.date).filter(|same| same.len() > 1) {
        let keyed = same.iter().map(|found| Ok((place(&snapshot.load_head(found.at)?), *found)));
        let mut keyed = keyed.collect::<Result<Vec<_>>>()?;
        keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
        same.iter_mut().zip(keyed).for_each(|(place, (_, found))| *place = found);
    }
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

/// Puts documents with one value of a field together, the first where they have several, without
/// changing their order within it: years as the documents come, other values by how many have them,
/// then by name; those without one last.
fn group(snapshot: &Snapshot, found: &mut [FoundDocument], field: FilterField) -> Result<()> {
    let Some(field) = field.field() else {
        found.sort_by_key(|found| found.date == 0);
        return Ok(());
    };
    let value = |found: &FoundDocument| {
        let values = field.values(&snapshot.load_head(found.at)?.fields);
        Ok(values.into_iter().next())
    };
    let values = found.iter().map(value).collect::<Result<Vec<Option<String>>>>()?;
    let mut counts: HashMap<&str, usize> = HashMap::new();
    values.iter().flatten().for_each(|value| *counts.entry(value).or_default() += 1);
    let rank = |value: &Option<String>| {
        let count = value.as_deref().map(|value| counts[value]);
        (value.is_none(), std::cmp::Reverse(count), value.clone())
    };
    let mut ranked: Vec<_> = values.iter().map(rank).zip(found.iter().copied()).collect();
    ranked.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.iter_mut().zip(ranked).for_each(|(place, (_, found))| *place = found);
    Ok(())
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
