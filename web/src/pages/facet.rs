//! The page of a facet: all its values that a search has, a page at a time, with a box to look
//! among them.

use std::collections::HashMap;

use askama::Template;
use corpus::fold;
use report::number::grouped;
use search::{FilterField, Response};

use super::Frame;
use super::results::facets::{self, Tick};
use super::results::paging::Choice;
use crate::parameters::{FacetAsked, Parameters, filters};

/// How many values a page has.
const PAGE: usize = 200;

/// What the page of a facet shows.
#[derive(Template)]
#[template(path = "facet.html")]
pub(super) struct FacetPage {
    frame: Frame,
    label: &'static str,
    note: Option<&'static str>,
    /// How many values there are, and how many of them have what is looked for.
    all: String,
    found: String,
    find: String,
    /// What the box keeps.
    kept: Vec<(&'static str, String)>,
    ticks: Vec<Tick>,
    /// The pages, where there are several.
    pages: Vec<Choice>,
    /// The search that the values are of.
    back: String,
}

impl FacetPage {
    /// The page of one facet of a search, of which the response lists all values.
    pub(super) fn new(
        parameters: &Parameters,
        response: &Response,
        (field, asked): (FilterField, &FacetAsked),
        places: &HashMap<String, String>,
    ) -> FacetPage {
        let label = facets::label(field);
        let mut ticks = facets::ticks(parameters, response, field, places);
        let all = ticks.len();
        let wanted = fold::key(&asked.find);
        ticks.retain(|tick| fold::key(&tick.label).contains(&wanted));
        let found = ticks.len();
        let pages = found.div_ceil(PAGE);
        let page = asked.page.min(pages.saturating_sub(1));
        let mut kept = parameters.kept_beside(&[]);
        kept.push(("field", filters::parameter(field).to_owned()));
        let choice = |at: usize| Choice {
            label: (at + 1).to_string(),
            href: parameters.facet_page_href(field, &asked.find, at),
            current: at == page,
        };
        FacetPage {
            frame: Frame::new(format!("全部{label} · 政策检索"), parameters),
            label,
            note: facets::note(field),
            all: grouped(all),
            found: grouped(found),
            find: asked.find.clone(),
            kept,
            ticks: ticks.into_iter().skip(page * PAGE).take(PAGE).collect(),
            pages: if pages > 1 { (0..pages).map(choice).collect() } else { Vec::new() },
            back: parameters.href("/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use search::{Facet, FacetValue};

    use super::super::samples::response;
    use super::*;
    use crate::parameters::read;

    #[test]
    fn every_value_is_on_some_page() {
        let mut found = response();
        let value =
            |at: usize| FacetValue { value: format!("第{at:03}局"), count: 1, selected: false };
        found.facets[FilterField::AGENCIES] =
            Facet { values: (0..450).map(value).collect(), more: 0 };
        let cases = [
            ("", 0, 200, 3, "第000局"),
            ("", 2, 50, 3, "第400局"),
            ("", 9, 50, 3, "第400局"),
            ("０4", 0, 15, 0, "第004局"),
            ("没有", 0, 0, 0, ""),
        ];
        let parameters = read("q=a&year=2019").parameters;
        for (find, page, ticks, pages, first) in cases {
            let asked = FacetAsked { field: None, find: find.to_owned(), page };
            let field = FilterField::AGENCIES;
            let shown = FacetPage::new(&parameters, &found, (field, &asked), &HashMap::new());
            assert_eq!((shown.ticks.len(), shown.pages.len()), (ticks, pages), "{find} {page}");
            assert_eq!(shown.ticks.first().map_or("", |tick| &tick.label), first);
            for tick in &shown.ticks {
                assert!(tick.href.starts_with("/?q=a&year=2019&agency="), "{}", tick.href);
            }
        }
    }
}
