//! Parts of a Word document that are texts of other formats, web pages and other documents: systems
//! compose documents of them, and Word takes them in when it opens the file (altChunk).

use std::collections::HashMap;
use std::io::{Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;

use crate::container::package::Package;
use crate::container::relationships;
use crate::error::{Error, Result};
use crate::formats::{page, word};
use crate::manuscript::Manuscript;
use crate::source::{Item, Origin};

/// Documents that may be in each other.
const DEEPEST: usize = 3;

/// The texts of the parts, by what names their places. What is wrong with one is a problem.
pub(super) fn read<'n, R: Read + Seek>(
    package: &mut Package<'_, R>,
    main: &str,
    origin: Origin<'n>,
    problems: &mut Vec<Error>,
) -> Result<HashMap<String, Manuscript<'n>>> {
    let mut chunks = HashMap::new();
    let parts = relationships::of(package, main)?;
    for part in parts.into_iter().filter(|part| part.kind == "aFChunk") {
        let bytes = package.bytes(&part.target).map(Option::unwrap_or_default);
        match bytes.and_then(|bytes| manuscript(&bytes, &part.target, origin, problems)) {
            Ok(manuscript) => drop(chunks.insert(part.id, manuscript)),
            Err(error) => problems.push(error),
        }
    }
    Ok(chunks)
}

/// The text of a part, its format told by its content.
fn manuscript<'n>(
    bytes: &[u8],
    part: &str,
    origin: Origin<'n>,
    problems: &mut Vec<Error>,
) -> Result<Manuscript<'n>> {
    let inner = Origin { depth: origin.depth + 1, ..origin };
    if inner.depth > DEEPEST {
        return Err(Error::TooDeep { path: origin.path.to_owned(), limit: DEEPEST });
    }
    if bytes.starts_with(b"PK") {
        return word::manuscript(bytes, inner, problems);
    }
    if bytes.starts_with(b"{\\rtf") {
        let extension = Path::new(part).extension().unwrap_or_default();
        let (path, extension) = (origin.path.join(part), extension.to_string_lossy().into_owned());
        return Err(Error::Unsupported { path, extension });
    }
    let mut manuscript = Manuscript::new(origin.names);
    let mut tell = |item| {
        if let Item::Problem(problem) = item {
            problems.push(problem);
        }
        ControlFlow::Continue(())
    };
    match is_page(bytes) {
        true => page::collect(bytes, inner, &mut manuscript, &mut tell)?,
        false => manuscript.push_text(&inner.decoded(bytes, None, &mut tell)?),
    }
    Ok(manuscript)
}

fn is_page(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    page::is_message(bytes) || page::is_page(&head)
}
