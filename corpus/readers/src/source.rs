//! What is read and where it goes: the file with its names, and the items that a reader hands over.

use std::ops::ControlFlow;
use std::path::Path;

use document::document::Source;
use document::record::Record;
use encoding_rs::Encoding;
use language::encoding::{self, Decoded};
use language::gazetteer::Gazetteer;

use crate::error::{Crash, Damage, Error, RecordFault, Result};

pub(crate) mod lines;

/// What a reader hands over, one at a time, so that a file of any size needs bounded memory.
#[derive(Debug)]
pub enum Item {
    /// A record with the fields that the file states.
    Record(Box<Record>),
    /// A part of the file that is no record; what follows it is still read.
    Problem(Error),
    /// What should be known of how the file was read, though nothing is wrong; names the file.
    Notice(String),
    /// Nothing yet: what takes long is being done.
    Working,
}

/// Where items go; `Break` stops the reader.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(Item) -> ControlFlow<()>;

/// The file being read: where it is, for errors, and what sources call it.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    pub(crate) path: &'a Path,
    pub(crate) name: &'a str,
    /// The names by which agencies are told.
    pub(crate) names: &'a Gazetteer,
    /// Archives that it is in, one in another.
    pub(crate) depth: usize,
    /// Where recognised pages are kept; `None` where pictures of pages are not to be recognised.
    pub(crate) kept: Option<&'a Path>,
}

impl<'a> Origin<'a> {
    pub(crate) fn new(path: &'a Path, name: &'a str, names: &'a Gazetteer) -> Origin<'a> {
        Origin { path, name, names, depth: 0, kept: None }
    }

    pub(crate) fn source(self, place: String) -> Source {
        Source { file: self.name.to_owned(), place }
    }

    /// The text of bytes; `stated` is the encoding that they say they have. A few damaged
    /// characters are a problem of their own.
    ///
    /// # Errors
    /// As [`encoding::decoded`].
    pub(crate) fn decoded(
        self,
        bytes: &[u8],
        stated: Option<&'static Encoding>,
        sink: Sink<'_>,
    ) -> Result<String> {
        let Decoded { text, damage } = encoding::decoded(bytes, stated, self.path)?;
        if let Some(encoding::Damage { line, characters }) = damage {
            let path = self.path.to_owned();
            let _ = sink(Item::Problem(Error::DamagedCharacters { path, line, characters }));
        }
        Ok(text)
    }

    pub(crate) fn read_error(self, source: std::io::Error) -> Error {
        language::Error::Read { path: self.path.to_owned(), source }.into()
    }

    pub(crate) fn empty(self) -> Error {
        Error::Empty { path: self.path.to_owned() }
    }

    pub(crate) fn too_large(self, limit: u64) -> Error {
        Error::TooLarge { path: self.path.to_owned(), limit: limit >> 20 }
    }

    pub(crate) fn damaged(self, format: &'static str, damage: Damage) -> Error {
        Error::Damaged { path: self.path.to_owned(), format, damage: Box::new(damage) }
    }

    pub(crate) fn record_error(self, line: usize, fault: RecordFault) -> Error {
        Error::Record { path: self.path.to_owned(), line, fault }
    }
}

/// Runs the part of a reader that a library does. Libraries panic on some damaged files, which
/// must not end the reading of the archive that such a file is in.
pub(crate) fn guarded<T>(origin: Origin<'_>, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let work = std::panic::AssertUnwindSafe(work);
    let crashed = |_| Err(Error::Crashed { path: origin.path.to_owned(), crash: Crash::Panic });
    std::panic::catch_unwind(work).unwrap_or_else(crashed)
}
