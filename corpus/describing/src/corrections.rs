//! Corrections: what a person states about documents in `catalogue.csv` or `catalogue.toml` beside
//! them. A correction beats everything that a source states and everything that is inferred, and as
//! it stands in a file of its own, it outlives every rebuild.
//!
//! A line names a file, relative to the folder of the catalogue, and fields by the names that
//! columns of tables have (`data/headers.csv`). Of a file with several documents `place` (第3行) or
//! `id` picks one. An empty cell corrects nothing; `-` says that the document has no such field.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use document::document::{Doubt, Statement};
use document::fields;
use document::headers::{self, Header};
use document::placeholders::is_placeholder;
use document::record::Record;
use language::fold;

use crate::error::CatalogueFault;
pub use crate::error::Error;

mod lines;

/// Names of the files with corrections.
const FILES: [&str; 2] = ["catalogue.csv", "catalogue.toml"];

/// Names of the column with the file: without it a `catalogue.csv` is a list of policies.
const FILE: [&str; 3] = ["file", "文件", "文件路径"];

/// Names of columns in which a person says why.
const REMARKS: [&str; 4] = ["备注", "说明", "note", "remark"];

/// The corrections of all catalogues of a library, by the file that they are about.
#[derive(Debug, Default)]
pub struct Corrections {
    by_file: BTreeMap<PathBuf, Vec<Correction>>,
}

/// A line of a catalogue.
#[derive(Debug)]
struct Correction {
    /// The catalogue, and the line in it, counted from 1.
    catalogue: PathBuf,
    line: usize,
    /// Whether a document was found that it is about.
    used: AtomicBool,
    /// The document of the file that it is about; all where none is named.
    id: Option<String>,
    place: Option<String>,
    fields: Vec<Statement>,
}

impl Corrections {
    /// Reads catalogues; what in them cannot be used is left out and told.
    pub fn load(catalogues: &[PathBuf]) -> (Corrections, Vec<Error>) {
        let mut corrections = Corrections::default();
        let mut problems = Vec::new();
        for path in catalogues {
            match lines::read_lines(path) {
                Ok(lines) => lines.into_iter().for_each(|line| match line {
                    Ok(line) => corrections.add(path, line, &mut problems),
                    Err(error) => problems.push(error),
                }),
                Err(error) => problems.push(error),
            }
        }
        (corrections, problems)
    }

    /// Adds a line; what in it cannot be used is told, and the rest holds.
    fn add(&mut self, catalogue: &Path, line: lines::CatalogueLine, problems: &mut Vec<Error>) {
        let mut correction = Correction {
            catalogue: catalogue.to_owned(),
            line: line.at,
            used: AtomicBool::new(false),
            id: None,
            place: None,
            fields: Vec::new(),
        };
        let mut file = None;
        for (name, value) in line.cells.into_iter().filter(|(_, value)| !value.is_empty()) {
            match Header::by_name(&name) {
                _ if is_file_column(&name) => file = Some(value),
                _ if REMARKS.contains(&name.as_str()) => {}
                Some(Header::Id) => correction.id = Some(value),
                Some(Header::Place) => correction.place = Some(value),
                Some(Header::Ignored | Header::Source) => {}
                _ => match check(&name, &value) {
                    Ok(()) => correction.fields.push(Statement { name, value }),
                    Err(fault) => problems.push(correction.wrong(fault)),
                },
            }
        }
        match file.ok_or(CatalogueFault::NoFile).and_then(|file| located(catalogue, file)) {
            Ok(path) => self.by_file.entry(path).or_default().push(correction),
            Err(fault) => problems.push(correction.wrong(fault)),
        }
    }

    /// What is wrong with corrections that are about a document which a file, now read, and what
    /// is in it do not have.
    pub fn unused(&self, file: &str) -> Vec<Error> {
        let corrections = self.of(Path::new(file)).flat_map(|(_, corrections)| corrections);
        let unused = corrections.filter(|correction| !correction.used.load(Ordering::Relaxed));
        unused.map(|correction| correction.wrong(CatalogueFault::Unused)).collect()
    }

    /// The corrections of a file and of what is in it.
    fn of(&self, file: &Path) -> impl Iterator<Item = (&PathBuf, &Vec<Correction>)> {
        let about = self.by_file.range(file.to_owned()..);
        about.take_while(move |(path, _)| path.starts_with(file))
    }

    /// What the corrections say of a file and what is in it, to notice when they change; empty
    /// where they say nothing.
    pub fn about(&self, file: &str) -> String {
        let said = self.of(Path::new(file)).flat_map(|(path, corrections)| {
            corrections
                .iter()
                .map(move |c| format!("{path:?}{:?}{:?}{:?}", c.id, c.place, c.fields))
        });
        said.collect()
    }

    /// Sets the corrected fields of a record as a reader hands it over. `id` is the one that it
    /// has or gets without corrections.
    pub fn apply(&self, record: &mut Record, id: impl Fn(&Record) -> String) {
        let Some(source) = record.sources.first() else { return };
        let Some(corrections) = self.by_file.get(Path::new(&source.file)) else { return };
        let place = source.place.clone();
        let fits = |correction: &&Correction| {
            correction.place.as_ref().is_none_or(|wanted| fold::key(wanted) == fold::key(&place))
                && correction.id.as_ref().is_none_or(|wanted| *wanted == id(record))
        };
        let fitting: Vec<&Correction> = corrections.iter().filter(fits).collect();
        for correction in &fitting {
            correction.used.store(true, Ordering::Relaxed);
        }
        let fields: Vec<Statement> =
            fitting.iter().flat_map(|c| c.fields.iter().cloned()).collect();
        for field in fields {
            correct(record, field);
        }
    }
}

/// Whether a file holds corrections: by its name, and the column with the file.
pub fn is_catalogue(path: &Path) -> bool {
    FILES.iter().any(|name| path.file_name().is_some_and(|own| own == *name))
        && (path.extension().is_some_and(|end| end == "toml") || lines::names_files(path))
}

fn is_file_column(name: &str) -> bool {
    FILE.contains(&name.trim().to_lowercase().as_str())
}

impl Correction {
    fn wrong(&self, fault: CatalogueFault) -> Error {
        Error::Catalogue { path: self.catalogue.clone(), line: self.line, fault }
    }
}

/// The path of a file that a catalogue names.
fn located(catalogue: &Path, file: String) -> Result<PathBuf, CatalogueFault> {
    let folder = catalogue.parent().unwrap_or(Path::new(""));
    let path = folder.join(file.replace('\\', "/"));
    // What is inside an archive is named after it.
    match path.ancestors().any(Path::is_file) {
        true => Ok(path),
        false => Err(CatalogueFault::FileMissing(file)),
    }
}

/// Tries a value on an empty record.
fn check(name: &str, value: &str) -> Result<(), CatalogueFault> {
    if Header::by_name(name).is_none() {
        return Err(CatalogueFault::UnknownColumn(name.to_owned()));
    }
    let mut trial = Record::default();
    if !is_placeholder(value) {
        headers::state(&mut trial, name, value);
    }
    let refused = |doubt: Doubt| CatalogueFault::Refused {
        name: name.to_owned(),
        value: value.to_owned(),
        reason: doubt.reason,
    };
    trial.doubts.into_iter().next().map_or(Ok(()), |doubt| Err(refused(doubt)))
}

/// Sets one field in place of what the source states, and notes it in [`Record::corrected`], so that
/// no other field decides on it and it is not found out again.
fn correct(record: &mut Record, correction: Statement) {
    let Statement { name, value } = correction;
    let field = Header::by_name(&name).and_then(Header::field);
    let key = field.map_or(name.clone(), |field| field.key.to_owned());
    record.doubts.retain(|doubt| doubt.field != key);
    record.extra.retain(|extra| extra.name != name);
    if let Some(field) = field.filter(|field| field.may_be_absent()) {
        field.clear(&mut record.fields);
    }
    if key == fields::KIND.key {
        fields::CATEGORY.clear(&mut record.fields);
    }
    if !is_placeholder(&value) {
        headers::state(record, &name, &value);
    }
    record.corrected.retain(|corrected| corrected.name != key);
    record.corrected.push(Statement { name: key, value });
}

#[cfg(test)]
mod tests;
