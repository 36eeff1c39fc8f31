//! The manifest: the sources of an index, and what was read from each file, for the next run. The
//! commit names it, so that documents and manifest change in the same step.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use corpus::document::BUILTIN;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::sources::original::KnownFile;
use crate::store::commit::Commit;
use crate::store::sealed;

/// Where the documents of an index are from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sources {
    /// Whether the built-in library is a source.
    pub(crate) builtin: bool,
    /// Files and folders given as sources, absolute.
    pub(crate) roots: Vec<String>,
}

impl Sources {
    /// What people call them.
    pub(crate) fn names(&self) -> Vec<String> {
        let builtin = self.builtin.then(|| BUILTIN.to_owned());
        builtin.into_iter().chain(self.roots.iter().cloned()).collect()
    }
}

/// What an index was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    #[serde(flatten)]
    pub(crate) sources: Sources,
    /// What was read, by the file's name as [`corpus::document::Source::file`] has it.
    pub(crate) files: BTreeMap<String, FileRecord>,
    /// What could not be used of the sources beside their files: folders that cannot be listed,
    /// links that lead nowhere, lines of the office's own data.
    pub(crate) problems: Vec<String>,
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
    /// What should be known of how it was read.
    #[serde(default)]
    pub(crate) notices: Vec<String>,
}

impl Manifest {
    /// Reads the manifest that a commit of the generation in a folder names.
    ///
    /// # Errors
    /// When it is missing or damaged, or cannot be read.
    pub(crate) fn of(generation: &Path, commit: &Commit) -> Result<Manifest> {
        sealed::read_json(&generation.join(&commit.manifest))
    }

    /// Writes the manifest for a commit with this stamp of Tantivy's; returns the name of its file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&self, generation: &Path, opstamp: u64) -> Result<String> {
        let name = format!("manifest-{opstamp}.json");
        sealed::write_json(&generation.join(&name), self)?;
        Ok(name)
    }

    /// Whether a file name is that of a manifest.
    pub(crate) fn is_name(name: &str) -> bool {
        stamp(name).is_some()
    }

    /// The file that a document names as its source, or the one that it is packed in.
    pub(crate) fn known<'a>(&'a self, file: &'a str) -> Option<KnownFile<'a>> {
        let mut ends = file.match_indices('/').map(|(at, _)| at).chain([file.len()]).rev();
        ends.find_map(|on_disk| {
            let record = self.files.get(&file[..on_disk])?;
            Some(KnownFile { file, on_disk, hash: &record.hash })
        })
    }

    /// What could not be used or read, a line each.
    pub(crate) fn unread(&self) -> Vec<String> {
        let of_files = self.files.values().flat_map(|file| &file.problems);
        self.problems.iter().chain(of_files).cloned().collect()
    }

    /// What should be known of how files were read, a line each.
    pub(crate) fn notices(&self) -> Vec<String> {
        self.files.values().flat_map(|file| &file.notices).cloned().collect()
    }
}

impl Sources {
    /// The sources of a generation that may be damaged or of another format, from whatever tells
    /// them; `None` where nothing does.
    pub(crate) fn told_by(generation: &Path) -> Option<Sources> {
        let commit = || Commit::read(generation).ok().map(|commit| commit.sources);
        let mut manifests = manifests(generation);
        manifests.sort_by_key(|(stamp, _)| std::cmp::Reverse(*stamp));
        let sealed = |path: &Path| Some(sealed::read_json::<Manifest>(path).ok()?.sources);
        // Up to format 6 manifests were not sealed.
        let bare = |path: &Path| serde_json::from_slice(&fs::read(path).ok()?).ok();
        commit()
            .or_else(|| manifests.iter().find_map(|(_, path)| sealed(path).or_else(|| bare(path))))
    }
}

/// Whether a generation was written in a format before 7, of which manifests were not sealed.
pub(crate) fn is_of_older_format(generation: &Path) -> bool {
    let is_bare = |path: &Path| fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"{"));
    manifests(generation).iter().any(|(_, path)| is_bare(path))
}

/// The manifests in a folder, each with its stamp.
fn manifests(generation: &Path) -> Vec<(u64, PathBuf)> {
    let entries = fs::read_dir(generation).into_iter().flatten().flatten();
    let stamped = |entry: fs::DirEntry| Some((stamp(entry.file_name().to_str()?)?, entry.path()));
    entries.filter_map(stamped).collect()
}

fn stamp(name: &str) -> Option<u64> {
    name.strip_prefix("manifest-")?.strip_suffix(".json")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(root: &str) -> Manifest {
        let sources = Sources { roots: vec![root.to_owned()], ..Sources::default() };
        Manifest { sources, ..Manifest::default() }
    }

    #[test]
    fn damage_to_commit_or_manifest_leaves_the_sources_told() {
        type Damage = fn(&Path);
        let cases: [(Damage, Option<&str>); 6] = [
            (|_| {}, Some("乙")),
            (|dir| fs::write(dir.join("COMMIT"), "?").unwrap(), Some("乙")),
            (|dir| fs::write(dir.join("manifest-10.json"), "?").unwrap(), Some("乙")),
            (|dir| fs::remove_file(dir.join("manifest-10.json")).unwrap(), Some("乙")),
            (
                |dir| {
                    fs::remove_file(dir.join("COMMIT")).unwrap();
                    fs::write(dir.join("manifest-10.json"), "?").unwrap();
                    // As an older program wrote them.
                    let bare = r#"{"builtin":false,"roots":["旧"],"files":{},"versions":{}}"#;
                    fs::write(dir.join("manifest-9.json"), bare).unwrap();
                },
                Some("旧"),
            ),
            (
                |dir| {
                    fs::write(dir.join("COMMIT"), "?").unwrap();
                    fs::write(dir.join("manifest-10.json"), "?").unwrap();
                    fs::remove_file(dir.join("manifest-9.json")).unwrap();
                },
                None,
            ),
        ];
        for (at, (damage, expected)) in cases.into_iter().enumerate() {
            let dir = tempfile::tempdir().unwrap();
            manifest("甲").write(dir.path(), 9).unwrap();
            let manifest = manifest("乙");
            let name = manifest.write(dir.path(), 10).unwrap();
            let commit =
                Commit { manifest: name, sources: manifest.sources.clone(), ..Commit::default() };
            commit.publish(dir.path()).unwrap();
            assert_eq!(Manifest::of(dir.path(), &commit).unwrap(), manifest);
            damage(dir.path());
            let told = Sources::told_by(dir.path());
            let root = told.as_ref().map(|sources| sources.roots[0].as_str());
            assert_eq!(root, expected, "case {at}");
        }
    }
}
