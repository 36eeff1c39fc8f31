//! The manifest: the sources of an index, and what was read from each file.
//!
//! It is a file beside the Tantivy index; the commit's payload names it, so that documents and
//! manifest change in the same step.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tantivy::IndexMeta;

use crate::error::{Damage, Error, Result};
use crate::store::directory::open_index;
use crate::store::packing::DictionaryId;
use crate::store::whole_file::{read_json, write_json};

/// What an index was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// Whether the built-in library is a source.
    pub(crate) builtin: bool,
    /// Files and folders given as sources, absolute.
    pub(crate) roots: Vec<String>,
    /// What was read, by the file's name as [`corpus::document::Source::file`] has it.
    pub(crate) files: BTreeMap<String, FileRecord>,
    /// What could not be used of the sources beside their files: folders that cannot be listed,
    /// links that lead nowhere, lines of the office's own data.
    pub(crate) problems: Vec<String>,
    /// Which documents belong together.
    pub(crate) versions: Versions,
    /// The newest dictionary of packed documents.
    pub(crate) dictionary: Option<DictionaryId>,
}

/// Documents that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Groups of versions by id, each newest first.
    pub groups: Vec<Vec<String>>,
    /// Pairs of one text under two titles, by id.
    pub same_text: Vec<[String; 2]>,
}

/// What was read from a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileRecord {
    /// Hash of the content.
    pub(crate) hash: String,
    /// How many documents were read from it, the last time that any could be.
    pub(crate) documents: usize,
    /// What could not be read of it; where there is something, the next run tries again.
    pub(crate) problems: Vec<String>,
}

const PREFIX: &str = "manifest-";

impl Manifest {
    /// Reads the manifest of a generation's last commit.
    ///
    /// # Errors
    /// When there is no commit, or its manifest cannot be read.
    pub(crate) fn committed(dir: &Path) -> Result<Manifest> {
        let metas = metas(dir)?;
        let name = metas.payload.ok_or_else(|| missing(dir))?;
        read_json(&dir.join(name))
    }

    /// Whether the folder of a generation has a manifest, in whatever state.
    pub(crate) fn is_in(dir: &Path) -> bool {
        manifests(dir).next().is_some()
    }

    /// Reads the newest manifest in the folder of a generation that may be damaged.
    ///
    /// # Errors
    /// When there is none that can be read.
    pub(crate) fn newest(dir: &Path) -> Result<Manifest> {
        let newest = manifests(dir).max_by_key(|path| opstamp(path));
        read_json(&newest.ok_or_else(|| missing(dir))?)
    }

    /// Whether documents were committed after the manifest was: by a run that still goes on, or that
    /// was broken off.
    pub(crate) fn is_behind(metas: &IndexMeta) -> bool {
        let named = metas.payload.as_ref().and_then(|name| opstamp(Path::new(name)));
        named != Some(metas.opstamp)
    }

    /// Writes the manifest for the commit with this stamp; returns the payload that names it.
    pub(crate) fn write(&self, dir: &Path, opstamp: u64) -> Result<String> {
        let name = format!("{PREFIX}{opstamp}.json");
        write_json(&dir.join(&name), self)?;
        Ok(name)
    }

    /// Deletes the manifests of other commits.
    pub(crate) fn sweep(dir: &Path, keep: &str) {
        for path in manifests(dir).filter(|path| !path.ends_with(keep)) {
            // A leftover costs a few bytes; the next run tries again.
            let _ = fs::remove_file(path);
        }
    }
}

/// What Tantivy knows of the last commit.
///
/// # Errors
/// When there is none that can be read.
pub(crate) fn metas(dir: &Path) -> Result<IndexMeta> {
    open_index(dir).and_then(|index| index.load_metas()).map_err(Error::tantivy(dir))
}

fn missing(dir: &Path) -> Error {
    Error::damaged(dir)(Damage::NoManifest)
}

fn manifests(dir: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX))
        .map(|entry| entry.path())
}

/// The commit that a manifest was written for.
fn opstamp(path: &Path) -> Option<u64> {
    path.file_stem()?.to_str()?.strip_prefix(PREFIX)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use tantivy::IndexWriter;

    use super::*;
    use crate::store::folder::generation_dir;
    use crate::store::open::create_generation;
    use crate::text::analysis::Analyzer;

    fn manifest(root: &str) -> Manifest {
        Manifest { roots: vec![root.to_owned()], ..Manifest::default() }
    }

    #[test]
    fn a_commit_names_its_manifest_or_is_ahead_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let dir = generation_dir(folder.path(), 1);
        fs::create_dir(&dir).unwrap();
        let (index, _) = create_generation(folder.path(), 1, &Analyzer::load()).unwrap();
        let none = Manifest::committed(&dir);
        let damage = |result| match result {
            Err(Error::Damaged { damage, .. }) => Some(damage),
            Err(_) | Ok(Manifest { .. }) => None,
        };
        assert!(matches!(damage(none), Some(Damage::NoManifest)));
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 15_000_000).unwrap();
        let mut commit = writer.prepare_commit().unwrap();
        let payload = manifest("甲").write(&dir, commit.opstamp()).unwrap();
        commit.set_payload(&payload);
        commit.commit().unwrap();
        assert_eq!(Manifest::committed(&dir).unwrap(), manifest("甲"));
        assert!(!Manifest::is_behind(&metas(&dir).unwrap()));
        let mut commit = writer.prepare_commit().unwrap();
        commit.set_payload(&payload);
        commit.commit().unwrap();
        assert!(Manifest::is_behind(&metas(&dir).unwrap()));
        assert_eq!(Manifest::committed(&dir).unwrap(), manifest("甲"));
        fs::remove_file(dir.join(payload)).unwrap();
        assert!(matches!(damage(Manifest::committed(&dir)), Some(Damage::MissingFile)));
    }

    #[test]
    fn the_newest_manifest_is_that_of_the_last_commit() {
        let dir = tempfile::tempdir().unwrap();
        let dir = dir.path();
        assert!(!Manifest::is_in(dir) && Manifest::newest(dir).is_err());
        for (opstamp, root) in [(9, "甲"), (10, "乙")] {
            manifest(root).write(dir, opstamp).unwrap();
        }
        assert_eq!(Manifest::newest(dir).unwrap(), manifest("乙"));
        Manifest::sweep(dir, "manifest-9.json");
        assert_eq!(Manifest::newest(dir).unwrap(), manifest("甲"));
        fs::write(dir.join("manifest-9.json"), "{").unwrap();
        assert!(Manifest::is_in(dir) && Manifest::newest(dir).is_err());
    }
}
