//! The times of a result: a histogram of its years, the two fields of a range, and the years to
//! tick.

use corpus::{DateRange, PartialDate};
use search::{Applied, FilterField, Receipt, Response};

use super::facets::{self, FacetBox};
use super::histogram::Histogram;
use crate::parameters::{Ends, Parameters};

/// The box of times.
#[derive(Debug)]
pub(super) struct Times {
    pub(super) histogram: Option<Histogram>,
    pub(super) from: Field,
    pub(super) to: Field,
    /// What their form keeps.
    pub(super) kept: Vec<(&'static str, String)>,
    /// The years, newest first.
    pub(super) years: FacetBox,
    /// Whether one year is chosen, so that another makes a range.
    pub(super) is_begun: bool,
}

/// One of the two fields of a range.
#[derive(Debug, PartialEq)]
pub(super) struct Field {
    pub(super) text: String,
    /// Whether the text could not be read.
    pub(super) is_wrong: bool,
}

impl Field {
    /// What could not be read stays in its field.
    fn new(unread: Option<&String>, date: Option<PartialDate>) -> Field {
        let said = || date.map_or_else(String::new, |date| date.to_string());
        Field { text: unread.cloned().unwrap_or_else(said), is_wrong: unread.is_some() }
    }
}

impl Times {
    /// The times of a result that has any.
    pub(super) fn new(
        parameters: &Parameters,
        response: &Response,
        unread: &Ends<String>,
    ) -> Option<Times> {
        let years = facets::years(parameters, response)?;
        let range = in_force(parameters, response).unwrap_or_default();
        let fresh = of_years(parameters, response, None);
        let stated = &parameters.request.filters;
        let one_year = |range: &DateRange| range.from == range.to && range.is_of_years();
        Some(Times {
            histogram: Histogram::new(parameters, response),
            from: Field::new(unread.from.as_ref(), range.from),
            to: Field::new(unread.to.as_ref(), range.to),
            kept: fresh.kept_beside(&[]),
            is_begun: stated.dates.is_empty()
                && matches!(&stated.years[..], [one] if one_year(one)),
            years,
        })
    }
}

/// The one range that is in force, stated or read out of the query.
fn in_force(parameters: &Parameters, response: &Response) -> Option<DateRange> {
    let filters = &parameters.request.filters;
    let stated: Vec<DateRange> = filters.years.iter().chain(&filters.dates).copied().collect();
    let is_read = response.understood.receipts.iter().any(is_time);
    match stated[..] {
        [one] => Some(one),
        [] if is_read => match response.understood.spans[..] {
            [one] => Some(one),
            _ => None,
        },
        _ => None,
    }
}

fn is_time(receipt: &Receipt) -> bool {
    receipt.applied == Applied::Filter && receipt.field == FilterField::DATES
}

/// The same search for documents of some years, or of any; what the query says of times no longer
/// counts.
pub(super) fn of_years(
    parameters: &Parameters,
    response: &Response,
    years: Option<String>,
) -> Parameters {
    let mut entries = parameters.filters();
    entries.retain(|(parameter, _)| parameter.parse() != Ok(FilterField::DATES));
    entries.extend(years.map(|years| ("year", years)));
    let changed = parameters.with_filters(&entries);
    let is_read = response.understood.receipts.iter().any(is_time);
    if is_read { changed.ignoring(FilterField::DATES) } else { changed }
}

#[cfg(test)]
mod tests {
    use search::FacetValue;

    use super::super::tests::{receipt, response};
    use super::*;
    use crate::parameters::{Reading, read};

    #[test]
    fn the_fields_say_what_is_in_force() {
        let read_out = [receipt(FilterField::DATES, "2018..", "2018年以来")];
        let cases = [
            ("q=a", &[][..], "", "", "q=a"),
            ("q=a&year=2018..2020&district=B", &[], "2018", "2020", "q=a district=B"),
            ("q=a&date=2018-03..&year=2019", &[], "", "", "q=a"),
            ("q=a&date=..2018-03", &[], "", "2018-03", "q=a"),
            ("q=a", &read_out, "2018", "", "q=a ignore=dates"),
            ("q=a&from=201803&to=某年", &[], "2018-03", "某年", "q=a"),
        ];
        for (query, receipts, from, to, kept) in cases {
            let mut found = response();
            let value = FacetValue { value: "2019".to_owned(), count: 1, selected: false };
            found.facets[FilterField::DATES].values = vec![value];
            found.understood.receipts = receipts.to_vec();
            found.understood.spans = vec!["2018..".parse().unwrap()];
            let Reading { parameters, unread, .. } = read(query);
            let times = Times::new(&parameters, &found, &unread).unwrap();
            let fields = (times.from.text.as_str(), times.to.text.as_str());
            assert_eq!(fields, (from, to), "{query}");
            assert_eq!(times.to.is_wrong, to == "某年", "{query}");
            let shown: Vec<String> =
                times.kept.iter().map(|(name, value)| format!("{name}={value}")).collect();
            assert_eq!(shown.join(" "), kept, "{query}");
        }
    }
}
