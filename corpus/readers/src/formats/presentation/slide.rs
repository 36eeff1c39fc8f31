//! The frames of a slide, as its part of the package has them. Layouts, masters, notes and diagrams
//! are read alike.

use crate::container::xml::{Tag, Token, Tokens};
use crate::formats::presentation::frame::{Content, Frame, Place, Placeholder};
use crate::formats::presentation::numbers::Numbers;
use crate::sheet::cells::Cells;

/// Fields that number and date slides.
const FIELDS: [&str; 2] = ["slidenum", "datetime"];

#[derive(Default)]
pub(super) struct Slide {
    pub(super) frames: Vec<Frame>,
    pub(super) is_hidden: bool,
}

/// What places the frames of a group: theirs on the left, the slide's on the right.
#[derive(Default, Clone, Copy)]
struct Group {
    inner: Place,
    outer: Place,
}

impl Group {
    /// A place in the group as one on the slide, or in the group around this one.
    fn place(place: Place, Group { inner, outer }: &Group) -> Place {
        let scale = |inner: f64, outer: f64| if inner > 0.0 { outer / inner } else { 1.0 };
        let (across, down) = (scale(inner.width, outer.width), scale(inner.height, outer.height));
        Place {
            x: outer.x + (place.x - inner.x) * across,
            y: outer.y + (place.y - inner.y) * down,
            width: place.width * across,
            height: place.height * down,
        }
    }
}

/// A paragraph that is open.
#[derive(Default)]
struct Paragraph {
    text: String,
    level: usize,
    /// The kind and the first of its automatic numbers.
    numbering: Option<(String, u32)>,
}

/// A slide while it is read.
#[derive(Default)]
struct Reading {
    slide: Slide,
    groups: Vec<Group>,
    frame: Option<Frame>,
    paragraph: Paragraph,
    numbers: Numbers,
    cells: Cells,
    in_text: bool,
}

impl Slide {
    /// Reads a part.
    ///
    /// # Errors
    /// It is no XML.
    pub(super) fn parse(text: &str) -> Result<Slide, quick_xml::Error> {
        let mut reading = Reading::default();
        let mut tokens = Tokens::new(text);
        while let Some(token) = tokens.next().transpose()? {
            match token {
                Token::Open(tag) if is_left_out(&tag) => tokens.pass_over()?,
                Token::Open(tag) => reading.open(&tag),
                Token::Close(name) => reading.close(&name),
                Token::Text(text) if reading.in_text => reading.paragraph.text.push_str(&text),
                Token::Text(_) => {}
            }
        }
        Ok(reading.slide)
    }
}

impl Reading {
    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "sld" => {
                self.slide.is_hidden =
                    matches!(tag.attribute("show").as_deref(), Some("0" | "false"))
            }
            "grpSp" => self.groups.push(Group::default()),
            "sp" | "graphicFrame" | "pic" | "cxnSp" | "dataModel" => {
                self.frame = Some(Frame::default());
                self.numbers = Numbers::default();
            }
            "ph" => self.fill(tag),
            "off" | "chOff" | "ext" | "chExt" => self.place(tag),
            "relIds" => {
                let data = tag.attribute("dm").map(Content::Diagram);
                self.frame.iter_mut().for_each(|frame| frame.contents.extend(data.clone()));
            }
            "p" => self.paragraph = Paragraph::default(),
            "pPr" => self.paragraph.level = tag.number("lvl").unwrap_or(0),
            "buAutoNum" => {
                let kind = tag.attribute("type").unwrap_or_default();
                self.paragraph.numbering = Some((kind, tag.number("startAt").unwrap_or(1)));
            }
            "rPr" => self.enlarge(tag.number("sz").unwrap_or(0)),
            "t" => self.in_text = true,
            "br" => self.paragraph.text.push('\n'),
            "tab" => self.paragraph.text.push(' '),
            "tbl" => self.cells.open_table(),
            "tr" => self.cells.open_row(),
            "tc" => self.open_cell(tag),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.end_paragraph(),
            "tc" => self.cells.close_cell(),
            "tbl" => {
                if let Some(rows) = self.cells.close_table() {
                    self.push(Content::Table(rows));
                }
            }
            "sp" | "graphicFrame" | "pic" | "cxnSp" | "dataModel" => self.end_frame(),
            "grpSp" => drop(self.groups.pop()),
            _ => {}
        }
    }

    /// The frame fills one of the layout.
    fn fill(&mut self, tag: &Tag<'_>) {
        let kind = tag.attribute("type").unwrap_or_default();
        let placeholder = Placeholder { kind, index: tag.attribute("idx") };
        if let Some(frame) = &mut self.frame {
            frame.role = placeholder.role();
            frame.placeholder = Some(placeholder);
        }
    }

    fn end_frame(&mut self) {
        if let Some(mut frame) = self.frame.take() {
            frame.place =
                frame.place.map(|place| self.groups.iter().rev().fold(place, Group::place));
            self.slide.frames.push(frame);
        }
    }

    /// Takes a corner or the size of the open frame, or else of the group.
    fn place(&mut self, tag: &Tag<'_>) {
        let numbers = |x, y| Some((tag.number::<f64>(x)?, tag.number::<f64>(y)?));
        let (corner, size) = (numbers("x", "y"), numbers("cx", "cy"));
        let is_inner = tag.name().starts_with("ch");
        let place = match (&mut self.frame, self.groups.last_mut()) {
            (Some(frame), _) if corner.is_some() || size.is_some() => {
                frame.place.get_or_insert_default()
            }
            (None, Some(group)) if is_inner => &mut group.inner,
            (None, Some(group)) => &mut group.outer,
            _ => return,
        };
        if let Some((x, y)) = corner {
            (place.x, place.y) = (x, y);
        }
        if let Some((width, height)) = size {
            (place.width, place.height) = (width, height);
        }
    }

    /// The frame has text of a size.
    fn enlarge(&mut self, size: u32) {
        if let Some(frame) = &mut self.frame {
            frame.size = frame.size.max(size);
        }
    }

    /// A cell that a neighbour on its left covers is none of its own.
    fn open_cell(&mut self, tag: &Tag<'_>) {
        let is = |name| matches!(tag.attribute(name).as_deref(), Some("1" | "true"));
        if is("hMerge") {
            return;
        }
        self.cells.open_cell();
        self.cells.span_columns(tag.number("gridSpan").unwrap_or(1));
        if is("vMerge") {
            self.cells.continue_above();
        }
    }

    fn end_paragraph(&mut self) {
        let Paragraph { text, level, numbering } = std::mem::take(&mut self.paragraph);
        if text.trim().is_empty() {
            return;
        }
        let (kind, start) = numbering.unzip();
        let number = self.numbers.next(level, kind.as_deref(), start.unwrap_or(1));
        let text = number + &text;
        match self.cells.is_open() {
            true => self.cells.push(&text),
            false => self.push(Content::Text(text)),
        }
    }

    fn push(&mut self, content: Content) {
        if let Some(frame) = &mut self.frame {
            frame.contents.push(content);
        }
    }
}

/// Whether the text of an element is not read: the second form of a drawing, and fields that number
/// and date slides.
fn is_left_out(tag: &Tag<'_>) -> bool {
    let is_of_slide = |kind: String| FIELDS.iter().any(|own| kind.starts_with(own));
    match tag.name() {
        "Fallback" => true,
        "fld" => tag.attribute("type").is_some_and(is_of_slide),
        _ => false,
    }
}
