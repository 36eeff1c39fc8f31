//! Readers, one per format: each turns a file into documents that carry what
//! the file states, and nothing else. Deriving fields is `describe`'s work.
//!
//! `format` says which format a file has. Text files and Markdown go through
//! `prose`, tables of policies through `catalogue` and `workbook`, JSON lines
//! through `records`; Word, web pages, PDF and OFD become a `manuscript`, which
//! ends as prose does. None knows the index.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use crate::document::{Document, Source};
use crate::error::{Error, Result};

mod archive;
mod block;
mod byline;
mod caption;
mod catalogue;
mod cells;
mod contents;
mod encoding;
mod format;
mod front;
mod grid;
mod headline;
mod inline;
mod isolation;
mod label;
mod layout;
mod lines;
mod manuscript;
mod numbering;
mod ofd;
mod office;
mod outline;
mod package;
mod page;
mod pdf;
mod placed;
mod prose;
mod records;
mod row;
mod word;
mod workbook;
mod wrapping;
mod xml;

use format::Format;
pub use isolation::{Isolation, serve};

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
    /// Archives that it is in, one in another.
    depth: usize,
}

impl<'a> Origin<'a> {
    fn new(path: &'a Path, name: &'a str) -> Origin<'a> {
        Origin { path, name, depth: 0 }
    }

    fn source(self, place: String) -> Source {
        Source { file: self.name.to_owned(), place }
    }

    fn read_error(self, source: std::io::Error) -> Error {
        Error::Read { path: self.path.to_owned(), source }
    }

    fn empty(self) -> Error {
        Error::Empty { path: self.path.to_owned() }
    }

    fn too_large(self, limit: u64) -> Error {
        Error::TooLarge { path: self.path.to_owned(), limit: limit >> 20 }
    }

    fn damaged(self, format: &'static str, reason: &dyn std::fmt::Display) -> Error {
        let reason = reason.to_string();
        Error::Damaged { path: self.path.to_owned(), format, reason }
    }

    fn record_error(self, line: usize, reason: impl Into<String>) -> Error {
        Error::Record { path: self.path.to_owned(), line, reason: reason.into() }
    }
}

/// Bytes at the start of a file that tell its format.
const HEAD: usize = 4096;

/// Reads one file and hands each item to `sink` in the order of the file, until it breaks.
///
/// `name` is what [`Source::file`] of the documents says. Formats that can harm who reads them
/// are read as `isolation` says.
///
/// # Errors
/// The file as a whole could not be read: the system refused, there is no reader for it, it is
/// empty, damaged, in no known encoding, or a table without a title column. What is wrong with
/// one record only is an [`Item::Problem`].
pub fn read(
    path: &Path,
    name: &str,
    isolation: &Isolation,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<()> {
    let origin = Origin::new(path, name);
    let named = promised(origin)?;
    let mut file = File::open(path).map_err(|error| origin.read_error(error))?;
    let head = head(&mut file).map_err(|error| origin.read_error(error))?;
    if named.is_text() && Format::told(&head).is_none() {
        return read_text(named, file, origin, sink);
    }
    match isolation.read(path, name, sink) {
        Some(read) => read,
        // An archive is never in memory as a whole.
        None if named == Format::Archive => archive::read(file, origin, sink),
        None => read_whole(named, file, origin, sink),
    }
}

/// Reads a file that is in memory, its format told by the end of `name` and by its content.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<()> {
    read_part(bytes, Origin::new(Path::new(name), name), sink)
}

/// Reads a file in memory, perhaps one of an archive.
fn read_part(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let named = promised(origin)?;
    if named.is_text() && Format::told(bytes).is_none() {
        return read_text(named, Cursor::new(bytes), origin, sink);
    }
    dispatch(Format::of(named, bytes, origin)?, bytes, origin, sink)
}

/// The format that the name promises.
fn promised(origin: Origin<'_>) -> Result<Format> {
    match Format::named(origin.path) {
        Some(Format::Picture) => Err(Error::Picture { path: origin.path.to_owned() }),
        Some(format) => Ok(format),
        None => Err(Error::Unsupported {
            path: origin.path.to_owned(),
            extension: origin
                .path
                .extension()
                .map(OsStr::to_string_lossy)
                .unwrap_or_default()
                .into(),
        }),
    }
}

/// The first bytes of a file, which is then at its start again.
fn head(file: &mut File) -> std::io::Result<Vec<u8>> {
    let mut head = Vec::new();
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    file.rewind()?;
    Ok(head)
}

fn read_text<'a>(
    format: Format,
    bytes: impl Read + 'a,
    origin: Origin<'a>,
    sink: Sink<'_>,
) -> Result<()> {
    match format {
        Format::Catalogue(delimiter) => catalogue::read(Box::new(bytes), delimiter, origin, sink),
        Format::Records => records::read(Box::new(bytes), origin, sink),
        Format::CompressedRecords => {
            records::read(Box::new(MultiGzDecoder::new(bytes)), origin, sink)
        }
        _ => prose::read(bytes, origin, sink),
    }
}

/// Reads a file of a format that needs all of it.
fn read_whole(named: Format, file: File, origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let mut bytes = Vec::new();
    let read = file.take(package::MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| origin.read_error(error))?;
    if bytes.len() as u64 > package::MOST_BYTES {
        return Err(origin.too_large(package::MOST_BYTES));
    }
    dispatch(Format::of(named, &bytes, origin)?, &bytes, origin, sink)
}

/// Runs the part of a reader that a library does. Libraries panic on some damaged files, which
/// must not end the reading of the archive that such a file is in.
fn guarded<T>(origin: Origin<'_>, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let work = std::panic::AssertUnwindSafe(work);
    let crashed = |_| Err(Error::Crashed { path: origin.path.to_owned() });
    std::panic::catch_unwind(work).unwrap_or_else(crashed)
}

/// Reads a file in memory whose format is known.
fn dispatch(format: Format, bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    match format {
        Format::Word => word::read(bytes, origin, sink),
        Format::Workbook => workbook::read(bytes, origin, sink),
        Format::Page => page::read(bytes, origin, sink),
        Format::PageOfTables => page::read_tables(bytes, origin, sink),
        Format::Pdf => pdf::read(bytes, origin, sink),
        Format::Ofd => ofd::read(bytes, origin, sink),
        Format::Archive => archive::read(Cursor::new(bytes), origin, sink),
        Format::Office => office::read(bytes, origin, sink),
        format => read_text(format, Cursor::new(bytes), origin, sink),
    }
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
    Format::named(path).is_some_and(|format| format != Format::Picture)
}

#[cfg(test)]
mod tests;
