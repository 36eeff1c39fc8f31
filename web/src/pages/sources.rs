//! Where documents were read, as pages name it, and the way to the originals.

use corpus::document::Source;

use crate::parameters::original_href;

/// A source, with the way to the original where it is a file.
#[derive(Debug)]
pub(crate) struct SourceRow {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
    /// Whether the document is all of the file.
    pub(crate) is_whole: bool,
}

/// The sources of the document of this id.
pub(crate) fn rows(id: &str, sources: &[Source]) -> Vec<SourceRow> {
    let row = |(at, source): (usize, &Source)| SourceRow {
        text: named(source),
        href: (!source.is_builtin()).then(|| original_href(id, at)),
        is_whole: source.place.is_empty(),
    };
    sources.iter().enumerate().map(row).collect()
}

fn named(source: &Source) -> String {
    match (source.file.as_str(), source.place.as_str()) {
        (file, "") => file.to_owned(),
        (file, place) => format!("{file}，{place}"),
    }
}
