//! OFD (GB/T 33190): a zip file of XML pages whose text objects say where each
//! character stands.

use std::collections::HashMap;
use std::io::Cursor;
use std::ops::ControlFlow;

use crate::container::package::{Package, beside};
use crate::container::xml::{Token, Tokens};
use crate::error::{Damage, Error, Result};
use crate::manuscript::assembly;
use crate::pages::{self, Page};
use crate::recognition::Recognized;
use crate::source::{Item, Origin, Sink};

mod drawing;
mod text;

use drawing::{Drawing, numbers};

type Input<'a> = Package<'a, Cursor<&'a [u8]>>;

/// Reads the text of all pages in their order.
pub(crate) fn read_ofd(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let mut package = Package::open(Cursor::new(bytes), "OFD", origin)?;
    let entry = package
        .text("OFD.xml")?
        .ok_or_else(|| package.damaged(Damage::NoPart("OFD.xml".to_owned())))?;
    let mut pages = Vec::new();
    for root in texts(&entry, "DocRoot") {
        document(&mut package, &beside("OFD.xml", &root), &mut pages)?;
    }
    hand_over(pages, Recognized::default(), origin, sink)
}

/// Hands over the document that pages make, of which some were recognised; pages that are pictures
/// still, or could not be recognised, are named.
pub(crate) fn hand_over(
    pages: Vec<Page>,
    mut recognized: Recognized,
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<()> {
    let (manuscript, scans) = pages::read_pages(pages, origin)?;
    let mut documents = manuscript.records(origin)?;
    recognized.mark(&mut documents);
    let numbers: Vec<String> = scans.iter().map(usize::to_string).collect();
    let (path, pages) = (origin.path.to_owned(), numbers.join("、"));
    let scans = (!scans.is_empty()).then_some(Error::ScannedPages { path, pages });
    for problem in scans.into_iter().chain(recognized.problem(origin)) {
        if sink(Item::Problem(problem)) == ControlFlow::Break(()) {
            return Ok(());
        }
    }
    assembly::hand_over(documents, sink);
    Ok(())
}

/// The texts of all elements of a name.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let (mut found, mut inside) = (Vec::new(), false);
    for token in Tokens::new(xml).map_while(std::result::Result::ok) {
        match token {
            Token::Open(tag) => inside = tag.name() == name,
            Token::Close(_) => inside = false,
            Token::Text(text) if inside => found.push(text.into_owned()),
            Token::Text(_) => {}
        }
    }
    found
}

/// What `Document.xml` says: where pages, and what they share, are in the package.
struct Outline {
    /// Templates by their ids.
    templates: HashMap<String, String>,
    /// Each page's id and place.
    pages: Vec<(String, String)>,
    size: (f32, f32),
    /// Files with what pages share.
    resources: Vec<String>,
    annotations: Option<String>,
}

/// Adds the pages of a document.
fn document(package: &mut Input<'_>, path: &str, pages: &mut Vec<Page>) -> Result<()> {
    let text = required(package, path)?;
    let outline = outline(&text, path).map_err(|error| package.damaged(Damage::Xml(error)))?;
    let mut resources = Vec::new();
    for at in &outline.resources {
        resources.extend(package.text(at)?);
    }
    let units: HashMap<String, &str> = resources.iter().flat_map(|text| units(text)).collect();
    let annotations = match &outline.annotations {
        Some(at) => package.text(at)?.map(|text| annotated(&text, at)).unwrap_or_default(),
        None => HashMap::new(),
    };
    for (id, at) in &outline.pages {
        let text = required(package, at)?;
        let size = texts(&text, "PhysicalBox").first().and_then(|text| box_size(text));
        let mut drawing = Drawing::new(&units, size.unwrap_or(outline.size));
        for template in attributes(&text, "Template", "TemplateID") {
            let under = outline.templates.get(&template).map(|at| package.text(at));
            let under = under.transpose()?.flatten().unwrap_or_default();
            drawing.run(&under).map_err(|error| package.damaged(Damage::Xml(error)))?;
        }
        drawing.run(&text).map_err(|error| package.damaged(Damage::Xml(error)))?;
        if let Some(at) = annotations.get(id) {
            let text = package.text(at)?.unwrap_or_default();
            drawing.annotate(&text).map_err(|error| package.damaged(Damage::Xml(error)))?;
        }
        pages.push(drawing.page());
    }
    Ok(())
}

fn required(package: &mut Input<'_>, path: &str) -> Result<String> {
    match package.text(path)? {
        Some(text) => Ok(text),
        None => Err(package.damaged(Damage::NoPart(path.to_owned()))),
    }
}

fn outline(text: &str, path: &str) -> std::result::Result<Outline, quick_xml::Error> {
    let mut outline = Outline {
        templates: HashMap::new(),
        pages: Vec::new(),
        size: (210.0, 297.0),
        resources: Vec::new(),
        annotations: None,
    };
    let mut element = String::new();
    for token in Tokens::new(text) {
        match token? {
            Token::Open(tag) => {
                let location = tag.attribute("BaseLoc").map(|to| beside(path, &to));
                let id = || tag.attribute("ID").unwrap_or_default();
                match (tag.name(), location) {
                    ("TemplatePage", Some(at)) => {
                        outline.templates.insert(id(), at);
                    }
                    ("Page", Some(at)) => outline.pages.push((id(), at)),
                    _ => {}
                }
                element = tag.name().to_owned();
            }
            Token::Text(text) => match element.as_str() {
                "PhysicalBox" => outline.size = box_size(&text).unwrap_or(outline.size),
                "PublicRes" | "DocumentRes" => outline.resources.push(beside(path, &text)),
                "Annotations" => outline.annotations = Some(beside(path, &text)),
                _ => {}
            },
            Token::Close(_) => element.clear(),
        }
    }
    Ok(outline)
}

/// The composite graphics of a file of resources, each with its XML, by their ids.
fn units(text: &str) -> Vec<(String, &str)> {
    let (mut units, mut open) = (Vec::new(), None);
    let mut tokens = Tokens::new(text);
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::Open(tag) if tag.name() == "CompositeGraphicUnit" => {
                let id = tag.attribute("ID").unwrap_or_default();
                open = Some((id, tokens.offset()));
            }
            Token::Close(name) if name == "CompositeGraphicUnit" => {
                if let Some((id, from)) = open.take() {
                    let xml = text.get(from..tokens.offset()).unwrap_or_default();
                    let end = xml.rfind("</").unwrap_or(0);
                    units.push((id, &xml[..end]));
                }
            }
            _ => {}
        }
    }
    units
}

/// Where the annotations of each page are, by the page's id.
fn annotated(text: &str, path: &str) -> HashMap<String, String> {
    let ids = attributes(text, "Page", "PageID").into_iter();
    ids.zip(texts(text, "FileLoc")).map(|(id, to)| (id, beside(path, &to))).collect()
}

/// An attribute of all elements of a name.
fn attributes(xml: &str, name: &str, attribute: &str) -> Vec<String> {
    let tokens = Tokens::new(xml).map_while(std::result::Result::ok);
    tokens
        .filter_map(|token| match token {
            Token::Open(tag) if tag.name() == name => tag.attribute(attribute),
            _ => None,
        })
        .collect()
}

fn box_size(text: &str) -> Option<(f32, f32)> {
    match numbers(text)[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_composite_graphics() {
        let text = "<o:Res xmlns:o='x'><o:CompositeGraphicUnit ID='7'><o:A/></o:CompositeGraphicUnit></o:Res>";
        assert_eq!(units(text), [("7".to_owned(), "<o:A/>")]);
    }
}
