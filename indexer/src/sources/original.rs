//! The files that documents were read from, as they are now, for whoever wants the original.

use std::fs::File;
use std::path::{Path, PathBuf};

use corpus::gazetteer::Gazetteer;
use corpus::readers;

use super::fingerprint;

/// A file that a document was read from.
#[derive(Debug)]
pub struct Original {
    /// Its name without folders.
    pub name: String,
    /// Its content.
    pub content: Content,
    /// Whether it is not as it was when it was read.
    pub is_changed: bool,
}

/// The content of an original.
#[derive(Debug)]
pub enum Content {
    /// A file of a source.
    File(File),
    /// What was packed in one.
    Bytes(Vec<u8>),
}

/// A file of the sources that is known to an index.
pub(crate) struct KnownFile<'a> {
    /// The file, and behind it what is packed in it, `/` between them.
    pub(crate) file: &'a str,
    /// Bytes of `file` that name the file on disk.
    pub(crate) on_disk: usize,
    /// The hash of its content when it was read.
    pub(crate) hash: &'a str,
}

impl KnownFile<'_> {
    /// Opens it. `None` where it is gone, cannot be read, is no ordinary file, or a link leads out
    /// of the sources that `roots` name.
    pub(crate) fn open(&self, roots: &[String], names: &Gazetteer) -> Option<Original> {
        let on_disk = &self.file[..self.on_disk];
        let path = inside(Path::new(on_disk), roots)?;
        let hash = fingerprint(path.to_str()?).ok()?.0;
        let packed = self.file[self.on_disk..].strip_prefix('/');
        // What is attached to a PDF is had with it.
        let member = packed.and_then(|name| readers::member(&path, name, names).ok().flatten());
        let (content, whole) = match member {
            Some(bytes) => (Content::Bytes(bytes), self.file),
            None => (Content::File(File::open(&path).ok()?), on_disk),
        };
        let name = whole.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        Some(Original { name, content, is_changed: hash != self.hash })
    }
}

/// The path of an ordinary file without links, where it lies in one of the sources.
fn inside(file: &Path, roots: &[String]) -> Option<PathBuf> {
    let path = file.canonicalize().ok()?;
    let of_source =
        |root: &String| Path::new(root).canonicalize().is_ok_and(|root| path.starts_with(root));
    (path.is_file() && roots.iter().any(of_source)).then_some(path)
}

#[cfg(test)]
#[allow(clippy::disallowed_methods)] // Read with the built-in names.
mod tests {
    use std::fs;

    use super::*;

    #[test]
    #[cfg(unix)]
    fn only_files_of_sources_are_opened() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("资料");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("甲.txt"), "甲").unwrap();
        fs::write(dir.path().join("密.txt"), "密").unwrap();
        std::os::unix::fs::symlink(dir.path().join("密.txt"), root.join("链.txt")).unwrap();
        let hash = fingerprint(root.join("甲.txt").to_str().unwrap()).unwrap().0;
        let roots = [root.to_str().unwrap().to_owned()];
        let cases = [
            (root.join("甲.txt"), hash.as_str(), Some(("甲.txt", false))),
            (root.join("甲.txt"), "0", Some(("甲.txt", true))),
            (root.join("链.txt"), "0", None),
            (root.join("../密.txt"), "0", None),
            (root.join("无.txt"), "0", None),
            (root.clone(), "0", None),
        ];
        for (path, hash, expected) in cases {
            let file = path.to_str().unwrap();
            let known = KnownFile { file, on_disk: file.len(), hash };
            let found = known.open(&roots, Gazetteer::builtin());
            let found = found.as_ref().map(|found| (found.name.as_str(), found.is_changed));
            assert_eq!(found, expected, "{file}");
        }
    }
}
