//! Recognising the text of pictures of pages (OCR) by tesseract: pages of a PDF that have no text
//! that can be read, drawn by pdftoppm, and files that are pictures. What is recognised are glyphs at
//! places of a page, like those of a page that has text, and how sure each is.

mod crew;
mod ink;
mod kept;
mod lines;
mod marking;
mod pictures;
mod punctuation;
mod reading;
mod rendering;
mod turning;

use std::io::ErrorKind;
use std::num::NonZero;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread::available_parallelism;
use std::time::Duration;

use crate::error::{Error, RecognitionFault, Result};
use crate::pages::{self, Page};
use crate::programs;
use crate::source::{Origin, Sink};
use kept::Shelf;
use lines::ReadPage;
pub(crate) use marking::Recognized;
use pictures::Pictures;
use reading::{Reader, Scan};
use rendering::Renderer;

/// Pages that one process recognises at a time at most: they share its memory.
const MOST_THREADS: usize = 8;

/// Pages of one file that are recognised: some hours of work.
const MOST_PAGES: usize = 2000;

/// Draws or decodes the page of a number, counted from 0.
type Draw<'a> = &'a (dyn Fn(usize) -> Result<Scan, RecognitionFault> + Sync);

/// Replaces the pages of a PDF that have no text that can be read, where the programs for that are
/// there; else leaves all as they are.
///
/// # Errors
/// Nothing on any page could be recognised, or there is no room for what is drawn.
pub(crate) fn complete(
    pages: &mut [Page],
    bytes: &[u8],
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<Recognized> {
    let unread = pages::unreadable(pages);
    let renderer = programs::find(&["pdftoppm"], &[]);
    let (Some(folder), Some(program), false) = (origin.kept, renderer, unread.is_empty()) else {
        return Ok(Recognized::default());
    };
    let Some(reader) = Reader::find().map_err(|error| origin.read_error(error))? else {
        return Ok(Recognized::default());
    };
    let sizes = pages.iter().map(|page| (page.width, page.height)).collect();
    let renderer =
        Renderer::new(program, bytes, sizes).map_err(|error| origin.read_error(error))?;
    let shelf = Shelf::open(folder, bytes);
    let draw = |at: usize| renderer.draw(at);
    let recognized = recognize(&unread, &draw, &reader, &shelf, sink);
    let has_picture = unread.iter().any(|at| pages[*at].has_picture);
    for (at, page) in recognized.pages() {
        // Where nothing can be seen, what is wrong with the text is still to be told.
        if pages[at].has_picture || !page.glyphs.is_empty() {
            pages[at] = page;
        }
    }
    if has_picture { checked(recognized, pages, origin) } else { Ok(recognized) }
}

/// The pages of a file that is a picture, or several in one.
///
/// # Errors
/// The programs are missing, or nothing could be recognised.
pub(crate) fn of_picture(
    bytes: &[u8],
    origin: Origin<'_>,
    sink: Sink<'_>,
) -> Result<(Vec<Page>, Recognized)> {
    let missing = || Error::Picture { path: origin.path.to_owned() };
    let folder = origin.kept.ok_or_else(missing)?;
    let reader = Reader::find().map_err(|error| origin.read_error(error))?.ok_or_else(missing)?;
    let pictures = Pictures::of(bytes);
    let numbers: Vec<usize> = (0..pictures.count()).collect();
    let draw = |at: usize| pictures.decode(at);
    let recognized = recognize(&numbers, &draw, &reader, &Shelf::open(folder, bytes), sink);
    let pages: Vec<Page> = recognized.pages().map(|(_, page)| page).collect();
    let recognized = checked(recognized, &pages, origin)?;
    Ok((pages, recognized))
}

/// Recognises pages, several at a time; those on the shelf need no work.
fn recognize(
    numbers: &[usize],
    draw: Draw<'_>,
    reader: &Reader,
    shelf: &Shelf,
    sink: Sink<'_>,
) -> Recognized {
    let (now, never) = numbers.split_at(numbers.len().min(MOST_PAGES));
    let cores = available_parallelism().map_or(1, NonZero::get);
    let read = |at: usize| -> Result<ReadPage, RecognitionFault> {
        if let Some(page) = shelf.find(at) {
            return Ok(page);
        }
        let _turn = shelf.take_turn(cores);
        let page = reader.read(draw(at)?)?;
        shelf.keep(at, &page);
        Ok(page)
    };
    let read = crew::work(now, cores.min(MOST_THREADS), &read, sink);
    let too_many = never.iter().map(|&at| (at, Err(RecognitionFault::TooMany(MOST_PAGES))));
    Recognized::new(read.into_iter().chain(too_many).collect())
}

/// What was recognised, if it is anything.
fn checked(mut recognized: Recognized, pages: &[Page], origin: Origin<'_>) -> Result<Recognized> {
    if pages.iter().any(|page| !page.glyphs.is_empty()) {
        return Ok(recognized);
    }
    let path = origin.path.to_owned();
    Err(recognized.problem(origin).unwrap_or(Error::Illegible { path }))
}

/// Runs a program that reads or draws a page.
fn run(command: &mut Command, patience: Duration) -> Result<(), RecognitionFault> {
    programs::run(command.stdout(Stdio::null()), patience).map_err(|error| match error.kind() {
        ErrorKind::TimedOut => RecognitionFault::TooSlow(patience.as_secs()),
        _ => RecognitionFault::NotRun(error),
    })
}

/// A folder that goes away, for files that a program reads or writes.
fn workshop() -> std::io::Result<tempfile::TempDir> {
    tempfile::Builder::new().prefix("zhengce-").tempdir()
}

/// The program that recognises.
fn tesseract() -> Option<PathBuf> {
    const PLACES: [&str; 2] = ["C:\\Program Files\\Tesseract-OCR", "/opt/homebrew/bin"];
    programs::find(&["tesseract", "tesseract.exe"], &PLACES)
}
