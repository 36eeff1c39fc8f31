//! What an office states beside its documents, and reading a file with it.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use corpus::corrections::Corrections;
use corpus::gazetteer::Gazetteer;
use corpus::readers::{self, Isolation, Item};
use corpus::{Document, Record, describe, encoding};

use crate::sources::{self, Problem, office_data};

/// An office's own data, by which fields are read.
pub(crate) struct Office {
    pub(super) gazetteer: Arc<Gazetteer>,
    corrections: Corrections,
    /// The hash of its own names.
    names: String,
}

/// What a file has.
pub(super) enum Content {
    /// A document, described.
    Document {
        document: Box<Document>,
        /// Whether the source states its id.
        has_own_id: bool,
    },
    /// What is wrong with the file, or a part of it.
    Problem(String),
    /// What should be known of how it was read.
    Notice(String),
    /// Nothing yet; whoever takes it may want no more.
    Working,
}

impl Office {
    /// Reads the data of the folders among some sources.
    pub(super) fn load(roots: &[String], problems: &mut Vec<Problem>) -> Office {
        let files = office_data::gazetteers(roots);
        let (gazetteer, unread) = Gazetteer::with_files(&files);
        problems.extend(unread.into_iter().map(Problem::from));
        // Only searches use synonyms; that they cannot be read is said here.
        let synonyms = office_data::synonyms(roots);
        // So do rebuilds of queries.
        let others = synonyms.into_iter().chain(office_data::queries(roots));
        let unread = others.filter_map(|file| encoding::read_text(&file).err());
        problems.extend(unread.map(Problem::from));
        let (corrections, unread) = Corrections::load(&office_data::catalogues(roots));
        problems.extend(unread.into_iter().map(Problem::from));
        let hash = |file: &PathBuf| sources::fingerprint(file.to_str()?).ok();
        let names = files.iter().filter_map(hash).map(|(hash, _)| format!("+{hash}")).collect();
        Office { gazetteer: Arc::new(gazetteer), corrections, names }
    }

    /// What tells whether the office now says something else of a file, to be added to its hash.
    pub(super) fn about(&self, file: &str) -> String {
        let said = self.corrections.about(file);
        let said = if said.is_empty() { said } else { format!("+{}", sources::text_hash(&said)) };
        self.names.clone() + &said
    }

    /// Reads a file, by its name, and hands over what it has as long as `sink` wants more.
    pub(super) fn read_file(
        &self,
        name: &str,
        isolation: &Isolation,
        sink: &mut dyn FnMut(Content) -> ControlFlow<()>,
    ) {
        let mut items = 0;
        let read = sources::read_file(name, &self.gazetteer, isolation, &mut |item| {
            let content = match item {
                Item::Record(record) => self.describe(*record),
                Item::Problem(problem) => Content::Problem(problem.to_string()),
                Item::Notice(notice) => Content::Notice(notice),
                Item::Working => return sink(Content::Working),
            };
            items += 1;
            sink(content)
        });
        let problems: Vec<String> = match read {
            Ok(()) if items > 0 => {
                let unused = self.corrections.unused(name);
                unused.iter().map(ToString::to_string).collect()
            }
            Ok(()) => vec![readers::Error::NoDocument { path: name.into() }.to_string()],
            Err(error) => vec![error.to_string()],
        };
        // Nobody is left to be told where this breaks off.
        let _ = problems.into_iter().map(Content::Problem).try_for_each(sink);
    }

    /// The document that a record tells of, with its corrections.
    fn describe(&self, mut record: Record) -> Content {
        let has_own_id = !record.id.is_empty();
        let id = |record: &Record| describe(record.clone(), &self.gazetteer).id;
        self.corrections.apply(&mut record, id);
        let document = Box::new(describe(record, &self.gazetteer));
        Content::Document { document, has_own_id }
    }
}
