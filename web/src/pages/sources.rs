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

/// The name of a source's file, without the folders of the server.
pub(crate) fn file(source: &Source) -> &str {
    source.file.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn named(source: &Source) -> String {
    let file = file(source);
    match source.place.as_str() {
        "" => file.to_owned(),
        place => format!("{file}，{place}"),
    }
}
