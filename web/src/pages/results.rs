//! The search page: what was found, and all that leads on from there.

pub(super) mod answer;
mod chips;
pub(crate) mod facets;
pub(crate) mod histogram;
pub(crate) mod hits;
mod notices;
mod origin;
mod overruled;
pub(crate) mod paging;
#[cfg(test)]
pub(crate) mod tests;
mod times;
pub(crate) mod ways_out;

use std::collections::HashMap;

use askama::Template;
use report::citation::Form;
use report::number::grouped;
use search::{NearHit, Response, Scope, Sort, VersionsListed};

use super::{Frame, wording};
use crate::parameters::{Ends, Figuring, Parameters};
use answer::AnswerCard;
use chips::Chip;
use facets::FacetBox;
use hits::HitCard;
use notices::Note;
use origin::Origin;
use paging::{Choice, Paging};
use times::Times;
use ways_out::WaysOut;

/// Characters of the query that titles and headings repeat.
const REPEATED: usize = 40;

/// The forms in which all that was found is cited.
const REFERENCES: [(&str, Form); 3] =
    [("GB/T 7714", Form::Gbt7714), ("BibTeX", Form::Bibtex), ("RIS", Form::Ris)];

/// What the search page shows.
#[derive(Template)]
#[template(path = "results.html")]
pub(super) struct ResultsPage<'a> {
    frame: Frame,
    heading: String,
    total: String,
    /// Whether nothing was found.
    is_empty: bool,
    /// Whether the search was done to its end; otherwise there are at least so many.
    complete: bool,
    /// How long it took, in milliseconds.
    took: String,
    /// Numbers of the first and the last card on this page, where it does not show all.
    span: Option<(String, String)>,
    /// That versions of one document are listed as one, and the way to list each; or back.
    versions: Option<VersionsNote>,
    sorts: Vec<Choice>,
    times: Option<Times>,
    facets: Vec<FacetBox>,
    /// How many filters are in force.
    filters: usize,
    chips: Vec<Chip>,
    clear: Option<String>,
    /// The query, with what was read out of its words.
    origin: Vec<Origin>,
    /// What asks for attention, and what only says how the query was read.
    notices: Vec<Note>,
    hints: Vec<Note>,
    /// What a form keeps that looks within the results.
    kept_within: Vec<(&'static str, String)>,
    /// What was looked for, where nothing was found.
    tried: String,
    ways_out: WaysOut,
    answer: Option<AnswerCard<'a>>,
    hits: Vec<HitCard<'a>>,
    /// What comes nearest, where nothing was found.
    nearest: Vec<NearCard<'a>>,
    paging: Paging,
    first_page: String,
    overview: String,
    table: String,
    /// The feed of what is new in this search.
    feed: String,
    figures: String,
    json: String,
    /// The citations of all that was found, by their forms.
    references: [(&'static str, String); 3],
    /// How many documents the library has, and the list of them.
    library: String,
    all: String,
}

/// What the page needs to know beside the search and what it found.
pub(super) struct Beside<'a> {
    /// The title of the document that the answer quotes, where it is not among the hits.
    pub(super) quoted: Option<&'a str>,
    /// How many documents there would be without some condition, where none were found.
    pub(super) ways_out: WaysOut,
    /// How many documents the library has.
    pub(super) library: usize,
    /// The places of agencies whose names do not say them.
    pub(super) places: &'a HashMap<String, String>,
    /// What stands in the two fields of a range, where it could not be read.
    pub(super) unread: &'a Ends<String>,
}

impl<'a> ResultsPage<'a> {
    /// The page for a search and what it found.
    pub(super) fn new(
        parameters: &Parameters,
        response: &'a Response,
        beside: Beside<'a>,
    ) -> ResultsPage<'a> {
        let Beside { quoted, ways_out, library, places, unread } = beside;
        let request = &parameters.request;
        let shown = response.hits.len();
        let (first, last) = (request.offset + 1, request.offset + shown);
        let heading = heading(parameters);
        let notes = notices::notes(parameters, response).into_iter();
        let (hints, notices) = notes.partition(|note| note.quiet);
        let card = |answer| AnswerCard::new(parameters, response, answer, quoted);
        let chips = chips::chips(parameters, response);
        ResultsPage {
            frame: Frame::new(format!("{heading} · 政策检索"), parameters),
            heading,
            total: grouped(response.total),
            is_empty: response.total == 0,
            complete: response.complete,
            took: wording::milliseconds(response.took_ms),
            span: (0 < shown && shown < response.listed).then(|| (grouped(first), grouped(last))),
            versions: versions(parameters, response),
            sorts: sorts(parameters, response),
            times: Times::new(parameters, response, unread),
            facets: facets::boxes(parameters, response, places),
            filters: chips.iter().filter(|chip| chip.is_in_force).count(),
            chips,
            clear: chips::cleared(parameters, response),
            origin: origin::of(response),
            notices,
            hints,
            kept_within: parameters.kept_beside(&[]),
            tried: ways_out::tried(parameters, response),
            ways_out,
            answer: response.answer.as_ref().map(card),
            hits: response.hits.iter().map(|hit| HitCard::new(parameters, hit, places)).collect(),
            nearest: nearest(parameters, response, places),
            paging: Paging::new(parameters, response.listed),
            first_page: parameters.at(0).href("/"),
            overview: parameters.at(0).href("/overview"),
            table: parameters.table_href(),
            feed: parameters.feed_href(),
            figures: parameters.figures_href(Figuring::default()),
            json: parameters.href("/api/v1/search"),
            references: REFERENCES.map(|(label, form)| (label, parameters.references_href(form))),
            library: grouped(library),
            all: all_documents(),
        }
    }
}

/// The address of the list of all documents.
pub(super) fn all_documents() -> String {
    Parameters::default().sorted(Sort::Date).href("/")
}

/// Names the query and the filters beside it.
pub(super) fn heading(parameters: &Parameters) -> String {
    let query = parameters.request.query.trim();
    let mut parts = Vec::new();
    if !query.is_empty() {
        parts.push(wording::shortened(query, REPEATED));
    }
    parts.extend(chips::stated_in_words(parameters));
    match parts.is_empty() {
        true => "全部文件".to_owned(),
        false => parts.join("；"),
    }
}

/// A document that comes near, with the words of the query that it lacks.
struct NearCard<'a> {
    card: HitCard<'a>,
    lacks: &'a [String],
}

fn nearest<'a>(
    parameters: &Parameters,
    response: &'a Response,
    places: &HashMap<String, String>,
) -> Vec<NearCard<'a>> {
    let card = |near: &'a NearHit| NearCard {
        card: HitCard::new(parameters, &near.hit, places),
        lacks: &near.lacks,
    };
    response.nearest.iter().map(card).collect()
}

/// How versions are listed, with the way to list them otherwise.
struct VersionsNote {
    text: String,
    label: &'static str,
    href: String,
}

/// Says how versions are listed where it makes a difference.
fn versions(parameters: &Parameters, response: &Response) -> Option<VersionsNote> {
    let (way, label) = match parameters.request.versions {
        Some(VersionsListed::All) => (None, "合并"),
        _ if response.listed < response.total => (Some(VersionsListed::All), "分开列出"),
        _ => return None,
    };
    let text = match way {
        Some(_) => format!("各版本合并后列出 {} 条", grouped(response.listed)),
        None => "各版本分开列出".to_owned(),
    };
    Some(VersionsNote { text, label, href: parameters.listing(way).href("/") })
}

/// The orders to choose from. Without a query no hit is better than another; that of applying is for
/// hits that can be applied for.
fn sorts(parameters: &Parameters, response: &Response) -> Vec<Choice> {
    let asked = !parameters.request.query.trim().is_empty();
    let named = [
        (Sort::Relevance, "相关度"),
        (Sort::Date, "最新"),
        (Sort::DateAsc, "最早"),
        (Sort::Seen, "最近收录"),
        (Sort::Deadline, "申报截止"),
    ];
    let choice = |(sort, label): (Sort, &str)| Choice {
        label: label.to_owned(),
        href: parameters.sorted(sort).href("/"),
        current: response.understood.sort == sort,
    };
    let is_offered = |&(sort, _): &(Sort, &str)| match sort {
        Sort::Relevance => asked,
        Sort::Deadline => {
            let mut hits = response.hits.iter();
            response.understood.sort == sort || hits.any(|hit| hit.dates.deadline.is_some())
        }
        Sort::Date | Sort::DateAsc | Sort::Seen => true,
    };
    named.into_iter().filter(is_offered).map(choice).collect()
}

/// Where words are looked for, as a condition; `None` where it is everywhere.
fn scope_in_words(scope: Scope) -> Option<&'static str> {
    match scope {
        Scope::Text => None,
        Scope::Title => Some("只查标题"),
    }
}
