//! The figures of documents: amounts, shares, targets and counts, each with what it is of, the year
//! that it is meant for, its sentence and its place.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use corpus::body::{Place, places};
use corpus::quantity::{Measured, Quantity};
use corpus::{Document, PartialDate};
use search::Marking;

mod printed;
mod rows;

pub use printed::printed;
pub use rows::{Order, caption, table};

/// A figure of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it is of, verbatim; `None` where the text does not say.
    pub subject: Option<String>,
    /// Its value, bounds and unit.
    pub quantity: Quantity,
    /// Its number and unit, verbatim.
    pub written: String,
    /// The years that it is meant for, the first and the last.
    pub years: Option<RangeInclusive<i16>>,
    /// Its sentence, verbatim; of a row of a table the row.
    pub sentence: String,
    /// Where it stands: 第二章 第十二条, 表1第3行.
    pub place: String,
    /// How near it stands to the words of a search.
    pub nearness: Nearness,
}

/// Where the words of a search stand; the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nearness {
    /// In the sentence, or nothing is searched for.
    Sentence,
    /// In the paragraph, or in a heading above it.
    Paragraph,
    /// In the title of the document.
    Title,
}

/// A paragraph, a heading, or a row of a table.
struct Piece<'a> {
    text: Cow<'a, str>,
    headings: Vec<&'a str>,
    place: String,
    is_row: bool,
}

/// The figures of a document in the order of its text; of a search with words only those that stand
/// near one of them.
pub fn figures(document: &Document, words: Option<&Marking>) -> Vec<Figure> {
    let speaks = |text: &str| words.is_none_or(|words| !words.carried(text).is_empty());
    let of_title = speaks(&document.title).then_some(Nearness::Title);
    let day = document.date.unwrap_or_else(PartialDate::today);
    let mut found = Vec::new();
    for piece in pieces(document) {
        let is_near = || speaks(&piece.text) || piece.headings.iter().any(|above| speaks(above));
        for sentence in piece.sentences() {
            let nearness = match speaks(sentence) {
                true => Some(Nearness::Sentence),
                false => is_near().then_some(Nearness::Paragraph).or(of_title),
            };
            // Measuring costs more than finding words.
            let Some(nearness) = nearness else { continue };
            let measured = Measured::new(sentence);
            found.extend(of_sentence(&piece, sentence, measured, nearness, day));
        }
    }
    found
}

fn of_sentence(
    piece: &Piece<'_>,
    sentence: &str,
    measured: Measured,
    nearness: Nearness,
    day: PartialDate,
) -> Vec<Figure> {
    let figure = |(at, quantity): (usize, &Quantity)| Figure {
        subject: measured.subject(at),
        quantity: quantity.clone(),
        written: sentence.chars().skip(quantity.place.start).take(quantity.place.len()).collect(),
        years: measured.years(at, day),
        sentence: sentence.trim().replace('\t', " | "),
        place: piece.place.clone(),
        nearness,
    };
    measured.quantities.iter().enumerate().map(figure).collect()
}

/// What figures are read in: the summary, then the text.
fn pieces(document: &Document) -> impl Iterator<Item = Piece<'_>> {
    // A row of a table has its cells in the text, too.
    let is_apart =
        |summary: &&str| !document.passages().iter().any(|passage| passage.text.contains(*summary));
    let summary = document.summary.as_deref().filter(is_apart).map(|summary| Piece {
        text: summary.into(),
        headings: Vec::new(),
        place: "摘要".to_owned(),
        is_row: false,
    });
    let mut paragraphs = 0;
    let passages = document.passages().into_iter().zip(places(&document.body));
    let body = passages.filter_map(move |(passage, place)| {
        paragraphs = if passage.is_heading { 0 } else { paragraphs + 1 };
        let of_table = place.row.is_some();
        // Captions and headers say what is counted, and count nothing.
        let is_head = place.row.is_some_and(|(_, row)| row == 0);
        (!is_head).then(|| Piece {
            text: passage.text,
            place: told(&place, passage.is_heading, paragraphs),
            headings: place.headings,
            is_row: of_table,
        })
    });
    summary.into_iter().chain(body)
}

/// A place as one cites it; a paragraph that is in no article by its number below the heading.
fn told(place: &Place<'_>, is_heading: bool, paragraph: usize) -> String {
    let place_in_words = place.to_string();
    if place.article.is_some() || place.row.is_some() || is_heading {
        return place_in_words;
    }
    format!("{place_in_words} 第{paragraph}段").trim_start().to_owned()
}

impl Piece<'_> {
    /// Its sentences; a row is one. What a semicolon parts is one, too: 到2025年，…；….
    fn sentences(&self) -> Vec<&str> {
        match self.is_row {
            true => vec![&self.text],
            false => self.text.split_inclusive(['。', '！', '？', '\n']).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
