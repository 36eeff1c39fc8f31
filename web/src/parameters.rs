//! The query string of a page or an API call: reading it into a search request, and writing the
//! request into a query string again, as links do. Parameters are named like the flags of the
//! command line.

mod beside;
mod checking;
mod counting;
mod figuring;
pub(crate) mod filters;
mod reading;
mod strict;
mod tabling;
mod writing;

use search::{Request, Sort};

pub(crate) use beside::{
    CiteAsked, DocumentAsked, FacetAsked, read_cite, read_comparison, read_document, read_original,
    read_part, read_with_facet,
};
pub(crate) use checking::{Checking, Section, read_checking};
pub(crate) use counting::{Counting, read_counting};
pub(crate) use figuring::{Figuring, read_figuring};
pub(crate) use reading::{Ends, Reading, names, read};
pub(crate) use strict::{
    Malformed, Page, check_paging, number, only, page, read_facet, read_for_program, required,
};
pub(crate) use tabling::{Tabling, read_tabling};
pub(crate) use writing::{
    cite_href, comparison_file_href, document_json_href, findings_csv_href, findings_href,
    original_href,
};

/// How many hits a page shows where nothing else is asked for.
pub(crate) const DEFAULT_LIMIT: usize = 10;

/// How many completions are given where no number is asked for.
pub(crate) const DEFAULT_COMPLETIONS: usize = 8;

/// The most completions that are given; a longer list is not read while typing.
pub(crate) const MAX_COMPLETIONS: usize = 50;

/// How many values of a facet the API returns where no number is asked for.
pub(crate) const DEFAULT_VALUES: usize = 50;

/// The state of a search, as the URL carries it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Parameters {
    /// What to search for.
    pub(crate) request: Request,
    /// Whether the URL says which day is today; links then go on saying so.
    pub(crate) fixed_today: bool,
}

impl Parameters {
    /// The request of which only counts are wanted: no hit is loaded, and no order found out.
    pub(crate) fn of_counts(&self) -> Request {
        Request { limit: 0, offset: 0, sort: Some(Sort::Date), ..self.request.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_links_write_reads_as_the_same() {
        let cases = [
            "",
            "q=%E5%8C%BA%E5%9D%97%E9%93%BE",
            "q=a%26b%3Dc+%2B+%25+%23%3Cscript%3E",
            "year=2018..2020&year=2016&date=2017-03..2018-06&date=..2019",
            "district=%E9%9D%99%E5%AE%89%E5%8C%BA&district=%E6%9D%A8%E6%B5%A6%E5%8C%BA",
            "agency=%E5%B8%82%E7%A7%91%E5%A7%94&kind=policy&kind=report",
            "level=%E5%B8%82%E7%BA%A7&doc-type=%E9%80%9A%E7%9F%A5&status=%E5%BE%85%E6%A0%B8",
            "year=2019&has=year%3A2019&has=district%3A&ignore=dates",
            "ignore=dates&ignore=doc_types&sort=date-asc&limit=50&offset=100&literal=1",
            "q=a&has=year%3A2019&since=2026-11&sort=seen",
            "q=a&in=title&within=b+c&within=d&district=x",
            "q=a&no-synonyms=1&versions=all&today=2024-02-29",
        ];
        for query in cases {
            let read_once = read(query);
            assert_eq!(read_once.notices, [], "{query}");
            let written = read_once.parameters.href("/");
            assert_eq!(written.trim_start_matches(['/', '?']), query);
            let read_again = read(written.trim_start_matches(['/', '?']));
            assert_eq!(read_again.parameters, read_once.parameters, "{query}");
        }
    }
}
