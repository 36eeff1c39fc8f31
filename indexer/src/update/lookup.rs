//! Looking documents up in an index as of one commit, by their ids and by the files that they were
//! read from.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use corpus::Document;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Index, Searcher, TantivyError, Term};

use crate::error::{Error, Result};
use crate::store::open::searcher;
use crate::store::packing::Unpacker;
use crate::store::stored::Documents;
use crate::text::schema::IndexFields;
use crate::update::joining::Records;

/// An index as of its last commit when this was made.
pub(super) struct Lookup {
    pub(super) searcher: Searcher,
    pub(super) fields: IndexFields,
    documents: Documents,
    dir: PathBuf,
}

impl Lookup {
    /// Opens an index, which is in `dir`, as of its last commit.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn open(
        index: &Index,
        fields: &IndexFields,
        unpacker: &Arc<Unpacker>,
        dir: &Path,
    ) -> Result<Lookup> {
        let searcher = searcher(index).map_err(Error::tantivy(dir))?;
        Ok(Lookup {
            documents: Documents::of(&searcher, fields, dir, unpacker)?,
            searcher,
            fields: fields.clone(),
            dir: dir.to_path_buf(),
        })
    }

    /// How many documents the index has.
    pub(super) fn count_documents(&self) -> usize {
        self.searcher.segment_readers().iter().map(|segment| segment.num_docs() as usize).sum()
    }

    /// # Errors
    /// When the document cannot be read.
    pub(super) fn load(&self, at: DocAddress) -> Result<Document> {
        self.documents.load(at)
    }

    /// # Errors
    /// When a document cannot be read.
    pub(super) fn load_heads(&self) -> Result<Vec<Document>> {
        self.documents.load_heads()
    }

    /// # Errors
    /// When the document cannot be read.
    pub(super) fn load_head(&self, at: DocAddress) -> Result<Document> {
        self.documents.load_head(at)
    }

    /// # Errors
    /// When the document cannot be read.
    pub(super) fn load_records(&self, at: DocAddress) -> Result<Vec<Document>> {
        self.documents.load_records(at)
    }

    /// What is told where Tantivy fails.
    pub(super) fn unread(&self, error: TantivyError) -> Error {
        Error::tantivy(&self.dir)(error)
    }

    fn find_id(&self, id: &str) -> Result<Option<DocAddress>> {
        let found = find(&self.searcher, self.fields.id, id).map_err(|error| self.unread(error))?;
        Ok(found.first().copied())
    }
}

impl Records for Lookup {
    fn has_id(&self, id: &str) -> Result<bool> {
        Ok(self.find_id(id)?.is_some())
    }

    fn of_id(&self, id: &str) -> Result<Option<Vec<Document>>> {
        self.find_id(id)?.map(|at| self.load_records(at)).transpose()
    }

    fn of_file(&self, file: &str) -> Result<Vec<Vec<Document>>> {
        let found = find_file(&self.searcher, self.fields.file, file);
        let found = found.map_err(|error| self.unread(error))?;
        found.into_iter().map(|at| self.load_records(at)).collect()
    }
}

/// The documents that were read from a file or from something in it.
fn find_file(searcher: &Searcher, field: Field, file: &str) -> tantivy::Result<Vec<DocAddress>> {
    let mut names = vec![file.to_owned()];
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        // '0' comes after '/'.
        let (from, to) = (format!("{file}/"), format!("{file}0"));
        let mut inside = index.terms().range().ge(from).lt(to).into_stream()?;
        while inside.advance() {
            names.extend(std::str::from_utf8(inside.key()).map(str::to_owned));
        }
    }
    let mut found = Vec::new();
    for name in names {
        found.extend(find(searcher, field, &name)?);
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

/// The documents that have a value, in the order of the index.
fn find(searcher: &Searcher, field: Field, value: &str) -> tantivy::Result<Vec<DocAddress>> {
    let term = Term::from_field_text(field, value);
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let mut found: Vec<DocAddress> =
        searcher.search(&query, &DocSetCollector)?.into_iter().collect();
    found.sort_unstable();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;

    use corpus::document::Source;
    use corpus::gazetteer::Gazetteer;

    use super::*;
    use crate::store::{folder, open};
    use crate::text::analysis::Analyzer;
    use crate::update::sighting::Sighting;
    use crate::update::writer::GenerationWriter;

    #[test]
    fn documents_are_found_by_their_ids_and_by_their_files() {
        let dir = tempfile::tempdir().unwrap();
        let path = folder::generation_dir(dir.path(), 1);
        fs::create_dir(&path).unwrap();
        let opened = open::create(&path, &Analyzer::load()).unwrap();
        let names = Arc::new(Gazetteer::with_files(&[]).0);
        let sighting = Sighting::open(dir.path(), &mut Vec::new()).unwrap();
        let mut writer = GenerationWriter::start(opened, &path, None, names, sighting).unwrap();
        for file in ["a.txt", "x.zip", "x.zip/y.txt", "x.zip/z.zip/y.txt", "x.zip2", "x"] {
            let source = Source { file: file.to_owned(), place: String::new() };
            let id = format!("id of {file}");
            writer
                .put(vec![Document { id, sources: vec![source], ..Document::default() }])
                .unwrap();
        }
        assert_eq!(writer.flushed().unwrap().count_documents(), 0);
        writer.flush().unwrap();
        let lookup = writer.flushed().unwrap();
        assert_eq!(lookup.count_documents(), 6);
        assert!(lookup.has_id("id of x").unwrap());
        assert!(!lookup.has_id("x").unwrap());
        assert_eq!(lookup.of_id("id of a.txt").unwrap().unwrap()[0].sources[0].file, "a.txt");
        let cases: [(&str, &[&str]); 4] = [
            ("a.txt", &["a.txt"]),
            // With what is in it, and without names that only begin alike.
            ("x.zip", &["x.zip", "x.zip/y.txt", "x.zip/z.zip/y.txt"]),
            ("x.zip/z.zip", &["x.zip/z.zip/y.txt"]),
            ("x.zi", &[]),
        ];
        for (file, expected) in cases {
            let found = lookup.of_file(file).unwrap();
            let mut found: Vec<&str> =
                found.iter().map(|records| records[0].sources[0].file.as_str()).collect();
            found.sort_unstable();
            assert_eq!(found, expected, "{file}");
        }
    }
}
