//! An index opened for reading.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::store::Compressor;
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy, Searcher};

use crate::error::{Damage, Error, Result};
use crate::sources::office_data;
use crate::store::directory::{GenerationDirectory, open_index};
use crate::store::folder;
use crate::store::manifest::{Manifest, Versions};
use crate::store::stored::Documents;
use crate::text::analysis::Analyzer;
use crate::text::inversion::Inversion;
use crate::text::schema::{self, IndexFields};

/// Stored documents are read in blocks of at least this size.
const STORE_BLOCK_BYTES: usize = 1 << 10;

/// What an index knows of its library beside the documents.
#[derive(Debug)]
pub struct Library {
    /// The names that an office keeps in its sources, files each.
    pub gazetteers: Vec<PathBuf>,
    /// The synonyms that an office keeps in its sources, files each.
    pub synonyms: Vec<PathBuf>,
    /// What could not be read of them, a line each, with what is wrong and how to mend it.
    pub unread: Vec<String>,
    /// Which documents belong together.
    pub versions: Versions,
}

/// An open generation of an index.
pub struct OpenIndex {
    /// The fields of the schema.
    pub fields: IndexFields,
    /// The documents as they are stored.
    pub documents: Documents,
    /// The analyzer that the index was written with.
    pub analyzer: Analyzer,
    generation: u64,
    dir: PathBuf,
    reader: IndexReader,
}

impl OpenIndex {
    /// Opens the current generation of the index in a folder.
    ///
    /// # Errors
    /// When there is none, one of another format, or one that cannot be read.
    pub fn open(dir: &Path, analyzer: Analyzer) -> Result<OpenIndex> {
        let missing = || Error::Missing { path: dir.to_path_buf() };
        let generation = folder::current(dir)?.ok_or_else(missing)?;
        let (index, fields) = open_generation(dir, generation, &analyzer)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(Error::tantivy(dir))?;
        let documents = Documents::open(&folder::generation_dir(dir, generation), &fields);
        Ok(OpenIndex { fields, documents, analyzer, generation, dir: dir.to_path_buf(), reader })
    }

    /// A view of the index as of the last commit taken up.
    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    /// What the index knows of its library as of the newest commit.
    ///
    /// # Errors
    /// When the manifest cannot be read.
    pub fn library(&self) -> Result<Library> {
        let dir = folder::generation_dir(&self.dir, self.generation);
        let manifest = Manifest::committed(&dir)?;
        let of_files = manifest.files.into_values().flat_map(|file| file.problems);
        Ok(Library {
            unread: manifest.problems.into_iter().chain(of_files).collect(),
            gazetteers: office_data::gazetteers(&manifest.roots),
            synonyms: office_data::synonyms(&manifest.roots),
            versions: manifest.versions,
        })
    }

    /// Takes up the newest commit; false when the index was rebuilt and has to be opened anew.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn reload(&self) -> Result<bool> {
        if folder::current(&self.dir)? != Some(self.generation) {
            return Ok(false);
        }
        let metas = self.searcher().index().load_metas().map_err(Error::tantivy(&self.dir))?;
        // What a run has written is taken up when it is whole.
        if !Manifest::is_behind(&metas) {
            self.reader.reload().map_err(Error::tantivy(&self.dir))?;
        }
        Ok(true)
    }
}

/// Opens the Tantivy index of a generation.
pub(crate) fn open_generation(
    dir: &Path,
    generation: u64,
    analyzer: &Analyzer,
) -> Result<(Index, IndexFields)> {
    let (schema, fields) = schema::build();
    let path = folder::generation_dir(dir, generation);
    let mut index = open_index(&path).map_err(Error::tantivy(dir))?;
    if index.schema() != schema {
        return Err(Error::damaged(dir)(Damage::OtherFields));
    }
    index.register_plugin(Arc::new(Inversion::new(analyzer.clone(), fields.clone())));
    Ok((index, fields))
}

/// Makes the Tantivy index of a new generation.
pub(crate) fn create_generation(
    dir: &Path,
    generation: u64,
    analyzer: &Analyzer,
) -> Result<(Index, IndexFields)> {
    let (schema, fields) = schema::build();
    let settings = IndexSettings {
        // Documents are packed already.
        docstore_compression: Compressor::None,
        docstore_blocksize: STORE_BLOCK_BYTES,
        ..IndexSettings::default()
    };
    let directory = GenerationDirectory::open(&folder::generation_dir(dir, generation));
    let directory = directory.map_err(|error| Error::tantivy(dir)(error.into()))?;
    let index = Index::builder()
        .schema(schema)
        .settings(settings)
        .register_plugin(Arc::new(Inversion::new(analyzer.clone(), fields.clone())))
        .open_or_create(directory)
        .map_err(Error::tantivy(dir))?;
    Ok((index, fields))
}
