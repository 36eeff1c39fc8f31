//! Looking for the answer in one document, sentence by sentence and row by row.

use std::ops::Range;

use corpus::document::Passage;
use corpus::gazetteer::Gazetteer;
use corpus::{Document, Kind};

use super::excerpt::{Excerpt, excerpt};
use super::thresholds::{AS_GOOD, LONGEST_SENTENCE, MOST_MARKS};
use super::weighing::{Statement, Weighed};
use super::{defining, names, tokens, weighing};
use crate::question::{Asked, AskedFor, FoldedText};
use corpus::sentences::{ends_clause, sentences};

/// Looks for the answer in one document.
pub(super) struct PassageSearch<'a> {
    pub(super) asked: &'a Asked,
    pub(super) gazetteer: &'a Gazetteer,
    pub(super) document: &'a Document,
    /// Its title, folded.
    pub(super) title: String,
}

impl PassageSearch<'_> {
    pub(super) fn best(&self) -> Option<Excerpt> {
        let about = self.about();
        let passages = self.document.passages();
        let mut headings: Vec<&str> = Vec::new();
        let mut best: Option<Excerpt> = None;
        // The rows of the table so far; empty outside one.
        let mut rows = String::new();
        for (at, passage) in passages.iter().enumerate() {
            if passage.is_heading {
                while headings.last().copied() != passage.heading && headings.pop().is_some() {}
                headings.push(&*passage.text);
                rows.clear();
                continue;
            }
            if headings.iter().any(|heading| heading.contains("参考文献")) {
                continue;
            }
            let row = passage.text.contains('\t');
            let context = || FoldedText::new(&headings.concat()).text + &about;
            let before = if row { rows.clone() } else { String::new() };
            let found = self.in_passage(passage, row, &context, before);
            // The header of a table is no statement.
            let header = row
                && rows.is_empty()
                && passages.get(at + 1).is_some_and(|p| p.text.contains('\t'));
            let found = found.filter(|_| !header);
            if let Some(found) = found
                && best.as_ref().is_none_or(|other| found.score > other.score)
            {
                best = Some(found);
            }
            if row {
                push_row(&mut rows, &passage.text);
            } else {
                rows.clear();
            }
        }
        best
    }

    /// What the whole document is about, folded.
    fn about(&self) -> String {
        let d = self.document;
        let optional = [&d.subtitle, &d.agency, &d.district];
        let parts = std::iter::once(d.title.as_str())
            .chain(optional.into_iter().flatten().map(String::as_str))
            .chain(d.agencies.iter().chain(&d.region).map(String::as_str));
        parts.fold(String::new(), |mut all, part| {
            all.push('。');
            all += &FoldedText::new(part).text;
            all
        })
    }

    fn in_passage(
        &self,
        passage: &Passage<'_>,
        row: bool,
        context: &dyn Fn() -> String,
        mut before: String,
    ) -> Option<Excerpt> {
        let given = &*passage.text;
        let parts = if row { std::iter::once(0..given.len()).collect() } else { sentences(given) };
        let mut best: Option<Excerpt> = None;
        for (at, part) in parts.iter().enumerate() {
            let text = FoldedText::new(&given[part.clone()]).text;
            if part.len() <= LONGEST_SENTENCE && self.may_answer(&text, &before) {
                let context = context();
                let record = self.document.kind == Kind::Organization;
                let line = Statement {
                    text: &text,
                    before: &before,
                    context: &context,
                    title: &self.title,
                    row,
                    record,
                };
                let (weighed, marks) = self.in_line(&line).unzip();
                if let (Some(weighed), Some(marks)) = (weighed, marks)
                    && best.as_ref().is_none_or(|other| weighed.score > other.score)
                {
                    let previous = at.checked_sub(1).filter(|_| weighed.leans).map(|at| &parts[at]);
                    best = excerpt(passage, part, previous, &weighed, &marks).or(best);
                }
            }
            before = text;
        }
        best
    }

    /// Whether a sentence is worth weighing: cheap, as it is asked of every one.
    fn may_answer(&self, text: &str, before: &str) -> bool {
        let key = &self.asked.terms[self.asked.key];
        let has = |text: &str| key.forms.iter().any(|form| weighing::has(text, form));
        has(text)
            || (self.asked.kind == AskedFor::Definition && text.contains([':', '“', '(']))
            || (before.len() <= LONGEST_SENTENCE && has(before) && weighing::leans(text))
    }

    /// The best answers of a sentence or row.
    fn in_line(&self, line: &Statement<'_>) -> Option<(Weighed, Vec<Range<usize>>)> {
        let mut weighed: Vec<(Weighed, Range<usize>)> = Vec::new();
        for (place, exact) in self.candidates(line.text) {
            if let Some(weight) = weighing::weigh(self.asked, self.gazetteer, line, &place, exact) {
                weighed.push((weight, place));
            }
        }
        // The first of equals.
        let best = weighed.iter().rev().max_by(|a, b| a.0.score.total_cmp(&b.0.score))?;
        let together = |place: &Range<usize>| shared(line.text, &best.1, place);
        let mut marks = vec![best.1.clone()];
        for (weight, place) in &weighed {
            let apart = marks.iter().all(|mark| mark.end <= place.start || place.end <= mark.start);
            let good = weight.score >= best.0.score - AS_GOOD || together(place);
            if good && apart && marks.len() < MOST_MARKS {
                marks.push(place.clone());
            }
        }
        Some((best.0, marks))
    }

    /// The tokens of the kind that is asked for, each with whether it is exactly what was asked.
    fn candidates(&self, text: &str) -> Vec<(Range<usize>, bool)> {
        let asked = self.asked;
        let exact =
            |places: Vec<Range<usize>>| places.into_iter().map(|place| (place, true)).collect();
        match asked.kind {
            AskedFor::Number | AskedFor::Duration => tokens::numbers(text, &asked.wanted),
            AskedFor::Ordinal => exact(tokens::ordinals(text, asked.following())),
            AskedFor::When => exact(tokens::dates(text)),
            AskedFor::Who => exact(names::doers(text, asked)),
            AskedFor::Where => names::sites(text, asked),
            AskedFor::Which => exact(defining::lists(text)),
            AskedFor::Definition => {
                let places = defining::definitions(text, asked);
                let own = places.is_empty()
                    && corpus::fold::key(&self.document.title)
                        == corpus::fold::key(asked.subject());
                exact(if own {
                    defining::description(text, asked.subject()).into_iter().collect()
                } else {
                    places
                })
            }
        }
    }
}

/// Adds a row to those above; of a long table the header and the last rows are kept.
fn push_row(rows: &mut String, row: &str) {
    if rows.len() > LONGEST_SENTENCE {
        rows.truncate(rows.find('。').map_or(0, |at| at + '。'.len_utf8()));
    }
    *rows += &FoldedText::new(row).text;
    rows.push('。');
}

/// Whether a sentence deals two answers out: 分别奖励 100 万元、300 万元.
fn shared(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    let (start, end) = (one.start.min(other.start), one.end.max(other.end));
    let dealt =
        text[..start].rfind("分别").is_some_and(|at| !text[at..start].contains(ends_clause));
    dealt && !text[start..end].contains(ends_clause)
}
