//! The column of facets: every value is a link that puts the value into the filters or takes it
//! out, so that any combination can be ticked without JavaScript.

use search::{Applied, Facet, FacetValue, Facets, FilterField, Receipt, Response};

use super::{overruled, wording};
use crate::parameters::Parameters;

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

/// Where a facet's counts are, and which parameter filters by it.
struct Shape {
    label: &'static str,
    parameter: &'static str,
    field: FilterField,
    counts: fn(&Facets) -> &Facet,
}

const SHAPES: [Shape; 7] = [
    Shape { label: "年份", parameter: "year", field: FilterField::Dates, counts: |f| &f.year },
    Shape {
        label: "行政区",
        parameter: "district",
        field: FilterField::Districts,
        counts: |f| &f.district,
    },
    Shape {
        label: "机构",
        parameter: "agency",
        field: FilterField::Agencies,
        counts: |f| &f.agency,
    },
    Shape { label: "类别", parameter: "kind", field: FilterField::Kinds, counts: |f| &f.kind },
    Shape { label: "级别", parameter: "level", field: FilterField::Levels, counts: |f| &f.level },
    Shape {
        label: "文种",
        parameter: "doc-type",
        field: FilterField::DocTypes,
        counts: |f| &f.doc_type,
    },
    Shape {
        label: "效力",
        parameter: "status",
        field: FilterField::Statuses,
        counts: |f| &f.status,
    },
];

/// All facets that have values.
pub(super) fn boxes(parameters: &Parameters, response: &Response) -> Vec<FacetBox> {
    let shown = SHAPES.iter().map(|shape| (shape, (shape.counts)(&response.facets)));
    shown
        .filter(|(_, facet)| !facet.values.is_empty())
        .map(|(shape, facet)| shape.fill(parameters, response, facet))
        .collect()
}

impl Shape {
    fn fill(&self, parameters: &Parameters, response: &Response, facet: &Facet) -> FacetBox {
        // Two more lines are shorter than a fold with two lines in it.
        let fits = facet.values.len() <= OPEN + 2;
        let mut filled =
            FacetBox { label: self.label, open: Vec::new(), folded: Vec::new(), more: facet.more };
        for (position, value) in facet.values.iter().enumerate() {
            let tick = Tick {
                label: wording::value(self.field, &value.value),
                count: value.count,
                on: value.selected,
                href: self.toggled(parameters, response, facet, value).href("/"),
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
        facet: &Facet,
        toggled: &FacetValue,
    ) -> Parameters {
        let chosen = facet.values.iter().filter(|value| value.selected != (*value == toggled));
        let mut entries = parameters.filters();
        entries.retain(|(parameter, _)| !self.replaces(parameter));
        entries.extend(chosen.map(|value| (self.parameter, value.value.clone())));
        let changed = parameters.with_filters(&entries);
        let mut receipts = response.understood.receipts.iter();
        let read = |receipt: &Receipt| {
            receipt.applied == Applied::Filter && receipt.field == self.field.key()
        };
        let named = overruled::is_overruled(parameters, response, self.field);
        if named || receipts.any(read) { changed.ignoring(self.field) } else { changed }
    }

    /// Whether ticks of this facet take the place of a parameter's values.
    fn replaces(&self, parameter: &str) -> bool {
        parameter == self.parameter || (self.field == FilterField::Dates && parameter == "date")
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
            response.facets.year = facet(values);
            let boxes = boxes(&read(query).parameters, &response);
            assert_eq!(boxes.len(), 1);
            assert_eq!(boxes[0].open[toggled].href, format!("/?{expected}"), "{query}");
        }
    }

    #[test]
    fn unticking_what_was_read_out_of_the_query_ignores_the_reading() {
        let mut response = response();
        response.facets.district = facet(&[("A", true), ("B", false)]);
        response.understood.receipts = vec![receipt("districts", "A", "a")];
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
        response.facets.district = facet(&[("A", true), ("B", false)]);
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
            response.facets.agency = facet(values);
            let filled = &boxes(&Parameters::default(), &response)[0];
            assert_eq!((filled.open.len(), filled.folded.len()), (open, folded));
        }
    }
}
