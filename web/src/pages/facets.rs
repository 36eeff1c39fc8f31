//! The column of facets: every value is a link that puts the value into the filters or takes it
//! out, so that any combination can be ticked without JavaScript.

use search::{Applied, Facet, FacetValue, FilterField, Receipt, Response};

use super::{overruled, wording};
use crate::parameters::{Parameters, filters};

/// How many values stand open before the rest is folded away.
const OPEN: usize = 8;

/// A facet with at least one value.
#[derive(Debug)]
pub(super) struct FacetBox {
    pub(super) label: &'static str,
    /// The values on view: the first ones and all that are ticked.
    pub(super) open: Vec<Tick>,
    /// The values folded away.
    pub(super) folded: Vec<Tick>,
    /// How many values the engine left out.
    pub(super) more: usize,
}

/// One value to tick.
#[derive(Debug)]
pub(super) struct Tick {
    pub(super) label: String,
    pub(super) count: usize,
    pub(super) on: bool,
    pub(super) href: String,
}

/// All facets that have values.
pub(super) fn boxes(parameters: &Parameters, response: &Response) -> Vec<FacetBox> {
    let shown = response.facets.iter().filter(|(_, facet)| !facet.values.is_empty());
    shown.map(|(field, facet)| Shape { field, facet }.fill(parameters, response)).collect()
}

/// A facet that is to be shown.
struct Shape<'a> {
    field: FilterField,
    facet: &'a Facet,
}

impl Shape<'_> {
    fn fill(&self, parameters: &Parameters, response: &Response) -> FacetBox {
        // Two more lines are shorter than a fold with two lines in it.
        let fits = self.facet.values.len() <= OPEN + 2;
        let (label, more) = (self.label(), self.facet.more);
        let mut filled = FacetBox { label, open: Vec::new(), folded: Vec::new(), more };
        for (position, value) in self.facet.values.iter().enumerate() {
            let tick = Tick {
                label: wording::value(self.field, &value.value),
                count: value.count,
                on: value.selected,
                href: self.toggled(parameters, response, value).href("/"),
            };
            let open = fits || position < OPEN || value.selected;
            if open { &mut filled.open } else { &mut filled.folded }.push(tick);
        }
        filled
    }

    /// The search with one value of the facet ticked or unticked.
    ///
    /// What is ticked now becomes the stated filter of the field, whether it was stated or read
    /// out of the query; the program's own reading is then ignored, or an unticked value would
    /// come back from the query's words.
    fn toggled(
        &self,
        parameters: &Parameters,
        response: &Response,
        toggled: &FacetValue,
    ) -> Parameters {
        let chosen = self.facet.values.iter().filter(|value| value.selected != (*value == toggled));
        let mut entries = parameters.filters();
        entries.retain(|(parameter, _)| !self.replaces(parameter));
        entries.extend(chosen.map(|value| (filters::parameter(self.field), value.value.clone())));
        let changed = parameters.with_filters(&entries);
        let mut receipts = response.understood.receipts.iter();
        let read =
            |receipt: &Receipt| receipt.applied == Applied::Filter && receipt.field == self.field;
        let named = overruled::is_overruled(parameters, response, self.field);
        if named || receipts.any(read) { changed.ignoring(self.field) } else { changed }
    }

    fn label(&self) -> &'static str {
        // Of dates the facet has the years.
        if self.field == FilterField::DATES { "年份" } else { self.field.label() }
    }

    /// Whether ticks of this facet take the place of a parameter's values.
    fn replaces(&self, parameter: &str) -> bool {
        parameter.parse() == Ok(self.field)
    }
}

#[cfg(test)]
mod tests {
    use super::super::results::tests::{receipt, response};
    use super::*;
    use crate::parameters::read;

    fn facet(values: &[(&str, bool)]) -> Facet {
        let value = |&(value, selected): &(&str, bool)| FacetValue {
            value: value.to_owned(),
            count: 1,
            selected,
        };
        Facet { values: values.iter().map(value).collect(), more: 0 }
    }

    #[test]
    fn a_tick_changes_its_own_value_only() {
        let both = [("2020", true), ("2019", true), ("2018", false)];
        let cases = [
            ("q=a&district=x", &both[2..], 0, "q=a&year=2018&district=x"),
            ("q=a&year=2019..2020&offset=20", &both[..], 0, "q=a&year=2019"),
            (
                "q=a&year=2019..2020&sort=date",
                &both[..],
                2,
                "q=a&year=2020&year=2019&year=2018&sort=date",
            ),
            ("date=2019-06..2020-02", &both[..], 1, "year=2020"),
        ];
        for (query, values, toggled, expected) in cases {
            let mut response = response();
            response.facets[FilterField::DATES] = facet(values);
            let boxes = boxes(&read(query).parameters, &response);
            assert_eq!(boxes.len(), 1);
            assert_eq!(boxes[0].open[toggled].href, format!("/?{expected}"), "{query}");
        }
    }

    #[test]
    fn unticking_what_was_read_out_of_the_query_ignores_the_reading() {
        let mut response = response();
        response.facets[FilterField::DISTRICTS] = facet(&[("A", true), ("B", false)]);
        response.understood.receipts = vec![receipt(FilterField::DISTRICTS, "A", "a")];
        let boxes = boxes(&read("q=a").parameters, &response);
        let hrefs: Vec<_> = boxes[0].open.iter().map(|tick| tick.href.as_str()).collect();
        assert_eq!(
            hrefs,
            ["/?q=a&ignore=districts", "/?q=a&district=A&district=B&ignore=districts"]
        );
    }

    #[test]
    fn unticking_does_not_bring_back_what_a_tick_had_replaced() {
        let mut response = response();
        response.facets[FilterField::DISTRICTS] = facet(&[("A", true), ("B", false)]);
        response.understood.districts = vec!["B".to_owned()];
        let boxes = boxes(&read("q=b&district=A").parameters, &response);
        assert_eq!(boxes[0].open[0].href, "/?q=b&ignore=districts");
    }

    #[test]
    fn long_lists_are_folded_but_for_ticked_values() {
        let mut values: Vec<(&str, bool)> = vec![("甲", false); 19];
        values.push(("乙", true));
        let cases = [(&values[..], 9, 11), (&values[..10], 10, 0), (&values[..11], 8, 3)];
        for (values, open, folded) in cases {
            let mut response = response();
            response.facets[FilterField::AGENCIES] = facet(values);
            let filled = &boxes(&Parameters::default(), &response)[0];
            assert_eq!((filled.open.len(), filled.folded.len()), (open, folded));
        }
    }
}
