//! Readers, one per format: each turns a file into documents that carry what
//! the file states, and nothing else. Deriving fields is `describe`'s work.
//!
//! Text files and Markdown go through `prose`, tables of policies through
//! `catalogue`, JSON lines through `records`. None knows the index.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::document::{Document, Source};
use crate::error::{Error, Result};

mod block;
mod byline;
mod caption;
mod catalogue;
mod encoding;
mod front;
mod grid;
mod headline;
mod inline;
mod label;
mod lines;
mod numbering;
mod outline;
mod prose;
mod records;
mod row;

/// What a reader hands over, one at a time, so that a file of any size needs bounded memory.
#[derive(Debug)]
pub enum Item {
    /// A document with the fields that the file states.
    Document(Box<Document>),
    /// A part of the file that is no document; what follows it is still read.
    Problem(Error),
}

/// Where items go; `Break` stops the reader.
type Sink<'a> = &'a mut dyn FnMut(Item) -> ControlFlow<()>;

/// The file being read: where it is, for errors, and what sources call it.
#[derive(Clone, Copy)]
struct Origin<'a> {
    path: &'a Path,
    name: &'a str,
}

impl Origin<'_> {
    fn source(self, place: String) -> Source {
        Source { file: self.name.to_owned(), place }
    }

    fn read_error(self, source: std::io::Error) -> Error {
        Error::Read { path: self.path.to_owned(), source }
    }

    fn empty(self) -> Error {
        Error::Empty { path: self.path.to_owned() }
    }

    fn record_error(self, line: usize, reason: impl Into<String>) -> Error {
        Error::Record { path: self.path.to_owned(), line, reason: reason.into() }
    }
}

/// Formats that have a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Prose,
    /// A table with this delimiter, or one to be found out.
    Catalogue(Option<u8>),
    Records,
    CompressedRecords,
}

impl Format {
    /// The format by the end of the file's name, in any case of letters.
    fn of(path: &Path) -> Option<Format> {
        let name = path.file_name()?.to_string_lossy().to_lowercase();
        let (stem, extension) = name.rsplit_once('.')?;
        match extension {
            "txt" | "text" | "md" | "markdown" => Some(Format::Prose),
            "csv" => Some(Format::Catalogue(None)),
            "tsv" => Some(Format::Catalogue(Some(b'\t'))),
            "jsonl" | "ndjson" => Some(Format::Records),
            "gz" if stem.ends_with(".jsonl") || stem.ends_with(".ndjson") => {
                Some(Format::CompressedRecords)
            }
            _ => None,
        }
    }

    fn or_unsupported(path: &Path) -> Result<Format> {
        Format::of(path).ok_or_else(|| Error::Unsupported {
            path: path.to_owned(),
            extension: path.extension().map(OsStr::to_string_lossy).unwrap_or_default().into(),
        })
    }

    fn read<'a>(self, bytes: impl Read + 'a, origin: Origin<'a>, sink: Sink<'_>) -> Result<()> {
        match self {
            Format::Prose => prose::read(bytes, origin, sink),
            Format::Catalogue(delimiter) => {
                catalogue::read(Box::new(bytes), delimiter, origin, sink)
            }
            Format::Records => records::read(Box::new(bytes), origin, sink),
            Format::CompressedRecords => {
                records::read(Box::new(MultiGzDecoder::new(bytes)), origin, sink)
            }
        }
    }
}

/// Reads one file and hands each item to `sink` in the order of the file, until it breaks.
///
/// `name` is what [`Source::file`] of the documents says.
///
/// # Errors
/// The file as a whole could not be read: the system refused, there is no reader for it, it is
/// empty, not text, in no known encoding, or a table without a title column. What is wrong with
/// one record only is an [`Item::Problem`].
pub fn read(path: &Path, name: &str, sink: &mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<()> {
    let origin = Origin { path, name };
    let format = Format::or_unsupported(path)?;
    let file = File::open(path).map_err(|error| origin.read_error(error))?;
    format.read(file, origin, sink)
}

/// Reads a file that is in memory, its format told by the end of `name`.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<()> {
    let origin = Origin { path: Path::new(name), name };
    Format::or_unsupported(origin.path)?.read(Cursor::new(bytes), origin, sink)
}

/// The text of a file's bytes, in whichever encoding.
///
/// # Errors
/// When they are no text, or in no known encoding.
pub(crate) fn text(bytes: &[u8], path: &Path) -> Result<String> {
    encoding::text(bytes, path)
}

/// Whether a file of this name has a reader.
pub fn is_readable_name(path: &Path) -> bool {
    Format::of(path).is_some()
}

#[cfg(test)]
mod tests;
