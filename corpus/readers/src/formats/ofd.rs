//! OFD (GB/T 33190): a zip file of XML pages whose text objects say where each
//! character stands.

use std::io::Cursor;
use std::ops::ControlFlow;

use crate::container::package::Package;
use crate::container::xml::{Tag, Token, Tokens};
use crate::error::{Damage, Error, Result};
use crate::manuscript::assembly;
use crate::pages::{self, Glyph, Page, Rule};
use crate::source::{Item, Origin, Sink};

type Input<'a> = Package<'a, Cursor<&'a [u8]>>;

/// Reads the text of all pages in their order.
pub(crate) fn read_ofd(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let mut package = Package::open(Cursor::new(bytes), "OFD", origin)?;
    let entry = package
        .text("OFD.xml")?
        .ok_or_else(|| package.damaged(Damage::NoPart("OFD.xml".to_owned())))?;
    let mut pages = Vec::new();
    for root in texts(&entry, "DocRoot") {
        document(&mut package, root.trim(), &mut pages)?;
    }
    hand_over(pages, origin, sink)
}

/// Hands over the document that pages make; pages that are pictures are named.
pub(crate) fn hand_over(pages: Vec<Page>, origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let (manuscript, scans) = pages::read_pages(pages, origin)?;
    let documents = manuscript.records(origin)?;
    if !scans.is_empty() {
        let numbers: Vec<String> = scans.iter().map(usize::to_string).collect();
        let (path, pages) = (origin.path.to_owned(), numbers.join("、"));
        if sink(Item::Problem(Error::ScannedPages { path, pages })) == ControlFlow::Break(()) {
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

/// Adds the pages of a document.
fn document(package: &mut Input<'_>, path: &str, pages: &mut Vec<Page>) -> Result<()> {
    let missing =
        |package: &Input<'_>, path: &str| package.damaged(Damage::NoPart(path.to_owned()));
    let text = package.text(path)?.ok_or_else(|| missing(package, path))?;
    let (mut templates, mut contents, mut size) = (Vec::new(), Vec::new(), (210.0, 297.0));
    let mut in_box = false;
    for token in Tokens::new(&text) {
        match token.map_err(|error| package.damaged(Damage::Xml(error)))? {
            Token::Open(tag) => {
                let location = tag.attribute("BaseLoc").map(|to| beside(path, &to));
                match (tag.name(), location) {
                    ("TemplatePage", Some(at)) => templates.push((tag.attribute("ID"), at)),
                    ("Page", Some(at)) => contents.push(at),
                    (name, _) => in_box = name == "PhysicalBox",
                }
            }
            Token::Text(text) if in_box => size = box_size(&text).unwrap_or(size),
            Token::Text(_) | Token::Close(_) => {}
        }
    }
    for at in contents {
        let text = package.text(&at)?.ok_or_else(|| missing(package, &at))?;
        let mut page = Page { height: size.1, ..Page::default() };
        let under = template(&text).and_then(|id| {
            templates.iter().find(|(own, _)| own.as_deref() == Some(&id)).map(|(_, at)| at.clone())
        });
        if let Some(under) = under {
            let text = package.text(&under)?.unwrap_or_default();
            draw(&text, size, &mut page).map_err(|error| package.damaged(Damage::Xml(error)))?;
        }
        draw(&text, size, &mut page).map_err(|error| package.damaged(Damage::Xml(error)))?;
        pages.push(page);
    }
    Ok(())
}

/// The id of the template that a page stands on.
fn template(page: &str) -> Option<String> {
    Tokens::new(page).map_while(std::result::Result::ok).find_map(|token| match token {
        Token::Open(tag) if tag.name() == "Template" => tag.attribute("TemplateID"),
        _ => None,
    })
}

/// A path that is given beside a file: from the root, or from the file's folder.
fn beside(file: &str, to: &str) -> String {
    match (to.strip_prefix('/'), file.rsplit_once('/')) {
        (Some(absolute), _) => absolute.to_owned(),
        (None, Some((folder, _))) => format!("{folder}/{to}"),
        (None, None) => to.to_owned(),
    }
}

fn numbers(text: &str) -> Vec<f32> {
    text.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

fn box_size(text: &str) -> Option<(f32, f32)> {
    match numbers(text)[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width, height)),
        _ => None,
    }
}

/// A text object, or a path, that is being read.
struct Placed {
    left: f32,
    top: f32,
    size: f32,
    /// a b c d e f of the matrix that places the text in the object.
    matrix: [f32; 6],
}

impl Placed {
    fn new(tag: &Tag<'_>) -> Placed {
        let list = |name: &str| numbers(&tag.attribute(name).unwrap_or_default());
        let boundary = list("Boundary");
        let at = |place: usize| boundary.get(place).copied().unwrap_or(0.0);
        let matrix = list("CTM").try_into().unwrap_or([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
        Placed { left: at(0), top: at(1), size: tag.number("Size").unwrap_or(4.0), matrix }
    }

    /// Where a point of the object is on the page.
    fn point(&self, x: f32, y: f32) -> (f32, f32) {
        let [a, b, c, d, e, f] = self.matrix;
        (self.left + a * x + c * y + e, self.top + b * x + d * y + f)
    }

    fn glyph(&self, x: f32, y: f32, width: f32, c: char) -> Glyph {
        let [a, b, along, d, ..] = self.matrix;
        let scale = a.abs().max(b.abs());
        let (x, y) = self.point(x, y);
        Glyph {
            x,
            y,
            width: width * scale,
            size: self.size * d.abs().max(along.abs()),
            text: c.to_string(),
        }
    }
}

/// Where the characters of a text code stand.
#[derive(Default)]
struct Code {
    x: f32,
    y: f32,
    across: Vec<f32>,
    down: Vec<f32>,
}

impl Code {
    fn new(tag: &Tag<'_>, last: &Code) -> Code {
        let deltas = |name: &str| deltas(&tag.attribute(name).unwrap_or_default());
        Code {
            x: tag.number("X").unwrap_or(last.x),
            y: tag.number("Y").unwrap_or(last.y),
            across: deltas("DeltaX"),
            down: deltas("DeltaY"),
        }
    }
}

/// Distances; `g 3 5.0` is 5.0 three times.
fn deltas(text: &str) -> Vec<f32> {
    let mut deltas = Vec::new();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        if word == "g" {
            let count = words.next().and_then(|count| count.parse().ok()).unwrap_or(0_usize);
            let delta = words.next().and_then(|delta| delta.parse().ok()).unwrap_or(0.0);
            deltas.extend(std::iter::repeat_n(delta, count.min(10_000)));
        } else {
            deltas.extend(word.parse::<f32>().ok());
        }
    }
    deltas
}

/// Adds what a page or template draws.
fn draw(xml: &str, size: (f32, f32), page: &mut Page) -> std::result::Result<(), quick_xml::Error> {
    let (mut object, mut code): (Option<Placed>, Code) = (None, Code::default());
    let (mut in_code, mut in_path) = (false, false);
    for token in Tokens::new(xml) {
        match token? {
            Token::Open(tag) => match tag.name() {
                "TextObject" | "PathObject" => {
                    (object, code) = (Some(Placed::new(&tag)), Code::default());
                }
                "AbbreviatedData" => in_path = true,
                "TextCode" => {
                    code = Code::new(&tag, &code);
                    in_code = true;
                }
                "ImageObject" => {
                    let boundary = numbers(&tag.attribute("Boundary").unwrap_or_default());
                    let area = boundary.get(2).zip(boundary.get(3)).map_or(0.0, |(w, h)| w * h);
                    page.has_picture |= area > 0.4 * size.0 * size.1;
                }
                _ => {}
            },
            Token::Close(_) => (in_code, in_path) = (false, false),
            Token::Text(text) => match &object {
                Some(object) if in_code => place(&text, object, &code, page),
                Some(object) if in_path => page.rules.extend(trace(&text, object)),
                _ => {}
            },
        }
    }
    Ok(())
}

/// The straight lines of a path: `M x y L x y … C`.
fn trace(data: &str, object: &Placed) -> Vec<Rule> {
    let (mut rules, mut pen, mut start) = (Vec::new(), (0.0, 0.0), (0.0, 0.0));
    let mut words = data.split_whitespace();
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or(0.0);
        let to = match word {
            "S" | "M" | "L" => object.point(number(), number()),
            "C" => start,
            _ => continue,
        };
        if word == "L" || word == "C" {
            rules.extend(Rule::between(pen, to));
        } else {
            start = to;
        }
        pen = to;
    }
    rules
}

/// Puts the characters of a text code on the page.
fn place(text: &str, object: &Placed, code: &Code, page: &mut Page) {
    let (mut x, mut y) = (code.x, code.y);
    for (at, c) in text.trim_end_matches(['\n', '\r']).chars().enumerate() {
        let natural = if c.is_ascii() { object.size / 2.0 } else { object.size };
        let width = code.across.get(at).copied().unwrap_or(natural);
        page.glyphs.push(object.glyph(x, y, width.min(object.size * 1.2), c));
        // Without distances characters stand side by side, unless they go down.
        x += code.across.get(at).copied().unwrap_or(if code.down.is_empty() {
            natural
        } else {
            0.0
        });
        y += code.down.get(at).copied().unwrap_or(0.0);
    }
}
