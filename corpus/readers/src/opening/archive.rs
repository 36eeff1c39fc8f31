//! Zip files, read as folders: each file in them is a file of the library
//! whose name begins with that of the archive.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use language::gazetteer::Gazetteer;

use crate::container::package::Package;
use crate::error::{Error, Result};
use crate::formats::pdf;
use crate::opening::{format, is_readable_name, read_part};
use crate::source::{Item, Origin, Sink};

/// Archives that may be in each other.
const DEEPEST: usize = 3;

/// Bytes that the files of an archive may have together, unpacked.
const MOST_UNPACKED: u64 = 2 << 30;

/// Reads every file of an archive; what is wrong with one is a problem of its own.
pub(crate) fn read_archive(
    input: impl Read + Seek,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<()> {
    if origin.depth >= DEEPEST {
        return Err(Error::TooDeep { path: origin.path.to_owned(), limit: DEEPEST });
    }
    let mut package = Package::open(input, "ZIP", origin)?;
    let (mut unpacked, mut files) = (0, 0);
    for at in 0..package.names().len() {
        let entry = package.names()[at].clone();
        if is_passed_over(&entry) {
            continue;
        }
        files += 1;
        let name = format!("{}/{entry}", origin.name);
        let inner =
            Origin { path: Path::new(&name), name: &name, depth: origin.depth + 1, ..origin };
        let bytes = package.bytes_at(at, inner);
        unpacked += bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        if unpacked > MOST_UNPACKED {
            let path = origin.path.to_owned();
            return Err(Error::TooMuchUnpacked { path, limit: MOST_UNPACKED >> 20 });
        }
        let ended = read_inner(bytes, inner, sink);
        if ended.is_break() {
            return Ok(());
        }
    }
    if files == 0 { Err(origin.empty()) } else { Ok(()) }
}

/// Reads a file that is in another one; what is wrong with it is a problem of its own.
fn read_inner(bytes: Result<Vec<u8>>, inner: Origin<'_>, sink: Sink<'_>) -> ControlFlow<()> {
    let mut ended = ControlFlow::Continue(());
    let read = bytes.and_then(|bytes| {
        read_part(&bytes, inner, &mut |item| {
            ended = sink(item);
            ended
        })
    });
    match read {
        Err(error) if ended.is_continue() => sink(Item::Problem(error)),
        _ => ended,
    }
}

/// Reads a PDF file and the files in it that have a reader, each as one of an archive.
pub(crate) fn read_portfolio(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let mut ended = ControlFlow::Continue(());
    let attachments = pdf::read_pdf(bytes, origin, &mut |item| {
        ended = sink(item);
        ended
    })?;
    for pdf::Attachment { name, bytes } in attachments {
        let name = format!("{}/{name}", origin.name);
        let path = Path::new(&name);
        let inner = Origin { path, name: &name, depth: origin.depth + 1, ..origin };
        if ended.is_continue() && inner.depth < DEEPEST && is_readable_name(path) {
            ended = read_inner(Ok(bytes), inner, sink);
        }
    }
    Ok(())
}

/// The bytes of a file in an archive, by the name that its documents have behind that of the archive
/// ([`document::document::Source::file`]); `None` where there is none.
///
/// # Errors
/// The archive cannot be read, or is damaged there.
pub fn member(archive: &Path, name: &str, names: &Gazetteer) -> Result<Option<Vec<u8>>> {
    let read = |source| Error::from(language::Error::Read { path: archive.to_owned(), source });
    let file = BufReader::new(File::open(archive).map_err(read)?);
    member_of(file, name, Origin::new(archive, "", names))
}

fn member_of(input: impl Read + Seek, name: &str, origin: Origin<'_>) -> Result<Option<Vec<u8>>> {
    if origin.depth >= DEEPEST {
        return Ok(None);
    }
    let mut package = Package::open(input, "ZIP", origin)?;
    let rest = |entry: &str| name.strip_prefix(entry)?.strip_prefix('/').map(str::to_owned);
    let entries = package.names();
    if let Some(at) = entries.iter().position(|entry| entry == name) {
        return package.bytes_at(at, origin).map(Some);
    }
    // It may be in an archive in this one.
    let inner = entries.iter().enumerate().find_map(|(at, entry)| Some((at, rest(entry)?)));
    let Some((at, rest)) = inner else { return Ok(None) };
    let bytes = package.bytes_at(at, origin)?;
    member_of(Cursor::new(bytes), &rest, Origin { depth: origin.depth + 1, ..origin })
}

/// Whether an entry is a folder or a file that is no document.
fn is_passed_over(entry: &str) -> bool {
    let is_hidden = entry.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
    entry.ends_with('/') || is_hidden || format::is_by_product(Path::new(entry))
}
