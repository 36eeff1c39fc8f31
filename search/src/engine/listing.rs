//! All documents that a request finds, one after the other.

use std::iter::Peekable;
use std::sync::Arc;
use std::time::SystemTime;
use std::vec;

use corpus::Document;
use tantivy::DocAddress;

use super::Current;
use super::layout::Layout;
use crate::error::Result;
use crate::message::{Notice, Understood};
use crate::operations::{self, Listed, Position};
use crate::showing::Marking;

/// All documents that a request finds, loaded one at a time as they are asked for: whatever their
/// number, one is in memory. They are those of one snapshot, also where the index changes meanwhile.
pub struct Listing {
    /// What was read out of the query.
    pub understood: Understood,
    /// What could not be understood, or should be known about the result.
    pub notices: Vec<Notice>,
    /// Whether the search was done to its end; otherwise there are at least so many.
    pub complete: bool,
    /// How many documents match; each version of a document is one.
    pub total: usize,
    /// How many documents are listed: fewer where versions of one document are one.
    pub listed: usize,
    /// The commit of the index that they are of, in visible ASCII characters.
    pub commit: String,
    /// When it was committed; `None` where the file system does not say.
    pub committed: Option<SystemTime>,
    /// The words that they are found by.
    pub marking: Marking,
    layout: Layout,
    current: Arc<Current>,
    order: Peekable<vec::IntoIter<(DocAddress, Option<Position>)>>,
    /// The next documents, which have one date, in the order of their sources.
    same: vec::IntoIter<DocAddress>,
}

impl Listing {
    pub(super) fn new(current: Arc<Current>, layout: Layout, listed: Listed) -> Listing {
        let Listed { understood, notices, complete, total, marking, order } = listed;
        Listing {
            understood,
            notices,
            complete,
            total,
            listed: order.len(),
            commit: current.snapshot.index.commit(),
            marking,
            committed: current.snapshot.index.library.committed,
            layout,
            current,
            order: order.into_iter().peekable(),
            same: Vec::new().into_iter(),
        }
    }
}

impl Listing {
    /// Takes the next document with those that follow it in the same position.
    fn take_same(&mut self) -> Result<()> {
        let Some((first, position)) = self.order.next() else { return Ok(()) };
        let mut same = vec![first];
        while position.is_some()
            && let Some((next, _)) = self.order.next_if(|(_, other)| *other == position)
        {
            same.push(next);
        }
        if same.len() > 1 {
            operations::by_source(&self.current.snapshot, &mut same)?;
        }
        self.same = same.into_iter();
        Ok(())
    }
}

impl Iterator for Listing {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        if self.same.len() == 0
            && let Err(error) = self.take_same()
        {
            return Some(Err(error));
        }
        let document = self.current.snapshot.load(self.same.next()?);
        Some(document.map(|mut document| {
            self.layout.left_out_of_sources(&mut document.sources);
            document
        }))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.order.len() + self.same.len();
        (left, Some(left))
    }
}

impl ExactSizeIterator for Listing {}
