//! An index opened for reading, and generations for writing.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use corpus::gazetteer::Gazetteer;
use tantivy::store::Compressor;
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy, Searcher};

use crate::error::{Damage, Error, Result};
use crate::sources::office_data;
use crate::sources::original::Original;
use crate::store::commit::{Commit, Versions};
use crate::store::directory::GenerationDirectory;
use crate::store::folder;
use crate::store::manifest::Manifest;
use crate::store::packing::Unpacker;
use crate::store::stored::Documents;
use crate::store::verifying::damaged_files;
use crate::text::analysis::Analyzer;
use crate::text::inversion::Inversion;
use crate::text::schema::{self, IndexFields};

/// Stored documents are read in blocks of at least this size.
const STORE_BLOCK_BYTES: usize = 1 << 10;

/// An index that is written to at the same time is opened anew when files of the commit that was
/// read are gone: so often, as a writer commits far less often than an index is opened.
const MOST_TURNS: usize = 10;

/// What an index knows of its library beside the documents.
#[derive(Debug)]
pub struct Library {
    /// The names that an office keeps in its sources, files each.
    pub gazetteers: Vec<PathBuf>,
    /// The synonyms that an office keeps in its sources, files each.
    pub synonyms: Vec<PathBuf>,
    /// What could not be read of them, a line each, with what is wrong and how to mend it.
    pub unread: Vec<String>,
    /// What should be known of how files were read, a line each.
    pub notices: Vec<String>,
    /// Which documents belong together.
    pub versions: Versions,
    /// When it was last read; `None` where the file system does not say.
    pub committed: Option<SystemTime>,
    /// Its sources: files and folders, and the name of the built-in library.
    pub sources: Vec<String>,
}

/// An index as of one commit. It goes on being so, also when the index is updated or rebuilt.
pub struct OpenIndex {
    /// The fields of the schema.
    pub fields: IndexFields,
    /// The documents as they are stored.
    pub documents: Documents,
    /// The analyzer that the index was written with.
    pub analyzer: Analyzer,
    /// The documents as they are found.
    pub searcher: Searcher,
    /// What the index knows beside them.
    pub library: Library,
    dir: PathBuf,
    last: LastCommit,
}

/// The last commit of an index, to tell whether there is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct LastCommit {
    generation: u64,
    seal: Vec<u8>,
}

impl LastCommit {
    fn of(dir: &Path) -> Result<LastCommit> {
        let missing = || Error::Missing { path: dir.to_path_buf() };
        let generation = folder::current(dir)?.ok_or_else(missing)?;
        let seal = Commit::seal(&folder::generation_dir(dir, generation))?;
        Ok(LastCommit { generation, seal })
    }
}

impl OpenIndex {
    /// Opens the index in a folder as of its last commit. All its files are read once, to verify them
    /// against their checksums.
    ///
    /// # Errors
    /// When there is none, one of another format, or one that is damaged or cannot be read.
    pub fn open(dir: &Path, analyzer: Analyzer) -> Result<OpenIndex> {
        let mut turns = 1;
        loop {
            let last = LastCommit::of(dir)?;
            match OpenIndex::as_of(dir, last.clone(), analyzer.clone()) {
                Err(_) if turns < MOST_TURNS && LastCommit::of(dir)? != last => turns += 1,
                opened => return opened,
            }
        }
    }

    /// Opens a generation of the index in a folder, whether it is current or not.
    ///
    /// # Errors
    /// As for [`OpenIndex::open`].
    pub(crate) fn of_generation(
        dir: &Path,
        generation: u64,
        analyzer: &Analyzer,
    ) -> Result<OpenIndex> {
        let seal = Commit::seal(&folder::generation_dir(dir, generation))?;
        OpenIndex::as_of(dir, LastCommit { generation, seal }, analyzer.clone())
    }

    fn as_of(dir: &Path, last: LastCommit, analyzer: Analyzer) -> Result<OpenIndex> {
        let generation = folder::generation_dir(dir, last.generation);
        let commit = Commit::read(&generation)?;
        let (index, fields) = committed(&generation, &commit, &analyzer)?;
        // Before anything is read of them: what is damaged can say anything.
        let metas = index.load_metas().map_err(Error::tantivy(&generation))?;
        let damages = damaged_files(&generation, &index, &metas.segments);
        damages.into_iter().next().map_or(Ok(()), Err)?;
        let unpacker = Arc::new(Unpacker::open(&generation));
        unpacker.read_ahead(&commit.dictionaries)?;
        let searcher = searcher(&index).map_err(Error::tantivy(&generation))?;
        Ok(OpenIndex {
            documents: Documents::of(&searcher, &fields, &generation, &unpacker)?,
            fields,
            analyzer,
            searcher,
            library: Library {
                gazetteers: office_data::gazetteers(&commit.sources.roots),
                synonyms: office_data::synonyms(&commit.sources.roots),
                unread: commit.unread,
                notices: commit.notices,
                versions: commit.versions,
                committed: Commit::time(&generation),
                sources: commit.sources.names(),
            },
            dir: dir.to_path_buf(),
            last,
        })
    }

    /// The original of a document, by the file that [`corpus::document::Source::file`] names; `None`
    /// where it is of no file, or the file is gone or cannot be read.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn original(&self, file: &str, names: &Gazetteer) -> Result<Option<Original>> {
        let generation = folder::generation_dir(&self.dir, self.last.generation);
        let manifest = Manifest::of(&generation, &Commit::read(&generation)?)?;
        let known = manifest.known(file);
        Ok(known.and_then(|known| known.open(&manifest.sources.roots, names)))
    }

    /// What is another one for each commit, in visible ASCII characters.
    pub fn commit(&self) -> String {
        String::from_utf8_lossy(&self.last.seal).into_owned()
    }

    /// Whether there is no newer commit; costs reading two lines.
    ///
    /// # Errors
    /// When the index cannot be read any more.
    pub fn is_current(&self) -> Result<bool> {
        Ok(LastCommit::of(&self.dir)? == self.last)
    }
}

/// A view of an index as it is now.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn searcher(index: &Index) -> tantivy::Result<Searcher> {
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    let reader: IndexReader = reader.try_into()?;
    Ok(reader.searcher())
}

/// Opens the Tantivy index of a generation as of a commit.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn committed(
    generation: &Path,
    commit: &Commit,
    analyzer: &Analyzer,
) -> Result<(Index, IndexFields)> {
    let directory = GenerationDirectory::committed(generation, commit);
    open_in(
        generation,
        directory.map_err(|error| Error::tantivy(generation)(error.into()))?,
        analyzer,
    )
}

/// Opens the Tantivy index of a generation for writing, in the state of its commit.
///
/// # Errors
/// When it cannot be read, or not be taken back to that state.
pub(crate) fn restored(
    generation: &Path,
    commit: &Commit,
    analyzer: &Analyzer,
) -> Result<(Index, IndexFields)> {
    let metas = committed(generation, commit, analyzer)?.0.load_metas();
    commit.restore(generation, &metas.map_err(Error::tantivy(generation))?)?;
    open_in(generation, working_directory(generation)?, analyzer)
}

fn open_in(
    generation: &Path,
    directory: GenerationDirectory,
    analyzer: &Analyzer,
) -> Result<(Index, IndexFields)> {
    let (schema, fields) = schema::build();
    let mut index = Index::open(directory).map_err(Error::tantivy(generation))?;
    if index.schema() != schema {
        return Err(Error::damaged(generation)(Damage::OtherFields));
    }
    index.register_plugin(Arc::new(Inversion::new(analyzer.clone(), fields.clone())));
    Ok((index, fields))
}

fn working_directory(generation: &Path) -> Result<GenerationDirectory> {
    let directory = GenerationDirectory::working(generation);
    directory.map_err(|error| Error::tantivy(generation)(error.into()))
}

/// Makes the Tantivy index of a new generation, whose folder is there.
///
/// # Errors
/// When it cannot be written.
pub(crate) fn create(generation: &Path, analyzer: &Analyzer) -> Result<(Index, IndexFields)> {
    let (schema, fields) = schema::build();
    let settings = IndexSettings {
        // Documents are packed already.
        docstore_compression: Compressor::None,
        docstore_blocksize: STORE_BLOCK_BYTES,
        ..IndexSettings::default()
    };
    let index = Index::builder()
        .schema(schema)
        .settings(settings)
        .register_plugin(Arc::new(Inversion::new(analyzer.clone(), fields.clone())))
        .open_or_create(working_directory(generation)?)
        .map_err(Error::tantivy(generation))?;
    Ok((index, fields))
}
