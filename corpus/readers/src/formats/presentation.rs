//! Presentations (PPTX): slide by slide, each frame whole, from the top to the bottom and from the
//! left to the right, then what the speaker noted.

use std::collections::HashMap;
use std::io::Cursor;
use std::rc::Rc;

use crate::container::package::Package;
use crate::container::relationships::{self, Relationship};
use crate::container::xml::{Token, Tokens};
use crate::error::{Damage, Result};
use crate::manuscript::Manuscript;
use crate::manuscript::assembly;
use crate::source::{Origin, Sink};

mod frame;
mod numbers;
mod slide;

use frame::{Content, Frame, Role};
use slide::Slide;

/// The name of the format in messages.
const FORMAT: &str = "演示文稿（PPTX）";

/// The part that lists the slides.
const MAIN: &str = "ppt/presentation.xml";

type Input<'a> = Package<'a, Cursor<&'a [u8]>>;

/// Reads the text of all slides that are shown.
pub(crate) fn read_presentation(bytes: &[u8], origin: Origin<'_>, sink: Sink<'_>) -> Result<()> {
    let mut package = Package::open(Cursor::new(bytes), FORMAT, origin)?;
    let slides = slides(&mut package)?;
    let mut reading = Reading {
        package,
        manuscript: Manuscript::new(origin.names),
        masters: HashMap::new(),
        has_begun: false,
        has_title: false,
    };
    for part in slides {
        reading.add_slide(&part)?;
    }
    assembly::hand_over(reading.manuscript.records(origin)?, sink);
    Ok(())
}

/// The parts of the slides in the order in which they are shown.
fn slides(package: &mut Input<'_>) -> Result<Vec<String>> {
    let text = package.text(MAIN)?;
    let text = text.ok_or_else(|| package.damaged(Damage::NoPart(MAIN.to_owned())))?;
    let parts = relationships::of(package, MAIN)?;
    let mut slides = Vec::new();
    for token in Tokens::new(&text) {
        if let Token::Open(tag) = token.map_err(|error| package.damaged(Damage::Xml(error)))?
            && tag.name() == "sldId"
            && let Some(id) = tag.relationship()
            && let Some(part) = parts.iter().find(|part| part.id == id)
        {
            slides.push(part.target.clone());
        }
    }
    Ok(slides)
}

/// A presentation while it is read.
struct Reading<'a> {
    package: Input<'a>,
    manuscript: Manuscript<'a>,
    /// Frames of layouts and masters, which say where those of slides are.
    masters: HashMap<String, Rc<Vec<Frame>>>,
    /// Whether a slide has been read.
    has_begun: bool,
    has_title: bool,
}

impl Reading<'_> {
    fn add_slide(&mut self, part: &str) -> Result<()> {
        let Slide { mut frames, is_hidden } = self.slide(part)?;
        if is_hidden {
            return Ok(());
        }
        let parts = relationships::of(&mut self.package, part)?;
        for place in self.places(&parts)? {
            frames.iter_mut().for_each(|frame| frame.stand_where(&place));
        }
        if !std::mem::replace(&mut self.has_begun, true) {
            frame::entitle(&mut frames);
        }
        for frame in frame::in_order(frames) {
            self.add_frame(frame, &parts)?;
        }
        for notes in parts.iter().filter(|part| part.kind == "notesSlide") {
            self.add_notes(&notes.target)?;
        }
        Ok(())
    }

    /// The slide of a part, or a layout or another part like it; an empty one where there is none.
    fn slide(&mut self, part: &str) -> Result<Slide> {
        let text = self.package.text(part)?.unwrap_or_default();
        Slide::parse(&text).map_err(|error| self.package.damaged(Damage::Xml(error)))
    }

    /// The frames of the layout of a slide and of the master of that.
    fn places(&mut self, parts: &[Relationship]) -> Result<Vec<Rc<Vec<Frame>>>> {
        let Some(layout) = parts.iter().find(|part| part.kind == "slideLayout") else {
            return Ok(Vec::new());
        };
        let parts = relationships::of(&mut self.package, &layout.target)?;
        let master = parts.iter().find(|part| part.kind == "slideMaster");
        let mut places = Vec::new();
        for part in [Some(layout), master].into_iter().flatten() {
            if !self.masters.contains_key(&part.target) {
                let frames = Rc::new(self.slide(&part.target)?.frames);
                self.masters.insert(part.target.clone(), frames);
            }
            places.extend(self.masters.get(&part.target).cloned());
        }
        Ok(places)
    }

    fn add_frame(&mut self, frame: Frame, parts: &[Relationship]) -> Result<()> {
        if frame.is_title() {
            self.add_title(&frame.line());
            return Ok(());
        }
        for content in frame.contents {
            match content {
                Content::Text(text) => self.manuscript.push_text(&text),
                Content::Table(rows) => self.manuscript.push_table(rows),
                Content::Diagram(id) => {
                    if let Some(part) = parts.iter().find(|part| part.id == id) {
                        self.add_diagram(&part.target)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// The first title is that of the document.
    fn add_title(&mut self, text: &str) {
        let level = if self.has_title { 2 } else { 1 };
        self.has_title |= !text.trim().is_empty();
        self.manuscript.push_heading(level, text);
    }

    /// The texts of a diagram (SmartArt), in the order in which they were typed.
    fn add_diagram(&mut self, part: &str) -> Result<()> {
        for text in self.slide(part)?.frames.into_iter().flat_map(Frame::into_texts) {
            self.manuscript.push_text(&text);
        }
        Ok(())
    }

    fn add_notes(&mut self, part: &str) -> Result<()> {
        let frames = self.slide(part)?.frames.into_iter();
        for text in frames.filter(|frame| frame.role == Role::Body).flat_map(Frame::into_texts) {
            self.manuscript.push_text(&text);
        }
        Ok(())
    }
}
