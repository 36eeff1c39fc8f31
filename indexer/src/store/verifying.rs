//! Verifying all that is stored in an index against its checksums: ours of the files that are
//! sealed and of each document, Tantivy's of its own files.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use tantivy::Index;
use tantivy::directory::error::OpenReadError;
use tantivy::index::SegmentId;

use crate::error::{Damage, Error, Result};
use crate::store::commit::Commit;
use crate::store::folder;
use crate::store::manifest::Manifest;
use crate::store::open;
use crate::store::packing::Unpacker;
use crate::store::stored::Documents;
use crate::text::analysis::Analyzer;

/// Looks at everything in the current generation of an index; returns what is damaged, which is
/// nothing where all is well.
///
/// # Errors
/// When there is no index, it is of another format, or the system refuses to read it.
pub fn verify(dir: &Path, analyzer: &Analyzer) -> Result<Vec<Error>> {
    let mut damages = Vec::new();
    let current = noted(folder::current(dir), &mut damages)?;
    let newest = || folder::generations(dir).map(|all| all.first().copied());
    let generation = match current {
        Some(generation) => generation,
        None => newest()?,
    };
    let missing = || Error::Missing { path: dir.to_path_buf() };
    let generation = folder::generation_dir(dir, generation.ok_or_else(missing)?);
    let Some(commit) = noted(Commit::read(&generation), &mut damages)? else {
        return Ok(damages);
    };
    noted(Manifest::of(&generation, &commit), &mut damages)?;
    let unpacker = Arc::new(Unpacker::open(&generation));
    for id in &commit.dictionaries {
        noted(unpacker.read_ahead(&[*id]), &mut damages)?;
    }
    let segments = || verify_segments(&generation, &commit, analyzer, &unpacker, &mut damages);
    // What is damaged can make Tantivy panic.
    match catch_unwind(AssertUnwindSafe(segments)) {
        Ok(verified) => noted(verified, &mut damages).map(drop)?,
        Err(_) => damages.push(Error::damaged(&generation)(Damage::Unreadable)),
    }
    Ok(damages)
}

/// What was read; damage is noted, and no error here.
fn noted<T>(read: Result<T>, damages: &mut Vec<Error>) -> Result<Option<T>> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(damage @ (Error::Damaged { .. } | Error::Tantivy { .. })) => {
            damages.push(damage);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

fn verify_segments(
    generation: &Path,
    commit: &Commit,
    analyzer: &Analyzer,
    unpacker: &Arc<Unpacker>,
    damages: &mut Vec<Error>,
) -> Result<()> {
    let (index, fields) = open::committed(generation, commit, analyzer)?;
    let segments = segments(&index).map_err(Error::tantivy(generation))?;
    damages.extend(damaged_files(generation, &index, &segments)?);
    let searcher = open::searcher(&index).map_err(Error::tantivy(generation))?;
    Documents::of(&searcher, &fields, generation, unpacker)?.load_all(&mut |document| {
        damages.extend(document.err());
    })
}

/// The files of some segments of an index, which is in a generation, that are not as Tantivy wrote
/// them.
///
/// # Errors
/// When the folder cannot be listed.
pub(crate) fn damaged_files(
    generation: &Path,
    index: &Index,
    segments: &[String],
) -> Result<Vec<Error>> {
    let mut damages = Vec::new();
    for entry in fs::read_dir(generation).map_err(Error::folder(generation))? {
        let file = entry.map_err(Error::folder(generation))?.path();
        let name = file.file_name().unwrap_or_default();
        let name = name.to_string_lossy();
        if !segments.iter().any(|id| name.starts_with(id.as_str())) {
            continue;
        }
        match index.directory().validate_checksum(Path::new(&*name)) {
            Ok(true) => {}
            // A later commit has no use for it, and this one has it open.
            Err(OpenReadError::FileDoesNotExist(_)) => {}
            // One that is cut short has no checksum to read.
            Ok(false) | Err(_) => damages.push(Error::damaged(&file)(Damage::Altered)),
        }
    }
    Ok(damages)
}

/// The segments of an index.
///
/// # Errors
/// When its list of segments cannot be read.
pub(crate) fn segments(index: &Index) -> tantivy::Result<Vec<String>> {
    Ok(index.searchable_segment_ids()?.iter().map(SegmentId::uuid_string).collect())
}
