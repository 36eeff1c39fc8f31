//! Relationships of the parts of Office files: which parts one of them uses, and as what.

use std::io::{Read, Seek};

use crate::container::package::{Package, beside};
use crate::container::xml::{Token, Tokens};
use crate::error::Result;

/// A part that another one uses.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Relationship {
    pub(crate) id: String,
    /// The last word of its type: slide, notesSlide, aFChunk.
    pub(crate) kind: String,
    /// The name of the part in the package.
    pub(crate) target: String,
}

/// What a part of a package uses in it; what is elsewhere is left out.
///
/// # Errors
/// The part that says so cannot be read.
pub(crate) fn of<R: Read + Seek>(
    package: &mut Package<'_, R>,
    part: &str,
) -> Result<Vec<Relationship>> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let text = package.text(&format!("{folder}/_rels/{name}.rels"))?.unwrap_or_default();
    Ok(parse(&text, part))
}

fn parse(text: &str, part: &str) -> Vec<Relationship> {
    let mut found = Vec::new();
    for token in Tokens::new(text).map_while(std::result::Result::ok) {
        let Token::Open(tag) = token else { continue };
        let is_external = tag.attribute("TargetMode").as_deref() == Some("External");
        if let (Some(id), Some(kind), Some(target), false) =
            (tag.attribute("Id"), tag.attribute("Type"), tag.attribute("Target"), is_external)
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push(Relationship { id, kind, target: beside(part, &target) });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_names_of_parts() {
        let text = r#"<Relationships>
            <Relationship Id="rId1" Type="http://a/b/slideLayout" Target="../slideLayouts/one.xml"/>
            <Relationship Id="rId2" Type="http://a/b/hyperlink" Target="http://c" TargetMode="External"/>
            <Relationship Id="rId3" Type="aFChunk" Target="/word/chunk.html"/></Relationships>"#;
        let read = parse(text, "ppt/slides/slide1.xml");
        let short: Vec<_> =
            read.iter().map(|r| (r.id.as_str(), r.kind.as_str(), r.target.as_str())).collect();
        let expected = [
            ("rId1", "slideLayout", "ppt/slideLayouts/one.xml"),
            ("rId3", "aFChunk", "word/chunk.html"),
        ];
        assert_eq!(short, expected);
    }
}
