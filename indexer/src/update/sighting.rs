//! When the documents of a run were seen: what is remembered of earlier runs, and which files are news.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use corpus::{Document, Moment};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, Index, TERMINATED};

use crate::error::Result;
use crate::store::commit::Commit;
use crate::store::directory::GenerationDirectory;
use crate::store::folder;
use crate::store::manifest::Manifest;
use crate::store::open::searcher;
use crate::store::seen::{SEEN, Seen, State, Times};
use crate::text::schema::{CHANGED, FIRST_SEEN, ID};
use crate::update::plan::FileToRead;

/// What tells when a document was seen.
pub(super) struct Sighting {
    seen: Seen,
    /// Files whose content was not there before, under whatever name.
    news: HashSet<String>,
}

impl Sighting {
    /// Begins with what is remembered in an index folder. Where that is missing or damaged, it is what
    /// the index itself still tells, and notices say so.
    ///
    /// # Errors
    /// When what is remembered is there and cannot be read.
    pub(super) fn open(dir: &Path, notices: &mut Vec<String>) -> Result<Sighting> {
        let (mut seen, state) = Seen::open(dir)?;
        if state != State::Whole {
            let generations = folder::generation_dirs(dir)?;
            let last = generations.iter().find(|path| Commit::is_in(path));
            let read =
                |path: &PathBuf| catch_unwind(AssertUnwindSafe(|| documents(path))).ok().flatten();
            let known = last.and_then(read).unwrap_or_default();
            notices.extend(told(state, last.is_some()));
            known.iter().for_each(|(id, times)| seen.remember(id, *times));
        }
        Ok(Sighting { seen, news: HashSet::new() })
    }

    /// Takes in what is to be read, and what was read before.
    pub(super) fn expect(&mut self, files: &[FileToRead], known: &Manifest) {
        let known: HashSet<&str> = known.files.values().map(|file| content(&file.hash)).collect();
        let news = files.iter().filter(|file| !known.contains(content(&file.hash)));
        self.news = news.map(|file| file.name.clone()).collect();
    }

    /// When a document was seen that is about to be written.
    pub(super) fn times(&mut self, document: &Document) -> Times {
        let is_new = |file: &str| {
            let mut ends = file.match_indices('/').map(|(at, _)| at).chain([file.len()]);
            ends.any(|end| self.news.contains(&file[..end]))
        };
        let is_new = document.sources.iter().any(|source| is_new(&source.file));
        self.seen.times(document, is_new)
    }

    /// Whether a document may be what became of another one, which is known when all was read.
    pub(super) fn may_succeed(&self, document: &Document) -> bool {
        self.seen.may_succeed(&document.id)
    }

    /// Takes in which documents are gone; `None`: those that were not met.
    pub(super) fn part_with<'a>(&mut self, ids: Option<impl Iterator<Item = &'a str>>) {
        self.seen.part_with(ids);
    }

    /// Keeps it for the next run.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn save(&mut self) -> Result<()> {
        self.seen.save()
    }
}

/// The hash of the content of a file, without what the office says of it.
fn content(hash: &str) -> &str {
    hash.split('+').next().unwrap_or_default()
}

fn told(state: State, has_index: bool) -> Option<String> {
    let what = match state {
        State::Damaged => "收录时间的记录损坏",
        State::Missing if has_index => "没有收录时间的记录",
        State::Missing | State::Whole => return None,
    };
    Some(format!("{SEEN}：{what}；已有的文件按索引里存的时间，没有存的按上次更新索引的时间"))
}

/// The documents of a generation, of whatever format, with when they were seen; that of its commit,
/// where it does not say. `None` where it cannot be read.
fn documents(generation: &Path) -> Option<Vec<(String, Times)>> {
    let commit = Commit::read(generation).ok()?;
    let committed = Moment::from(Commit::time(generation)?);
    let index = Index::open(GenerationDirectory::committed(generation, &commit).ok()?).ok()?;
    let ids = index.schema().get_field(ID).ok()?;
    let mut documents = Vec::new();
    for segment in searcher(&index).ok()?.segment_readers() {
        let column = |name: &str| segment.fast_fields().u64(name).ok();
        let columns = [FIRST_SEEN, CHANGED].map(column);
        let moment = |column: usize, doc: u32| {
            let seconds = columns[column].as_ref()?.first(doc)?;
            Moment::of_seconds(u32::try_from(seconds).ok()?)
        };
        let inverted = segment.inverted_index(ids).ok()?;
        let mut terms = inverted.terms().stream().ok()?;
        while terms.advance() {
            let option = IndexRecordOption::Basic;
            let mut docs = inverted.read_postings_from_terminfo(terms.value(), option).ok()?;
            while docs.doc() != TERMINATED {
                if !segment.is_deleted(docs.doc()) {
                    let first = moment(0, docs.doc()).unwrap_or(committed);
                    let times = Times { first, changed: moment(1, docs.doc()) };
                    documents.push((std::str::from_utf8(terms.key()).ok()?.to_owned(), times));
                }
                docs.advance();
            }
        }
    }
    Some(documents)
}
