//! What a query names: documents of the library by their titles and 发文字号, looked up before
//! the query is read. A title is whatever a document goes by (`corpus::naming`), with or without
//! words around it that only ask for it (全文, 最新版).

mod identity;
mod numbers;
mod precedence;
mod titles;
mod trimming;

use std::collections::HashMap;

use tantivy::DocAddress;

use crate::error::Result;
use crate::message::{CharOffset, ReadField, Request};
use crate::question::{NamedNumber, NamedTitle, NamedWords};
use crate::snapshot::Snapshot;
pub(crate) use identity::{address, candidates};
use titles::FoundTitle;

/// What a query names.
#[derive(Default)]
pub(crate) struct Naming {
    /// The words that name it.
    pub(crate) words: NamedWords,
    /// The documents that it names, the best first.
    documents: Vec<DocAddress>,
}

impl Naming {
    /// Looks up what a query names, unless it is to name nothing.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub(crate) fn of(snapshot: &Snapshot, request: &Request) -> Result<Naming> {
        let mut naming = Naming::default();
        if request.literal || request.query.trim().is_empty() {
            return Ok(naming);
        }
        let is_read = |field| !request.ignore.contains(&field);
        if is_read(ReadField::Title) {
            naming.add_title(titles::find(snapshot, &request.query, request.today)?);
        }
        if is_read(ReadField::Number) {
            naming.add_numbers(snapshot, numbers::find(snapshot, &request.query))?;
        }
        Ok(naming)
    }

    fn add_title(&mut self, found: Option<FoundTitle>) {
        let Some(FoundTitle { place, value, documents }) = found else { return };
        let (start, end) = (CharOffset(place.start), CharOffset(place.end));
        self.words.title = Some(NamedTitle { start, end, value, is_all: false });
        self.documents = documents;
    }

    /// Numbers come before a title, unless they are but a part of it or no document has them.
    fn add_numbers(&mut self, snapshot: &Snapshot, numbers: Vec<NamedNumber>) -> Result<()> {
        let is_part = |title: &NamedTitle| {
            let length = title.end.0 - title.start.0;
            numbers
                .iter()
                .all(|number| number.numbers.is_empty() || number.end.0 - number.start.0 < length)
        };
        if numbers.is_empty() || self.words.title.as_ref().is_some_and(is_part) {
            return Ok(());
        }
        *self = Naming::default();
        for number in numbers.iter().flat_map(|named| &named.numbers) {
            self.documents.extend(snapshot.having(snapshot.fields().number, number)?);
        }
        self.words.numbers = numbers;
        Ok(())
    }

    /// The best of the documents that are named.
    pub(crate) fn best(&self) -> Option<DocAddress> {
        self.documents.first().copied()
    }

    /// The documents that are named, each with its place among them, from 0.
    pub(crate) fn places(&self) -> HashMap<DocAddress, u32> {
        self.documents.iter().copied().zip(0..).collect()
    }
}
