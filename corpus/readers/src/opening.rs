//! Opening a file: its format is told, archives are unpacked, what could do harm is read in a process
//! of its own, and what only an office program reads is converted.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use flate2::read::MultiGzDecoder;
use language::gazetteer::Gazetteer;

use crate::container::package;
use crate::error::{Error, Result};
use crate::formats::{delimited, ofd, page, picture, presentation, prose, records, word, workbook};
use crate::source::{Item, Origin, Sink};
use format::{Format, TextFormat};
use isolation::Isolation;

mod archive;
mod flat;
pub(crate) mod format;
pub(crate) mod isolation;
mod office;
mod protected;

pub use archive::member;

/// Bytes at the start of a file that tell its format.
const HEAD: usize = 4096;

/// Reads one file and hands each item to `sink` in the order of the file, until it breaks.
///
/// `name` is what [`Source::file`](document::document::Source::file) of the documents says; `names` tell the lines of a head that
/// name agencies. Formats that can harm who reads them are read as `isolation` says.
///
/// # Errors
/// The file as a whole could not be read: the system refused, there is no reader for it, it is
/// empty, damaged, in no known encoding, or a table of codes. What is wrong with one record only is
/// an [`Item::Problem`].
pub fn read_file(
    path: &Path,
    name: &str,
    names: &Gazetteer,
    isolation: &Isolation,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<()> {
    let origin = Origin { kept: isolation.pages(), ..Origin::new(path, name, names) };
    let named = promised(origin)?;
    let mut file = File::open(path).map_err(|error| origin.read_error(error))?;
    let head = head(&mut file).map_err(|error| origin.read_error(error))?;
    if let (Format::Text(format), None) = (named, Format::told(&head)) {
        return read_text(format, file, origin, sink);
    }
    match isolation.read_file(origin, sink) {
        Some(read) => read,
        // An archive is never in memory as a whole.
        None if named == Format::Archive => archive::read_archive(file, origin, sink),
        None => read_whole(named, file, origin, sink),
    }
}

/// Reads a file that is in memory, its format told by the end of `name` and by its content.
///
/// # Errors
/// As [`read_file`].
pub fn read_bytes(
    name: &str,
    bytes: &[u8],
    names: &Gazetteer,
    sink: &mut dyn FnMut(Item) -> ControlFlow<()>,
) -> Result<()> {
    read_part(bytes, Origin::new(Path::new(name), name, names), sink)
}

/// Reads a file in memory, perhaps one of an archive.
fn read_part(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let named = promised(origin)?;
    if let (Format::Text(format), None) = (named, Format::told(bytes)) {
        return read_text(format, Cursor::new(bytes), origin, sink);
    }
    dispatch(Format::of(named, bytes, origin)?, bytes, origin, sink)
}

/// The format that the name promises.
fn promised(origin: Origin<'_>) -> Result<Format> {
    match Format::named(origin.path) {
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

/// Reads a file of text as it comes.
fn read_text<'a>(
    format: TextFormat,
    bytes: impl Read + 'a,
    origin: Origin<'a>,
    sink: Sink<'_>,
) -> Result<()> {
    match format {
        TextFormat::Delimited(delimiter) => {
            delimited::read_delimited(Box::new(bytes), delimiter, origin, sink)
        }
        TextFormat::Records => records::read_records(Box::new(bytes), origin, sink),
        TextFormat::CompressedRecords => {
            records::read_records(Box::new(MultiGzDecoder::new(bytes)), origin, sink)
        }
        TextFormat::Prose => prose::read_prose(bytes, origin, sink),
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

/// Reads a file in memory whose format is known.
fn dispatch(format: Format, bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    match format {
        Format::Word => word::read_word(bytes, origin, sink),
        Format::Workbook => workbook::read_workbook(bytes, origin, sink),
        Format::Presentation => presentation::read_presentation(bytes, origin, sink),
        Format::Page => page::read_page(bytes, origin, sink),
        Format::FlatPackage => flat::read_package(bytes, origin, sink),
        Format::PageOfTables => page::read_tables(bytes, origin, sink),
        Format::Pdf => archive::read_portfolio(bytes, origin, sink),
        Format::Ofd => ofd::read_ofd(bytes, origin, sink),
        Format::Archive => archive::read_archive(Cursor::new(bytes), origin, sink),
        Format::Office => office::read_converted(bytes, origin, sink),
        Format::Protected => protected::read_protected(bytes, origin, sink),
        Format::Picture => picture::read_picture(bytes, origin, sink),
        Format::Text(format) => read_text(format, Cursor::new(bytes), origin, sink),
    }
}

/// Whether a file of this name has a reader.
pub fn is_readable_name(path: &Path) -> bool {
    Format::named(path).is_some()
}
