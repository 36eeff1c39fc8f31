//! The commit of a generation: the one state of it that is shown. Tantivy writes its own list of
//! segments whenever a run needs to read back what it wrote; what a search opens is the list as of
//! the commit, which is replaced in one step when a run has come to its end. So a run that was
//! broken off has changed nothing: the next writer takes Tantivy's list back to the commit and
//! deletes what only the broken run had use for.
//!
//! ```text
//! COMMIT               sealed; Tantivy's list of segments, and what a search knows of the library
//! manifest-12.json     sealed; what was read from each file, for the next run
//! dictionary-77        sealed; for unpacking documents
//! meta.json            Tantivy's list as its writer sees it
//! ```

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use tantivy::{IndexMeta, SegmentMeta};

use crate::error::{Error, Result};
use crate::store::manifest::{Manifest, Sources};
use crate::store::packing::{self, DictionaryId};
use crate::store::sealed;

/// Documents that belong together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Groups of versions by id, each newest first.
    pub groups: Vec<Vec<String>>,
    /// Pairs of one text under two titles, by id.
    pub same_text: Vec<[String; 2]>,
}

/// One state of a generation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Commit {
    /// Tantivy's list of segments, word for word.
    pub(crate) segments: String,
    /// The file that holds the manifest.
    pub(crate) manifest: String,
    /// The sources; the manifest has them, too, so that damage to either leaves them told.
    pub(crate) sources: Sources,
    /// What could not be used or read of the sources, a line each.
    pub(crate) unread: Vec<String>,
    /// What should be known of how files were read, a line each.
    #[serde(default)]
    pub(crate) notices: Vec<String>,
    /// Which documents belong together.
    pub(crate) versions: Versions,
    /// The dictionaries of packed documents, the newest last.
    pub(crate) dictionaries: Vec<DictionaryId>,
}

const COMMIT: &str = "COMMIT";
/// Tantivy's list of segments.
pub(crate) const SEGMENTS: &str = "meta.json";
/// Tantivy's list of the files that it has ever written; generations of format 6 and before have it.
pub(crate) const TANTIVY_FILES: &str = ".managed.json";
/// Tantivy's locks.
const LOCKS: [&str; 2] = [".tantivy-writer.lock", ".tantivy-meta.lock"];

impl Commit {
    /// The commit of the generation in a folder.
    ///
    /// # Errors
    /// When it is missing or damaged, or cannot be read.
    pub(crate) fn read(generation: &Path) -> Result<Commit> {
        sealed::read_json(&generation.join(COMMIT))
    }

    /// Whether the folder of a generation has a commit, in whatever state.
    pub(crate) fn is_in(generation: &Path) -> bool {
        generation.join(COMMIT).exists()
    }

    /// What is another one for each commit.
    ///
    /// # Errors
    /// When the commit is missing or cannot be read.
    pub(crate) fn seal(generation: &Path) -> Result<Vec<u8>> {
        sealed::seal(&generation.join(COMMIT))
    }

    /// When the commit was made; `None` where the file system does not say.
    pub(crate) fn time(generation: &Path) -> Option<SystemTime> {
        fs::metadata(generation.join(COMMIT)).and_then(|file| file.modified()).ok()
    }

    /// Makes this the commit of a generation, in one step.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn publish(&self, generation: &Path) -> Result<()> {
        sealed::write_json(&generation.join(COMMIT), self)
    }

    /// Takes a generation that is not being written back to this commit, whatever a run did to it
    /// that was broken off.
    ///
    /// # Errors
    /// When its files cannot be read, written or deleted.
    pub(crate) fn restore(&self, generation: &Path, metas: &IndexMeta) -> Result<()> {
        let path = generation.join(SEGMENTS);
        if fs::read(&path).ok().as_deref() != Some(self.segments.as_bytes()) {
            sealed::replace(&path, self.segments.as_bytes()).map_err(Error::folder(&path))?;
        }
        self.sweep(generation, metas)
    }

    /// Deletes the files of a generation that this commit, whose segments are `metas`, has no use
    /// for. What is not of a kind that zhengce writes stays: somebody put it there.
    ///
    /// # Errors
    /// When the folder cannot be listed, or a file cannot be deleted; on Windows one that is open
    /// is left to the next run.
    pub(crate) fn sweep(&self, generation: &Path, metas: &IndexMeta) -> Result<()> {
        let segments = SegmentFiles::of(&metas.segments);
        for entry in fs::read_dir(generation).map_err(Error::folder(generation))? {
            let path = entry.map_err(Error::folder(generation))?.path();
            let name = path.file_name().and_then(|name| name.to_str());
            let is_kept = match name.and_then(OwnFile::of) {
                Some(OwnFile::Segment { id, deletes }) => segments.have(id, deletes),
                Some(OwnFile::Manifest(name)) => name == self.manifest,
                Some(OwnFile::Dictionary(id)) => self.dictionaries.contains(&id),
                Some(OwnFile::Unfinished) => false,
                Some(OwnFile::Fixed) | None => true,
            };
            if !is_kept {
                remove(&path)?;
            }
        }
        Ok(())
    }
}

/// The files of some segments.
struct SegmentFiles {
    /// By the id of each segment the stamp of its list of deleted documents.
    stamps: HashMap<String, Option<String>>,
}

impl SegmentFiles {
    fn of(segments: &[SegmentMeta]) -> SegmentFiles {
        let stamp = |segment: &SegmentMeta| {
            let stamp = segment.delete_opstamp().map(|stamp| stamp.to_string());
            (segment.id().uuid_string(), stamp)
        };
        SegmentFiles { stamps: segments.iter().map(stamp).collect() }
    }

    /// Whether a file is one of them; a list of deleted documents that a broken run left beside the
    /// segment's own is not.
    fn have(&self, id: &str, deletes: Option<&str>) -> bool {
        let stamp = self.stamps.get(id);
        stamp.is_some_and(|stamp| deletes.is_none() || deletes == stamp.as_deref())
    }
}

/// Deletes a file.
fn remove(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(source) if cfg!(unix) && source.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::folder(path)(source))
        }
        _ => Ok(()),
    }
}

/// A file of a generation, by its name.
#[derive(Debug, PartialEq, Eq)]
enum OwnFile<'a> {
    /// Of a segment: its id, and for a list of deleted documents the stamp that tells it from
    /// others of the segment.
    Segment {
        id: &'a str,
        deletes: Option<&'a str>,
    },
    Manifest(&'a str),
    Dictionary(DictionaryId),
    /// Not yet renamed.
    Unfinished,
    /// One that each generation has.
    Fixed,
}

impl OwnFile<'_> {
    /// `None` for a file that is none of zhengce's.
    fn of(name: &str) -> Option<OwnFile<'_>> {
        if let Some(finished) = name.strip_suffix(sealed::UNFINISHED) {
            return OwnFile::of(finished).map(|_| OwnFile::Unfinished);
        }
        if [COMMIT, SEGMENTS, TANTIVY_FILES].contains(&name) || LOCKS.contains(&name) {
            return Some(OwnFile::Fixed);
        }
        if Manifest::is_name(name) {
            return Some(OwnFile::Manifest(name));
        }
        if let Some(id) = packing::dictionary_id(name) {
            return Some(OwnFile::Dictionary(id));
        }
        let (stem, ending) = name.split_once('.')?;
        let is_id = stem.len() == 32 && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
        let deletes = ending.strip_suffix(".del");
        is_id.then_some(OwnFile::Segment { id: stem, deletes })
    }
}

/// Deletes a generation: the files that zhengce wrote, and the folder where nothing else is in it.
/// What cannot be deleted now (Windows: a reader has it open) is left to the next run.
pub(crate) fn remove_generation(generation: &Path) {
    let entries = fs::read_dir(generation).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        if path.file_name().and_then(|name| name.to_str()).is_some_and(|n| OwnFile::of(n).is_some())
        {
            let _ = fs::remove_file(path);
        }
    }
    let _ = fs::remove_dir(generation);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_files_are_told_from_those_of_others() {
        let id = "b4ea1861c76445b3acd2e6268796e4fa";
        let dictionary = DictionaryId::new(7).unwrap();
        let cases: [(&str, Option<OwnFile>); 14] = [
            ("COMMIT", Some(OwnFile::Fixed)),
            (".managed.json", Some(OwnFile::Fixed)),
            ("meta.json", Some(OwnFile::Fixed)),
            ("meta.json.new", Some(OwnFile::Unfinished)),
            ("COMMIT.new", Some(OwnFile::Unfinished)),
            ("dictionary-7.new", Some(OwnFile::Unfinished)),
            ("dictionary-7", Some(OwnFile::Dictionary(dictionary))),
            ("manifest-12.json", Some(OwnFile::Manifest("manifest-12.json"))),
            ("b4ea1861c76445b3acd2e6268796e4fa.idx", Some(OwnFile::Segment { id, deletes: None })),
            (
                "b4ea1861c76445b3acd2e6268796e4fa.15.del",
                Some(OwnFile::Segment { id, deletes: Some("15") }),
            ),
            ("manifest-十二.json", None),
            ("报告.docx", None),
            ("notes.new", None),
            ("meta.json.bak", None),
        ];
        for (name, expected) in cases {
            assert_eq!(OwnFile::of(name), expected, "{name}");
        }
    }

    #[test]
    fn a_generation_goes_but_not_what_somebody_put_there() {
        let dir = tempfile::tempdir().unwrap();
        for (others, stays) in [(&[][..], false), (&["报告.docx"], true)] {
            let generation = dir.path().join("generation-1");
            fs::create_dir(&generation).unwrap();
            for name in ["COMMIT", "meta.json.new", "dictionary-7"].iter().chain(others) {
                fs::write(generation.join(name), "").unwrap();
            }
            remove_generation(&generation);
            assert_eq!(generation.exists(), stays);
            let left = fs::read_dir(&generation).into_iter().flatten().count();
            assert_eq!(left, others.len());
        }
    }
}
