//! What an office keeps beside its documents: its own names, synonyms and usual queries at the top of
//! a folder, and catalogues of corrections wherever in it. These files are no documents.

use std::path::{Path, PathBuf};

use corpus::corrections;
use walkdir::DirEntry;

use super::walk::entries;

/// Files at the top of a folder.
const GAZETTEER: &str = "gazetteer.csv";
const SYNONYMS: &str = "synonyms.csv";
const QUERIES: &str = "queries.csv";

/// The gazetteers of the folders among some sources.
pub(crate) fn gazetteers(roots: &[String]) -> Vec<PathBuf> {
    at_the_top(roots, GAZETTEER)
}

/// The synonyms of the folders among some sources.
pub(crate) fn synonyms(roots: &[String]) -> Vec<PathBuf> {
    at_the_top(roots, SYNONYMS)
}

/// The files of usual queries of the folders among some sources.
pub(crate) fn queries(roots: &[String]) -> Vec<PathBuf> {
    at_the_top(roots, QUERIES)
}

/// The catalogues of corrections in some sources, wherever in them.
pub(crate) fn catalogues(roots: &[String]) -> Vec<PathBuf> {
    let below = roots.iter().flat_map(|root| entries(Path::new(root)));
    let files = below.filter_map(Result::ok).filter(|entry| entry.file_type().is_file());
    let paths = files.map(DirEntry::into_path);
    paths.filter(|path| corrections::is_catalogue(path)).collect()
}

fn at_the_top(roots: &[String], name: &str) -> Vec<PathBuf> {
    let files = roots.iter().map(|root| Path::new(root).join(name));
    files.filter(|file| file.is_file()).collect()
}

/// Whether a file is no document of the folder that it was found in.
pub(crate) fn is_office_data(entry: &DirEntry) -> bool {
    let at_the_top = [GAZETTEER, SYNONYMS, QUERIES].iter().any(|name| entry.file_name() == *name);
    (entry.depth() == 1 && at_the_top) || corrections::is_catalogue(entry.path())
}
