//! Where sources lie on this machine, to be left out of what is told to people elsewhere: a file of a
//! source is named from the source's own name on (`资料/2019/甲.pdf`).

use std::path::Path;

use corpus::document::Source;

use super::{Current, Engine};
use crate::message::Health;

/// The sources and other folders whose places are nobody's business, each with its own name, the
/// longest path first.
pub(super) struct Layout(Vec<(String, String)>);

impl Layout {
    pub(super) fn of<'a>(paths: impl IntoIterator<Item = &'a str>) -> Layout {
        let named = |path: &str| {
            let name = Path::new(path).file_name()?.to_str()?;
            (name.len() < path.len()).then(|| (path.to_owned(), name.to_owned()))
        };
        let mut all: Vec<_> = paths.into_iter().filter_map(named).collect();
        all.sort_by_key(|(path, _)| std::cmp::Reverse(path.len()));
        Layout(all)
    }

    /// A text that may name files.
    pub(super) fn left_out_of(&self, text: &mut String) {
        for (path, name) in &self.0 {
            if text.contains(path.as_str()) {
                *text = text.replace(path.as_str(), name);
            }
        }
    }

    pub(super) fn left_out_of_sources(&self, sources: &mut [Source]) {
        sources.iter_mut().for_each(|source| self.left_out_of(&mut source.file));
    }

    pub(super) fn left_out_of_health(&self, health: &mut Health) {
        let files = health.several_sources.iter_mut().flat_map(|several| &mut several.files);
        let values = health.doubts.iter_mut().map(|doubt| &mut doubt.value);
        let lines = health.unreadable.iter_mut().chain(&mut health.notices);
        lines.chain(files).chain(values).for_each(|text| self.left_out_of(text));
    }
}

impl Engine {
    /// The same engine for people elsewhere: it tells files without the folders of this machine that
    /// their sources lie in.
    #[must_use]
    pub fn hiding_folders(self) -> Engine {
        Engine { hides_folders: true, ..self }
    }

    /// What is left out of the names of files.
    pub(super) fn layout(&self, current: &Current) -> Layout {
        let sources = current.snapshot.index.library.sources.iter().map(String::as_str);
        let all = sources.chain(self.dir.to_str());
        Layout::of(all.filter(|_| self.hides_folders))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_their_source_on() {
        let layout = Layout::of(["/data/a/资料", "/data/a/资料/b", "/srv/c.pdf", "内置资料"]);
        let cases = [
            ("/data/a/资料/2019/甲.pdf", "资料/2019/甲.pdf"),
            ("/data/a/资料/b/乙.zip/丙.docx：读不了", "b/乙.zip/丙.docx：读不了"),
            ("/srv/c.pdf", "c.pdf"),
            ("内置资料/表1", "内置资料/表1"),
            ("甲；/data/a/资料/乙", "甲；资料/乙"),
            ("/else/丁", "/else/丁"),
        ];
        for (given, told) in cases {
            let mut text = given.to_owned();
            layout.left_out_of(&mut text);
            assert_eq!(text, told);
        }
    }
}
