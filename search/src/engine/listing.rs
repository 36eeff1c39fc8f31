//! All documents that a request finds, one after the other.

use std::sync::Arc;
use std::vec;

use corpus::Document;
use tantivy::DocAddress;

use super::Current;
use crate::error::Result;
use crate::message::{Notice, Understood};
use crate::operations::Listed;
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
    /// The words that they are found by.
    pub marking: Marking,
    current: Arc<Current>,
    order: vec::IntoIter<DocAddress>,
}

impl Listing {
    pub(super) fn new(current: Arc<Current>, listed: Listed) -> Listing {
        let Listed { understood, notices, complete, total, marking, order } = listed;
        Listing {
            understood,
            notices,
            complete,
            total,
            listed: order.len(),
            commit: current.snapshot.index.commit(),
            marking,
            current,
            order: order.into_iter(),
        }
    }
}

impl Iterator for Listing {
    type Item = Result<Document>;

    fn next(&mut self) -> Option<Result<Document>> {
        Some(self.current.snapshot.load(self.order.next()?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.order.size_hint()
    }
}

impl ExactSizeIterator for Listing {}
