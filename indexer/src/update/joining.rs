//! Joining the records of one document, be they in the index already, written earlier in the run,
//! or new. What is joined is told to be written anew; writing itself is not done here.

use std::collections::BTreeMap;
use std::sync::Arc;

use corpus::gazetteer::Gazetteer;
use corpus::{Document, identity, likeness};

use crate::error::Result;

/// Where the records of documents are looked up as they are in an index.
pub(super) trait Records {
    /// Whether there is a document that has an id.
    fn has_id(&self, id: &str) -> Result<bool>;

    /// The records of the document that has an id; `None` where there is none.
    fn of_id(&self, id: &str) -> Result<Option<Vec<Document>>>;

    /// The records of each document that has some from a file or from something in it.
    fn of_file(&self, file: &str) -> Result<Vec<Vec<Document>>>;
}

/// Documents by id with the records that they are to have; one without records is to go.
pub(super) type Rewritten = BTreeMap<String, Vec<Document>>;

/// The records of a run.
pub(super) struct Joining<R> {
    /// The index as it was before the run.
    before: R,
    /// The names by which documents are told apart.
    names: Arc<Gazetteer>,
    /// The documents that were in the index before and are touched in this run.
    touched: Rewritten,
    /// Ids of which this run has written the document (true) or taken it away, so that `before` no
    /// longer tells what is there.
    written: BTreeMap<String, bool>,
    /// Records of documents that were written in this run already.
    late: BTreeMap<String, Vec<Document>>,
}

/// What comes of late records.
#[derive(Debug, PartialEq)]
pub(super) struct Joined {
    /// The documents that they belong to.
    pub(super) rewritten: Rewritten,
    /// Records that turned out to be documents of their own, to be written as such.
    pub(super) new: Vec<Document>,
}

impl<R: Records> Joining<R> {
    /// Joins records with those of an index.
    pub(super) fn with(before: R, names: Arc<Gazetteer>) -> Joining<R> {
        Joining {
            before,
            names,
            touched: BTreeMap::new(),
            written: BTreeMap::new(),
            late: BTreeMap::new(),
        }
    }

    /// Takes away all records that were read from a file.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn remove_file(&mut self, file: &str) -> Result<()> {
        for records in self.before.of_file(file)? {
            let Some(id) = records.first().map(|record| record.id.clone()) else { continue };
            let records = self.touched.entry(id).or_insert(records);
            records.retain(|record| record.sources.iter().all(|s| !is_of_file(&s.file, file)));
        }
        Ok(())
    }

    /// Whether a document of this id is there, be it from before or from this run.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn has(&self, id: &str) -> Result<bool> {
        match (self.touched.get(id), self.written.get(id)) {
            (Some(records), _) => Ok(!records.is_empty()),
            (None, Some(is_there)) => Ok(*is_there),
            (None, None) => self.before.has_id(id),
        }
    }

    /// Takes a record; returned where it is the first of a document that is new, to be written now.
    /// A record of another document than those of its id goes on with the next of its ids.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn add(&mut self, mut record: Document) -> Result<Option<Document>> {
        loop {
            if !self.touched.contains_key(&record.id) {
                let records = match self.written.get(&record.id) {
                    Some(true) => {
                        self.late.entry(record.id.clone()).or_default().push(record);
                        return Ok(None);
                    }
                    Some(false) => None,
                    None => self.before.of_id(&record.id)?,
                };
                let Some(records) = records else {
                    self.written.insert(record.id.clone(), true);
                    return Ok(Some(record));
                };
                self.touched.insert(record.id.clone(), records);
            }
            match join(self.touched.entry(record.id.clone()).or_default(), record, &self.names) {
                Some(other) => record = other,
                None => return Ok(None),
            }
        }
    }

    /// The documents of the index that were touched since this was asked last, to be rewritten now.
    pub(super) fn take_touched(&mut self) -> Rewritten {
        let touched = std::mem::take(&mut self.touched);
        let is_there = |(id, records): (&String, &Vec<Document>)| (id.clone(), !records.is_empty());
        self.written.extend(touched.iter().map(is_there));
        touched
    }

    /// Whether there are records of documents that were written earlier.
    pub(super) fn has_late(&self) -> bool {
        !self.late.is_empty()
    }

    /// Joins the late records with the documents that were written earlier in this run, which `now`
    /// has.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(super) fn join_late(&mut self, now: &impl Records) -> Result<Joined> {
        let mut rewritten = Rewritten::new();
        let mut others = Vec::new();
        for (id, late) in std::mem::take(&mut self.late) {
            let Some(mut records) = now.of_id(&id)? else { continue };
            others.extend(
                late.into_iter().filter_map(|record| join(&mut records, record, &self.names)),
            );
            rewritten.insert(id, records);
        }
        let mut new = Vec::new();
        for record in others {
            new.extend(self.add(record)?);
        }
        Ok(Joined { rewritten, new })
    }
}

/// Makes one document of the records of several. Its id is that of the better known: by its number,
/// by its date.
pub(super) fn as_one(mut records: Vec<Document>) -> Rewritten {
    let known = |r: &&Document| (r.number.is_none(), r.date.is_none(), r.id.clone());
    let Some(id) = records.iter().min_by_key(known).map(|r| r.id.clone()) else {
        return Rewritten::new();
    };
    let ids = records.iter_mut().map(|record| std::mem::replace(&mut record.id, id.clone()));
    let mut rewritten: Rewritten = ids.map(|own| (own, Vec::new())).collect();
    rewritten.insert(id, records);
    rewritten
}

/// Adds a record to those of one id; returned, with the next of its own ids, where it is of another
/// document and has one.
fn join(records: &mut Vec<Document>, mut record: Document, names: &Gazetteer) -> Option<Document> {
    let is_other = !records.iter().any(|known| likeness::is_one(known, &record, names));
    if let Some(other) = records.first().filter(|_| is_other)
        && identity::set_apart(&mut record, other)
    {
        return Some(record);
    }
    records.push(record);
    None
}

/// Whether a record was read from a file or something in it.
pub(super) fn is_read_from(record: &Document, file: &str) -> bool {
    record.sources.iter().any(|source| is_of_file(&source.file, file))
}

/// Whether a source is a file or something in it, as what is in archives is named.
fn is_of_file(source: &str, file: &str) -> bool {
    source.strip_prefix(file).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests;
