//! Versions: which documents of a snapshot belong together.

use indexer::IndexFields;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

/// The groups of versions of a snapshot.
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
        fields: &IndexFields,
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

    /// The number of the group that a document is of, from 1 on; `None` where it is of none.
    pub(crate) fn number(&self, at: DocAddress) -> Option<usize> {
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
}

/// Where the document that has this id is.
pub(super) fn address(
    searcher: &Searcher,
    fields: &IndexFields,
    id: &str,
) -> tantivy::Result<Option<DocAddress>> {
    let query = TermQuery::new(Term::from_field_text(fields.id, id), IndexRecordOption::Basic);
    Ok(searcher.search(&query, &DocSetCollector)?.into_iter().next())
}
