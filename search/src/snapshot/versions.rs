//! Versions: which documents of a snapshot belong together.

use indexer::IndexFields;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocSet, Searcher, TERMINATED, Term};

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
    Ok(having(searcher, fields.id, id)?.into_iter().next())
}

/// The ids of all documents, in order.
pub(super) fn ids(searcher: &Searcher, fields: &IndexFields) -> tantivy::Result<Vec<String>> {
    let mut ids = Vec::new();
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(fields.id)?;
        let mut terms = index.terms().stream()?;
        while terms.advance() {
            let kind = IndexRecordOption::Basic;
            let mut postings = index.read_postings_from_terminfo(terms.value(), kind)?;
            // Of a document that was removed the term stays for a while.
            while postings.doc() != TERMINATED && segment.is_deleted(postings.doc()) {
                postings.advance();
            }
            if postings.doc() != TERMINATED {
                ids.push(String::from_utf8_lossy(terms.key()).into_owned());
            }
        }
    }
    ids.sort_unstable();
    Ok(ids)
}

/// The documents that have a term in a field that is not cut, in order.
pub(super) fn having(
    searcher: &Searcher,
    field: Field,
    term: &str,
) -> tantivy::Result<Vec<DocAddress>> {
    let term = Term::from_field_text(field, term);
    let mut found = Vec::new();
    for (segment, ordinal) in searcher.segment_readers().iter().zip(0..) {
        let index = segment.inverted_index(field)?;
        let Some(mut postings) = index.read_postings(&term, IndexRecordOption::Basic)? else {
            continue;
        };
        while postings.doc() != TERMINATED {
            if !segment.is_deleted(postings.doc()) {
                found.push(DocAddress::new(ordinal, postings.doc()));
            }
            postings.advance();
        }
    }
    Ok(found)
}
