//! Versions: which documents of a view belong together, and a list of hits in which the versions
//! of one document are one.

use std::collections::HashMap;

use indexer::Fields;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

use crate::gather::Found;
use crate::request::Sort;

/// The groups of versions of a view.
pub(crate) struct VersionGroups {
    /// Ids, each group newest first.
    groups: Vec<Vec<String>>,
    /// For each segment of each document the number of its group from 1 on, 0 without one; empty
    /// where no document of the segment has one.
    of: Vec<Vec<u32>>,
}

impl VersionGroups {
    /// Finds the documents of some groups of ids.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn load(
        groups: Vec<Vec<String>>,
        searcher: &Searcher,
        fields: &Fields,
    ) -> tantivy::Result<VersionGroups> {
        let segments = searcher.segment_readers();
        let mut of = vec![Vec::new(); segments.len()];
        for (number, id) in
            (1..).zip(&groups).flat_map(|(n, ids)| ids.iter().map(move |id| (n, id)))
        {
            let Some(at) = address(searcher, fields, id)? else { continue };
            let segment = at.segment_ord as usize;
            of[segment].resize(segments[segment].max_doc() as usize, 0);
            of[segment][at.doc_id as usize] = number;
        }
        Ok(VersionGroups { groups, of })
    }

    fn number(&self, at: DocAddress) -> Option<usize> {
        let number = *self.of[at.segment_ord as usize].get(at.doc_id as usize)?;
        (number > 0).then_some(number as usize)
    }

    /// The ids of a document and its versions, newest first; none where it has no others.
    pub(crate) fn of(&self, at: DocAddress) -> &[String] {
        self.number(at).map_or(&[], |number| &self.groups[number - 1])
    }

    /// All groups.
    pub(crate) fn all(&self) -> &[Vec<String>] {
        &self.groups
    }

    /// Leaves one of each group: the newest of those found, in the place of the best; in the order
    /// of oldest first the oldest.
    pub(crate) fn collapse(&self, found: Vec<Found>, sort: Sort) -> Vec<Found> {
        let mut list: Vec<Found> = Vec::with_capacity(found.len());
        let mut places: HashMap<usize, usize> = HashMap::new();
        for next in found {
            match self.number(next.at) {
                None => list.push(next),
                Some(number) => match places.get(&number) {
                    Some(&place) => list[place] = one(list[place], next, sort),
                    None => {
                        places.insert(number, list.len());
                        list.push(next);
                    }
                },
            }
        }
        list
    }
}

/// Of two versions the one to list.
fn one(a: Found, b: Found, sort: Sort) -> Found {
    match sort {
        Sort::DateAsc => std::cmp::min_by(a, b, |a, b| a.order(b, sort)),
        Sort::Relevance | Sort::Date => {
            let best = std::cmp::min_by(a, b, |a, b| a.order(b, Sort::Relevance));
            let newest = std::cmp::min_by(a, b, |a, b| a.order(b, Sort::Date));
            newest.ranked_like(&best)
        }
    }
}

/// Where the document that has this id is.
pub(crate) fn address(
    searcher: &Searcher,
    fields: &Fields,
    id: &str,
) -> tantivy::Result<Option<DocAddress>> {
    let query = TermQuery::new(Term::from_field_text(fields.id, id), IndexRecordOption::Basic);
    Ok(searcher.search(&query, &DocSetCollector)?.into_iter().next())
}
