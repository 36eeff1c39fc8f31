//! Verifying all that is stored in an index against its checksums: ours of the files that are
//! sealed and of each document, Tantivy's of its own files.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;

use tantivy::directory::error::OpenReadError;
use tantivy::index::SegmentComponent;
use tantivy::{Index, SegmentMeta};

use crate::error::{Damage, Error, Result};
use crate::store::commit::Commit;
use crate::store::folder;
use crate::store::manifest::Manifest;
use crate::store::open;
use crate::store::packing::Unpacker;
use crate::store::seen::{SEEN, Seen, State};
use crate::store::stored::Documents;
use crate::text::analysis::Analyzer;

/// Looks at everything in the current generation of an index; returns what is damaged, which is
/// nothing where all is well.
///
/// # Errors
/// When there is no index, it is of another format, or the system refuses to read it.
pub fn verify(dir: &Path, analyzer: &Analyzer) -> Result<Vec<Error>> {
    let mut damages = Vec::new();
    noted(folder::current(dir), &mut damages)?;
    if Seen::open(dir)?.1 == State::Damaged {
        damages.push(Error::damaged(&dir.join(SEEN))(Damage::Altered));
    }
    let missing = || Error::Missing { path: dir.to_path_buf() };
    let generation = folder::generation_dirs(dir)?.into_iter().next().ok_or_else(missing)?;
    let Some(commit) = noted(Commit::read(&generation), &mut damages)? else {
        return Ok(damages);
    };
    noted(Manifest::of(&generation, &commit), &mut damages)?;
    let unpacker = Arc::new(Unpacker::open(&generation));
    for id in &commit.dictionaries {
        noted(unpacker.read_ahead(&[*id]), &mut damages)?;
    }
    let verified = verify_segments(&generation, &commit, analyzer, &unpacker, &mut damages);
    noted(verified, &mut damages)?;
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
    let metas = index.load_metas().map_err(Error::tantivy(generation))?;
    let damaged = damaged_files(generation, &index, &metas.segments);
    if !damaged.is_empty() {
        // What they say can be anything.
        damages.extend(damaged);
        return Ok(());
    }
    let searcher = open::searcher(&index).map_err(Error::tantivy(generation))?;
    Documents::of(&searcher, &fields, generation, unpacker)?.load_all(&mut |document| {
        damages.extend(document.err());
    })
}

/// The files of some segments of an index, which is in a generation, that are not as Tantivy wrote
/// them: reads all of them.
pub(crate) fn damaged_files(
    generation: &Path,
    index: &Index,
    segments: &[SegmentMeta],
) -> Vec<Error> {
    let mut damages = Vec::new();
    for segment in segments {
        let deletes = segment.has_deletes().then_some(SegmentComponent::Delete);
        for component in COMPONENTS.into_iter().chain(deletes) {
            let name = segment.relative_path(component);
            let whole =
                catch_unwind(AssertUnwindSafe(|| index.directory().validate_checksum(&name)));
            let damage = match whole {
                Ok(Ok(true)) => continue,
                Ok(Err(OpenReadError::FileDoesNotExist(_))) => Damage::MissingFile,
                // One that is cut short has no checksum to read, at which Tantivy can panic.
                Ok(Ok(false) | Err(_)) | Err(_) => Damage::Altered,
            };
            damages.push(Error::damaged(&generation.join(name))(damage));
        }
    }
    damages
}

/// The files that every segment has.
const COMPONENTS: [SegmentComponent; 6] = [
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Positions,
    SegmentComponent::Postings,
    SegmentComponent::Store,
    SegmentComponent::Terms,
];
