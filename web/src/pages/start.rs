//! The start page: what the library holds, and ways into it.

use std::collections::HashMap;
use std::time::SystemTime;

use askama::Template;
use jiff::Zoned;
use report::number::grouped;
use search::{FilterField, Hit, Response};

use super::results::facets::{self, Tick};
use super::results::histogram::Histogram;
use super::results::{all_documents, hits};
use super::{Frame, wording};
use crate::parameters::Parameters;

/// How many values of a facet are ways in.
const VALUES: usize = 12;

/// How many of the newest documents are named.
pub(super) const NEWEST: usize = 6;

/// What the start page shows.
#[derive(Template)]
#[template(path = "start.html")]
pub(super) struct StartPage {
    frame: Frame,
    /// How many documents there are, and when they were read.
    documents: String,
    read: Option<String>,
    /// Whether they are but a sample.
    is_sample: bool,
    examples: Vec<String>,
    ways: Vec<Way>,
    newest: Vec<New>,
    /// The list of all documents.
    all: String,
}

/// A facet as a way in.
struct Way {
    label: &'static str,
    note: Option<&'static str>,
    /// Of years also as bars.
    histogram: Option<Histogram>,
    values: Vec<Tick>,
    /// The page of all values, where these are not all.
    all: Option<(String, String)>,
}

/// A document among the newest.
struct New {
    href: String,
    title: String,
    date: Option<String>,
    agency: Option<String>,
}

/// What is known of the library.
pub(super) struct Library<'a> {
    pub(super) documents: usize,
    pub(super) read: Option<SystemTime>,
    pub(super) is_sample: bool,
    pub(super) examples: &'a [String],
    /// The places of agencies whose names do not say them.
    pub(super) places: &'a HashMap<String, String>,
}

impl StartPage {
    /// The page of a library, and all that it holds, newest first.
    pub(super) fn new(parameters: &Parameters, library: &Library<'_>, all: &Response) -> StartPage {
        let ways =
            [FilterField::DATES, FilterField::DISTRICTS, FilterField::KINDS, FilterField::AGENCIES];
        StartPage {
            frame: Frame::start(parameters),
            documents: grouped(library.documents),
            read: library.read.and_then(moment),
            is_sample: library.is_sample,
            examples: library.examples.to_vec(),
            ways: ways.into_iter().filter_map(|field| way(all, field, library.places)).collect(),
            newest: all.hits.iter().map(|hit| new(hit, library.places)).collect(),
            all: all_documents(),
        }
    }
}

fn way(all: &Response, field: FilterField, places: &HashMap<String, String>) -> Option<Way> {
    let nothing = Parameters::default();
    let mut values = facets::ticks(&nothing, all, field, places);
    let count = values.len() + all.facets[field].more;
    values.truncate(VALUES);
    (!values.is_empty()).then(|| Way {
        label: facets::label(field),
        note: facets::note(field),
        histogram: match field {
            FilterField::DATES => Histogram::new(&nothing, all),
            _ => None,
        },
        all: (count > values.len()).then(|| (grouped(count), nothing.facet_href(field))),
        values,
    })
}

fn new(hit: &Hit, places: &HashMap<String, String>) -> New {
    New {
        href: Parameters::default().document_href(&hit.id),
        title: wording::title(&hit.title).to_owned(),
        date: hit.date.map(|date| date.in_chinese()),
        agency: hits::agencies(hit, places),
    }
}

/// A moment in the time of this place.
fn moment(time: SystemTime) -> Option<String> {
    let at = Zoned::try_from(time).ok()?;
    let (hour, minute) = (at.hour(), at.minute());
    Some(format!("{}年{}月{}日 {hour:02}:{minute:02}", at.year(), at.month(), at.day()))
}

#[cfg(test)]
mod tests {
    use search::{Facet, FacetValue};

    use super::super::samples::{hit, response};
    use super::*;

    #[test]
    fn the_ways_in_are_those_of_the_library() {
        let mut all = response();
        let value = |at: usize| FacetValue {
            value: format!("第{at}局"),
            count: 2000 - at,
            selected: false,
        };
        all.facets[FilterField::AGENCIES] =
            Facet { values: (0..50).map(value).collect(), more: 950 };
        all.hits = vec![hit()];
        let library = Library {
            documents: 67_774,
            read: Some(SystemTime::UNIX_EPOCH),
            is_sample: false,
            examples: &["<甲>的政策".to_owned()],
            places: &HashMap::new(),
        };
        let page = |library: &Library<'_>| {
            StartPage::new(&Parameters::default(), library, &all).render().unwrap()
        };
        let html = page(&library);
        for expected in [
            "67,774",
            "1970年1月",
            "autofocus",
            "/?q=%3C%E7%94%B2%3E%E7%9A%84%E6%94%BF%E7%AD%96",
            "2,000",
            "全部 1,000 项",
            "/facet?field=agency",
            "静安区促进金融业开放发展举措",
            "/?sort=date",
        ] {
            assert!(html.contains(expected), "no {expected} in {html}");
        }
        assert!(!html.contains("zhengce index"), "{html}");
        let sample = page(&Library { is_sample: true, read: None, ..library });
        assert!(sample.contains("zhengce index"), "{sample}");
    }
}
